#include "metrics/aggregate.h"

namespace mirror::metrics {

std::int64_t Aggregate::Upstream::active() const {
    std::int64_t sum = 0;
    for (const auto& [worker, gauge] : gauges) sum += gauge.first;
    return sum;
}

std::int64_t Aggregate::Upstream::idle() const {
    std::int64_t sum = 0;
    for (const auto& [worker, gauge] : gauges) sum += gauge.second;
    return sum;
}

void Aggregate::merge(const ShardDelta& delta) {
    mergeTotals(delta);
    for (const auto& [route, outcomes] : delta.requests) {
        OutcomeCounts& into = requests[route.empty() ? "other" : route];
        for (std::size_t i = 0; i < kOutcomes; ++i) into[i] += outcomes[i];
    }
    duration.merge(delta.duration);
    firstToken.merge(delta.firstToken);
    perToken.merge(delta.perToken);
    addedDelay.merge(delta.addedDelay);
    for (std::size_t i = 0; i < kStages; ++i) overhead[i].merge(delta.overhead[i]);
    promptUsage.merge(delta.promptUsage);
    completionUsage.merge(delta.completionUsage);
    mergeAttempts(delta.attempts);
    for (const auto& [name, upstream] : delta.upstreams) mergeUpstream(delta.workerId, name, upstream);
    workers[delta.workerId] = delta.gauges;
}

void Aggregate::mergeTotals(const ShardDelta& delta) {
    for (std::size_t i = 0; i < kOutcomes; ++i) totals.outcomes[i] += delta.outcomes[i];
    totals.cacheHits += delta.cacheHits;
    totals.cacheMisses += delta.cacheMisses;
    totals.promptTokens += delta.promptTokens;
    totals.completionTokens += delta.completionTokens;
    totals.bytesIn += delta.bytesIn;
    totals.bytesOut += delta.bytesOut;
    totals.connectionsAccepted += delta.accepted;
    totals.retries += delta.retries;
    totals.trafficDropped += delta.trafficDropped;
    for (std::size_t direction = 0; direction < ruleHits.size(); ++direction)
        for (std::size_t action = 0; action < ruleHits[direction].size(); ++action) ruleHits[direction][action] += delta.ruleHits[direction][action];
    for (std::size_t kind = 0; kind < kPiiKinds; ++kind) masked[kind] += delta.masked[kind];
}

void Aggregate::mergeAttempts(const AttemptCounts& counts) {
    for (const auto& [key, count] : counts) {
        const bool fits = attempts.size() < kMaxSeries || attempts.contains(key);
        attempts[fits ? key : AttemptKey{key.upstream, "other", key.result}] += count;
    }
}

void Aggregate::mergeUpstream(int workerId, const std::string& name, const UpstreamDelta& delta) {
    Upstream& into = upstreams[name];
    into.attempts += delta.attempts;
    into.failures += delta.failures;
    into.gauges[workerId] = {delta.active, delta.idle};
    if (!delta.lastErrorCode.empty() && delta.lastErrorTime >= into.lastErrorTime) {
        into.lastErrorCode = delta.lastErrorCode;
        into.lastErrorTime = delta.lastErrorTime;
    }
    if (m_second != 0) into.firstToken.advance(m_second);
    into.firstToken.merge(delta.firstToken);
}

void Aggregate::advance(std::int64_t second) {
    m_second = second;
    for (auto& [name, upstream] : upstreams) upstream.firstToken.advance(second);
}

void Aggregate::forgetWorker(int workerId) {
    workers.erase(workerId);
    for (auto& [name, upstream] : upstreams) upstream.gauges.erase(workerId);
}

}  // namespace mirror::metrics
