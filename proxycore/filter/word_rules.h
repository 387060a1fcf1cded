#pragma once
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "filter/matcher.h"
#include "filter/packed_bytes.h"
#include "filter/text_folder.h"

namespace mirror::filter {

/// A stretch of text that belongs to a rule: bytes from the beginning of the text.
struct Found {
    std::uint32_t rule = 0;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    bool operator==(const Found&) const = default;
};

/// What stood before a piece of text, in the eyes of both matchers.
struct WordContext {
    FoldContext folded;
    FoldContext exact;
};

/// Room for one look after another; one a thread. What it holds in between means nothing.
struct WordRoom {
    FoldedText folded, exactLetters;
    std::vector<Match> matches, exactMatches;
};

/// The literal rules: those found in folded text between borders, those found only as written, and the exceptions among both. Immutable once
/// built. A number of a rule is whatever Pattern::rule said; which of them are exceptions its owner knows.
class WordRules {
public:
    explicit WordRules(FoldSteps steps) : m_folder(steps), m_exactFolder(0) {}

    /// `cancelled` when `isCancelled` says so.
    Result<void> build(const std::vector<Pattern>& folded, const std::vector<Pattern>& exact, const std::function<bool()>& isCancelled);

    /// Part of a text: where it begins, what stood before (moved to the end of what was decided), and whether the text ends with it.
    struct Slice {
        std::string_view text;
        std::uint64_t offset = 0;
        bool atEnd = true;
    };
    /// Rules and exceptions whose place in the slice is certain, unordered, appended to `found`. Returns how many bytes are decided: nothing that begins in them
    /// can still be found, and what follows is to be given again with more of the text behind it. All of it at the end.
    std::size_t scan(const Slice& slice, WordScope direction, WordContext& context, WordRoom& room, std::vector<Found>& found) const;

    const TextFolder& folder() const { return m_folder; }
    bool empty() const { return m_words.empty() && m_exact.empty(); }
    std::size_t bytes() const;
    void save(ByteWriter& out) const;
    /// False when what was read is nothing of this version's, or names a rule that is not below `rules`.
    bool load(ByteReader& in, std::uint32_t rules);

private:
    /// One matcher with its way of seeing text.
    struct Look {
        const TextFolder& folder;
        const Matcher& matcher;
        const std::vector<std::uint32_t>& ruleOfPattern;
        FoldedText& letters;
        std::vector<Match>& matches;
        std::size_t folded = 0;  // bytes

        std::size_t decide(const Slice& slice, const FoldContext& context, WordScope direction);
        std::size_t unitBefore(std::size_t byte) const;
        void report(const Slice& slice, std::size_t cut, std::vector<Found>& found) const;
        FoldContext contextAt(std::size_t cut, const FoldContext& context) const;
    };

    TextFolder m_folder, m_exactFolder;
    Matcher m_words, m_exact;
    std::vector<std::uint32_t> m_wordRules, m_exactRules;  // by pattern
};

}  // namespace mirror::filter
