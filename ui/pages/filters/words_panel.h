#pragma once
#include <QWidget>

#include "ui/models/draft_of_words.h"
#include "ui/models/word_filter.h"

class QAction;
class QLabel;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace mirror::ui {

class EmptyState;
class MessageBar;
class WordActions;
class WordBulkPanel;
class WordFilterEdit;
class WordModel;
class WordSide;
class WordTableView;

/// The entries of one kind: lists and categories, filter, table, and what is changed for many at once. The tabs of the page switch its kind.
class WordsPanel : public QWidget {
    Q_OBJECT
public:
    WordsPanel(DraftOfWords& draft, QWidget* parent);
    void setKind(WordKind kind);
    void setHits(std::vector<WordHitCount> hits);
    void clearHits();
    WordModel& model() { return *m_model; }
    WordTableView& table() { return *m_table; }
    WordActions& actions() { return *m_actions; }
    MessageBar& message() { return *m_message; }
    /// The list that new entries go to.
    std::uint16_t targetList() const;
    void focusFilter();
    void clearFilter();
    /// What the empty table offers while the engine is stopped.
    void offer(QAction* start);
    /// Takes an entry away, or makes a phrase an exception, as the try-out asks.
    void removeWord(std::uint32_t id);
    void allowPhrase(const QString& phrase);
    void disableWords(WordTable::Ids ids);
    void retranslate();
    ~WordsPanel() override;

signals:
    void importRequested(const QString& name, const QByteArray& content);
    void importFileRequested();
    void messageRequested(const QString& text);

private:
    QWidget* buildTable();
    QWidget* buildFilter();
    void connectParts();
    void narrow();
    void updateCounts();
    void updateEmptyState();
    void showWaiting();
    void showTrouble();
    void showNothing();
    void showRefused(const std::vector<WordProblem>& problems, const std::vector<Word>& words);
    void offerUndo(const QString& sentence);
    bool isFiltered() const;

    DraftOfWords& m_draft;
    WordModel* m_model;
    MessageBar* m_message;
    WordSide* m_side;
    WordFilterEdit* m_filter;
    QLabel* m_counts;
    QLabel* m_problem;
    QToolButton* m_add;
    QToolButton* m_undo;
    QToolButton* m_redo;
    WordTableView* m_table;
    EmptyState* m_empty;
    QStackedWidget* m_stack;
    WordBulkPanel* m_bulk;
    WordActions* m_actions;
    QAction* m_startAction = nullptr;  ///< the shell's
    std::size_t m_loaded = 0;
    std::size_t m_all = 0;
    std::optional<Error> m_error;
};

}  // namespace mirror::ui
