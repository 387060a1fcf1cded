#pragma once
#include <QColor>
#include <QPalette>
#include <array>

class QWidget;

namespace mirror::ui {

/// Every colour of the console. Text colours have a contrast of at least 4.5 on `window`, `surface` and `raised`, and each
/// `onX` on its `X` (a test computes them). Widgets that paint take theirs from here in paintEvent, or on PaletteChange.
struct Colors {
    bool dark = false;
    QColor window;      ///< behind everything
    QColor surface;     ///< cards, tables, fields
    QColor raised;      ///< hover, header rows, the rail
    QColor border;      ///< hairlines between areas; carries no meaning
    QColor borderStrong;  ///< outline of fields and buttons
    QColor text;
    QColor muted;       ///< second-rank text
    QColor accent;      ///< the one colour that means "you can act here"; also as text
    QColor onAccent;
    QColor accentSoft;  ///< background of the chosen item
    QColor good, warning, bad;  ///< as text and as marks
    QColor goodSoft, warningSoft, badSoft, neutralSoft;  ///< backgrounds behind good, warning, bad, muted
    QColor grid;        ///< chart grid lines
    std::array<QColor, 9> series;  ///< chart lines in order; told apart also with red-green blindness
};

const Colors& lightColors();
const Colors& darkColors();
/// The set that belongs to a palette made by paletteFor (decided by the lightness of its window colour).
const Colors& colorsFor(const QPalette& palette);
const Colors& colorsFor(const QWidget* widget);
/// From paintEvent: the surface of a card with its hairline, over the whole widget.
void paintCard(QWidget& widget);
QPalette paletteFor(const Colors& colors);
/// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
double contrast(const QColor& one, const QColor& other);

}  // namespace mirror::ui
