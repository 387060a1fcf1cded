#pragma once
#include "ui/models/journal_access.h"
#include "ui/pages/journal/journal_clipboard.h"
#include "ui/pages/page.h"

class QAction;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace mirror::ui {

class DialogueList;
class EngineLink;
class JournalGate;
class MessageBar;
class PassphraseMemory;
class SegmentsPane;
class StatusBadge;
class VerifyPane;

/// Page 5, the journal: behind its lock the dialogues, the integrity check and the segments. Locking works at once and from anywhere; whatever was on the page is
/// forgotten then, dialogs that stand over it are closed.
class DialoguesPage : public Page {
    Q_OBJECT
public:
    explicit DialoguesPage(EngineLink& link, QWidget* parent = nullptr);

    QString title() const override;
    QString iconName() const override { return QStringLiteral("journal"); }
    void activate() override;
    void deactivate() override;
    void focusFilter() override;
    void clearFilter() override;
    void togglePause() override;
    void followNewest() override;
    void exportData() override;
    void lock() override;
    bool hasLock() const override { return true; }
    QList<QAction*> pageActions() const override;
    QByteArray viewState() const override;
    bool restoreViewState(const QByteArray& state) override;
    void offer(QAction* start, QAction* demo) override;
    /// Shows the dialogue of a request, after unlocking if it is locked.
    void openRequest(const QString& requestId, SystemTime time);
    /// Where the passphrase may be kept on this workstation; outlives the page. Null: nowhere.
    void setMemory(PassphraseMemory* memory);
    JournalAccess& access() { return m_access; }
    DialogueList& dialogues() { return *m_dialogues; }

protected:
    void retranslate() override;

private:
    enum View { Dialogues, Integrity, Segments };
    void buildHead();
    void buildViews();
    void connectParts();
    void showUnlocked();
    void showLocked();
    void chooseView(int view);
    void goTo(View view);
    void buildActions();
    void focusSearch();
    void refresh();
    void updateFailing();

    EngineLink& m_link;
    JournalAccess m_access;
    JournalClipboard m_clipboard;
    QLabel* m_heading;
    StatusBadge* m_state;
    QLabel* m_size;
    QToolButton* m_pause;
    QPushButton* m_lock;
    MessageBar* m_failing;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    JournalGate* m_gate = nullptr;
    DialogueList* m_dialogues = nullptr;
    VerifyPane* m_verify = nullptr;
    SegmentsPane* m_segments = nullptr;
    QAction* m_pauseAction = nullptr;
    QAction* m_copyAction = nullptr;
    QAction* m_verifyAction = nullptr;
    QAction* m_searchAction = nullptr;
    QAction* m_segmentsAction = nullptr;
    struct Wanted {
        QString requestId;
        SystemTime time;
    };
    std::optional<Wanted> m_wanted;  ///< asked for while locked
    QString m_toldFailure;
    bool m_active = false;
};

}  // namespace mirror::ui
