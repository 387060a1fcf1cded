#pragma once
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "crypto/secret.h"
#include "log/journal_disk.h"
#include "log/journal_entry.h"
#include "log/journal_keys.h"
#include "log/journal_settings.h"
#include "log/segment_file.h"
#include "log/segment_name.h"

namespace mirror::log {

struct JournalEvent;

/// The segments of a journal, one after the other: begins them, ends them, ties each to the one before, removes what is too old. Never needs a private key: of
/// what was written before it sees bytes only. One thread.
class SegmentSeries {
public:
    /// `valuesKey` (32 bytes) is sealed into the header of every segment begun.
    SegmentSeries(JournalDisk& disk, JournalSettings settings, JournalPublicKey key, crypto::Secret valuesKey);
    ~SegmentSeries();

    /// Makes the folder, mends the end of the last segment, begins a new one. Errors: fileWrite, fileRead.
    Result<void> begin(SystemTime now);
    /// Sees to a segment that takes the next record: ends the open one when it is full, of another day, sealed to an older key or given up, and begins another.
    Result<void> prepare(SystemTime now);
    /// The open segment, after begin() or prepare() went well; nothing if none could be begun.
    SegmentFile* current() { return m_current.get(); }
    /// Writes what is composed in it. Errors: fileWrite.
    Result<void> write();
    /// How many entries came into files since this was asked last, in the order they were composed.
    std::size_t takeWritten() { return std::exchange(m_written, 0); }
    /// What is composed in the open segment and not written is gone with it: its entries are to be composed again, in a new segment.
    void giveUp();
    /// Ends the open segment: footer, index, fsync, anchor. Errors: fileWrite.
    Result<void> end(SystemTime now);

    /// Segments that are too old or too many: an event each, then their files. Errors: fileWrite.
    Result<void> removeExpired(SystemTime now);
    /// Destroys the keys of a closed segment, after an event that says so. Errors: notFound, unsupported for the open one, fileWrite, journalDamaged.
    Result<void> shred(std::uint32_t segment, const std::string& reason, SystemTime now);
    /// An anchor for the newest record, which is brought to the disk before. Does nothing if there is no new one, or no file for it. Errors: fileWrite, of the
    /// journal; that an anchor cannot be written stops nothing and stands in anchorError().
    Result<void> anchor(SystemTime now);
    const std::optional<Error>& anchorError() const { return m_anchorError; }

    void setKey(JournalPublicKey key) { m_key = std::move(key); }
    void setSettings(JournalSettings settings);
    const JournalSettings& settings() const { return m_settings; }

    struct Size {
        std::uint64_t segments = 0;
        Bytes bytes;
        SystemTime oldest{};  ///< when the oldest segment was begun
    };
    Size size() const;  ///< on the disk now, without looking there

private:
    bool isDue(SystemTime now) const;
    Result<void> beginAfter(std::optional<SegmentLink> previous, SystemTime now);
    Result<void> adoptLast(std::vector<SegmentPlace>& segments, std::optional<SegmentLink>& link);
    Result<void> writeEvent(const JournalEvent& event, SystemTime now);
    void remember(const std::vector<SegmentPlace>& segments);
    void forget(std::uint32_t segment);
    void removeFiles(const SegmentPlace& place);
    SystemTime begun(std::uint32_t segment);
    void close(std::uint32_t number, SegmentPlace place, std::optional<SystemTime> created);

    JournalDisk& m_disk;
    JournalSettings m_settings;
    JournalPublicKey m_key;
    crypto::Secret m_valuesKey;
    std::unique_ptr<SegmentFile> m_current;
    std::string m_currentKey;  ///< id of the key it is sealed to
    bool m_isEnded = false;    ///< the footer is composed
    std::optional<SegmentLink> m_last;  ///< end of the segment before, while none is open
    std::uint32_t m_lastNumber = 0;
    bool m_hasBegun = false;  ///< what was in the folder before is known
    std::size_t m_written = 0;
    /// A segment that is not written to any more.
    struct Closed {
        SegmentPlace place;
        std::optional<SystemTime> created;  ///< from its header, once it was looked at: thousands of them would delay a start
    };
    std::map<std::uint32_t, Closed> m_closed;  ///< by number
    std::uint64_t m_closedBytes = 0;
    SystemTime m_oldest{};
    std::string m_anchored;  ///< hash of the last anchor
    std::optional<Error> m_anchorError;
};

}  // namespace mirror::log
