#include "ui/theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QStyle>
#include <QStyleFactory>
#include <utility>

#include "ui/theme/colors.h"
#include "ui/theme/desktop_appearance.h"

namespace mirror::ui {

namespace {

QString styleSheetFor(const Colors& c) {
    QFile file(QStringLiteral(":/style/console.qss"));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const QColor disabled = paletteFor(c).color(QPalette::Disabled, QPalette::Text);
    // Longer names before their prefixes.
    const std::pair<const char*, QColor> names[] = {
        {"@accentHover", c.dark ? c.accent.lighter(112) : c.accent.darker(115)},
        {"@accentSoft", c.accentSoft},
        {"@accent", c.accent},
        {"@onAccent", c.onAccent},
        {"@onAmber", QColor(0x33, 0x22, 0x00)},
        {"@amber", QColor(0xf5, 0xb8, 0x3d)},
        {"@borderStrong", c.borderStrong},
        {"@border", c.border},
        {"@badSoft", c.badSoft},
        {"@bad", c.bad},
        {"@goodSoft", c.goodSoft},
        {"@good", c.good},
        {"@warning", c.warning},
        {"@window", c.window},
        {"@surface", c.surface},
        {"@raised", c.raised},
        {"@muted", c.muted},
        {"@text", c.text},
        {"@disabled", disabled},
        {"@stripe", c.dark ? QColor(0x1f, 0x25, 0x2e) : QColor(0xfa, 0xfb, 0xfc)},
    };
    for (const auto& [name, color] : names) sheet.replace(QLatin1String(name), color.name());
    return sheet.replace(QStringLiteral("@mode"), c.dark ? QStringLiteral("dark") : QStringLiteral("light"));
}

}  // namespace

QString themeChoiceName(ThemeChoice choice) {
    switch (choice) {
        case ThemeChoice::light: return QStringLiteral("light");
        case ThemeChoice::dark: return QStringLiteral("dark");
        case ThemeChoice::system: break;
    }
    return QStringLiteral("system");
}

ThemeChoice themeChoiceFromName(const QString& name) {
    if (name == QLatin1String("light")) return ThemeChoice::light;
    if (name == QLatin1String("dark")) return ThemeChoice::dark;
    return ThemeChoice::system;
}

Theme::Theme(QApplication& application, QObject* parent) : QObject(parent), m_application(application) {
    m_desktopDark = application.palette().color(QPalette::Window).lightness() < 128;
    m_turn.setSingleShot(true);
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &Theme::dress);
    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
}

void Theme::choose(ThemeChoice choice) {
    m_choice = choice;
    apply();
}

void Theme::followDesktop() {
    if (m_desktop != nullptr) return;
    m_desktop = new DesktopAppearance(this);
    connect(m_desktop, &DesktopAppearance::preferenceKnown, this, [this](bool dark) {
        m_desktopDark = dark;
        apply();
    });
    m_desktop->ask();
}

void Theme::apply() {
    const bool dark = m_choice == ThemeChoice::system ? m_desktopDark : m_choice == ThemeChoice::dark;
    if (m_applied && dark == m_dark) return;
    m_dark = dark;
    if (!std::exchange(m_applied, true)) return dress();
    emit aboutToChange();
    m_turn.start();
}

void Theme::dress() {
    const Colors& colors = m_dark ? darkColors() : lightColors();
    m_application.setPalette(paletteFor(colors));
    m_application.setStyleSheet(styleSheetFor(colors));
    emit changed();
}

}  // namespace mirror::ui
