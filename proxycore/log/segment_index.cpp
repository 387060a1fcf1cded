#include "log/segment_index.h"

#include <algorithm>

#include "log/row_json.h"
#include "log/segment_name.h"

namespace mirror::log {

namespace {
constexpr std::uint32_t kMaxBlockBytes = 64u << 20;
constexpr std::size_t kDecodedBlocks = 8;  // 3 MB

std::uint32_t lengthIn(std::string_view bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    return value;
}

std::uint64_t endOf(const IndexEntry& entry) { return entry.offset + entry.length + 1; }
}  // namespace

SegmentIndex::SegmentIndex(SegmentReader& reader)
    : m_reader(reader), m_seal(reader.fernetKey()), m_blocksEnd(reader.head().recordsOffset), m_takenEnd(m_blocksEnd) {}

Result<void> SegmentIndex::visit(std::uint64_t after, const Take& take, const std::atomic<bool>& stop) {
    m_decoded.clear();
    std::uint64_t last = after;
    // A record can be known twice: made from its line, and in a block that was written later.
    const Take once = [&](const IndexEntry& entry) {
        if (entry.seq <= last) return;
        last = entry.seq;
        take(entry);
    };
    if (after < m_takenSeq) visitKnown(after, once);
    if (const auto read = readBlocks(once, stop); !read) return read;
    return readRecords(once, stop);
}

void SegmentIndex::visitKnown(std::uint64_t after, const Take& take) {
    const FileBytes file(indexPath(m_reader.path()));
    Entries entries;
    for (const Block& block : m_blocks)
        if (block.first + block.count > after + 1 && readBlock(file, block, entries)) std::for_each(entries.begin(), entries.end(), take);
    for (const Block& block : m_madeBlocks)
        if (const auto unpacked = unpackEntries(block.packed)) std::for_each(unpacked->begin(), unpacked->end(), take);
    std::for_each(m_made.begin(), m_made.end(), take);
}

bool SegmentIndex::readBlock(const FileBytes& file, const Block& block, Entries& entries) {
    std::string sealed, packed;
    file.read(block.offset, block.size, sealed);
    if (sealed.size() != block.size || !m_seal.open(block.number, sealed, packed)) return false;
    auto unpacked = unpackEntries(packed);
    if (!unpacked) return false;
    entries = std::move(*unpacked);
    return true;
}

// Whether the block goes on where the one before it ended, and lies within the segment.
bool SegmentIndex::follows(const Entries& entries) const {
    return entries.front().seq == m_blocksSeq + 1 && entries.front().offset == m_blocksEnd && endOf(entries.back()) <= m_reader.file().size();
}

Result<void> SegmentIndex::readBlocks(const Take& take, const std::atomic<bool>& stop) {
    const FileBytes file(indexPath(m_reader.path()));
    Entries entries;
    std::string length;
    while (file.isOpen() && !m_isIndexBroken) {
        if (stop.load(std::memory_order_relaxed)) return fail(ErrorCode::cancelled);
        file.read(m_indexEnd, 4, length);
        if (length.size() < 4) break;
        Block block{.offset = m_indexEnd + 4, .size = lengthIn(length), .number = m_blocks.size()};
        if (block.offset + block.size > file.size()) break;  // in the making, or torn: the records tell
        m_isIndexBroken = block.size > kMaxBlockBytes || !readBlock(file, block, entries) || !follows(entries);
        if (m_isIndexBroken) break;
        block.first = entries.front().seq;
        block.count = entries.size();
        m_indexEnd = block.offset + block.size;
        m_blocks.push_back(std::move(block));
        m_blocksSeq = entries.back().seq;
        m_blocksEnd = endOf(entries.back());
        std::for_each(entries.begin(), entries.end(), take);
        if (m_blocksSeq > m_takenSeq) {
            m_takenSeq = m_blocksSeq;
            m_takenEnd = m_blocksEnd;
        }
    }
    std::erase_if(m_madeBlocks, [this](const Block& made) { return made.first + made.count - 1 <= m_blocksSeq; });
    if (!m_made.empty() && m_made.back().seq <= m_blocksSeq) m_made.clear();
    return {};
}

Result<void> SegmentIndex::readRecords(const Take& take, const std::atomic<bool>& stop) {
    LineWalk lines(m_reader.file(), m_takenEnd);
    while (const auto line = lines.next()) {
        if (stop.load(std::memory_order_relaxed)) return fail(ErrorCode::cancelled);
        m_takenEnd = line->offset + line->text.size() + 1;
        const auto record = m_reader.unseal(line->text);
        auto row = record ? parseRow(record->row) : Result<ParsedRow>(ParsedRow{});
        if (!record || !row || record->seq <= m_takenSeq) {
            ++m_damaged;
            continue;
        }
        IndexEntry entry{record->seq, line->offset, static_cast<std::uint32_t>(line->text.size()), record->part, row->isAlone, std::move(row->row)};
        m_takenSeq = entry.seq;
        take(entry);
        keepMade(entry);
    }
    return {};
}

void SegmentIndex::keepMade(const IndexEntry& entry) {
    const bool goesOn = m_made.empty() || (entry.seq == m_made.back().seq + 1 && entry.offset == endOf(m_made.back()));
    if (!goesOn || m_made.size() >= kIndexBlockEntries) packMade();
    m_made.push_back(entry);
}

void SegmentIndex::packMade() {
    m_madeBlocks.push_back({.first = m_made.front().seq, .count = m_made.size(), .packed = packEntries(m_made)});
    m_made.clear();
}

const SegmentIndex::Block* SegmentIndex::blockOf(const std::vector<Block>& blocks, std::uint64_t seq) const {
    const auto after = std::upper_bound(blocks.begin(), blocks.end(), seq, [](std::uint64_t value, const Block& block) { return value < block.first; });
    if (after == blocks.begin()) return nullptr;
    const Block& block = *std::prev(after);
    return seq < block.first + block.count ? &block : nullptr;
}

std::optional<SegmentIndex::Entries> SegmentIndex::decode(const Block& block, bool isMade) {
    Entries entries;
    if (!isMade) return readBlock(FileBytes(indexPath(m_reader.path())), block, entries) ? std::optional(std::move(entries)) : std::nullopt;
    auto unpacked = unpackEntries(block.packed);
    return unpacked ? std::optional(std::move(*unpacked)) : std::nullopt;
}

std::optional<IndexEntry> SegmentIndex::find(std::uint64_t seq) {
    if (!m_made.empty() && seq >= m_made.front().seq && seq <= m_made.back().seq) return m_made[seq - m_made.front().seq];
    const Block* block = blockOf(m_blocks, seq);
    const bool isMade = block == nullptr;
    if (isMade) block = blockOf(m_madeBlocks, seq);
    if (!block) return std::nullopt;
    const auto known = std::find_if(m_decoded.begin(), m_decoded.end(), [&](const Decoded& decoded) { return decoded.first == block->first; });
    if (known != m_decoded.end()) {
        m_decoded.splice(m_decoded.begin(), m_decoded, known);
    } else {
        auto entries = decode(*block, isMade);
        if (!entries) return std::nullopt;
        m_decoded.push_front({block->first, std::move(*entries)});
        if (m_decoded.size() > kDecodedBlocks) m_decoded.pop_back();
    }
    return m_decoded.front().entries[seq - block->first];
}

}  // namespace mirror::log
