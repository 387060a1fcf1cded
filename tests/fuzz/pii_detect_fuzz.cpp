#include "base/text.h"
#include "fuzz/claim.h"
#include "mask/escaped_text.h"
#include "mask/masker.h"
#include "mask/restorer.h"

using namespace mirror;
using namespace mirror::mask;

namespace {

void claimPieces(std::string_view text, const std::vector<Found>& pieces) {
    const bool valid = base::isUtf8(text);
    std::size_t done = 0;
    for (const Found& piece : pieces) {
        MIRROR_CLAIM(piece.begin >= done && piece.end > piece.begin && piece.end <= text.size());
        MIRROR_CLAIM(!valid || (base::isUtf8(text.substr(0, piece.begin)) && base::isUtf8(text.substr(0, piece.end))));
        done = piece.end;
    }
}

}  // namespace

/// Whatever the text: pieces lie one behind another at borders of characters, the quick look is never wrong, a masked text has nothing more to mask, and its names are all found again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const Settings settings{0x7F, (data[0] & 1) != 0};
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    std::vector<Found> pieces;
    detect(text, settings, pieces);
    claimPieces(text, pieces);
    MIRROR_CLAIM(pieces.empty() || mayHold(text));
    Masker masker(settings);
    masker.reserveNamesIn(text);
    std::string once;
    const bool isMasked = masker.mask(text, once);
    MIRROR_CLAIM(isMasked == !pieces.empty() || EscapedText::isEscaped(text));  // with escapes the masker sees another text
    if (!isMasked) return 0;
    claimPieces(text, masker.found());
    const std::size_t count = masker.found().size();
    std::string twice;
    MIRROR_CLAIM(!masker.mask(once, twice));
    std::vector<Restorer::Place> places;
    const Restorer restorer(masker.names());
    MIRROR_CLAIM(restorer.find(once, true, places) == once.size());
    MIRROR_CLAIM(places.size() == count);
    return 0;
}
