#include "filter/prefix_filter.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <algorithm>
#include <bit>

namespace mirror::filter {

namespace {

// What the trie's nodes mean for the filter, gathered from the root downwards.
struct Beginnings {
    std::vector<std::uint64_t> pairs, triples, shorts, singles, words;
};

// The beginnings of a node: joined letters up to the third, and the word as far as it consists of bordered letters only.
struct Way {
    std::uint64_t letters = 0;
    std::uint64_t word = 0;
    std::uint8_t depth = 0;
    bool isWord = false;
    bool isBegunWord = false;  // noted as one a pattern begins with
};

bool isAsciiWord(char32_t letter) { return (letter >= '0' && letter <= '9') || ((letter | 0x20) >= 'a' && (letter | 0x20) <= 'z'); }

}  // namespace

void HashedBits::fill(const std::vector<std::uint64_t>& keys, unsigned maxLog) {
    const auto log = std::clamp(static_cast<unsigned>(std::bit_width(keys.size() * 16)), 6U, maxLog);
    m_shift = 64 - log;
    m_words.assign(std::size_t{1} << (log - 6), 0);
    for (const std::uint64_t key : keys) {
        const std::uint64_t bit = mixLetters(key) >> m_shift;
        m_words[bit / 64] |= 1ULL << bit % 64;
    }
}

PrefixFilter::PrefixFilter(const LetterTrie& trie) {
    Beginnings all;
    std::vector<Way> ways(trie.nodes());
    ways[LetterTrie::kRoot].isWord = true;
    trie.forEachNode([&](LetterTrie::Node node, LetterTrie::Node parent, char32_t letter) {
        Way& from = ways[parent];
        Way& way = ways[node];
        const bool isBordered = m_bordered.has(letter);
        way.depth = static_cast<std::uint8_t>(std::min(from.depth + 1, 4));
        way.letters = joinLetters(from.letters, letter);
        way.isWord = from.isWord && isBordered;
        way.word = addLetter(from.word, letter);
        if (way.depth == 1 && letter == U' ') m_hasBlankFirst = true;
        if (way.depth == 2) all.pairs.push_back(way.letters);
        if (way.depth == 3) all.triples.push_back(way.letters);
        if (way.depth == 2 && trie.hasEnds(node)) all.shorts.push_back(way.letters);
        if (way.depth == 1 && trie.hasEnds(node)) all.singles.push_back(letter);
        if (way.isWord && trie.hasEnds(node)) {
            all.words.push_back(way.word);
            way.isBegunWord = true;
        }
        if (from.isWord && !isBordered && !from.isBegunWord) {
            all.words.push_back(from.word);
            from.isBegunWord = true;
        }
    });
    // 2^21 bits are 256 KiB: half of what a core's second cache has on the machines this is meant for is left to the text.
    m_pairs.fill(all.pairs, 21);
    m_triples.fill(all.triples, 23);
    m_shorts.fill(all.shorts, 20);
    m_singles.fill(all.singles, 16);
    m_words.fill(all.words, 22);
    m_hasSingles = !all.singles.empty();
}

std::size_t PrefixFilter::starts(const LetterText& text, std::size_t from, std::size_t to, bool bordered, Starts& starts) const {
    std::size_t count = 0, open = from;  // all pairs from `open` on are still to be asked
    for (std::size_t at = from; bordered && at + kBlock <= to; at += kBlock) {
        // Two letters tell nearly always whether a look at the block pays; where they are mistaken it is only slower.
        if (text.letters[at + kBlock / 4] >= 0x80 && text.letters[at + 3 * kBlock / 4] >= 0x80) continue;
        const std::uint32_t none = noStarts(text, at);
        if (none == 0) continue;
        count = allPairs(text, open, at, starts, count);
        count = byPairsOf(text, at, ~none & kWholeBlock, starts, count);
        open = at + kBlock;
    }
    count = allPairs(text, open, to, starts, count);
    if (bordered) count = byBorders(text, count, starts);
    return byTriples(text, count, starts);
}

std::size_t PrefixFilter::allPairs(const LetterText& text, std::size_t from, std::size_t to, Starts& starts, std::size_t left) const {
    return m_hasSingles ? byPairs<true>(text, from, to, starts, left) : byPairs<false>(text, from, to, starts, left);
}

// Which letters of a block begin nothing with borders, as far as it is seen without a look at any pair: those behind another one in a word of ASCII, and blanks. Most of a Latin text.
std::uint32_t PrefixFilter::noStarts(const LetterText& text, std::size_t from) const {
    std::uint32_t words = 0, blanks = 0;
#ifdef __SSE2__
    const auto load = [&](std::size_t i) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.letters + from + i)); };
    // Letters above 0x7FFF become 0x7FFF and then 0xFF: what is no ASCII is in no range below.
    const __m128i low = _mm_packs_epi32(load(0), load(4)), high = _mm_packs_epi32(load(8), load(12));
    const __m128i octets = _mm_packus_epi16(low, high);
    const auto within = [&](__m128i values, char first, char last) {
        return _mm_and_si128(_mm_cmpgt_epi8(values, _mm_set1_epi8(static_cast<char>(first - 1))), _mm_cmpgt_epi8(_mm_set1_epi8(static_cast<char>(last + 1)), values));
    };
    const __m128i letters = within(_mm_or_si128(octets, _mm_set1_epi8(0x20)), 'a', 'z');
    words = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_or_si128(letters, within(octets, '0', '9'))));
    blanks = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(octets, _mm_set1_epi8(' '))));
