#include "ui/main_window.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QLabel>
#include <QMenuBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/command_palette.h"
#include "ui/dialogs/confirm_dialog.h"
#include "ui/dialogs/shortcut_sheet.h"
#include "ui/engine_control.h"
#include "ui/engine_notices.h"
#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/navigation.h"
#include "ui/pages/page.h"
#include "ui/pages/settings_page.h"
#include "ui/shell_actions.h"
#include "ui/status_bar.h"
#include "ui/theme/icons.h"
#include "ui/widgets/first_key_bar.h"

namespace mirror::ui {

MainWindow::MainWindow(EngineLink& link, const WindowFacts& facts, QWidget* parent)
    : QMainWindow(parent), m_link(link), m_facts(facts), m_actions(new ShellActions(this)),
      m_control(new EngineControl(link, *m_actions, this)) {
    setWindowIcon(productIcon());
    m_actions->demo->setEnabled(!facts.isDemo);
    setMinimumSize(860, 560);
    resize(1280, 800);
    buildLayout();
    buildMenus();
    connectActions();
    connectStatusBar();
    m_palette = new CommandPalette(this);
    qApp->installEventFilter(this);
    connect(&link, &EngineLink::snapshotChanged, this, &MainWindow::updateEngineButton);
    retranslate();
}

void MainWindow::buildLayout() {
    m_demoBar = new QWidget(this);
    m_demoBar->setObjectName(QStringLiteral("demoBar"));
    m_demoBar->setAttribute(Qt::WA_StyledBackground);
    m_demoText = new QLabel(m_demoBar);
    auto* demoLayout = new QHBoxLayout(m_demoBar);
    demoLayout->setContentsMargins(14, 4, 14, 4);
    demoLayout->addWidget(m_demoText);
    m_demoBar->setVisible(m_facts.isDemo);
    m_firstKey = new FirstKeyBar(this);
    m_notices = new EngineNotices(m_link, this);
    m_navigation = new Navigation(this);
    m_engineButton = new QToolButton(m_navigation);
    m_engineButton->setPopupMode(QToolButton::InstantPopup);
    m_engineButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_engineButton->setIconSize(QSize(20, 20));
    m_engineButton->setFocusPolicy(Qt::StrongFocus);
    m_engineButton->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_navigation->setFooter(m_engineButton);
    m_stack = new QStackedWidget(this);
    m_status = new StatusBar(m_link, this);

    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_navigation);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_firstKey);
    right->addWidget(m_notices);
    right->addWidget(m_stack, 1);
    middle->addLayout(right, 1);
    auto* central = new QWidget(this);
    auto* layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_demoBar);
    layout->addLayout(middle, 1);
    layout->addWidget(m_status);
    setCentralWidget(central);
}

void MainWindow::buildMenus() {
    m_fileMenu = menuBar()->addMenu(QString());
    m_fileMenu->addActions({m_actions->palette, m_actions->exportData, m_actions->lock});
    m_fileMenu->addSeparator();
    m_fileMenu->addActions({m_actions->preferences, m_actions->quit});
    m_engineMenu = menuBar()->addMenu(QString());
    m_engineMenu->addActions(m_actions->engine());
    m_engineButton->setMenu(m_engineMenu);
    m_viewMenu = menuBar()->addMenu(QString());
    m_viewMenu->addSeparator();
    m_viewMenu->addActions({m_actions->find, m_actions->pause, m_actions->follow});
    m_viewMenu->addSeparator();
    m_themeMenu = m_viewMenu->addMenu(QString());
    m_themeMenu->addActions(m_actions->themes->actions());
    m_languageMenu = m_viewMenu->addMenu(QString());
    m_languageMenu->addActions(m_actions->languages->actions());
    m_viewMenu->addAction(m_actions->fullScreen);
    m_helpMenu = menuBar()->addMenu(QString());
    m_helpMenu->addActions({m_actions->help, m_actions->shortcuts, m_actions->demo, m_actions->about});
}

