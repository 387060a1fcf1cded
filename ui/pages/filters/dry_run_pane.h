#pragma once
#include <QWidget>
#include <optional>

#include "proxycore/api/command.h"
#include "proxycore/api/result.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QProgressBar;
class QPushButton;
class QSortFilterProxyModel;
class QSpinBox;
class QTableView;

namespace mirror::ui {

class DraftOfWords;
class DryRunModel;
class DryRunSampleModel;
class EngineLink;
class JournalAccess;
class MessageBar;

/// What the draft would do to innocent texts before it is applied: how many passages it would newly block, which rules fire most, and one click to exclude them.
class DryRunPane : public QWidget {
    Q_OBJECT
public:
    /// `draft` and `link` outlive the pane.
    DryRunPane(DraftOfWords& draft, EngineLink& link, QWidget* parent);
    /// Whose dialogues can be read as well while it is unlocked; outlives the pane.
    void setJournal(JournalAccess& journal);

signals:
    /// These rules are to be switched off in the draft.
    void disableWordsRequested(const std::vector<quint32>& ids);

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildChoice();
    void buildResult();
    void connectParts();
    void retranslate();
    void browse();
    void run();
    void leaveJournal();
    bool readsJournal() const;
    void cancel();
    void finish(const Result<Receipt>& result);
    void updateProgress();
    void updateButtons();
    void showReport();
    QString detailText() const;

    DraftOfWords& m_draft;
    EngineLink& m_link;
    DryRunModel* m_words;
    QSortFilterProxyModel* m_sorted;
    DryRunSampleModel* m_samples;
    MessageBar* m_message;
    QCheckBox* m_bundled;
    QCheckBox* m_useFolder;
    QLineEdit* m_folder;
    QCheckBox* m_useJournal;
    QSpinBox* m_days;
    JournalAccess* m_journal = nullptr;
    QPushButton* m_browse;
    QComboBox* m_direction;
    QPushButton* m_run;
    QPushButton* m_cancel;
    QProgressBar* m_progress;
    QLabel* m_impact;
    QLabel* m_detail;
    QLabel* m_stale;
    QTableView* m_table;
    QLabel* m_samplesTitle;
    QListView* m_sampleList;
    QWidget* m_result = nullptr;  ///< the tables and their buttons
    QPushButton* m_chooseNew;
    QPushButton* m_chooseNone;
    QPushButton* m_exclude;
    std::optional<DryRunReport> m_report;
    std::uint64_t m_reportVersion = 0;  ///< of the draft
    bool m_isRunning = false;
    bool m_isReadingJournal = false;  ///< the run, or the report that is shown
};

}  // namespace mirror::ui
