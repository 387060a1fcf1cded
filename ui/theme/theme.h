#pragma once
#include <QObject>
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
    /// Takes effect at once on every window.
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
    QApplication& m_application;
    ThemeChoice m_choice = ThemeChoice::system;
    bool m_desktopDark = false;
    bool m_dark = false;
    bool m_applied = false;
    DesktopAppearance* m_desktop = nullptr;
};

}  // namespace mirror::ui
