#include "log/journal_writer.h"

#include "log/segment_series.h"

namespace mirror::log {

namespace {
using Clock = std::chrono::steady_clock;
constexpr std::size_t kWriteBytes = 1 << 20;  // composed before a write(): 400 records of 2 KB
constexpr std::chrono::minutes kHouseInterval{10};
constexpr std::chrono::seconds kIndexInterval{1};
}  // namespace

JournalWriter::JournalWriter(Options options)
    : m_options(std::move(options)),
      m_queue(static_cast<std::size_t>(m_options.settings.queueBytes.value)),
      m_series(std::make_unique<SegmentSeries>(*m_options.disk, m_options.settings, m_options.key, m_options.valuesKey.clone())) {
    m_counters.keyId = m_options.key.id;
    handle(m_series->begin(m_options.now()));
    m_nextIndex = m_nextSync = m_nextAnchor = m_nextHouse = Clock::now();
    publish();
    m_thread = std::thread([this] { run(); });
}

JournalWriter::~JournalWriter() { close(); }

void JournalWriter::close() {
    m_queue.close();
    if (m_thread.joinable()) m_thread.join();
}

bool JournalWriter::offer(JournalEntry entry) {
    if (!isFailing() && m_queue.offer(std::move(entry))) return true;
    m_rejected.fetch_add(1, std::memory_order_relaxed);
    return false;
}

void JournalWriter::configure(JournalSettings settings) {
    m_queue.setBound(static_cast<std::size_t>(settings.queueBytes.value));
    m_queue.post([this, settings = std::move(settings)]() mutable {
        m_series->setSettings(std::move(settings));
        m_nextHouse = Clock::now();
    });
}

void JournalWriter::setKey(JournalPublicKey key) {
    m_queue.post([this, key = std::move(key)]() mutable {
        {
            const std::lock_guard lock(m_countersMutex);
            m_counters.keyId = key.id;
        }
        m_series->setKey(std::move(key));
    });
}

void JournalWriter::shred(std::uint32_t segment, std::string reason, std::function<void(Result<void>)> done) {
    const bool isTaken = m_queue.post([this, segment, reason = std::move(reason), done] {
        // Not while the disk takes nothing: the record that says so would be written later, whatever became of the keys.
        if (isFailing()) return done(fail(ErrorCode::fileWrite, {m_series->settings().folder.string()}, "the journal is failing"));
        done(m_series->shred(segment, reason, m_options.now()));
    });
    if (!isTaken) done(fail(ErrorCode::cancelled));
}

void JournalWriter::flush(std::function<void()> done) {
    const bool isTaken = m_queue.post([this, done] { m_flushes.push_back(done); });
    if (!isTaken) done();
}

JournalCounters JournalWriter::counters() const {
    const std::lock_guard lock(m_countersMutex);
    JournalCounters counters = m_counters;
    counters.queued = {static_cast<std::int64_t>(m_queue.bytes())};
    const Clock::time_point began = m_roundBegan.load(std::memory_order_relaxed);
    if (began != Clock::time_point{}) counters.busy = std::chrono::duration_cast<Milliseconds>(Clock::now() - began);
    counters.rejected = m_rejected.load(std::memory_order_relaxed);
    return counters;
}

void JournalWriter::run() {
    while (turn()) {
    }
    finish();
    publish();
}

// One round: wait, take, write, what is due. False when the queue is closed and nothing more comes.
bool JournalWriter::turn() {
    m_queue.take(m_batch, wakeAt(), m_options.linger);
    m_roundBegan.store(Clock::now(), std::memory_order_relaxed);
    adopt(m_batch);
    if (!isFailing() || Clock::now() >= m_nextTry || m_isClosed) handle(writePending());
    if (!isFailing()) handle(keepTime());
    publish();
    for (const auto& done : std::exchange(m_flushes, {})) done();
    m_roundBegan.store({}, std::memory_order_relaxed);
    return !m_isClosed;
}

void JournalWriter::adopt(RecordQueue::Batch& batch) {
    for (JournalEntry& entry : batch.entries) m_pending.push_back(std::move(entry));
    m_isClosed = batch.isClosed;
    for (const auto& deed : batch.deeds) deed();
}

Clock::time_point JournalWriter::wakeAt() const {
    if (isFailing()) return m_nextTry;
    const SegmentFile* current = m_series->current();
    Clock::time_point at = std::min(m_nextHouse, Clock::now() + kHouseInterval);
    if (current && current->indexWaiting() > 0) at = std::min(at, m_nextIndex);
    if (current && current->isDirty()) at = std::min(at, m_nextSync);
    if (!m_series->settings().anchorFile.empty()) at = std::min(at, m_nextAnchor);
    return at;
}

// Entries that were composed before a failure are written first; so this is also the new try of a disk that failed.
Result<void> JournalWriter::writePending() {
    if (isFailing()) {
        if (const auto ready = m_series->prepare(m_options.now()); !ready) return ready;
        if (const auto written = m_series->write(); !written) return written;
        dropWritten();
    }
    while (m_first < m_pending.size()) {
        if (const auto composed = composeSome(); !composed) return composed;
        if (const auto written = m_series->write(); !written) return written;
        dropWritten();
    }
    m_pending.clear();
    m_first = 0;
    return {};
}

Result<void> JournalWriter::composeSome() {
    const SystemTime now = m_options.now();
    while (m_first + m_composed < m_pending.size()) {
        const auto ready = m_series->prepare(now);
        dropWritten();  // the end of a full segment writes what was composed
        if (!ready) return ready;
        if (m_series->current()->composedBytes() >= kWriteBytes) return {};
        m_series->current()->composeEntry(m_pending[m_first + m_composed], now);
        ++m_composed;
    }
    return {};
}

void JournalWriter::dropWritten() {
    const std::size_t written = m_series->takeWritten();
    std::size_t freed = 0;
    for (std::size_t i = 0; i < written; ++i) {
        JournalEntry& entry = m_pending[m_first + i];
        freed += footprint(entry);
        entry = {};
    }
    m_first += written;
    m_composed -= written;
    m_records += written;
    m_queue.release(freed);
}

void JournalWriter::handle(const Result<void>& result) {
    dropWritten();
    if (!result) return failed(result.error());
    if (isFailing()) recovered();
}

void JournalWriter::failed(const Error& error) {
    m_nextTry = Clock::now() + m_options.retryInterval;
    {
        const std::lock_guard lock(m_countersMutex);
        m_counters.error = error;
    }
    // A disk that is full takes the rest of this segment later. Anything else may be the file's own trouble: the next try begins another.
    if (m_series->current() && !m_series->current()->isFull()) {
        m_series->giveUp();
        m_composed = 0;
    }
    if (m_isFailing.exchange(true)) return;
    m_failingSince = Clock::now();
    m_rejectedBefore = m_rejected.load();
    if (m_options.onHappening) m_options.onHappening({true, error, 0, {}});
}

void JournalWriter::recovered() {
    {
        const std::lock_guard lock(m_countersMutex);
        m_counters.error.reset();
    }
    m_isFailing.store(false);
    const auto took = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - m_failingSince);
    if (m_options.onHappening) m_options.onHappening({false, {}, m_rejected.load() - m_rejectedBefore, took});
}

