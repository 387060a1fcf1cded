#include "engine/journal_watch.h"

namespace mirror::engine {

std::optional<Error> JournalWatch::stallOf(const log::JournalCounters& counters, Bytes bound) const {
    if (counters.isFailing) return std::nullopt;
    if (counters.busy >= kPatience) return makeError(ErrorCode::fileWrite, {m_folder}, "the disk does not answer");
    const bool turnsAway = m_hasBaseline && counters.rejected > m_rejected;
    const bool isStillFull = m_stall && counters.queued.value > bound.value / 2;
    if (turnsAway || isStillFull) return makeError(ErrorCode::fileWrite, {m_folder}, "the disk is too slow: what waits to be written fills journal.queue_bytes");
    return std::nullopt;
}

std::optional<JournalWatch::Change> JournalWatch::look(const log::JournalCounters& counters, Bytes bound, SteadyTime now) {
    auto stall = stallOf(counters, bound);
    m_hasBaseline = !counters.isFailing;
    const std::uint64_t before = std::exchange(m_rejected, counters.rejected);
    const bool wasStalled = m_stall.has_value();
    m_stall = std::move(stall);
    if (m_stall && !wasStalled) {
        m_since = now;
        m_rejectedBefore = before;
        return Change{true, m_stall, 0, {}};
    }
    if (m_stall || !wasStalled || counters.isFailing) return std::nullopt;  // a failure of its own takes over
    return Change{false, {}, counters.rejected - m_rejectedBefore, std::chrono::duration_cast<std::chrono::seconds>(now - m_since)};
}

void JournalWatch::forget() {
    m_stall.reset();
    m_rejected = m_rejectedBefore = 0;
    m_hasBaseline = false;
}

}  // namespace mirror::engine
