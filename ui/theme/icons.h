#pragma once
#include <QIcon>
#include <QString>

namespace mirror::ui {

/// Which colour of the theme an icon is drawn in; decided when it is painted, so a change of theme needs no new icons.
enum class IconTone { text, muted, accent, onAccent, good, warning, bad };

/// A line icon of resources/icons by its name without path ("dashboard"). A null icon where the name or Qt's SVG plugin is
/// missing: every control that shows one has a text or a tooltip as well.
QIcon icon(const QString& name, IconTone tone = IconTone::text);
/// The product's mark, in its own colours.
QIcon productIcon();

}  // namespace mirror::ui
