#pragma once
#include <algorithm>
#include <cstdint>

namespace mirror::ui {

/// Where "now" is on the engine's clock, so that charts move on while a stopped engine sends nothing. Pure; the caller brings
/// its own steady time in milliseconds.
class LiveClock {
public:
    /// `newest` is the newest second that has a sample.
    void note(std::int64_t newest, std::int64_t steadyMs) {
        if (newest == m_newest) return;
        m_newest = newest;
        m_notedMs = steadyMs;
    }
    /// The second after the last one to show; `fallback` when there was never a sample.
    std::int64_t end(std::int64_t steadyMs, std::int64_t fallback) const {
        if (m_newest == 0) return fallback;
        // Samples come once a second and may be a little late: that is no hole yet.
        return m_newest + 1 + std::max<std::int64_t>(0, (steadyMs - m_notedMs) / 1000 - kPatience);
    }

private:
    static constexpr std::int64_t kPatience = 3;
    std::int64_t m_newest = 0;
    std::int64_t m_notedMs = 0;
};

}  // namespace mirror::ui
