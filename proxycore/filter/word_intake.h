#pragma once
#include <string>
#include <utility>
#include <vector>

#include "filter/text_decoder.h"
#include "filter/word_import.h"

namespace mirror::filter {

/// Takes the entries of a file one after the other, decides about each and keeps the report. One use.
class WordIntake {
public:
    WordIntake(const WordBook& book, WordIndex& index, const TextFolder& folder, const DecodedText& file, const ImportWords& command);

    /// An entry that stands in lines [first, last].
    void take(Word word, std::uint64_t first, std::uint64_t last);
    /// One that could not even be read; `shown` is what stands there.
    void refuse(std::uint64_t first, std::uint64_t last, WordFlaw flaw, std::string_view shown, std::string detail);

    const WordImport& report() const { return m_report; }
    WordImport takeReport() { return std::move(m_report); }
    /// What is new goes into the book and its index.
    void commit(WordBook& book, WordIndex& index);

private:
    bool isBadlyEncoded(std::uint64_t first, std::uint64_t last, std::string_view shown);
    bool isOneTooMany(const Word& word) const;
    const Word* duplicateOf(const Word& word, std::uint64_t key, std::u32string_view letters) const;
    void add(Word word, std::uint64_t key);
    void tell(std::uint64_t line, WordProblem problem);

    const WordBook& m_book;
    const WordIndex& m_index;
    const TextFolder& m_folder;
    const DecodedText& m_file;
    bool m_keep;                                // what is new: it will be committed
    std::vector<Word> m_fresh;
    std::vector<std::uint64_t> m_freshKeys;
    WordIndex m_freshIndex;                     // ids: places in m_fresh from 1
    std::size_t m_regexes = 0;
    WordImport m_report;
};

}  // namespace mirror::filter
