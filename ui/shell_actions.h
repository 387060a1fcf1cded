#pragma once
#include <QAction>
#include <QActionGroup>
#include <QObject>

class QWidget;

namespace mirror::ui {

/// Every action of the window itself, with texts and shortcuts. Menus, rail, palette and shortcut sheet show these same
/// objects; what they do is connected in MainWindow. Owned by the window.
class ShellActions : public QObject {
    Q_OBJECT
public:
    explicit ShellActions(QWidget* window);
    /// An action that shows the next page, with Ctrl+1 to Ctrl+9 for the first nine. Its text is set by the caller.
    QAction* addPage();
    void retranslate();
    /// All of them, grouped as the shortcut sheet shows them.
    QList<QAction*> general() const;
    QList<QAction*> view() const;
    QList<QAction*> engine() const;
    QList<QAction*> pages() const { return m_pages->actions(); }

    QAction* start;
    QAction* stop;
    QAction* drain;
    QAction* restart;
    QAction* palette;
    QAction* find;
    QAction* clearFilter;  ///< Esc reaches the page through the window, not as a shortcut: dialogs and menus need it too
    QAction* exportData;
    QAction* pause;   ///< Space, also through the window: buttons and fields need it first
    QAction* follow;  ///< End, as above
    QAction* lock;    ///< Ctrl+L; enabled while something is unlocked
    QAction* fullScreen;
    QAction* preferences;
    QAction* demo;  ///< opens the demo in a window of its own
    QAction* shortcuts;
    QAction* help;
    QAction* about;
    QAction* quit;
    QActionGroup* themes;     ///< data(): themeChoiceName
    QActionGroup* languages;  ///< data(): "system", "zh_CN", "en"

private:
    QAction* make(const char* iconName, const QList<QKeySequence>& keys = {});
    QAction* makeChoice(QActionGroup* group, const QString& data);
    QWidget* m_window;
    QActionGroup* m_pages;
};

/// The keys that trigger `action`, also those that arrive by another way than a QAction shortcut; empty if none.
QString shortcutText(const QAction* action);

}  // namespace mirror::ui
