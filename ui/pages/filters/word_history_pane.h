#pragma once
#include <QWidget>

#include "proxycore/api/command.h"
#include "proxycore/api/result.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace mirror::ui {

class DraftOfWords;
class EngineLink;
class MessageBar;
class WordChangeTable;
class WordRevisionModel;

/// The kept revisions of the word lists; choosing one shows what would change if it came back, and it can be restored as a new revision. Asks for the list
/// whenever it is shown and when another revision comes into force.
class WordHistoryPane : public QWidget {
    Q_OBJECT
public:
    /// `draft` and `link` outlive the pane.
    WordHistoryPane(DraftOfWords& draft, EngineLink& link, QWidget* parent);

signals:
    /// A restored revision is in force under this number; the draft has been opened anew.
    void restored(quint64 revision);
    void backRequested();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void retranslate();
    void load();
    void keepChoice();
    void choose(int row);
    void compare(std::uint64_t revision);
    void showDiff(std::uint64_t revision, const Result<Receipt>& result);
    void askToRestore();
    void restore(std::uint64_t revision);
    void fail(const Result<Receipt>& result);
    void updateTexts();

    DraftOfWords& m_draft;
    EngineLink& m_link;
    WordRevisionModel* m_model;
    MessageBar* m_message;
    QLabel* m_title;
    QTableView* m_table;
    QLabel* m_compareTitle;
    WordChangeTable* m_changes;
    QLabel* m_noteLabel;
    QLineEdit* m_note;
    QPushButton* m_back;
    QPushButton* m_restore;
    std::uint64_t m_chosen = 0;
    std::uint64_t m_seen = 0;  ///< revision in force when the list was asked for
    WordDiff m_diff;
    bool m_isCompared = false;
    bool m_isRestoring = false;
};

}  // namespace mirror::ui
