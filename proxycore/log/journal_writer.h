#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "crypto/secret.h"
#include "log/journal_disk.h"
#include "log/journal_entry.h"
#include "log/journal_keys.h"
#include "log/journal_settings.h"
#include "log/record_queue.h"
#include "proxycore/api/result.h"

namespace mirror::log {

class SegmentSeries;

/// What happens to the writer that somebody should know of.
struct JournalHappening {
    bool isFailing = false;      ///< true: the disk takes nothing; false: it does again
    std::optional<Error> error;  ///< of a failure
    std::uint64_t rejected = 0;  ///< of a recovery: entries that were turned away meanwhile
    std::chrono::seconds took{0};  ///< of a recovery: how long it failed
};

/// Numbers for status and metrics.
struct JournalCounters {
    bool isFailing = false;
    std::optional<Error> error;        ///< while failing
    std::optional<Error> anchorError;  ///< the last anchor could not be written
    std::string keyId;                 ///< written to
    std::uint32_t segment = 0;         ///< open; 0: none
    std::uint64_t segments = 0;        ///< on disk
    Bytes bytes;                       ///< on disk, with indexes
    Bytes queued;                      ///< offered and not written
    SystemTime oldest{};               ///< when the oldest segment was begun
    std::uint64_t records = 0;         ///< entries in files since the start: they survive the end of the process
    std::uint64_t rejected = 0;        ///< entries offer() turned away
    std::uint64_t lost = 0;            ///< entries offer() took and the end of the writer found no disk for; after close()
    Milliseconds busy{0};              ///< how long the present round of writing takes already; 0: at rest
};

/// Writes the journal: takes entries from any thread, never makes them wait, and writes them on a thread of its own, sealed. One for a folder: whoever makes it sees to it
/// that no other process has one there, for each would cut off the record the other is writing.
///
/// What write() gave back survives the end of the process, kill -9 included; what fsync gave back, a power cut too: at most `syncInterval` later. While the disk
/// takes nothing the writer tries again every second and offer() says no at once; entries it took before wait and are written then.
class JournalWriter {
public:
    struct Options {
        JournalSettings settings;
        JournalPublicKey key;
        crypto::Secret valuesKey;  ///< 32 bytes: what ValueSealers of this engine seal with
        std::function<SystemTime()> now = std::chrono::system_clock::now;
        std::function<void(const JournalHappening&)> onHappening;  ///< on the writer's thread, or the constructor's; may be empty
        std::shared_ptr<JournalDisk> disk = std::make_shared<JournalDisk>();
        Milliseconds retryInterval{1'000};
        Milliseconds linger{5};  ///< how long records gather before they are written together
    };
    /// Begins a segment before it returns; where that fails the writer stands, failing.
    explicit JournalWriter(Options options);
    /// Writes what was offered, ends the segment with its footer. A failing disk is tried once more.
    ~JournalWriter();
    /// The same while the object stays: nothing is taken from now on. Waits for the disk. One thread, once.
    void close();

    /// Any thread; takes a lock for the time of one move. False, and the entry is gone, while failing or when the queue is full: the caller says no to the request
    /// or counts a loss, as configured.
    bool offer(JournalEntry entry);
    /// Whether offer() would say no for certain; any thread, no lock.
    bool isFailing() const { return m_isFailing.load(std::memory_order_relaxed); }

    /// In force from the next record on (queueBytes at once). The folder stays what it was. Any thread.
    void configure(JournalSettings settings);
    /// The next record begins a segment sealed to `key`. Any thread.
    void setKey(JournalPublicKey key);
    /// Destroys the keys of a closed segment; `done` runs on the writer's thread. Any thread. Errors: as SegmentSeries::shred.
    void shred(std::uint32_t segment, std::string reason, std::function<void(Result<void>)> done);
    /// `done` runs on the writer's thread when what was offered before is in a file and its index block is written, or the disk is failing. Any thread.
    void flush(std::function<void()> done);

    JournalCounters counters() const;

private:
    void run();
    bool turn();
    void adopt(RecordQueue::Batch& batch);
    Result<void> writePending();
    Result<void> composeSome();
    void dropWritten();
    void handle(const Result<void>& result);
    void failed(const Error& error);
    void recovered();
    Result<void> keepTime();
    Result<void> keepHouse();
    void finish();
    void publish();
    std::chrono::steady_clock::time_point wakeAt() const;

    Options m_options;
    RecordQueue m_queue;
    std::unique_ptr<SegmentSeries> m_series;
    std::atomic<bool> m_isFailing{false};
    std::atomic<std::uint64_t> m_rejected{0};
    std::atomic<std::chrono::steady_clock::time_point> m_roundBegan{};  ///< epoch: at rest

    // the writer's thread
    RecordQueue::Batch m_batch;
    std::vector<JournalEntry> m_pending;  ///< taken from the queue, in order; those before m_first are written
    std::size_t m_first = 0;
    std::size_t m_composed = 0;  ///< of m_pending from m_first on: they stand composed in the open segment
    std::vector<std::function<void()>> m_flushes;
    std::chrono::steady_clock::time_point m_nextTry, m_nextIndex, m_nextSync, m_nextAnchor, m_nextHouse, m_failingSince;
    std::uint32_t m_houseSegment = 0;  ///< open when old segments were looked for last
    std::uint64_t m_rejectedBefore = 0;
    std::uint64_t m_records = 0;
    bool m_isClosed = false;

    mutable std::mutex m_countersMutex;
    JournalCounters m_counters;
    std::thread m_thread;  ///< last: it uses all of the above
};

}  // namespace mirror::log