void MainWindow::connectActions() {
    connect(m_actions->palette, &QAction::triggered, this, &MainWindow::openPalette);
    connect(m_actions->find, &QAction::triggered, this, [this] { if (page() != nullptr) page()->focusFilter(); });
    connect(m_actions->clearFilter, &QAction::triggered, this, [this] { if (page() != nullptr) page()->clearFilter(); });
    connect(m_actions->exportData, &QAction::triggered, this, [this] { if (page() != nullptr) page()->exportData(); });
    connect(m_actions->pause, &QAction::triggered, this, [this] { if (page() != nullptr) page()->togglePause(); });
    connect(m_actions->follow, &QAction::triggered, this, [this] { if (page() != nullptr) page()->followNewest(); });
    connect(m_actions->lock, &QAction::triggered, this, [this] {
        for (Page* each : m_pages) each->lock();
    });
    connect(m_actions->fullScreen, &QAction::toggled, this, [this](bool on) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, on)); });
    connect(m_actions->preferences, &QAction::triggered, this, [this] { showSetting({}); });
    connect(m_actions->shortcuts, &QAction::triggered, this, &MainWindow::openShortcuts);
    connect(m_actions->help, &QAction::triggered, this, &MainWindow::openHelp);
    connect(m_actions->about, &QAction::triggered, this, &MainWindow::openAbout);
    connect(m_actions->demo, &QAction::triggered, this, &MainWindow::demoRequested);
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->themes, &QActionGroup::triggered, this,
            [this](QAction* chosen) { emit themeChosen(themeChoiceFromName(chosen->data().toString())); });
    connect(m_actions->languages, &QActionGroup::triggered, this, [this](QAction* chosen) { emit languageChosen(chosen->data().toString()); });
    connect(m_control, &EngineControl::failed, m_notices, &EngineNotices::showFailure);
    connect(m_notices, &EngineNotices::startRequested, m_control, &EngineControl::start);
    connect(m_notices, &EngineNotices::restartRequested, m_control, &EngineControl::restart);
    connect(m_notices, &EngineNotices::settingRequested, this, &MainWindow::showSetting);
}

void MainWindow::connectStatusBar() {
    connect(m_status, &StatusBar::engineClicked, this, [this] { m_engineMenu->popup(m_status->mapToGlobal(QPoint(8, -m_engineMenu->sizeHint().height()))); });
    connect(m_status, &StatusBar::addressClicked, this, [this](const QString& url) {
        QApplication::clipboard()->setText(url);
        m_status->showMessage(tr("Address copied: %1").arg(url));
    });
    connect(m_status, &StatusBar::dashboardRequested, this, [this] { showPage(0); });
    connect(m_status, &StatusBar::trafficRequested, this, [this] { showPage(1); });
    connect(m_status, &StatusBar::lockRequested, m_actions->lock, &QAction::trigger);
    connect(m_status, &StatusBar::workersRequested, this, [this] { showSetting(QStringLiteral("workers.count")); });
    connect(&m_link, &EngineLink::eventHappened, this, [this](const Event& event) { m_status->showMessage(eventText(event)); });
}

void MainWindow::addPage(Page* page) {
    QAction* action = m_actions->addPage();
    action->setIcon(icon(page->iconName()));
    action->setText(page->title());
    const auto index = static_cast<int>(m_pages.size());
    m_pages.append(page);
    // Qt gives the policy to whoever stands in for the page, and Tab would not reach that any more.
    if (page->focusProxy() == nullptr && page->focusPolicy() == Qt::NoFocus) page->setFocusPolicy(Qt::ClickFocus);
    page->setAccessibleName(page->title());
    m_stack->addWidget(page);
    m_navigation->addPage(action);
    if (page->hasLock()) m_actions->lock->setVisible(true);
    page->offer(m_actions->start, m_facts.isDemo ? nullptr : m_actions->demo);
    m_viewMenu->insertAction(m_viewMenu->actions().at(index), action);
    connect(action, &QAction::triggered, this, [this, index] { showPage(index); });
    connect(page, &Page::modifiedChanged, this, &MainWindow::updateTitle);
    connect(page, &Page::messageRequested, m_status, &StatusBar::showMessage);
    connect(page, &Page::lockCountdownChanged, this, [this](int seconds) {
        m_status->setLockCountdown(seconds);
        m_actions->lock->setEnabled(seconds >= 0);
    });
    for (QAction* own : page->pageActions())
        if (!page->actions().contains(own)) page->addAction(own);
    if (index == 0) showPage(0);
}

