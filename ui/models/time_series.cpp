#include "ui/models/time_series.h"

#include <algorithm>

namespace mirror::ui {

namespace {

double milliseconds(Microseconds value) { return static_cast<double>(value.count()) / 1000.0; }

std::uint64_t countOf(const std::array<std::uint64_t, kOutcomes>& outcomes, Outcome outcome) {
    return outcomes[static_cast<std::size_t>(outcome)];
}

/// Adds up the samples of one span. Its histograms are kept between spans, because each is 16 KB.
class Merge {
public:
    void begin() { *this = Merge(std::move(m_latency), std::move(m_firstToken)); }
    void add(const SecondSample& sample);
    TimeSeries::Point finish(std::int64_t second) const;
    Merge() = default;

private:
    Merge(Histogram latency, Histogram firstToken) : m_latency(std::move(latency)), m_firstToken(std::move(firstToken)) {
        m_latency.clear();
        m_firstToken.clear();
    }
    void finishRatios(TimeSeries::Point& point) const;

    Histogram m_latency;
    Histogram m_firstToken;
    std::array<std::uint64_t, kOutcomes> m_outcomes{};
    std::uint64_t m_hits = 0, m_lookups = 0, m_tokens = 0, m_masked = 0;
    std::array<std::uint64_t, 3> m_ruleHits{};
    double m_workers = 0, m_requests = 0, m_streams = 0, m_queued = 0, m_cpu = 0;
    int m_samples = 0;
};

void Merge::add(const SecondSample& sample) {
    ++m_samples;
    m_latency.merge(sample.latency);
    m_firstToken.merge(sample.firstToken);
    for (std::size_t i = 0; i < kOutcomes; ++i) m_outcomes[i] += sample.outcomes[i];
    m_hits += sample.cacheHits;
    m_lookups += std::uint64_t{sample.cacheHits} + sample.cacheMisses;
    m_tokens += sample.promptTokens + sample.completionTokens;
    for (std::size_t i = 0; i < m_ruleHits.size(); ++i) m_ruleHits[i] += sample.ruleHits[i];
    m_masked += sample.masked;
    m_workers += sample.workers;
    m_requests += sample.activeRequests;
    m_streams += sample.activeStreams;
    m_queued += sample.queued;
    m_cpu += static_cast<double>(sample.cpuPercent);
}

TimeSeries::Point Merge::finish(std::int64_t second) const {
    TimeSeries::Point point;
    point.second = second;
    point.samples = m_samples;
    point.present = m_samples > 0;
    if (!point.present) return point;
    point.latencyCount = m_latency.count();
    if (point.latencyCount > 0) {
        point.p50Ms = milliseconds(m_latency.quantile(0.50));
        point.p95Ms = milliseconds(m_latency.quantile(0.95));
        point.p99Ms = milliseconds(m_latency.quantile(0.99));
    }
    point.firstTokenCount = m_firstToken.count();
    if (point.firstTokenCount > 0) {
        point.firstTokenP50Ms = milliseconds(m_firstToken.quantile(0.50));
        point.firstTokenP95Ms = milliseconds(m_firstToken.quantile(0.95));
    }
    finishRatios(point);
    return point;
}

void Merge::finishRatios(TimeSeries::Point& point) const {
    const double seconds = m_samples;
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < kOutcomes; ++i) {
        point.perSecond[i] = static_cast<double>(m_outcomes[i]) / seconds;
        total += m_outcomes[i];
    }
    point.totalPerSecond = static_cast<double>(total) / seconds;
    const std::uint64_t finished = total - countOf(m_outcomes, Outcome::cancelled);
    // a request that the word lists forbid is one that the mirror served as it should
    const std::uint64_t failed = finished - countOf(m_outcomes, Outcome::ok) - countOf(m_outcomes, Outcome::filtered);
    if (finished > 0) point.errorRatio = static_cast<double>(failed) / static_cast<double>(finished);
    if (m_lookups > 0) point.hitRatio = static_cast<double>(m_hits) / static_cast<double>(m_lookups);
    point.tokensPerSecond = static_cast<double>(m_tokens) / seconds;
    for (std::size_t i = 0; i < m_ruleHits.size(); ++i) point.ruleHitsPerSecond[i] = static_cast<double>(m_ruleHits[i]) / seconds;
    point.maskedPerSecond = static_cast<double>(m_masked) / seconds;
    point.workers = m_workers / seconds;
    point.activeRequests = m_requests / seconds;
    point.activeStreams = m_streams / seconds;
    point.queued = m_queued / seconds;
    point.cpuPercent = m_cpu / seconds;
}

/// Start of the multiple of `width` that holds `second`, also before 1970.
std::int64_t aligned(std::int64_t second, std::int64_t width) {
    const std::int64_t rest = second % width;
    return second - (rest < 0 ? rest + width : rest);
}

}  // namespace

bool TimeSeries::add(const std::vector<SecondSample>& samples) {
    const std::int64_t kept = newest() - kSeconds;
    const bool allOlder = !samples.empty() && std::all_of(samples.begin(), samples.end(), [kept](const SecondSample& sample) {
        return sample.second <= kept;
    });
    // Nothing but seconds long gone: the engine's clock was set back. What is known belongs to a time that has not come.
    if (allOlder && !m_samples.empty()) {
        m_samples.clear();
        m_merged.clear();
    }
    bool changed = false;
    for (const SecondSample& sample : samples) {
        const auto [place, fresh] = m_samples.try_emplace(sample.second, sample);
        if (!fresh && place->second == sample) continue;
        place->second = sample;
        forget(sample.second);
        changed = true;
    }
    dropOld();
    return changed;
}

void TimeSeries::forget(std::int64_t second) {
    for (auto& [width, points] : m_merged) points.erase(aligned(second, width));
}

void TimeSeries::dropOld() {
    const std::int64_t oldest = newest() - kSeconds;
    m_samples.erase(m_samples.begin(), m_samples.upper_bound(oldest));
    for (auto& [width, points] : m_merged) points.erase(points.begin(), points.upper_bound(oldest));
}

TimeSeries::Point TimeSeries::pointAt(std::int64_t start, std::int64_t end) const {
    static thread_local Merge merge;
    merge.begin();
    for (auto it = m_samples.lower_bound(start); it != m_samples.end() && it->first < end; ++it) merge.add(it->second);
    return merge.finish(start);
}

std::vector<TimeSeries::Point> TimeSeries::points(std::int64_t to, std::int64_t span, std::int64_t width) const {
    const std::int64_t count = span / width;
    const std::int64_t first = aligned(to - 1, width) - (count - 1) * width;
    auto& merged = m_merged[width];
    std::vector<Point> points;
    points.reserve(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t start = first + i * width;
        const std::int64_t end = std::min(start + width, to);
        const auto known = merged.find(start);
        if (end == start + width && known != merged.end()) {
            points.push_back(known->second);
            continue;
        }
        points.push_back(pointAt(start, end));
        // Points that lie wholly in the known past are final until a sample of theirs changes.
        if (end == start + width && points.back().present) merged.emplace(start, points.back());
    }
    return points;
}

TimeSeries::Point TimeSeries::merged(std::int64_t from, std::int64_t to) const { return pointAt(from, to); }

}  // namespace mirror::ui
