#include "fuzz/claim.h"
#include "proxycore/filter/fold_splits.h"

using namespace mirror;
using namespace mirror::filter;
using namespace mirror::filter::trial;

namespace {

/// Every letter begins at a unit of the text, units follow each other without a gap, and offsets rise.
void claimValidOffsets(const TextFolder& folder, std::string_view text, const FoldedText& folded) {
    std::size_t at = 0;
    for (const std::uint32_t begin : folded.begins) {
        while (at < begin) {
            const std::size_t end = folder.unitEnd(text, at);
            MIRROR_CLAIM(end > at && end <= text.size());
            at = end;
        }
        MIRROR_CLAIM(at == begin && begin < text.size());
    }
}

}  // namespace

/// Whatever a text holds and however it is cut: the map of offsets is valid, and pieces give the letters of the whole. The first octet
/// chooses the steps, the second where to cut.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const TextFolder folder(static_cast<FoldSteps>(data[0] & kAllFoldSteps));
    const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
    FoldedText folded;
    MIRROR_CLAIM(folder.fold(text, {}, true, folded) == text.size());
    MIRROR_CLAIM(folded.letters.size() == folded.begins.size());
    claimValidOffsets(folder, text, folded);
    static_cast<void>(folder.stepsIn(text));
    std::vector<std::size_t> cuts;
    for (std::size_t at = data[1] % 61 + std::size_t{1}; at < text.size(); at += data[1] % 17 + std::size_t{1}) cuts.push_back(at);
    const std::vector<PlacedLetter> whole = foldWhole(folder, text);
    for (const std::size_t kept : {std::size_t{0}, std::size_t{1}, std::size_t{5}}) {
        MIRROR_CLAIM(foldPieces(folder, text, cuts, [&](std::size_t letters) { return std::min(kept, letters); }) == whole);
    }
    return 0;
}
