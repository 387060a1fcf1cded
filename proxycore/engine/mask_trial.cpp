#include "engine/mask_trial.h"

#include "mask/masker.h"

namespace mirror::engine {

namespace {
constexpr std::size_t kMaxText = 1024 * 1024;
}

Result<Receipt> tryMask(const TryMask& command) {
    if (command.text.size() > kMaxText) return fail(ErrorCode::bodyTooLarge);
    mask::Masker masker(mask::settingsOf(command.mask));
    masker.reserveNamesIn(command.text);
    PiiTrial trial;
    if (!masker.mask(command.text, trial.masked)) return trial;
    for (const mask::Found& found : masker.found()) {
        const std::string_view value = std::string_view(command.text).substr(found.begin, found.end - found.begin);
        trial.spans.push_back({found.begin, found.end, found.kind, masker.nameOf(found.kind, value)});
    }
    return trial;
}

}  // namespace mirror::engine
