#include "filter/letter_trie.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace mirror::filter {
namespace {

constexpr std::size_t kNodesBetweenQuestions = 1 << 14;
constexpr char32_t kLastLetter = 0x10FFFF;

// The first three letters in one number: most comparisons of a sort need no more.
std::uint64_t headOf(const std::u32string& letters) {
    std::uint64_t head = 0;
    for (std::size_t i = 0; i < 3; ++i) head = head << 21 | (i < letters.size() ? letters[i] : 0);
    return head;
}

bool isUsable(const std::u32string& letters) {
    return !letters.empty() && std::all_of(letters.begin(), letters.end(), [](char32_t letter) { return letter <= kLastLetter; });
}

std::vector<std::uint32_t> sortedByLetters(std::span<const Pattern> patterns) {
    struct Key {
        std::uint64_t head;
        std::uint32_t index;
    };
    std::vector<Key> keys;
    keys.reserve(patterns.size());
    for (std::uint32_t i = 0; i < patterns.size(); ++i)
        if (isUsable(patterns[i].letters)) keys.push_back({headOf(patterns[i].letters), i});
    std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
        if (a.head != b.head) return a.head < b.head;
        const int order = patterns[a.index].letters.compare(patterns[b.index].letters);
        return order != 0 ? order < 0 : a.index < b.index;
    });
    std::vector<std::uint32_t> sorted(keys.size());
    std::transform(keys.begin(), keys.end(), sorted.begin(), [](const Key& key) { return key.index; });
    return sorted;
}

}  // namespace

PatternKinds kindsOf(const Pattern& pattern) {
    const bool input = pattern.isException || pattern.scope != WordScope::output;
    const bool output = pattern.isException || pattern.scope != WordScope::input;
    const PatternKinds directions = (input ? kInputBordered : 0) | (output ? kOutputBordered : 0);
    return pattern.borders ? directions : directions << 2;
}

Result<LetterTrie> LetterTrie::build(std::span<const Pattern> patterns, const std::function<bool()>& isCancelled) {
    LetterTrie trie;
    if (isCancelled && isCancelled()) return fail(ErrorCode::cancelled);
    if (!trie.build(patterns, sortedByLetters(patterns), isCancelled)) return fail(ErrorCode::cancelled);
    trie.spreadKinds();
    trie.indexPairs();
    return trie;
}

// Breadth first: node k stands for a run of sorted patterns that agree in their first letters; its children are the runs that agree in one more.
bool LetterTrie::build(std::span<const Pattern> patterns, const std::vector<std::uint32_t>& sorted, const std::function<bool()>& isCancelled) {
    struct Run {
        std::uint32_t first, last;
        std::uint32_t depth;
    };
    std::vector<Run> runs{{0, static_cast<std::uint32_t>(sorted.size()), 0}};
    m_cells.push_back({0, 0});
    for (std::size_t node = 0; node < runs.size(); ++node) {
        if (node % kNodesBetweenQuestions == 0 && isCancelled && isCancelled()) return false;
        const Run run = runs[node];
        std::uint32_t at = run.first;
        for (; at < run.last && patterns[sorted[at]].letters.size() == run.depth; ++at) {
            m_ends.push_back({static_cast<Node>(node), sorted[at], kindsOf(patterns[sorted[at]])});
            m_cells[node].label |= kEndBit | m_ends.back().kinds << kKindShift;
        }
        m_cells[node].firstChild = static_cast<std::uint32_t>(m_cells.size());
        while (at < run.last) {
            const char32_t letter = patterns[sorted[at]].letters[run.depth];
            const std::uint32_t from = at;
            while (at < run.last && patterns[sorted[at]].letters[run.depth] == letter) ++at;
            runs.push_back({from, at, run.depth + 1});
            m_cells.push_back({static_cast<std::uint32_t>(letter), 0});
        }
    }
    m_cells.push_back({0, static_cast<std::uint32_t>(m_cells.size())});
    m_cells.shrink_to_fit();
    return true;
}

// Children stand behind their parents.
void LetterTrie::spreadKinds() {
    for (Node node = static_cast<Node>(m_cells.size() - 1); node-- > 0;)
        for (Node below = m_cells[node].firstChild; below < m_cells[node + 1].firstChild; ++below)
            m_cells[node].label |= m_cells[below].label & kKindMask << kKindShift;
}

