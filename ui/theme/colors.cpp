#include "ui/theme/colors.h"

#include <QPainter>
#include <QWidget>
#include <cmath>

namespace mirror::ui {

namespace {

Colors makeLight() {
    Colors c;
    c.window = QColor(0xf5, 0xf6, 0xf8);
    c.surface = QColor(0xff, 0xff, 0xff);
    c.raised = QColor(0xec, 0xef, 0xf3);
    c.border = QColor(0xdd, 0xe1, 0xe7);
    c.borderStrong = QColor(0xb9, 0xc1, 0xcc);
    c.text = QColor(0x1b, 0x22, 0x2c);
    c.muted = QColor(0x56, 0x61, 0x70);
    c.accent = QColor(0x1f, 0x5f, 0xbf);
    c.onAccent = QColor(0xff, 0xff, 0xff);
    c.accentSoft = QColor(0xe1, 0xec, 0xfb);
    c.good = QColor(0x17, 0x6b, 0x3e);
    c.warning = QColor(0x86, 0x52, 0x05);
    c.bad = QColor(0xb0, 0x28, 0x2f);
    c.goodSoft = QColor(0xdf, 0xf3, 0xe6);
    c.warningSoft = QColor(0xfd, 0xf0, 0xd5);
    c.badSoft = QColor(0xfc, 0xe5, 0xe5);
    c.neutralSoft = QColor(0xe9, 0xec, 0xf0);
    c.grid = QColor(0xe4, 0xe8, 0xed);
    c.series = {QColor(0x2f, 0x6f, 0xd0), QColor(0xd9, 0x7a, 0x0b), QColor(0x8a, 0x4f, 0xc4), QColor(0x1b, 0x94, 0x8a),
                QColor(0xc8, 0x3c, 0x44), QColor(0x6b, 0x77, 0x87), QColor(0xb0, 0x8a, 0x00), QColor(0x4c, 0x9a, 0x3c), QColor(0xb5, 0x3f, 0x8f)};
    return c;
}

Colors makeDark() {
    Colors c;
    c.dark = true;
    c.window = QColor(0x14, 0x18, 0x1e);
    c.surface = QColor(0x1b, 0x20, 0x28);
    c.raised = QColor(0x25, 0x2c, 0x36);
    c.border = QColor(0x2f, 0x37, 0x43);
    c.borderStrong = QColor(0x49, 0x54, 0x64);
    c.text = QColor(0xe6, 0xea, 0xf0);
    c.muted = QColor(0xa2, 0xae, 0xbd);
    c.accent = QColor(0x7b, 0xb1, 0xff);
    c.onAccent = QColor(0x0b, 0x1a, 0x2e);
    c.accentSoft = QColor(0x20, 0x34, 0x50);
    c.good = QColor(0x6f, 0xd0, 0x97);
    c.warning = QColor(0xec, 0xb5, 0x59);
    c.bad = QColor(0xff, 0x8f, 0x8c);
    c.goodSoft = QColor(0x1b, 0x36, 0x28);
    c.warningSoft = QColor(0x3a, 0x2e, 0x17);
    c.badSoft = QColor(0x42, 0x22, 0x25);
    c.neutralSoft = QColor(0x2a, 0x31, 0x3c);
    c.grid = QColor(0x2b, 0x33, 0x3e);
    c.series = {QColor(0x6a, 0xa7, 0xf8), QColor(0xf0, 0xa3, 0x4a), QColor(0xbb, 0x8d, 0xee), QColor(0x4f, 0xc4, 0xb8),
                QColor(0xf2, 0x7b, 0x7f), QColor(0x9a, 0xa6, 0xb5), QColor(0xdc, 0xbe, 0x4a), QColor(0x86, 0xcc, 0x78), QColor(0xee, 0x8c, 0xcf)};
    return c;
}

double channel(double value) {
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color) {
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

}  // namespace

const Colors& lightColors() {
    static const Colors colors = makeLight();
    return colors;
}

const Colors& darkColors() {
    static const Colors colors = makeDark();
    return colors;
}

const Colors& colorsFor(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < 128 ? darkColors() : lightColors();
}

const Colors& colorsFor(const QWidget* widget) { return colorsFor(widget->palette()); }

void paintCard(QWidget& widget) {
    const Colors& colors = colorsFor(&widget);
    QPainter painter(&widget);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.border, 1));
    painter.setBrush(colors.surface);
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

QPalette paletteFor(const Colors& c) {
    QPalette palette(c.window);
    palette.setColor(QPalette::Window, c.window);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Base, c.surface);
    palette.setColor(QPalette::AlternateBase, c.window);
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::PlaceholderText, c.muted);
    palette.setColor(QPalette::Button, c.surface);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::BrightText, c.bad);
    palette.setColor(QPalette::Highlight, c.accent);
    palette.setColor(QPalette::HighlightedText, c.onAccent);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::LinkVisited, c.accent);
    palette.setColor(QPalette::ToolTipBase, c.raised);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::Mid, c.border);
    palette.setColor(QPalette::Midlight, c.raised);
    palette.setColor(QPalette::Dark, c.borderStrong);
    palette.setColor(QPalette::Light, c.raised);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.dark ? QColor(0x7b, 0x86, 0x94) : QColor(0x8c, 0x95, 0xa1));
    return palette;
}

double contrast(const QColor& one, const QColor& other) {
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

}  // namespace mirror::ui
