#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "filter/text_folder.h"
#include "proxycore/api/command.h"
#include "proxycore/api/words.h"

namespace mirror::filter {

/// All word lists of one revision, or of a draft. A value; words are by rising id, lists too.
struct WordBook {
    std::uint64_t revision = 0;
    std::vector<WordList> lists;
    std::vector<Word> words;
    std::uint32_t nextWordId = 1;  ///< never goes down, so that an id never names two words
    std::uint16_t nextListId = 1;

    const Word* find(std::uint32_t id) const;
    const WordList* findList(std::uint16_t id) const;
};

/// What is wrong with one entry by itself; `problem.text` and `.detail` are filled.
std::vector<WordProblem> checkWord(const Word& word, const TextFolder& folder);

/// Makes the edits. Problems of what is put are told, duplicates of other entries of the same list and kind too (same folded text, or same text for exact and
/// regex); if one isRefused() nothing is changed. A list that is not there is `badColumn` with detail "list".
std::vector<WordProblem> applyEdits(WordBook& book, const WordEdits& edits, const TextFolder& folder);

/// What became of `before`; at most `limit` changes listed, counts are whole.
WordDiff diffBooks(const WordBook& before, const WordBook& after, std::size_t limit);
/// The edits that lead from one to the other.
WordEdits editsBetween(const WordBook& before, const WordBook& after);

}  // namespace mirror::filter
