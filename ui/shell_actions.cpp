#include "ui/shell_actions.h"

#include <QWidget>

#include "ui/theme/icons.h"

namespace mirror::ui {

namespace {

constexpr const char* kSpokenKeys = "mirrorKeys";

/// QKeySequence::Quit and Preferences are empty without a desktop theme.
QList<QKeySequence> withFallback(QKeySequence::StandardKey standard, const QKeySequence& fallback) {
    QList<QKeySequence> keys = QKeySequence::keyBindings(standard);
    if (!keys.contains(fallback)) keys.prepend(fallback);
    return keys;
}

}  // namespace

QString shortcutText(const QAction* action) {
    const QString spoken = action->property(kSpokenKeys).toString();
    if (!spoken.isEmpty()) return QKeySequence(spoken).toString(QKeySequence::NativeText);
    return action->shortcut().toString(QKeySequence::NativeText);
}

ShellActions::ShellActions(QWidget* window) : QObject(window), m_window(window), m_pages(new QActionGroup(this)) {
    start = make("play");
    stop = make("stop");
    drain = make("drain");
    restart = make("restart");
    palette = make("search", {QKeySequence(Qt::CTRL | Qt::Key_K)});
    find = make("filter", withFallback(QKeySequence::Find, QKeySequence(Qt::CTRL | Qt::Key_F)));
    clearFilter = make("clear");
    clearFilter->setProperty(kSpokenKeys, QStringLiteral("Esc"));
    exportData = make("export", {QKeySequence(Qt::CTRL | Qt::Key_E)});
    pause = make("pause");
    pause->setProperty(kSpokenKeys, QStringLiteral("Space"));
    follow = make("follow");
    follow->setProperty(kSpokenKeys, QStringLiteral("End"));
    lock = make("lock", {QKeySequence(Qt::CTRL | Qt::Key_L)});
    lock->setEnabled(false);
    lock->setVisible(false);  // until there is a page that locks
    fullScreen = make("", {QKeySequence(Qt::Key_F11)});
    fullScreen->setCheckable(true);
    preferences = make("settings", withFallback(QKeySequence::Preferences, QKeySequence(Qt::CTRL | Qt::Key_Comma)));
    demo = make("demo");
    shortcuts = make("", {QKeySequence(Qt::CTRL | Qt::Key_Slash)});
    help = make("help", {QKeySequence(Qt::Key_F1)});
    about = make("info");
    quit = make("", withFallback(QKeySequence::Quit, QKeySequence(Qt::CTRL | Qt::Key_Q)));
    quit->setMenuRole(QAction::QuitRole);
    themes = new QActionGroup(this);
    for (const char* name : {"system", "light", "dark"}) makeChoice(themes, QString::fromLatin1(name));
    languages = new QActionGroup(this);
    for (const char* name : {"system", "zh_CN", "en"}) makeChoice(languages, QString::fromLatin1(name));
    m_pages->setExclusive(true);
    retranslate();
}

QAction* ShellActions::make(const char* iconName, const QList<QKeySequence>& keys) {
    auto* action = new QAction(this);
    if (*iconName != '\0') action->setIcon(icon(QString::fromLatin1(iconName)));
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WindowShortcut);
    m_window->addAction(action);
    return action;
}

QAction* ShellActions::makeChoice(QActionGroup* group, const QString& data) {
    QAction* action = make("");
    action->setCheckable(true);
    action->setData(data);
    group->addAction(action);
    return action;
}

QAction* ShellActions::addPage() {
    const auto number = static_cast<int>(m_pages->actions().size()) + 1;
    QAction* action = make("");
    if (number <= 9) action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number)));
    action->setCheckable(true);
    m_pages->addAction(action);
    return action;
}

QList<QAction*> ShellActions::general() const {
    return {palette, find, clearFilter, exportData, preferences, demo, shortcuts, help, about, quit};
}

QList<QAction*> ShellActions::view() const {
    return QList<QAction*>{pause, follow, lock, fullScreen} + themes->actions() + languages->actions();
}

QList<QAction*> ShellActions::engine() const { return {start, stop, drain, restart}; }

void ShellActions::retranslate() {
    start->setText(tr("&Start engine"));
    stop->setText(tr("S&top engine"));
    drain->setText(tr("&Drain engine"));
    drain->setToolTip(tr("Takes no new requests, lets running ones finish, then stops."));
    restart->setText(tr("&Restart engine"));
    palette->setText(tr("&Command palette"));
    find->setText(tr("&Find or filter"));
    clearFilter->setText(tr("Clear filter"));
    exportData->setText(tr("&Export data of this page"));
    pause->setText(tr("&Pause or continue"));
    follow->setText(tr("Follow the &newest"));
    lock->setText(tr("&Lock the journal"));
    fullScreen->setText(tr("F&ull screen"));
    preferences->setText(tr("S&ettings"));
    shortcuts->setText(tr("&Keyboard shortcuts"));
    demo->setText(tr("&Open the demo"));
    demo->setToolTip(tr("Simulated provider and seeded traffic, in a window and a profile of their own."));
    help->setText(tr("&Help"));
    about->setText(tr("&About MirrorDesk"));
    quit->setText(tr("&Quit"));
    const QStringList themeTexts{tr("Theme: as the desktop"), tr("Theme: light"), tr("Theme: dark")};
    // Languages are called by their own names in every language.
    const QStringList languageTexts{tr("Language: as the system"), QStringLiteral("简体中文"), QStringLiteral("English")};
    for (qsizetype i = 0; i < 3; ++i) {
        themes->actions().at(i)->setText(themeTexts.at(i));
        languages->actions().at(i)->setText(languageTexts.at(i));
    }
}

}  // namespace mirror::ui
