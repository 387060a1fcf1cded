#pragma once
#include <vector>

#include "mask/masker.h"
#include "openai/text_walk.h"
#include "pipeline/rule_log.h"

namespace mirror::pipeline {

/// A piece of a leaf to be replaced by one '*' a character.
struct Star {
    std::uint32_t leaf = 0;
    std::size_t begin = 0;  ///< bytes of the leaf's text
    std::size_t end = 0;
    bool operator<(const Star& other) const { return leaf != other.leaf ? leaf < other.leaf : begin < other.begin; }
};

/// The edits that make the stars and, with a masker, put names for personal data. Stars come first: what they cover is no number any more. A number that is
/// personal data becomes 0, so that its type stays. What was named is counted in `log`, unless null.
std::vector<openai::JsonEdit> maskTexts(std::string_view body, const openai::BodyTexts& texts, std::vector<Star> stars, mask::Masker* masker, RuleLog* log);

/// `text` with pieces [begin, end), in order, as stars; those that overlap count once.
template <class Pieces>
std::string withStars(std::string_view text, const Pieces& pieces) {
    std::string out;
    std::size_t from = 0;
    for (const auto& piece : pieces) {
        if (piece.end <= from) continue;
        const std::size_t begin = piece.begin > from ? piece.begin : from;
        out += text.substr(from, begin - from);
        out += starsFor(text.substr(begin, piece.end - begin));
        from = piece.end;
    }
    return out += text.substr(from);
}

}  // namespace mirror::pipeline
