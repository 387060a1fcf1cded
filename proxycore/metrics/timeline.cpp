#include "metrics/timeline.h"

#include <algorithm>
#include <utility>

namespace mirror::metrics {

namespace {

std::uint32_t narrow(std::uint64_t value) { return static_cast<std::uint32_t>(std::min<std::uint64_t>(value, UINT32_MAX)); }
void addTo(std::uint32_t& sum, std::uint64_t value) { sum = narrow(sum + value); }

Histogram::Sparse compact(Histogram& histogram) {
    Histogram::Sparse sparse = histogram.sparse();
    sparse.shrink_to_fit();
    histogram.clear();
    return sparse;
}

}  // namespace

void Timeline::add(const ShardDelta& delta) {
    for (std::size_t i = 0; i < kOutcomes; ++i) addTo(m_open.outcomes[i], delta.outcomes[i]);
    m_latency.merge(delta.duration);
    m_firstToken.merge(delta.firstToken);
    addTo(m_open.cacheHits, delta.cacheHits);
    addTo(m_open.cacheMisses, delta.cacheMisses);
    m_open.promptTokens += delta.promptTokens;
    m_open.completionTokens += delta.completionTokens;
    addTo(m_open.events, delta.events);
    for (const auto& direction : delta.ruleHits)
        for (std::size_t action = 0; action < direction.size(); ++action) addTo(m_open.ruleHits[action], direction[action]);
    for (const std::uint64_t count : delta.masked) addTo(m_open.masked, count);
}

void Timeline::reopen(SecondSample&& sample) {
    for (std::size_t i = 0; i < kOutcomes; ++i) addTo(m_open.outcomes[i], sample.outcomes[i]);
    m_latency.merge(sample.latency);
    m_firstToken.merge(sample.firstToken);
    addTo(m_open.cacheHits, sample.cacheHits);
    addTo(m_open.cacheMisses, sample.cacheMisses);
    m_open.promptTokens += sample.promptTokens;
    m_open.completionTokens += sample.completionTokens;
    addTo(m_open.events, sample.events);
    for (std::size_t action = 0; action < sample.ruleHits.size(); ++action) addTo(m_open.ruleHits[action], sample.ruleHits[action]);
    addTo(m_open.masked, sample.masked);
}

void Timeline::closeSecond(std::int64_t second, const Gauges& gauges) {
    // A clock set back: what lies ahead of it would break the order, and would stand in the future on every chart.
    while (!m_samples.empty() && m_samples.back().second > second) m_samples.pop_back();
    if (!m_samples.empty() && m_samples.back().second == second) {
        reopen(std::move(m_samples.back()));
        m_samples.pop_back();
    }
    m_open.second = second;
    m_open.latency = compact(m_latency);
    m_open.firstToken = compact(m_firstToken);
    m_open.activeRequests = gauges.activeRequests;
    m_open.activeStreams = gauges.activeStreams;
    m_open.workers = gauges.workers;
    m_open.queued = gauges.queued;
    m_open.cpuPercent = gauges.cpuPercent;
    m_samples.push_back(std::exchange(m_open, {}));
    while (m_samples.size() > kSeconds || m_samples.front().second <= second - static_cast<std::int64_t>(kSeconds)) m_samples.pop_front();
}

void Timeline::discardOpen() {
    m_open = {};
    m_latency.clear();
    m_firstToken.clear();
}

std::vector<SecondSample> Timeline::between(std::int64_t from, std::int64_t to) const {
    const auto begin = std::lower_bound(m_samples.begin(), m_samples.end(), from,
                                        [](const SecondSample& sample, std::int64_t second) { return sample.second < second; });
    auto end = begin;
    while (end != m_samples.end() && end->second <= to) ++end;
    return {begin, end};
}

std::vector<SecondSample> Timeline::last(std::size_t count) const {
    const std::size_t taken = std::min(count, m_samples.size());
    return {m_samples.end() - static_cast<std::ptrdiff_t>(taken), m_samples.end()};
}

}  // namespace mirror::metrics
