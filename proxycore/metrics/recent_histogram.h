#pragma once
#include <cstdint>
#include <deque>

#include "proxycore/api/histogram.h"

namespace mirror::metrics {

/// Durations of the last five minutes, in ten slices that fall out one by one. One thread.
class RecentHistogram {
public:
    static constexpr std::int64_t kSliceSeconds = 30;
    static constexpr std::int64_t kSlices = 10;

    void merge(const Histogram& durations) { m_open.merge(durations); }
    /// Tells the time (seconds of any clock that rises); slices older than five minutes are dropped. Without calls nothing
    /// is ever dropped.
    void advance(std::int64_t second);
    /// 0 when nothing was recorded in the last five minutes.
    Microseconds quantile(double q) const;

private:
    struct Slice {
        std::int64_t number;  // second / kSliceSeconds
        Histogram::Sparse durations;
    };
    std::deque<Slice> m_closed;
    Histogram m_open;
    std::int64_t m_number = -1;
};

}  // namespace mirror::metrics
