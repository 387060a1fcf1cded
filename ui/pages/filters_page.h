#pragma once
#include <memory>

#include "ui/models/draft_of_words.h"
#include "ui/pages/page.h"

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabBar;
class QTimer;
class QToolButton;

namespace mirror::ui {

class DryRunPane;
class EngineLink;
class JournalAccess;
class MessageBar;
class PiiTab;
class WordsPanel;
class WordsStateChip;

/// Page 3: the word lists as a draft that is edited, tried and applied, and what is done with personal data. The draft survives leaving the page.
class FiltersPage : public Page {
    Q_OBJECT
public:
    explicit FiltersPage(EngineLink& link, QWidget* parent = nullptr);
    ~FiltersPage() override;

    QString title() const override;
    QString iconName() const override { return QStringLiteral("filters"); }
    void activate() override;
    void deactivate() override;
    void focusFilter() override;
    void clearFilter() override;
    void exportData() override;
    QList<QAction*> pageActions() const override;
    QByteArray viewState() const override;
    bool restoreViewState(const QByteArray& state) override;
    void offer(QAction* start, QAction* demo) override;
    bool isModified() const override;
    DraftOfWords& draft() { return m_draft; }
    WordsPanel& words() { return *m_words; }
    /// Whose dialogues a dry run can read while it is unlocked; outlives the page.
    void setJournal(JournalAccess& journal);
    /// Shows the preview of a file; what a drop does.
    void importFile(const QString& path);

protected:
    void retranslate() override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    enum Tab { Words, Exceptions, Rules, Personal };
    enum View { WordsView, PersonalView, DryRunView, ApplyView, HistoryView };
    void buildHead();
    void buildViews();
    QWidget* buildWords();
    QWidget* buildDryRun();
    QWidget* buildApply();
    QWidget* buildHistory();
    void buildActions();
    void connectParts();
    void chooseTab(int tab);
    void updateTabs();
    void showView(View view);
    void updateDraft();
    void followRevision();
    void askHits();
    void openImport(const QString& path, const QString& name, const QByteArray& content);
    QMenu* makeExportMenu();
    void exportWords(WordFileFormat format, bool selection);
    void saveExported(const ExportedWords& exported, WordFileFormat format);
    void discard();

    EngineLink& m_link;
    DraftOfWords m_draft;
    QLabel* m_heading;
    WordsStateChip* m_state;
    QLabel* m_draftState;
    QPushButton* m_discard;
    QPushButton* m_import;
    QPushButton* m_export;
    QPushButton* m_history;
    QPushButton* m_dryRun;
    QPushButton* m_apply;
    MessageBar* m_message;
    QTabBar* m_tabs;
    std::unique_ptr<QStackedWidget> m_stack;  ///< all that shows the draft: it goes before the draft does
    QSplitter* m_splitter = nullptr;
    WordsPanel* m_words = nullptr;
    PiiTab* m_personal = nullptr;
    QToolButton* m_back = nullptr;
    QTimer* m_hits;
    QAction* m_applyAction = nullptr;
    QAction* m_dryRunAction = nullptr;
    QAction* m_historyAction = nullptr;
    QAction* m_importAction = nullptr;
    QAction* m_discardAction = nullptr;
    std::uint64_t m_toldRevision = 0;  ///< about which it was said that it came into force meanwhile
    bool m_active = false;
    bool m_isAskingHits = false;
    bool m_isExporting = false;
    DryRunPane* m_dryRunPane = nullptr;
};

}  // namespace mirror::ui
