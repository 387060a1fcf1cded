#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "filter/matcher.h"
#include "filter/packed_bytes.h"

namespace mirror::filter {

/// In which direction a pattern counts, and whether it needs borders; a set of bits.
using PatternKinds = std::uint32_t;
inline constexpr PatternKinds kInputBordered = 1, kOutputBordered = 2, kInputFree = 4, kOutputFree = 8;
inline constexpr PatternKinds kFree = kInputFree | kOutputFree;
PatternKinds kindsOf(const Pattern& pattern);
/// The kinds that count in `direction`; input and output only.
constexpr PatternKinds kindsIn(WordScope direction) {
    return direction == WordScope::input ? kInputBordered | kInputFree : kOutputBordered | kOutputFree;
}

/// The patterns as a tree of letters, laid out by depth: the children of a node are neighbours, sorted by letter, and eight bytes a node are enough.
/// Behind the second letter nearly every node has one child, so a step is one comparison; the first two letters, where nodes have thousands,
/// are taken in one step through a hash table.
class LetterTrie {
public:
    using Node = std::uint32_t;
    static constexpr Node kRoot = 0;  ///< no node's child, so it stands for "none" as well

    /// A pattern that ends at a node.
    struct End {
        Node node;
        std::uint32_t pattern;
        PatternKinds kinds;
    };

    static Result<LetterTrie> build(std::span<const Pattern> patterns, const std::function<bool()>& isCancelled);

    bool empty() const { return m_ends.empty(); }
    Node child(Node node, char32_t letter) const;
    /// The node of two letters from the root.
    Node pair(char32_t first, char32_t second) const;
    /// Kinds of the patterns that end here or further down.
    PatternKinds kinds(Node node) const { return m_cells[node].label >> kKindShift & kKindMask; }
    bool hasEnds(Node node) const { return (m_cells[node].label & kEndBit) != 0; }
    /// Whether a pattern of one of `wanted` is longer than the way to this node.
    bool goesOn(Node node, PatternKinds wanted) const;
    std::span<const End> ends(Node node) const;

    /// Each node but the root with its parent and its letter, parents first; for filters in front.
    void forEachNode(const std::function<void(Node node, Node parent, char32_t letter)>& visit) const;
    std::size_t nodes() const { return m_cells.size() - 1; }

    std::uint32_t patternLimit() const;  ///< above all End::pattern
    std::size_t bytes() const { return m_cells.size() * sizeof(Cell) + m_ends.size() * sizeof(End) + m_slots.size() * sizeof(Slot); }
    void save(ByteWriter& out) const;
    /// Trusts nothing: what comes back can be walked safely whatever was read. badRequest otherwise.
    static Result<LetterTrie> load(ByteReader& in);

private:
    struct Cell {
        std::uint32_t label;       ///< 21 bits letter, 4 bits kinds, 1 bit whether patterns end here
        std::uint32_t firstChild;  ///< the last child stands before the next node's first one
    };
    struct Slot {
        char32_t first, second;
        Node node;
    };
    static constexpr std::uint32_t kLetterMask = (1U << 21) - 1, kKindShift = 21, kKindMask = 15, kEndBit = 1U << 25;

    char32_t letter(Node node) const { return m_cells[node].label & kLetterMask; }
    bool build(std::span<const Pattern> patterns, const std::vector<std::uint32_t>& sorted, const std::function<bool()>& isCancelled);
    void spreadKinds();
    void indexPairs();
    bool isSound() const;

    std::vector<Cell> m_cells;  ///< with one more behind the last node
    std::vector<End> m_ends;    ///< by node
    std::vector<Slot> m_slots;  ///< a power of two of them, at most half in use
    unsigned m_slotShift = 64;
};

/// A good mixing of up to three letters, 21 bits each; the upper bits are the good ones.
constexpr std::uint64_t mixLetters(std::uint64_t letters) { return (letters ^ letters >> 29) * 0x9E3779B97F4A7C15ULL; }
constexpr std::uint64_t joinLetters(std::uint64_t first, std::uint64_t second) { return first << 21 | second; }

}  // namespace mirror::filter
