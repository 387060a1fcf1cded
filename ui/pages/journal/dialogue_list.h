#pragma once
#include <QWidget>

#include "ui/models/journal_access.h"

class QLabel;
class QLineEdit;
class QMenu;
class QProgressBar;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace mirror::ui {

class DialoguePane;
class EmptyState;
class JournalClipboard;
class JournalFilterEdit;
class JournalModel;
class LiveTable;
class MessageBar;
class RangeBar;

/// The dialogues of a time range: range, filter, search, the table, and the one that is chosen. Works only while the journal is unlocked; locking empties it, what was
/// typed comes back when it is unlocked again.
class DialogueList : public QWidget {
    Q_OBJECT
public:
    DialogueList(JournalAccess& access, JournalClipboard& clipboard, QWidget* parent = nullptr);
    /// Brings back what was typed and opens a view.
    void begin();
    /// Shows one dialogue by its request id; `time` is about when it was.
    void openRequest(const QString& requestId, SystemTime time);
    void setActive(bool active);
    void focusFilter();
    void focusSearch();
    void clearFilter();
    void setPaused(bool paused);
    bool isPaused() const { return m_isPaused; }
    void followNewest();
    void exportData();
    void copyDialogue();
    QMenu* makeExportMenu();
    QByteArray viewState() const;
    bool restoreViewState(const QByteArray& state);
    JournalModel& model() { return *m_model; }
    LiveTable& table() { return *m_table; }
    DialoguePane& pane() { return *m_pane; }

signals:
    void pausedChanged();
    void messageRequested(const QString& text);
    /// Records could not be read; the integrity check tells which.
    void checkRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildHead();
    void buildTable();
    void buildPane(JournalClipboard& clipboard);
    void connectParts();
    void openView();
    void forget();
    void showCurrent();
    void closePane();
    void clearAll();
    void showColumnMenu(const QPoint& at);
    bool isNarrowed() const;
    void refresh();
    void updateEmpty();
    QString countsText() const;
    void startExport(JournalExportFormat format, bool selection);
    void finishExport(const Result<Receipt>& result, JournalExportFormat format);
    std::vector<std::int64_t> selectedPositions() const;
    void fail(const Error& error);
    void retranslate();

    JournalAccess& m_access;
    JournalModel* m_model;
    RangeBar* m_range;
    JournalFilterEdit* m_filter;
    QLineEdit* m_search;
    QPushButton* m_find;
    QLabel* m_problem;
    QLabel* m_counts;
    QProgressBar* m_progress;
    QPushButton* m_stop;
    QPushButton* m_new;
    QToolButton* m_columns;
    QPushButton* m_export;
    MessageBar* m_message;
    QSplitter* m_splitter = nullptr;
    QStackedWidget* m_stack = nullptr;
    LiveTable* m_table = nullptr;
    EmptyState* m_empty = nullptr;
    DialoguePane* m_pane = nullptr;
    QString m_filterDraft, m_searchDraft;  ///< as they were when the journal was locked
    QString m_searched;
    bool m_isPaused = false;
    bool m_isExporting = false;
    bool m_isQuiet = false;  ///< several parts of the question change at once
};

}  // namespace mirror::ui
