#include "proxycore/api/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace mirror {

namespace {
constexpr int kSubBits = 6;  // 64 sub-buckets an octave
constexpr std::uint64_t kLinear = 1u << kSubBits;
}  // namespace

std::uint16_t Histogram::bucketOf(Microseconds value) {
    const std::uint64_t v = value.count() < 0 ? 0 : static_cast<std::uint64_t>(value.count());
    if (v < kLinear) return static_cast<std::uint16_t>(v);
    const int octave = static_cast<int>(std::bit_width(v)) - 1 - kSubBits;  // 0 for 64..127
    const auto bucket = kLinear + static_cast<std::uint64_t>(octave) * kLinear + ((v >> octave) - kLinear);
    return static_cast<std::uint16_t>(std::min<std::uint64_t>(bucket, kBuckets - 1));
}

Microseconds Histogram::bucketMiddle(std::uint16_t bucket) {
    if (bucket < kLinear) return Microseconds(bucket);
    const auto octave = static_cast<int>((bucket - kLinear) / kLinear);
    const std::uint64_t lower = (kLinear + (bucket - kLinear) % kLinear) << octave;
    return Microseconds(static_cast<std::int64_t>(lower + ((std::uint64_t{1} << octave) >> 1)));
}

void Histogram::record(Microseconds value, std::uint64_t count) {
    if (m_counts.empty()) m_counts.resize(kBuckets);
    m_counts[bucketOf(value)] += count;
    m_count += count;
    m_sum += std::max<std::int64_t>(value.count(), 0) * static_cast<std::int64_t>(count);
}

void Histogram::merge(const Histogram& other) {
    if (other.m_count == 0) return;
    if (m_counts.empty()) m_counts.resize(kBuckets);
    for (std::size_t i = 0; i < kBuckets; ++i) m_counts[i] += other.m_counts[i];
    m_count += other.m_count;
    m_sum += other.m_sum;
}

void Histogram::merge(const Sparse& other) {
    for (const auto& [bucket, count] : other)
        if (bucket < kBuckets) record(bucketMiddle(bucket), count);
}

void Histogram::clear() {
    if (m_count == 0) return;
    std::fill(m_counts.begin(), m_counts.end(), 0);
    m_count = 0;
    m_sum = 0;
}

Microseconds Histogram::quantile(double q) const {
    if (m_count == 0) return Microseconds(0);
    const double exact = std::ceil(std::clamp(q, 0.0, 1.0) * static_cast<double>(m_count));
    const std::uint64_t rank = std::clamp<std::uint64_t>(static_cast<std::uint64_t>(exact), 1, m_count);
    std::uint64_t seen = 0;
    for (std::uint16_t i = 0; i < kBuckets; ++i) {
        seen += m_counts[i];
        if (seen >= rank) return bucketMiddle(i);
    }
    return bucketMiddle(kBuckets - 1);
}

std::uint64_t Histogram::countUpTo(Microseconds bound) const {
    std::uint64_t seen = 0;
    for (std::uint16_t i = 0; i < m_counts.size() && bucketMiddle(i) <= bound; ++i) seen += m_counts[i];
    return seen;
}

Histogram::Sparse Histogram::sparse() const {
    Sparse out;
    for (std::uint16_t i = 0; i < m_counts.size(); ++i)
        if (m_counts[i] != 0) out.emplace_back(i, static_cast<std::uint32_t>(std::min<std::uint64_t>(m_counts[i], UINT32_MAX)));
    return out;
}

}  // namespace mirror
