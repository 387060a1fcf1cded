#pragma once
#include <QMainWindow>

#include "ui/theme/theme.h"

class QKeyEvent;
class QMenu;
class QStackedWidget;

namespace mirror::ui {

class CommandPalette;
class EngineControl;
class EngineLink;
class EngineNotices;
class FirstKeyBar;
class Navigation;
class Page;
class SettingsPage;
class ShellActions;
class StatusBar;
struct PaletteEntry;

/// What the window says about itself.
struct WindowFacts {
    QString profile;       ///< name of the profile for the title, empty for the default one
    QString target;        ///< "host:port" of a remote engine, empty for the one inside
    QString settingsFile;  ///< the console's preferences, for the about dialog
    QString helpFolder;    ///< folder with the README, empty when not installed
    bool isDemo = false;   ///< amber bar
};

/// The shell: menu, rail, stack of pages, status bar, and the actions that reach all of them. Pages are made by the caller
/// (see pages/page_list.h). Preferences are told by signals; the program applies and keeps them.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(EngineLink& link, const WindowFacts& facts, QWidget* parent = nullptr);
    /// Takes the page over; the first one becomes visible.
    void addPage(Page* page);
    void showPage(int index);
    int currentPage() const;
    QList<Page*> pages() const { return m_pages; }
    ShellActions& actions() { return *m_actions; }
    EngineControl& engineControl() { return *m_control; }
    EngineNotices& notices() { return *m_notices; }
    /// Check marks of the menus; does not emit the signals below.
    void setThemeChoice(ThemeChoice choice);
    void setLanguageChoice(const QString& choice);
    /// Before a new theme; see Page::prepareForRestyle.
    void prepareForRestyle();
    /// Ends without a question (the system asks, or the user has agreed).
    void agreeToClose() { m_isCloseAgreed = true; }
    /// The bar with the key a first run made; shown until it is closed.
    void showFirstKey(const QString& key);
    /// Opens the settings page at a path of the field table.
    void showSetting(const QString& path);

signals:
    void themeChosen(mirror::ui::ThemeChoice choice);
    void languageChosen(const QString& choice);  ///< "system", "zh_CN", "en"
    void demoRequested();
    void closing();

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildLayout();
    void buildMenus();
    void connectActions();
    void connectStatusBar();
    void retranslate();
    void retranslateMenus();
    void updateTitle();
    void updateEngineButton();
    bool handlePageKey(int key);
    bool locksFromBehind(const QKeyEvent& pressed);
    bool isExportKey(const QKeyEvent& pressed) const;
    void askToClose(int running);
    void openPalette();
    QList<PaletteEntry> actionEntries();
    void openShortcuts();
    void openHelp();
    void openAbout();
    Page* page() const;
    SettingsPage* settingsPage() const;

    EngineLink& m_link;
    WindowFacts m_facts;
    ShellActions* m_actions;
    EngineControl* m_control;
    Navigation* m_navigation = nullptr;
    QStackedWidget* m_stack = nullptr;
    EngineNotices* m_notices = nullptr;
    FirstKeyBar* m_firstKey = nullptr;
    StatusBar* m_status = nullptr;
    CommandPalette* m_palette = nullptr;
    QWidget* m_demoBar = nullptr;
    class QLabel* m_demoText = nullptr;
    class QToolButton* m_engineButton = nullptr;
    QList<Page*> m_pages;
    QMenu* m_fileMenu = nullptr;
    QMenu* m_viewMenu = nullptr;
    QMenu* m_themeMenu = nullptr;
    QMenu* m_languageMenu = nullptr;
    QMenu* m_engineMenu = nullptr;
    QMenu* m_helpMenu = nullptr;
    bool m_isCloseAgreed = false;
};

}  // namespace mirror::ui
