#include "ui/models/word_table.h"

#include <algorithm>

namespace mirror::ui {

namespace {

/// Copying a block of words takes about 30 µs: an edit of one entry is not felt, and a table of a million has 2,000 blocks.
constexpr std::size_t kBlock = 512;

bool isBefore(const Word& word, std::uint32_t id) { return word.id < id; }

/// Of several entries with one id the last stays.
void sortById(std::vector<Word>& words) {
    // As they nearly always come: sorting a hundred thousand of them for nothing would be felt.
    const auto isOutOfOrder = [](const Word& one, const Word& other) { return one.id >= other.id; };
    if (std::adjacent_find(words.begin(), words.end(), isOutOfOrder) == words.end()) return;
    std::stable_sort(words.begin(), words.end(), [](const Word& one, const Word& other) { return one.id < other.id; });
    auto kept = words.begin();
    for (auto at = words.begin(); at != words.end(); ++at) {
        if (std::next(at) != words.end() && std::next(at)->id == at->id) continue;
        if (kept != at) *kept = std::move(*at);
        ++kept;
    }
    words.erase(kept, words.end());
}

/// Entries of `old` with those of [from, to) in their places; both by rising id.
std::vector<Word> merged(const std::vector<Word>& old, std::vector<Word>::iterator from, std::vector<Word>::iterator to) {
    std::vector<Word> all;
    all.reserve(old.size() + static_cast<std::size_t>(to - from));
    auto at = old.begin();
    for (; from != to; ++from) {
        for (; at != old.end() && at->id < from->id; ++at) all.push_back(*at);
        if (at != old.end() && at->id == from->id) ++at;
        all.push_back(std::move(*from));
    }
    all.insert(all.end(), at, old.end());
    return all;
}

}  // namespace

std::size_t WordTable::blockOf(std::uint32_t id) const {
    const auto found = std::lower_bound(m_blocks.begin(), m_blocks.end(), id,
                                        [](const std::shared_ptr<const Block>& block, std::uint32_t sought) { return block->back().id < sought; });
    return static_cast<std::size_t>(found - m_blocks.begin());
}

const Word* WordTable::find(std::uint32_t id) const {
    const std::size_t index = blockOf(id);
    if (index == m_blocks.size()) return nullptr;
    const Block& block = *m_blocks[index];
    const auto found = std::lower_bound(block.begin(), block.end(), id, isBefore);
    return found != block.end() && found->id == id ? &*found : nullptr;
}

void WordTable::forEach(const std::function<bool(const Word&)>& visit) const {
    for (const auto& block : m_blocks)
        for (const Word& word : *block)
            if (!visit(word)) return;
}

void WordTable::add(Blocks& blocks, Block words) const {
    if (words.empty()) return;
    if (words.size() <= 2 * kBlock) {
        blocks.push_back(std::make_shared<const Block>(std::move(words)));
        return;
    }
    for (std::size_t at = 0; at < words.size(); at += kBlock) {
        const auto from = words.begin() + static_cast<std::ptrdiff_t>(at);
        const auto to = words.begin() + static_cast<std::ptrdiff_t>(std::min(at + kBlock, words.size()));
        blocks.push_back(std::make_shared<const Block>(std::make_move_iterator(from), std::make_move_iterator(to)));
    }
}

void WordTable::put(std::vector<Word> words) {
    if (words.empty()) return;
    sortById(words);
    Blocks blocks;
    blocks.reserve(m_blocks.size() + words.size() / kBlock + 1);
    auto from = words.begin();
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        const bool isLast = i + 1 == m_blocks.size();
        // A full last block is left alone: what comes behind it begins a new one.
        const bool takesRest = isLast && m_blocks[i]->size() < kBlock;
        const std::uint32_t end = m_blocks[i]->back().id;
        const auto to = takesRest ? words.end() : std::find_if(from, words.end(), [end](const Word& word) { return word.id > end; });
        if (from == to)
            blocks.push_back(m_blocks[i]);
        else
            add(blocks, merged(*m_blocks[i], from, to));
        from = to;
    }
    add(blocks, Block(std::make_move_iterator(from), std::make_move_iterator(words.end())));
    m_blocks = std::move(blocks);
    m_size = 0;
    for (const auto& block : m_blocks) m_size += block->size();
}

void WordTable::remove(Ids ids) {
    std::sort(ids.begin(), ids.end());
    Blocks blocks;
    auto from = ids.begin();
    for (const auto& block : m_blocks) {
        const auto to = std::upper_bound(from, ids.end(), block->back().id);
        if (from == to) {
            blocks.push_back(block);
            continue;
        }
        Block rest;
        rest.reserve(block->size());
        for (const Word& word : *block)
            if (!std::binary_search(from, to, word.id)) rest.push_back(word);
        add(blocks, std::move(rest));
        from = to;
    }
    m_blocks = std::move(blocks);
    m_size = 0;
    for (const auto& block : m_blocks) m_size += block->size();
}

WordTable::Ids WordTable::difference(const WordTable& one, const WordTable& other) {
    Ids ids;
    std::size_t i = 0;
    std::size_t j = 0;
    std::size_t a = 0;
    std::size_t b = 0;
    while (i < one.m_blocks.size() || j < other.m_blocks.size()) {
        const Block* left = i < one.m_blocks.size() ? one.m_blocks[i].get() : nullptr;
        const Block* right = j < other.m_blocks.size() ? other.m_blocks[j].get() : nullptr;
        if (left == right && a == 0 && b == 0) {
            ++i;
            ++j;
            continue;
        }
        const Word* first = left != nullptr ? &(*left)[a] : nullptr;
        const Word* second = right != nullptr ? &(*right)[b] : nullptr;
        const bool takesFirst = first != nullptr && (second == nullptr || first->id <= second->id);
        const bool takesSecond = second != nullptr && (first == nullptr || second->id <= first->id);
        const bool isSame = takesFirst && takesSecond && *first == *second;
        if (!isSame) ids.push_back(takesFirst ? first->id : second->id);
        if (takesFirst && ++a == left->size()) {
            a = 0;
            ++i;
        }
        if (takesSecond && ++b == right->size()) {
            b = 0;
            ++j;
        }
    }
    return ids;
}

}  // namespace mirror::ui
