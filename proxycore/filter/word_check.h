#pragma once
#include <string>
#include <vector>

#include "filter/text_folder.h"
#include "proxycore/api/words.h"

namespace mirror::filter {

inline constexpr std::size_t kMaxCategoryLength = 64;  ///< code points
inline constexpr std::size_t kMaxNoteLength = 1000;    ///< code points

/// An entry looked at by itself: what is wrong with it, and the letters it is compared by: the folded text of a word, the
/// text as written of an exact word and of a regex.
struct CheckedWord {
    std::vector<WordProblem> problems;
    std::u32string letters;
    bool isRefused() const;
};
CheckedWord examine(const Word& word, const TextFolder& folder);

/// The letters alone.
std::u32string lettersOf(const Word& word, const TextFolder& folder);

/// A problem of `word`; its text cut to what a report shows.
WordProblem problemOf(const Word& word, WordFlaw flaw, std::string detail = {});
/// At most 80 characters of `text`; what is no UTF-8 becomes '?'.
std::string shownText(std::string_view text);

/// Code points of well-formed UTF-8.
std::size_t codePoints(std::string_view text);

}  // namespace mirror::filter
