#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "filter/bordered_letters.h"
#include "filter/letter_trie.h"

namespace mirror::filter {

/// A set of numbers that may answer yes by mistake, never no: one bit a hash, small enough to stay in the cache.
class HashedBits {
public:
    /// At about one mistake in sixteen, but at most 2^maxLog bits.
    void fill(const std::vector<std::uint64_t>& keys, unsigned maxLog);
    /// 1 or 0: a number to count with, where a branch would cost more.
    std::size_t mayHold(std::uint64_t key) const {
        const std::uint64_t bit = mixLetters(key) >> m_shift;
        return m_words[bit / 64] >> bit % 64 & 1;
    }
    std::size_t bytes() const { return m_words.size() * sizeof(std::uint64_t); }

private:
    std::vector<std::uint64_t> m_words{0};
    unsigned m_shift = 58;
};

/// Letters that are looked through, and what is known around them.
struct LetterText {
    const char32_t* letters;
    std::size_t count;
    char32_t before;  ///< 0: none
    bool atEnd;
};

/// Tells in a few cycles a letter where no pattern of a trie can begin, so that only few starts are walked. For every start the first two letters of all patterns are asked; for
/// those that are left whether a border stands before them, then the first three letters, or that a pattern has no more than two. Where only patterns
/// with borders are looked for, there is a last question for Latin words and their like: such a word of the text is the beginning of a pattern as a whole or
/// not at all. Measured with tests/bench/words_bench.
class PrefixFilter {
public:
    explicit PrefixFilter(const LetterTrie& trie);

    static constexpr std::size_t kAtOnce = 512;
    using Starts = std::array<std::uint32_t, kAtOnce>;
    /// Writes the starts in [from, to) that may be one to `starts` and returns how many there are; at most kAtOnce letters, and one behind each of them. `bordered`: only patterns with
    /// borders count. Without a branch that depends on the text: what cannot be foretold would cost more than the looks.
    std::size_t starts(const LetterText& text, std::size_t from, std::size_t to, bool bordered, Starts& starts) const;
    /// The last question, for patterns with borders only. A word that the end of an unfinished text cuts may be anything.
    bool mayBeginWord(const LetterText& text, std::size_t start) const {
        if (!m_bordered.has(text.letters[start])) return true;
        std::uint64_t word = 0;
        for (; start < text.count && m_bordered.has(text.letters[start]); ++start) word = addLetter(word, text.letters[start]);
        return (start == text.count && !text.atEnd) || m_words.mayHold(word) != 0;
    }
    bool hasSingles() const { return m_hasSingles; }
    std::size_t bytes() const { return m_pairs.bytes() + m_triples.bytes() + m_shorts.bytes() + m_singles.bytes() + m_words.bytes(); }

private:
    static constexpr std::size_t kBlock = 16;
    static constexpr std::uint32_t kWholeBlock = (1U << kBlock) - 1;
    // `left` starts are there already; each returns how many there are then.
    template <bool kSingles>
    std::size_t byPairs(const LetterText& text, std::size_t from, std::size_t to, Starts& starts, std::size_t left) const;
    std::size_t allPairs(const LetterText& text, std::size_t from, std::size_t to, Starts& starts, std::size_t left) const;
    std::size_t byPairsOf(const LetterText& text, std::size_t from, std::uint32_t places, Starts& starts, std::size_t left) const;
    std::uint32_t noStarts(const LetterText& text, std::size_t from) const;
    std::size_t byBorders(const LetterText& text, std::size_t count, Starts& starts) const;
    std::size_t byTriples(const LetterText& text, std::size_t count, Starts& starts) const;
    static std::uint64_t addLetter(std::uint64_t word, char32_t letter) { return (word ^ letter) * 0x100000001B3ULL + 1; }

    const BorderedLetters& m_bordered = BorderedLetters::ofProcess();
    HashedBits m_pairs, m_triples;
    HashedBits m_shorts;   ///< patterns of two letters
    HashedBits m_singles;  ///< patterns of one letter
    HashedBits m_words;    ///< the bordered letters patterns begin with, whole
    bool m_hasSingles = false;
    bool m_hasBlankFirst = false;
};

}  // namespace mirror::filter