int MainWindow::currentPage() const { return m_stack->currentIndex(); }

void MainWindow::showPage(int index) {
    if (index < 0 || index >= m_pages.size()) return;
    Page* next = m_pages.at(index);
    Page* before = page();
    m_actions->pages().at(index)->setChecked(true);
    if (before == next && m_stack->property("mirrorShown").toBool()) return next->setFocus(Qt::OtherFocusReason);
    m_stack->setProperty("mirrorShown", true);
    if (before != nullptr && before != next) before->deactivate();
    m_stack->setCurrentIndex(index);
    next->activate();
    // Keys like Space and End are meant for the page one has just gone to.
    next->setFocus(Qt::OtherFocusReason);
    updateTitle();
}

Page* MainWindow::page() const {
    const int index = m_stack->currentIndex();
    return index >= 0 && index < m_pages.size() ? m_pages.at(index) : nullptr;
}

SettingsPage* MainWindow::settingsPage() const {
    for (Page* candidate : m_pages)
        if (auto* settings = qobject_cast<SettingsPage*>(candidate)) return settings;
    return nullptr;
}

void MainWindow::showSetting(const QString& path) {
    SettingsPage* settings = settingsPage();
    if (settings == nullptr) return;
    showPage(static_cast<int>(m_pages.indexOf(settings)));
    if (!path.isEmpty()) settings->showSetting(path);
}

void MainWindow::showFirstKey(const QString& key) { m_firstKey->showKey(key); }

void MainWindow::prepareForRestyle() {
    for (Page* each : m_pages) each->prepareForRestyle();
}

void MainWindow::setThemeChoice(ThemeChoice choice) {
    for (QAction* action : m_actions->themes->actions()) action->setChecked(action->data().toString() == themeChoiceName(choice));
}

void MainWindow::setLanguageChoice(const QString& choice) {
    for (QAction* action : m_actions->languages->actions()) action->setChecked(action->data().toString() == choice);
}

void MainWindow::openPalette() {
    QList<PaletteEntry> entries;
    for (qsizetype i = 0; i < m_pages.size(); ++i) {
        const QAction* action = m_actions->pages().at(i);
        entries.append({plainText(action), tr("Page"), shortcutText(action), {}, action->icon(), [this, i] { showPage(static_cast<int>(i)); }});
    }
    entries += actionEntries();
    if (settingsPage() != nullptr) entries += settingsPage()->paletteEntries([this](const QString& path) { showSetting(path); });
    m_palette->open(std::move(entries));
}

QList<PaletteEntry> MainWindow::actionEntries() {
    QList<PaletteEntry> entries;
    const auto add = [&entries](const QList<QAction*>& actions, const QString& detail) {
        for (QAction* action : actions)
            if (action->isEnabled() && action->isVisible() && !action->text().isEmpty())
                entries.append({plainText(action), detail, shortcutText(action), {}, action->icon(), [action] { action->trigger(); }});
    };
    if (page() != nullptr) add(page()->pageActions(), page()->title());
    add(m_actions->engine(), tr("Engine"));
    add(m_actions->view(), tr("View"));
    add(m_actions->general(), tr("General"));
    return entries;
}

void MainWindow::openShortcuts() {
    QList<ShortcutSheet::Group> groups{{tr("Pages"), m_actions->pages()}, {tr("View"), m_actions->view()}, {tr("General"), m_actions->general()}};
    if (page() != nullptr && !page()->pageActions().isEmpty()) groups.append({page()->title(), page()->pageActions()});
    (new ShortcutSheet(groups, this))->open();
}

