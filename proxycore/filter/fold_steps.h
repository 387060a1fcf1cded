#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "proxycore/api/words.h"

namespace mirror::filter {

/// How a character that may stand between two Han characters without parting them behaves.
enum class SeparatorKind : std::uint8_t {
    none,
    blank,  ///< spaces, tab
    dot,    ///< '.' and its forms: two of them, or one before a blank, end a sentence or leave it unfinished
    dash,   ///< U+2014 and U+2015: two of them are Chinese punctuation (破折号) that parts clauses
    mark,   ///< the rest: stars, hyphens, middle dots, slashes, bars ...
};
SeparatorKind separatorKind(char32_t letter);
bool isLineEnd(char32_t letter);  ///< LF, VT, FF, CR, NEL, LS, PS
bool isLatin(char32_t letter);    ///< a letter of Script=Latin

/// What one code point becomes by `steps`, without its neighbours: nothing, a letter, several. entities, separators and confusables look at neighbours and
/// change nothing here. Looks into sorted arrays: for making tables and for hits, not for whole texts.
std::u32string foldPoint(char32_t letter, FoldSteps steps);
/// The Latin letter or digit it looks like, folded by `steps`; 0: none.
char32_t lookAlike(char32_t letter, FoldSteps steps);
/// Every code point that foldPoint() may change, that looks Latin or is a separator or a line end; each once.
std::vector<char32_t> foldablePoints();

}  // namespace mirror::filter
