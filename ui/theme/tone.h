#pragma once
#include <QColor>
#include <QtGlobal>

namespace mirror::ui {

struct Colors;

/// How something is to be taken; decides colour and mark. The words always say it too.
enum class Tone { neutral, info, good, warning, bad };

/// Text or mark, and the soft background behind it.
struct ToneColors {
    QColor front, back;
};
ToneColors toneColors(Tone tone, const Colors& colors);

/// Model role of a cell's Tone, as an int.
inline constexpr int kToneRole = Qt::UserRole + 1;

}  // namespace mirror::ui
