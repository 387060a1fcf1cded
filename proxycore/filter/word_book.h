#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "filter/text_folder.h"
#include "filter/word_index.h"
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

/// Makes the edits: first what is removed, then what is put; of two entries put with one id the last counts. Problems of what is put are told, duplicates of other
/// entries of the same list and kind too (same folded text, or same text for exact and regex); if one isRefused() nothing is changed. A list that is not there is
/// `badColumn` with detail "list", an id that cannot be one has detail "id". Problems of a list have line 0 and detail "list".
/// With an `index` of the same book a few edits cost microseconds, whatever its size; without one every entry is folded once.
std::vector<WordProblem> applyEdits(WordBook& book, const WordEdits& edits, const TextFolder& folder, WordIndex* index = nullptr);

/// What became of `before`; at most `limit` changes of words listed, counts are whole. Linear.
WordDiff diffBooks(const WordBook& before, const WordBook& after, std::size_t limit);
/// The edits that lead from one to the other. Linear.
WordEdits editsBetween(const WordBook& before, const WordBook& after);

}  // namespace mirror::filter