// What is due by the clock: index and fsync, anchors, old segments.
Result<void> JournalWriter::keepTime() {
    const Clock::time_point now = Clock::now();
    SegmentFile* const current = m_series->current();
    if (current && (current->indexWaiting() >= kIndexBlockEntries || now >= m_nextIndex || !m_flushes.empty())) {
        current->flushIndex();
        m_nextIndex = now + kIndexInterval;
        if (const auto there = current->checkPlace(); !there) return there;
    }
    if (current && now >= m_nextSync) {
        if (const auto synced = current->sync(); !synced) return synced;
        m_nextSync = now + m_series->settings().syncInterval;
    }
    if (now >= m_nextAnchor) {
        if (const auto anchored = m_series->anchor(m_options.now()); !anchored) return anchored;
        m_nextAnchor = now + m_series->settings().anchorInterval;
    }
    const std::uint32_t segment = current ? current->header().segment : 0;
    if (now < m_nextHouse && segment == m_houseSegment) return {};
    m_houseSegment = segment;
    return keepHouse();
}

Result<void> JournalWriter::keepHouse() {
    m_nextHouse = Clock::now() + kHouseInterval;
    return m_series->removeExpired(m_options.now());
}

void JournalWriter::finish() {
    if (m_series->current()) handle(m_series->end(m_options.now()));
    const std::lock_guard lock(m_countersMutex);
    m_counters.lost = m_pending.size() - std::min(m_first, m_pending.size());
}

void JournalWriter::publish() {
    const SegmentSeries::Size size = m_series->size();
    const std::lock_guard lock(m_countersMutex);
    m_counters.isFailing = isFailing();
    m_counters.anchorError = m_series->anchorError();
    m_counters.segment = m_series->current() ? m_series->current()->header().segment : 0;
    m_counters.segments = size.segments;
    m_counters.bytes = size.bytes;
    m_counters.oldest = size.oldest;
    m_counters.records = m_records;
}

}  // namespace mirror::log
