#pragma once
#include <QFont>

namespace mirror::ui {

/// The font of a heading: bold, and `factor` times as large as `base`. Bold and not a lighter weight, because a Chinese font
/// without weights of its own is emboldened only from there on.
inline QFont headingFont(QFont base, double factor = 1) {
    base.setPointSizeF(base.pointSizeF() * factor);
    base.setWeight(QFont::Bold);
    return base;
}

}  // namespace mirror::ui
