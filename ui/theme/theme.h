#pragma once
#include <QObject>
#include <QTimer>
#include <QString>

class QApplication;

namespace mirror::ui {

enum class ThemeChoice { system, light, dark };
QString themeChoiceName(ThemeChoice choice);  ///< "system", "light", "dark": for settings and options
ThemeChoice themeChoiceFromName(const QString& name);

class DesktopAppearance;

/// Dresses the application: Fusion style, palette and style sheet. One for the program, made after QApplication; GUI thread.
class Theme : public QObject {
    Q_OBJECT
public:
    explicit Theme(QApplication& application, QObject* parent = nullptr);
    ThemeChoice choice() const { return m_choice; }
    bool isDark() const { return m_dark; }
    /// Takes effect on every window: the first time at once, later with the next turn of the event loop, so that giving up what
    /// is made anew (aboutToChange) and styling the rest do not add up.
    void choose(ThemeChoice choice);
    /// Asks the desktop for its light or dark preference, now and whenever it changes. Never waits for the answer; until it
    /// comes the lightness of the palette decides.
    void followDesktop();

signals:
    /// Everything on the screen will be styled anew, which costs about a third of a millisecond a widget.
    void aboutToChange();
    void changed();

private:
    void apply();
    void dress();
    QApplication& m_application;
    ThemeChoice m_choice = ThemeChoice::system;
    bool m_desktopDark = false;
    bool m_dark = false;
    bool m_applied = false;
    QTimer m_turn;  ///< dresses
    DesktopAppearance* m_desktop = nullptr;
};

}  // namespace mirror::ui
