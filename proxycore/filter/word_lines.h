#pragma once
#include <string>
#include <string_view>

#include "filter/flat_json.h"
#include "filter/word_book.h"

namespace mirror::filter {

/// A revision of the word lists as lines of JSON. The first is about the revision, then comes a line a list, then one a word; members that have their usual
/// value are left out. Unknown members are ignored, so that an older program reads what a newer one wrote.
std::string linesOf(const WordBook& book, const WordRevisionInfo& info);

/// Takes the lines of linesOf() one after the other. A value; one use.
class WordLineReader {
public:
    /// False when a line is not what must stand there; flaw() then says why.
    bool take(std::string_view line);
    /// Whether all that the first line told of has come.
    bool isComplete() const;
    const std::string& flaw() const { return m_flaw; }
    const WordRevisionInfo& info() const { return m_info; }
    WordBook takeBook() { return std::move(m_book); }

private:
    bool takeHead();
    bool takeList();
    bool takeWord();
    bool refuse(const char* why);

    FlatJson m_json;
    WordRevisionInfo m_info;
    WordBook m_book;
    std::size_t m_listCount = 0;
    std::uint64_t m_lines = 0;
    std::string m_flaw;
};

}  // namespace mirror::filter
