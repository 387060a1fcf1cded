#include "log/record_queue.h"

#include <utility>

namespace mirror::log {

bool RecordQueue::offer(JournalEntry&& entry) {
    const std::size_t size = footprint(entry);
    bool wakes = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_isClosed || (bytes() > 0 && bytes() + size > m_bound.load(std::memory_order_relaxed))) return false;
        const std::size_t before = m_fresh;
        m_fresh += size;
        m_bytes.fetch_add(size, std::memory_order_relaxed);
        m_entries.push_back(std::move(entry));
        wakes = std::exchange(m_sleeps, false) || (before < kMuch && m_fresh >= kMuch);
    }
    if (wakes) m_wake.notify_one();
    return true;
}

bool RecordQueue::post(std::function<void()> deed) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_isClosed) return false;
        m_deeds.push_back(std::move(deed));
    }
    m_wake.notify_one();
    return true;
}

void RecordQueue::close() {
    {
        const std::lock_guard lock(m_mutex);
        m_isClosed = true;
    }
    m_wake.notify_one();
}

void RecordQueue::take(Batch& batch, std::chrono::steady_clock::time_point until, std::chrono::milliseconds linger) {
    batch.entries.clear();
    batch.deeds.clear();
    std::unique_lock lock(m_mutex);
    if (!isReady()) {
        m_sleeps = true;
        m_wake.wait_until(lock, until, [this] { return isReady(); });
        m_sleeps = false;
    }
    if (!m_entries.empty()) m_wake.wait_for(lock, linger, [this] { return isUrgent(); });
    batch.entries.swap(m_entries);
    batch.deeds.swap(m_deeds);
    batch.isClosed = m_isClosed;
    m_fresh = 0;
}

}  // namespace mirror::log
