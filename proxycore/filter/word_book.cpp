#include "filter/word_book.h"

#include <algorithm>

namespace mirror::filter {

const Word* WordBook::find(std::uint32_t id) const {
    const auto at = std::lower_bound(words.begin(), words.end(), id, [](const Word& word, std::uint32_t wanted) { return word.id < wanted; });
    return at == words.end() || at->id != id ? nullptr : &*at;
}
const WordList* WordBook::findList(std::uint16_t id) const {
    const auto at = std::lower_bound(lists.begin(), lists.end(), id, [](const WordList& list, std::uint16_t wanted) { return list.id < wanted; });
    return at == lists.end() || at->id != id ? nullptr : &*at;
}
std::vector<WordProblem> checkWord(const Word&, const TextFolder&) { return {}; }
std::vector<WordProblem> applyEdits(WordBook&, const WordEdits&, const TextFolder&) { return {}; }
WordDiff diffBooks(const WordBook&, const WordBook&, std::size_t) { return {}; }
WordEdits editsBetween(const WordBook&, const WordBook&) { return {}; }

}  // namespace mirror::filter
