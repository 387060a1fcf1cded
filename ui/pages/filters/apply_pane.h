#pragma once
#include <QWidget>

#include "proxycore/api/command.h"
#include "proxycore/api/result.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace mirror::ui {

class DraftOfWords;
class EngineLink;
class MessageBar;
class WordChangeTable;

/// The step before the draft comes into force: what differs from the revision in force, a note, and the two buttons. When another revision came into force
/// meanwhile it offers to make the changes on that one.
class ApplyWordsPane : public QWidget {
    Q_OBJECT
public:
    /// `draft` and `link` outlive the pane.
    ApplyWordsPane(DraftOfWords& draft, EngineLink& link, QWidget* parent);

signals:
    /// The draft is in force, or there was nothing to do; the draft knows.
    void done();
    void cancelled();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void retranslate();
    void compare();
    void showDiff(const Result<Receipt>& result);
    void apply(bool rebase);
    void finish(const Result<Receipt>& result, bool rebase);
    void showConflict(const Error& error);
    void updateTitle();
    void updateButtons();

    DraftOfWords& m_draft;
    EngineLink& m_link;
    MessageBar* m_message;
    QLabel* m_title;
    QLabel* m_effect;
    WordChangeTable* m_table;
    QLabel* m_beyond;
    QLabel* m_noteLabel;
    QLineEdit* m_note;
    QPushButton* m_back;
    QPushButton* m_apply;
    WordDiff m_diff;
    bool m_isCompared = false;
    bool m_isComparing = false;
    bool m_isApplying = false;
};

}  // namespace mirror::ui
