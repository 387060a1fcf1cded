#pragma once
#include <atomic>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <vector>

#include "log/index_file.h"
#include "log/segment_reader.h"

namespace mirror::log {

/// What is known of a segment's records without opening them: from its index, and where that is missing, damaged or short, from the records behind the last good
/// block, kept packed. Follows a segment that is being written. One thread; `reader` outlives it.
class SegmentIndex {
public:
    explicit SegmentIndex(SegmentReader& reader);

    using Take = std::function<void(const IndexEntry&)>;
    /// Hands over every entry behind record `after`, in the order of the records, and those written since. Lines that are no records are passed over and counted.
    /// Errors: cancelled when `stop` became true.
    Result<void> visit(std::uint64_t after, const Take& take, const std::atomic<bool>& stop);
    /// The entry of a record; nothing if it is not there, or was not when visit() was called last.
    std::optional<IndexEntry> find(std::uint64_t seq);
    std::uint64_t damagedLines() const { return m_damaged; }

private:
    struct Block {
        std::uint64_t first = 0;  ///< seq
        std::uint64_t count = 0;
        std::uint64_t offset = 0;  ///< in the index file; of a block made here unused
        std::uint32_t size = 0;    ///< sealed, without the length before it
        std::uint64_t number = 0;
        std::string packed;        ///< made here
    };
    using Entries = std::vector<IndexEntry>;
    bool readBlock(const FileBytes& file, const Block& block, Entries& entries);
    bool follows(const Entries& entries) const;
    void visitKnown(std::uint64_t after, const Take& take);
    Result<void> readBlocks(const Take& take, const std::atomic<bool>& stop);
    Result<void> readRecords(const Take& take, const std::atomic<bool>& stop);
    void keepMade(const IndexEntry& entry);
    void packMade();
    std::optional<Entries> decode(const Block& block, bool isMade);
    const Block* blockOf(const std::vector<Block>& blocks, std::uint64_t seq) const;

    SegmentReader& m_reader;
    IndexSeal m_seal;
    std::vector<Block> m_blocks;      ///< of the index file
    std::vector<Block> m_madeBlocks;  ///< of records behind them
    Entries m_made;                   ///< not yet in a block
    std::uint64_t m_indexEnd = 0;     ///< of the last good block in the index file
    bool m_isIndexBroken = false;
    std::uint64_t m_blocksEnd = 0;    ///< of what the blocks of the file cover, in the segment's file
    std::uint64_t m_blocksSeq = 0;    ///< last record they cover
    std::uint64_t m_takenEnd = 0;     ///< of what is known, in the segment's file
    std::uint64_t m_takenSeq = 0;
    std::uint64_t m_damaged = 0;
    struct Decoded {
        std::uint64_t first = 0;  ///< Block::first
        Entries entries;
    };
    std::list<Decoded> m_decoded;  ///< the last few blocks find() looked into, the newest in front
};

}  // namespace mirror::log
