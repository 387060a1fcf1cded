#include "metrics/recent_histogram.h"

namespace mirror::metrics {

void RecentHistogram::advance(std::int64_t second) {
    const std::int64_t number = second / kSliceSeconds;
    if (number == m_number) return;
    if (m_number >= 0 && m_open.count() != 0) {
        m_closed.push_back({m_number, m_open.sparse()});
        m_open.clear();
    }
    m_number = number;
    // A clock that was set back leaves slices of a time to come: they are as useless as old ones.
    while (!m_closed.empty() && (m_closed.front().number <= number - kSlices || m_closed.front().number > number))
        m_closed.pop_front();
}

Microseconds RecentHistogram::quantile(double q) const {
    Histogram all = m_open;
    for (const Slice& slice : m_closed) all.merge(slice.durations);
    return all.quantile(q);
}

}  // namespace mirror::metrics
