#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "proxycore/api/units.h"

namespace mirror {

/// Log-linear histogram of durations in microseconds: 64 sub-buckets an octave above 64 us, so a percentile is off by at
/// most 1/128 (0.8 %); exact below 64 us; up to about 19 hours. Merging loses nothing, which is what makes a week's P99 true.
/// A value type without locks.
class Histogram {
public:
    /// Sparse form for the wire: (bucket index, count) in rising order.
    using Sparse = std::vector<std::pair<std::uint16_t, std::uint32_t>>;
    static constexpr std::uint16_t kBuckets = 64 + 64 * 30;

    void record(Microseconds value, std::uint64_t count = 1);
    void merge(const Histogram& other);
    void merge(const Sparse& other);
    void clear();
    std::uint64_t count() const { return m_count; }
    /// Sum of the recorded values (exact when recorded here, from bucket middles when merged from Sparse).
    Microseconds sum() const { return Microseconds(m_sum); }
    /// Value at quantile q in [0, 1]: the middle of its bucket. 0 when empty.
    Microseconds quantile(double q) const;
    /// Values <= bound, counted by whole buckets whose middle is not above it.
    std::uint64_t countUpTo(Microseconds bound) const;
    Sparse sparse() const;

    static std::uint16_t bucketOf(Microseconds value);
    static Microseconds bucketMiddle(std::uint16_t bucket);

private:
    std::vector<std::uint64_t> m_counts;  // empty until the first record; then kBuckets
    std::uint64_t m_count = 0;
    std::int64_t m_sum = 0;
};

}  // namespace mirror