#else
    for (std::size_t i = 0; i < kBlock; ++i) {
        words |= static_cast<std::uint32_t>(isAsciiWord(text.letters[from + i])) << i;
        blanks |= static_cast<std::uint32_t>(text.letters[from + i] == U' ') << i;
    }
#endif
    const char32_t before = from > 0 ? text.letters[from - 1] : text.before;
    return (words & (words << 1 | static_cast<std::uint32_t>(isAsciiWord(before)))) | (m_hasBlankFirst ? 0 : blanks);
}

std::size_t PrefixFilter::byPairsOf(const LetterText& text, std::size_t from, std::uint32_t places, Starts& starts, std::size_t left) const {
    for (; places != 0; places &= places - 1) {
        const std::size_t i = from + static_cast<std::size_t>(std::countr_zero(places));
        starts[left] = static_cast<std::uint32_t>(i);
        left += m_pairs.mayHold(joinLetters(text.letters[i], text.letters[i + 1])) | m_singles.mayHold(text.letters[i]);
    }
    return left;
}

template <bool kSingles>
std::size_t PrefixFilter::byPairs(const LetterText& text, std::size_t from, std::size_t to, Starts& starts, std::size_t left) const {
    for (std::size_t i = from; i < to; ++i) {
        starts[left] = static_cast<std::uint32_t>(i);
        std::size_t mayBegin = m_pairs.mayHold(joinLetters(text.letters[i], text.letters[i + 1]));
        if constexpr (kSingles) mayBegin |= m_singles.mayHold(text.letters[i]);
        left += mayBegin;
    }
    return left;
}

std::size_t PrefixFilter::byBorders(const LetterText& text, std::size_t count, Starts& starts) const {
    std::size_t left = 0;
    for (std::size_t k = 0; k < count; ++k) {
        const std::uint32_t start = starts[k];
        const char32_t before = start > 0 ? text.letters[start - 1] : text.before;
        starts[left] = start;
        left += 1U - (static_cast<unsigned>(m_bordered.has(text.letters[start])) & static_cast<unsigned>(m_bordered.has(before)));
    }
    return left;
}

std::size_t PrefixFilter::byTriples(const LetterText& text, std::size_t count, Starts& starts) const {
    std::size_t left = 0;
    for (std::size_t k = 0; k < count; ++k) {
        const std::uint32_t start = starts[k];
        const std::uint64_t two = joinLetters(text.letters[start], text.letters[start + 1]);
        const bool isLast = start + std::size_t{2} >= text.count;
        const char32_t third = text.letters[isLast ? start : start + 2];
        starts[left] = start;
        left += m_triples.mayHold(joinLetters(two, third)) | m_shorts.mayHold(two) | m_singles.mayHold(text.letters[start]) | static_cast<std::size_t>(isLast);
    }
    return left;
}

}  // namespace mirror::filter
