#include "metrics/worker_shard.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/text.h"
#include "proxycore/api/error.h"

namespace mirror::metrics {

namespace {

std::uint64_t positive(std::int64_t value) { return value > 0 ? static_cast<std::uint64_t>(value) : 0; }

void cut(std::string& text) {
    if (text.size() > WorkerShard::kMaxText) text.resize(base::utf8Prefix(text, WorkerShard::kMaxText).size());
}

}  // namespace

WorkerShard::WorkerShard(int workerId) { m_delta.workerId = workerId; }

OutcomeCounts& WorkerShard::route(std::string_view name) {
    if (m_lastRoute == nullptr || m_lastRoute->first != name) {
        auto at = m_delta.requests.find(name);
        if (at == m_delta.requests.end()) at = m_delta.requests.emplace(std::string(name), OutcomeCounts{}).first;
        m_lastRoute = &*at;
    }
    return m_lastRoute->second;
}

void WorkerShard::countStream(const TrafficRecord& record) {
    if (!record.stream || record.firstToken.count() < 0) return;
    m_delta.firstToken.record(record.firstToken);
    if (record.outcome != Outcome::ok || record.completionTokens.value < 2) return;
    m_delta.perToken.record((record.total - record.firstToken) / (record.completionTokens.value - 1));
}

void WorkerShard::countNumbers(const TrafficRecord& record) {
    const std::uint64_t prompt = positive(record.promptTokens.value);
    const std::uint64_t completion = positive(record.completionTokens.value);
    if (prompt != 0) m_delta.promptUsage.record(prompt);
    if (completion != 0) m_delta.completionUsage.record(completion);
    m_delta.promptTokens += prompt;
    m_delta.completionTokens += completion;
    m_delta.events += positive(record.events);
    m_delta.bytesIn += positive(record.bytesIn.value);
    m_delta.bytesOut += positive(record.bytesOut.value);
    using enum CacheResult;
    if (record.cache == hit || record.cache == coalesced || record.cache == stale) ++m_delta.cacheHits;
    if (record.cache == miss) ++m_delta.cacheMisses;
}

void WorkerShard::keep(TrafficRecord&& record) {
    if (!wantsTraffic()) {
        ++m_delta.trafficDropped;
        return;
    }
    // The list keeps ten thousand of these: a client must not be able to make each as long as a request head.
    for (std::string* text : {&record.path, &record.userAgent, &record.modelAsked, &record.modelAnswered, &record.requestId, &record.method})
        cut(*text);
    m_delta.traffic.push_back(std::move(record));
}

void WorkerShard::finish(TrafficRecord&& record) {
    const auto outcome = static_cast<std::size_t>(record.outcome);
    ++m_delta.outcomes[outcome];
    ++route(record.route)[outcome];
    if (record.outcome != Outcome::cancelled && !record.route.empty()) m_delta.duration.record(record.total);
    countStream(record);
    for (std::size_t stage = 0; isOwnStage(static_cast<StageId>(stage)); ++stage)
        if (record.stages[stage].duration.count() >= 0) m_delta.overhead[stage].record(record.stages[stage].duration);
    countNumbers(record);
    keep(std::move(record));
}

void WorkerShard::attempt(std::string_view upstreamName, std::string_view model, std::string_view result) {
    const AttemptLess::View parts{upstreamName, model, result};
    if (m_lastAttempt == nullptr || AttemptLess::view(m_lastAttempt->first) != parts) {
        auto at = m_delta.attempts.find(parts);
        if (at == m_delta.attempts.end())
            at = m_delta.attempts.emplace(AttemptKey{std::string(upstreamName), std::string(model), std::string(result)}, 0).first;
        m_lastAttempt = &*at;
    }
    ++m_lastAttempt->second;
    UpstreamDelta& target = upstream(upstreamName);
    ++target.attempts;
    if (result == "ok" || makeError(errorCodeFromName(result)).origin != ErrorOrigin::upstream) return;
    ++target.failures;
    target.lastErrorCode = result;
    target.lastErrorTime = std::chrono::system_clock::now();
}

void WorkerShard::ruleHit(std::uint32_t wordId, std::string_view category, WordAction action, bool inAnswer, std::uint64_t count) {
    const auto kind = static_cast<std::size_t>(action);
    m_delta.wordHits[wordId] += count;
    m_delta.ruleHits[inAnswer ? 1 : 0][kind] += count;
    auto at = m_delta.categoryHits.find(category);
    if (at == m_delta.categoryHits.end()) at = m_delta.categoryHits.emplace(std::string(category), std::array<std::uint64_t, 3>{}).first;
    at->second[kind] += count;
}

void WorkerShard::upstreamFirstToken(std::string_view name, Microseconds value) { upstream(name).firstToken.record(value); }

UpstreamDelta& WorkerShard::upstream(std::string_view name) {
    const auto at = m_delta.upstreams.find(name);
    if (at != m_delta.upstreams.end()) return at->second;
    return m_delta.upstreams.emplace(std::string(name), UpstreamDelta{}).first->second;
}

ShardDelta WorkerShard::take() {
    ShardDelta fresh;
    fresh.workerId = m_delta.workerId;
    fresh.gauges = m_delta.gauges;
    fresh.gauges.longestTurn = Microseconds(0);
    // As many as last time, so that a busy round does not grow its list step by step.
    fresh.traffic.reserve(std::min(m_delta.traffic.size() + m_delta.traffic.size() / 4, ShardDelta::kMaxTraffic));
    ShardDelta taken = std::exchange(m_delta, std::move(fresh));
    m_lastRoute = nullptr;
    m_lastAttempt = nullptr;
    // The nodes stay here, for upstream() promises that they do not move.
    m_delta.upstreams.swap(taken.upstreams);
    for (auto& [name, upstream] : m_delta.upstreams) {
        UpstreamDelta idle;
        idle.active = upstream.active;
        idle.idle = upstream.idle;
        taken.upstreams.emplace(name, std::exchange(upstream, std::move(idle)));
    }
    return taken;
}

}  // namespace mirror::metrics
