#include "ui/pages/dialogues_page.h"

#include <QAction>
#include <QDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/journal_text.h"
#include "ui/pages/journal/dialogue_list.h"
#include "ui/pages/journal/journal_gate.h"
#include "ui/pages/journal/segments_pane.h"
#include "ui/pages/journal/verify_pane.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/live_table.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/status_badge.h"

namespace mirror::ui {

DialoguesPage::DialoguesPage(EngineLink& link, QWidget* parent)
    : Page(parent), m_link(link), m_access(link), m_heading(new QLabel(this)), m_state(new StatusBadge(this)), m_size(new QLabel(this)),
      m_pause(new QToolButton(this)), m_lock(new QPushButton(this)), m_failing(new MessageBar(this)), m_tabs(new QTabBar(this)), m_stack(new QStackedWidget(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(8);
    buildHead();
    buildViews();
    buildActions();
    connectParts();
    showLocked();
    retranslate();
}

void DialoguesPage::buildHead() {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_heading->setFont(headingFont(m_heading->font(), 1.35));
    m_size->setProperty("tone", "muted");
    m_pause->setObjectName(QStringLiteral("journal-pause"));
    m_pause->setCheckable(true);
    m_pause->setIcon(icon(QStringLiteral("pause")));
    m_pause->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_lock->setObjectName(QStringLiteral("journal-lock"));
    m_lock->setIcon(icon(QStringLiteral("lock")));
    row->addWidget(m_heading);
    row->addSpacing(6);
    row->addWidget(m_state);
    row->addWidget(m_size, 1);
    row->addWidget(m_pause);
    row->addWidget(m_lock);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    m_failing->setClosable(false);
    m_failing->hide();
    layout()->addWidget(m_failing);
}

void DialoguesPage::buildViews() {
    m_tabs->setObjectName(QStringLiteral("journal-tabs"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    for (int i = Dialogues; i <= Segments; ++i) m_tabs->addTab(QString());
    m_dialogues = new DialogueList(m_access, m_clipboard, m_stack);
    m_verify = new VerifyPane(m_link, m_access, m_stack);
    m_segments = new SegmentsPane(m_link, m_access, m_stack);
    m_gate = new JournalGate(m_link, m_access, m_stack);
    for (QWidget* view : std::initializer_list<QWidget*>{m_dialogues, m_verify, m_segments, m_gate}) m_stack->addWidget(view);
    layout()->addWidget(m_tabs);
    static_cast<QVBoxLayout*>(layout())->addWidget(m_stack, 1);
}

void DialoguesPage::buildActions() {
    const auto make = [this](const char* name) { return new QAction(icon(QString::fromLatin1(name)), QString(), this); };
    m_searchAction = make("search");
    m_pauseAction = make("pause");
    m_copyAction = make("copy");
    m_verifyAction = make("verify");
    m_segmentsAction = make("journal");
    m_searchAction->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F));
    addAction(m_searchAction);  // also while locked: page actions are not offered then
    connect(m_searchAction, &QAction::triggered, this, &DialoguesPage::focusSearch);
    connect(m_pauseAction, &QAction::triggered, this, &DialoguesPage::togglePause);
    connect(m_copyAction, &QAction::triggered, m_dialogues, &DialogueList::copyDialogue);
    connect(m_verifyAction, &QAction::triggered, this, [this] { goTo(Integrity); });
    connect(m_segmentsAction, &QAction::triggered, this, [this] { goTo(Segments); });
}

void DialoguesPage::connectParts() {
    connect(m_lock, &QPushButton::clicked, this, &DialoguesPage::lock);
    connect(m_pause, &QToolButton::clicked, m_dialogues, &DialogueList::setPaused);
    connect(m_tabs, &QTabBar::currentChanged, this, &DialoguesPage::chooseView);
    connect(m_dialogues, &DialogueList::pausedChanged, this, [this] { m_pause->setChecked(m_dialogues->isPaused()); });
    connect(m_dialogues, &DialogueList::messageRequested, this, &Page::messageRequested);
    connect(m_dialogues, &DialogueList::checkRequested, this, [this] { goTo(Integrity); });
    connect(m_segments, &SegmentsPane::messageRequested, this, &Page::messageRequested);
    connect(&m_access, &JournalAccess::unlocked, this, &DialoguesPage::showUnlocked);
    connect(&m_access, &JournalAccess::locked, this, &DialoguesPage::showLocked);
    connect(&m_access, &JournalAccess::secondsLeftChanged, this, &Page::lockCountdownChanged);
    connect(&m_link, &EngineLink::snapshotChanged, this, &DialoguesPage::refresh);
}

QString DialoguesPage::title() const { return tr("Journal"); }

void DialoguesPage::retranslate() {
    m_heading->setText(title());
    m_pause->setText(tr("Pause"));
    m_pause->setToolTip(tr("Hold the list still (Space)."));
    m_pause->setAccessibleName(tr("Pause"));
    m_lock->setText(tr("Lock"));
    m_lock->setToolTip(tr("Forget everything that is shown until the passphrase is given again (Ctrl+L)."));
    m_tabs->setTabText(Dialogues, tr("Dialogues"));
    m_tabs->setTabText(Integrity, tr("Integrity"));
    m_tabs->setTabText(Segments, tr("Segments"));
    m_tabs->setAccessibleName(tr("Parts of the journal"));
    m_pauseAction->setText(tr("Pause or go on with the list"));
    m_copyAction->setText(tr("Copy the dialogue"));
    m_verifyAction->setText(tr("Check the journal"));
    m_searchAction->setText(tr("Search in all texts"));
    m_segmentsAction->setText(tr("Segments of the journal"));
    m_toldFailure.clear();
    refresh();
}

void DialoguesPage::activate() {
    m_active = true;
    m_dialogues->setActive(m_access.isUnlocked());
    if (!m_access.isUnlocked()) m_gate->reconsider();
    refresh();
}

void DialoguesPage::deactivate() {
    m_active = false;
    m_dialogues->setActive(false);
}

void DialoguesPage::focusFilter() {
    if (!m_access.isUnlocked()) return;
    m_tabs->setCurrentIndex(Dialogues);
    m_dialogues->focusFilter();
}

void DialoguesPage::focusSearch() {
    if (!m_access.isUnlocked()) return;
    m_tabs->setCurrentIndex(Dialogues);
    m_dialogues->focusSearch();
}

void DialoguesPage::clearFilter() {
    if (m_access.isUnlocked() && m_tabs->currentIndex() == Dialogues) m_dialogues->clearFilter();
}

void DialoguesPage::togglePause() {
    if (m_access.isUnlocked() && m_tabs->currentIndex() == Dialogues) m_dialogues->setPaused(!m_dialogues->isPaused());
}

void DialoguesPage::followNewest() {
    if (m_access.isUnlocked() && m_tabs->currentIndex() == Dialogues) m_dialogues->followNewest();
}

void DialoguesPage::exportData() {
    if (m_access.isUnlocked() && m_tabs->currentIndex() == Dialogues) m_dialogues->exportData();
}

void DialoguesPage::lock() { m_access.lock(); }

QList<QAction*> DialoguesPage::pageActions() const {
    return m_access.isUnlocked() ? QList<QAction*>{m_searchAction, m_pauseAction, m_copyAction, m_verifyAction, m_segmentsAction} : QList<QAction*>{};
}

QByteArray DialoguesPage::viewState() const { return m_dialogues->viewState(); }

bool DialoguesPage::restoreViewState(const QByteArray& state) { return m_dialogues->restoreViewState(state); }

void DialoguesPage::offer(QAction* start, QAction*) { m_gate->setStartAction(start); }

void DialoguesPage::setMemory(PassphraseMemory* memory) { m_gate->setMemory(memory); }

void DialoguesPage::openRequest(const QString& requestId, SystemTime time) {
    if (!m_access.isUnlocked()) {
        m_wanted = Wanted{requestId, time};
        return;
    }
    m_tabs->setCurrentIndex(Dialogues);
    m_dialogues->openRequest(requestId, time);
}

void DialoguesPage::showUnlocked() {
    chooseView(m_tabs->currentIndex());
    for (QWidget* part : std::initializer_list<QWidget*>{m_tabs, m_lock}) part->show();
    m_dialogues->setActive(m_active);
    m_dialogues->begin();
    if (const auto wanted = std::exchange(m_wanted, {})) openRequest(wanted->requestId, wanted->time);
    if (m_active) setFocus(Qt::OtherFocusReason);
    refresh();
}

void DialoguesPage::showLocked() {
    // Nothing waits for what stands over the page, and what it was about to save is part of what is forgotten.
    for (QDialog* dialog : findChildren<QDialog*>()) dialog->reject();
    for (QMenu* menu : findChildren<QMenu*>()) menu->close();
    m_clipboard.forget();
    m_dialogues->setActive(false);
    for (QWidget* part : std::initializer_list<QWidget*>{m_tabs, m_lock, m_pause}) part->hide();
    setFocusProxy(m_gate);
    m_stack->setCurrentWidget(m_gate);
    m_gate->refresh();
    if (m_active) m_gate->setFocus(Qt::OtherFocusReason);
}

void DialoguesPage::chooseView(int view) {
    if (!m_access.isUnlocked()) return;
    QWidget* const views[] = {m_dialogues, m_verify, m_segments};
    setFocusProxy(views[view]);
    m_stack->setCurrentWidget(views[view]);
    m_pause->setVisible(view == Dialogues);
}

void DialoguesPage::goTo(View view) {
    if (!m_access.isUnlocked()) return;
    m_tabs->setCurrentIndex(view);
    setFocus(Qt::OtherFocusReason);
}

void DialoguesPage::refresh() {
    const JournalStatus& journal = m_link.snapshot()->journal;
    m_state->setState(journalStateTone(journal.state), journalStateText(journal.state));
    m_size->setText(journal.segments == 0 ? QString() : tr("%1 in %n segment(s)", nullptr, static_cast<int>(journal.segments)).arg(bytesText(journal.bytes)));
    updateFailing();
    if (!m_access.isUnlocked()) m_gate->refresh();
}

void DialoguesPage::updateFailing() {
    const JournalStatus& journal = m_link.snapshot()->journal;
    QString text;
    if (journal.state == JournalState::failing) {
        text = tr("Dialogues cannot be written.");
        if (journal.error) text = sentences(text, errorText(*journal.error));
        if (journal.refused > 0) text = sentences(text, tr("Requests refused so far: %1.").arg(countText(static_cast<std::int64_t>(journal.refused))));
        if (journal.dropped > 0) text = sentences(text, tr("Dialogues that are missing: %1.").arg(countText(static_cast<std::int64_t>(journal.dropped))));
    }
    if (std::exchange(m_toldFailure, text) == text && m_failing->isHidden() == text.isEmpty()) return;
    if (text.isEmpty()) m_failing->hide();
    else m_failing->showMessage(Tone::bad, text);
}

}  // namespace mirror::ui
