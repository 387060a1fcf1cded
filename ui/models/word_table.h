#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "proxycore/api/words.h"

namespace mirror::ui {

/// Entries by rising id, in blocks that copies share: a copy costs a pointer a block, so a worker reads one while the GUI thread edits the other, and every
/// step of undo keeps the whole table at the price of what it changed. A value; one instance belongs to one thread.
class WordTable {
public:
    using Ids = std::vector<std::uint32_t>;

    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    /// Null when there is none. Valid until this table changes or ends.
    const Word* find(std::uint32_t id) const;
    std::uint32_t lastId() const { return m_blocks.empty() ? 0 : m_blocks.back()->back().id; }
    /// Calls `visit` with every entry by rising id until it returns false.
    void forEach(const std::function<bool(const Word&)>& visit) const;
    /// Replaces the entries of these ids, adds the others. Copies the blocks it touches.
    void put(std::vector<Word> words);
    /// Ids that are not there are passed over.
    void remove(Ids ids);
    /// Ids whose entries differ between two tables, rising; cheap where the two share blocks.
    static Ids difference(const WordTable& one, const WordTable& other);

private:
    using Block = std::vector<Word>;
    using Blocks = std::vector<std::shared_ptr<const Block>>;
    std::size_t blockOf(std::uint32_t id) const;  // the first that ends at or behind it
    void add(Blocks& blocks, Block words) const;
    Blocks m_blocks;  // none empty
    std::size_t m_size = 0;
};

}  // namespace mirror::ui
