#include "filter/prefix_filter.h"

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
    std::size_t count = m_hasSingles ? byPairs<true>(text, from, to, starts) : byPairs<false>(text, from, to, starts);
    if (bordered) count = byBorders(text, count, starts);
    return byTriples(text, count, starts);
}

template <bool kSingles>
std::size_t PrefixFilter::byPairs(const LetterText& text, std::size_t from, std::size_t to, Starts& starts) const {
    std::size_t left = 0;
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
