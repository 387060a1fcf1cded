#pragma once
#include <deque>
#include <filesystem>
#include <memory>
#include <string>

#include "base/descriptor.h"
#include "log/fernet.h"
#include "log/index_file.h"
#include "log/journal_disk.h"
#include "log/journal_entry.h"
#include "log/record_text.h"
#include "log/segment_header.h"

namespace mirror::log {

/// Where the chain stands: the last record that is wholly in the file.
struct ChainEnd {
    std::uint32_t segment = 0;
    std::uint64_t seq = 0;  ///< 0: none yet, hash is the header's
    std::string hash;
};

/// The segment being written. Records are composed into memory and then written many at once; a disk that does not take them loses none: they stay composed, and
/// what arrived only in part is cut off again. One thread.
class SegmentFile {
public:
    /// Makes the file `path` with its two lines, on the disk when it returns (by way of a second name, so that no segment ever lacks them). Errors: fileWrite.
    static Result<std::unique_ptr<SegmentFile>> create(JournalDisk& disk, const std::filesystem::path& path, const SegmentHeader& header,
                                                       const SegmentKeys& keys, const crypto::Secret& fernetKey);
    ~SegmentFile();

    void composeEntry(const JournalEntry& entry, SystemTime now);
    /// Of part event or end: `content` is JSON.
    void composeOwn(RecordPart part, const std::string& content, SystemTime now);

    /// Writes what is composed. Errors: fileWrite.
    Result<void> write();
    /// Entries that came into the file with the last write(), whether or not it failed: the oldest of those composed.
    std::size_t entriesWritten() const { return m_entriesWritten; }

    /// Whether the last write() found the disk full: the same segment takes it later.
    bool isFull() const { return m_isFull; }

    /// To the disk, for good. Errors: fileWrite.
    Result<void> sync();
    /// fileWrite when the file is not where it was made, or is shorter than it was: what is written goes to nobody.
    Result<void> checkPlace() const;
    /// A block of the index of what was written since the last one; fails silently, for the index can be made anew.
    void flushIndex() { m_index.flush(); }
    std::size_t indexWaiting() const { return m_index.waiting(); }
    void syncIndex() { m_index.sync(); }

    bool isDirty() const { return m_isDirty; }  ///< written since the last sync()
    std::size_t composedBytes() const { return m_composed.size(); }
    bool hasComposed() const { return !m_records.empty(); }
    std::uint64_t composedRecords() const { return m_seq; }  ///< so far, written or not
    ChainEnd end() const { return {m_header.segment, m_writtenSeq, m_writtenHash}; }
    std::uint64_t bytes() const { return m_end; }
    std::uint64_t totalBytes() const { return m_end + m_index.bytes(); }
    const SegmentHeader& header() const { return m_header; }
    const std::filesystem::path& path() const { return m_path; }

private:
    struct Composed {
        std::size_t end;  ///< in m_composed, behind its line break
        bool isEntry;
        std::string hash;
        IndexEntry index;
    };
    SegmentFile(JournalDisk& disk, std::filesystem::path path, base::Descriptor&& file, SegmentHeader header, std::uint64_t end, const crypto::Secret& fernetKey);
    void compose(RecordView record, IndexEntry index, bool isEntry, SystemTime now);
    void settle(std::size_t bytes);

    JournalDisk& m_disk;
    std::filesystem::path m_path;
    base::Descriptor m_file;
    SegmentHeader m_header;
    Fernet m_fernet;
    IndexFile m_index;
    std::string m_composed;
    std::deque<Composed> m_records;
    std::string m_row, m_plain;  ///< buffers
    std::uint64_t m_seq = 0;
    std::string m_hash;  ///< of the last composed line
    std::uint64_t m_writtenSeq = 0;
    std::string m_writtenHash;
    std::uint64_t m_end = 0;  ///< of the last whole line in the file
    std::size_t m_entriesWritten = 0;
    bool m_isDirty = false;
    bool m_isFull = false;
};

}  // namespace mirror::log