void MainWindow::openHelp() {
    if (m_facts.helpFolder.isEmpty() || !QDesktopServices::openUrl(QUrl::fromLocalFile(m_facts.helpFolder))) openShortcuts();
}

void MainWindow::openAbout() {
    const Snapshot& snapshot = *m_link.snapshot();
    const QString where = m_facts.target.isEmpty() ? QString::fromStdString(snapshot.profile) : m_facts.target;
    (new AboutDialog({QString::fromStdString(snapshot.version), where, m_facts.settingsFile}, this))->open();
}

void MainWindow::updateTitle() {
    QStringList parts;
    bool modified = false;
    for (const Page* candidate : m_pages) modified = modified || candidate->isModified();
    if (page() != nullptr) parts << page()->title();
    if (!m_facts.profile.isEmpty()) parts << m_facts.profile;
    if (!m_facts.target.isEmpty()) parts << m_facts.target;
    parts << QStringLiteral("MirrorDesk 镜台");
    setWindowTitle(parts.join(QStringLiteral(" – ")) + QStringLiteral("[*]"));
    setWindowModified(modified);
}

void MainWindow::updateEngineButton() {
    static constexpr std::array<IconTone, 5> kTones{IconTone::muted, IconTone::accent, IconTone::good, IconTone::warning, IconTone::bad};
    const EngineState state = m_link.snapshot()->state;
    const QString text = engineStateText(state);
    if (m_engineButton->text() == text) return;
    static constexpr std::array<const char*, 5> kIcons{"stop", "restart", "success", "drain", "error"};
    const auto index = static_cast<std::size_t>(state);
    m_engineButton->setText(text);
    m_engineButton->setIcon(icon(QString::fromLatin1(kIcons.at(index)), kTones.at(index)));
    m_engineButton->setAccessibleName(tr("Engine: %1").arg(text));
    m_engineButton->setToolTip(tr("Start, stop, drain or restart the engine"));
}

void MainWindow::retranslate() {
    m_actions->retranslate();
    for (qsizetype i = 0; i < m_pages.size(); ++i) {
        m_actions->pages().at(i)->setText(m_pages.at(i)->title());
        m_pages.at(i)->setAccessibleName(m_pages.at(i)->title());
    }
    m_navigation->retranslate();
    retranslateMenus();
    m_demoText->setText(tr("Demo: a simulated provider and seeded traffic in a profile of their own. Nothing here is real."));
    m_engineButton->setText({});
    updateEngineButton();
    updateTitle();
}

void MainWindow::retranslateMenus() {
    m_fileMenu->setTitle(tr("&File"));
    m_engineMenu->setTitle(tr("&Engine"));
    m_viewMenu->setTitle(tr("&View"));
    m_themeMenu->setTitle(tr("&Theme"));
    m_languageMenu->setTitle(tr("&Language"));
    m_helpMenu->setTitle(tr("&Help"));
}

void MainWindow::askToClose(int running) {
    const QString text = tr("%n running request(s) will be cut.", nullptr, running) + QLatin1Char('\n') + tr("The mirror stops with this window.");
    auto* dialog = new ConfirmDialog(
        {tr("Quit MirrorDesk?"), text, tr("Quit")},
        [this] {
            m_isCloseAgreed = true;
            m_link.submit(StopEngine{}, this, [](const Result<Receipt>&) {});
            close();
        },
        this);
    dialog->open();
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    const auto running = static_cast<int>(m_link.snapshot()->activeRequests);
    // Ending the window ends the engine inside; a remote one goes on.
    if (m_facts.target.isEmpty() && !m_facts.isDemo && running > 0 && !m_isCloseAgreed) {
        event->ignore();
        askToClose(running);
        return;
    }
    emit closing();
    QMainWindow::closeEvent(event);
}

}  // namespace mirror::ui
