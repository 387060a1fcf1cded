#pragma once
#include <algorithm>
#include <cstdint>

namespace mirror::ui {

/// Where "now" is on the engine's clock, so that charts move on while a stopped engine sends no samples, and while a lost one
/// sends nothing at all. Pure; the caller brings its own steady time in milliseconds.
class LiveClock {
public:
    /// `newest` is the newest second that has a sample (0: none yet), `engineNow` the engine's time in its latest snapshot.
    void note(std::int64_t newest, std::int64_t engineNow, std::int64_t steadyMs) {
        if (newest == m_newest && engineNow == m_engineNow) return;
        m_newest = newest;
        m_engineNow = engineNow;
        m_notedMs = steadyMs;
    }
    /// The second after the last one to show; `fallback` before anything was noted.
    std::int64_t end(std::int64_t steadyMs, std::int64_t fallback) const {
        if (m_newest == 0 && m_engineNow == 0) return fallback;
        // Samples come once a second and may be a little late: that is no hole yet.
        const std::int64_t running = std::max(m_newest + 1, m_engineNow) + (steadyMs - m_notedMs) / 1000;
        return std::max(m_newest + 1, running - kPatience);
    }

private:
    static constexpr std::int64_t kPatience = 3;
    std::int64_t m_newest = 0;
    std::int64_t m_engineNow = 0;
    std::int64_t m_notedMs = 0;
};

}  // namespace mirror::ui