// Depth 1 and 2 are the nodes behind the root up to the last grandchild of it.
void LetterTrie::indexPairs() {
    const Node firsts = m_cells[kRoot].firstChild, seconds = m_cells[kRoot + 1].firstChild;
    const std::size_t slots = std::bit_ceil(std::max<std::size_t>((m_cells[seconds].firstChild - seconds) * std::size_t{2}, 2));
    m_slotShift = 64 - static_cast<unsigned>(std::bit_width(slots - 1));
    m_slots.assign(slots, {0, 0, kRoot});
    for (Node first = firsts; first < seconds; ++first)
        for (Node second = m_cells[first].firstChild; second < m_cells[first + 1].firstChild; ++second) {
            std::size_t at = mixLetters(joinLetters(letter(first), letter(second))) >> m_slotShift;
            while (m_slots[at].node != kRoot) at = (at + 1) & (slots - 1);
            m_slots[at] = {letter(first), letter(second), second};
        }
}

LetterTrie::Node LetterTrie::pair(char32_t first, char32_t second) const {
    std::size_t at = mixLetters(joinLetters(first, second)) >> m_slotShift;
    for (; m_slots[at].node != kRoot; at = (at + 1) & (m_slots.size() - 1))
        if (m_slots[at].first == first && m_slots[at].second == second) return m_slots[at].node;
    return kRoot;
}

LetterTrie::Node LetterTrie::child(Node node, char32_t wanted) const {
    Node low = m_cells[node].firstChild;
    Node high = m_cells[node + 1].firstChild;
    while (high - low > 4) {
        const Node middle = low + (high - low) / 2;
        if (letter(middle) <= wanted) low = middle;
        else high = middle;
    }
    for (; low < high; ++low)
        if (letter(low) == wanted) return low;
    return kRoot;
}

bool LetterTrie::goesOn(Node node, PatternKinds wanted) const {
    for (Node below = m_cells[node].firstChild; below < m_cells[node + 1].firstChild; ++below)
        if ((kinds(below) & wanted) != 0) return true;
    return false;
}

std::span<const LetterTrie::End> LetterTrie::ends(Node node) const {
    const auto range = std::equal_range(m_ends.begin(), m_ends.end(), End{node, 0, 0}, [](const End& a, const End& b) { return a.node < b.node; });
    return {range.first, range.second};
}

std::uint32_t LetterTrie::patternLimit() const {
    std::uint32_t limit = 0;
    for (const End& end : m_ends) limit = std::max(limit, end.pattern + 1);
    return limit;
}

void LetterTrie::forEachNode(const std::function<void(Node node, Node parent, char32_t letter)>& visit) const {
    for (Node parent = 0; parent + 1 < m_cells.size(); ++parent)
        for (Node node = m_cells[parent].firstChild; node < m_cells[parent + 1].firstChild; ++node) visit(node, parent, letter(node));
}

// What can be made from these two is made again by load(), which is quicker than checking it.
void LetterTrie::save(ByteWriter& out) const {
    out.array<Cell>(m_cells);
    out.array<End>(m_ends);
}

Result<LetterTrie> LetterTrie::load(ByteReader& in) {
    LetterTrie trie;
    trie.m_cells = in.array<Cell>();
    trie.m_ends = in.array<End>();
    if (!in.ok() || !trie.isSound()) return fail(ErrorCode::badRequest);
    trie.indexPairs();
    return trie;
}

bool LetterTrie::isSound() const {
    if (m_cells.size() < 2 || m_cells.size() > std::numeric_limits<Node>::max()) return false;
    const auto nodes = static_cast<Node>(m_cells.size() - 1);
    if (m_cells[kRoot].firstChild != 1 || m_cells[nodes].firstChild != nodes) return false;
    for (Node node = 0; node < nodes; ++node) {
        const Node first = m_cells[node].firstChild, last = m_cells[node + 1].firstChild;
        if (first <= node || last < first || letter(node) > kLastLetter) return false;
        for (Node below = first + 1; below < std::min(last, nodes); ++below)
            if (letter(below - 1) >= letter(below)) return false;
    }
    for (std::size_t i = 0; i < m_ends.size(); ++i)
        if (m_ends[i].node >= nodes || (i > 0 && m_ends[i].node < m_ends[i - 1].node) || !hasEnds(m_ends[i].node)) return false;
    return true;
}

}  // namespace mirror::filter
