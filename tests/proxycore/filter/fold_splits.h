#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "filter/text_folder.h"

namespace mirror::filter::trial {

struct PlacedLetter {
    char32_t letter;
    std::uint64_t begin;  ///< from the beginning of the text
    bool operator==(const PlacedLetter&) const = default;
};

inline std::vector<PlacedLetter> foldWhole(const TextFolder& folder, std::string_view text) {
    FoldedText folded;
    folder.fold(text, {}, true, folded);
    std::vector<PlacedLetter> out;
    for (std::size_t i = 0; i < folded.letters.size(); ++i) out.push_back({folded.letters[i], folded.begins[i]});
    return out;
}

/// Folds the way streams are scanned: the text comes in pieces that end at `cuts` (rising), what is not settled is kept, and folding is taken up again
/// from there with its context. Of the letters a piece gave, `keep` says how many are to be folded again.
template <typename Keep>
std::vector<PlacedLetter> foldPieces(const TextFolder& folder, std::string_view text, std::vector<std::size_t> cuts, Keep keep) {
    cuts.push_back(text.size());
    std::vector<PlacedLetter> out;
    FoldContext context;
    FoldedText folded;
    std::size_t from = 0;
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        const bool atEnd = i + 1 == cuts.size();
        const std::size_t done = folder.fold(text.substr(from, cuts[i] - from), context, atEnd, folded);
        std::size_t settled = atEnd ? folded.letters.size() : folded.letters.size() - keep(folded.letters.size());
        // A character of several letters is taken whole.
        while (settled > 0 && settled < folded.begins.size() && folded.begins[settled] == folded.begins[settled - 1]) --settled;
        for (std::size_t k = 0; k < settled; ++k) out.push_back({folded.letters[k], from + folded.begins[k]});
        const std::size_t next = settled < folded.begins.size() ? folded.begins[settled] : done;
        context = TextFolder::contextAt(folded, settled, context);
        from += next;
    }
    return out;
}

}  // namespace mirror::filter::trial
