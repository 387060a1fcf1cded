#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

#include "log/journal_entry.h"

namespace mirror::log {

/// Entries on their way from the workers to the writer, bounded in bytes. Offering takes a lock for the time of one move, and wakes the writer only when it sleeps
/// or much waits: under load a record costs no system call.
class RecordQueue {
public:
    explicit RecordQueue(std::size_t bound) : m_bound(bound) {}

    // any thread
    /// False, and `entry` is gone, if it does not fit or the queue is closed. One of any size fits while nothing else waits.
    bool offer(JournalEntry&& entry);
    /// A deed for the writer's thread, done in the order of posting, before the entries that wait. Not bounded; false once the queue is closed.
    bool post(std::function<void()> deed);
    /// Nothing enters from now on. Wakes the writer.
    void close();
    /// Offered and not released yet.
    std::size_t bytes() const { return m_bytes.load(std::memory_order_relaxed); }
    void setBound(std::size_t bytes) { m_bound.store(bytes, std::memory_order_relaxed); }

    // the writer
    struct Batch {
        std::vector<std::function<void()>> deeds;
        std::vector<JournalEntry> entries;  ///< in the order they were offered
        bool isClosed = false;              ///< and nothing follows
    };
    /// Sleeps until something waits or `until`; then lets more gather for `linger`, unless much waits already, and takes all of it into `batch`, whose vectors keep
    /// their memory.
    void take(Batch& batch, std::chrono::steady_clock::time_point until, std::chrono::milliseconds linger);
    /// So many bytes (footprint) of what was taken are not held any more.
    void release(std::size_t bytes) { m_bytes.fetch_sub(bytes, std::memory_order_relaxed); }

private:
    bool isReady() const { return m_isClosed || !m_entries.empty() || !m_deeds.empty(); }
    bool isUrgent() const { return m_isClosed || !m_deeds.empty() || m_fresh >= kMuch; }
    static constexpr std::size_t kMuch = 1 << 20;  ///< bytes: enough for one write

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<JournalEntry> m_entries;
    std::vector<std::function<void()>> m_deeds;
    std::size_t m_fresh = 0;  ///< bytes of m_entries
    std::atomic<std::size_t> m_bytes{0};
    std::atomic<std::size_t> m_bound;
    bool m_isClosed = false;
    bool m_sleeps = false;
};

}  // namespace mirror::log
