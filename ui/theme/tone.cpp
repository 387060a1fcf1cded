#include "ui/theme/tone.h"

#include "ui/theme/colors.h"

namespace mirror::ui {

ToneColors toneColors(Tone tone, const Colors& colors) {
    switch (tone) {
        case Tone::info: return {colors.accent, colors.accentSoft};
        case Tone::good: return {colors.good, colors.goodSoft};
        case Tone::warning: return {colors.warning, colors.warningSoft};
        case Tone::bad: return {colors.bad, colors.badSoft};
        case Tone::neutral: break;
    }
    return {colors.muted, colors.neutralSoft};
}

}  // namespace mirror::ui
