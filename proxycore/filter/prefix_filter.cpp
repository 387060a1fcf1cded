#include "filter/prefix_filter.h"

#include <algorithm>
#include <array>
#include <bit>

namespace mirror::filter {

void HashedBits::prepare(std::size_t count, unsigned maxLog) {
    const auto log = std::clamp(static_cast<unsigned>(std::bit_width(count * 16)), 6U, maxLog);
    m_shift = 64 - log;
    m_words.assign(std::size_t{1} << (log - 6), 0);
}

PrefixFilter::PrefixFilter(const LetterTrie& trie) {
    std::array<std::size_t, 4> counts{};
    std::size_t shorts = 0, singles = 0;
    trie.forEachPrefix([&](const LetterTrie::Prefix& prefix) {
        ++counts[static_cast<std::size_t>(prefix.depth)];
        if (!trie.hasEnds(prefix.node)) return;
        shorts += prefix.depth == 2;
        singles += prefix.depth == 1;
    });
    // 2^21 bits are 256 KiB: half of what a core's second cache has on the machines this is meant for is left to the text.
    m_pairs.prepare(counts[2], 21);
    m_triples.prepare(counts[3], 23);
    m_shorts.prepare(shorts, 20);
    m_singles.prepare(singles, 16);
    m_hasSingles = singles > 0;
    trie.forEachPrefix([&](const LetterTrie::Prefix& prefix) {
        const std::uint64_t two = joinLetters(prefix.letters[0], prefix.letters[1]);
        if (prefix.depth == 2) m_pairs.add(two);
        if (prefix.depth == 3) m_triples.add(joinLetters(two, prefix.letters[2]));
        if (!trie.hasEnds(prefix.node)) return;
        if (prefix.depth == 2) m_shorts.add(two);
        if (prefix.depth == 1) m_singles.add(prefix.letters[0]);
    });
}

std::size_t PrefixFilter::starts(const char32_t* letters, std::size_t from, std::size_t to, std::uint32_t* starts) const {
    std::size_t count = 0;
    if (m_hasSingles) {
        for (std::size_t i = from; i < to; ++i) {
            starts[count] = static_cast<std::uint32_t>(i);
            count += static_cast<std::size_t>(m_pairs.mayHold(joinLetters(letters[i], letters[i + 1])) | m_singles.mayHold(letters[i]));
        }
        return count;
    }
    for (std::size_t i = from; i < to; ++i) {
        starts[count] = static_cast<std::uint32_t>(i);
        count += static_cast<std::size_t>(m_pairs.mayHold(joinLetters(letters[i], letters[i + 1])));
    }
    return count;
}

}  // namespace mirror::filter
