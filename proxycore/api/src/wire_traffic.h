#pragma once
#include "proxycore/api/snapshot.h"
#include "wire_words.h"

/// Members of requests and samples, which snapshots and pages of data carry.
namespace mirror::wire {

template <>
struct EnumNames<Outcome> {
    static constexpr std::array<std::string_view, kOutcomes> kNames{
        "ok", "client_error", "unauthorised", "upstream_error", "timeout", "cut", "cancelled", "overloaded", "internal", "filtered"};
};
template <>
struct EnumNames<CacheResult> {
    static constexpr std::array<std::string_view, 6> kNames{"", "HIT", "MISS", "BYPASS", "COALESCED", "STALE"};
};

template <>
struct Members<StageSpan> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& span) {
        io("start_us", span.start);
        io("duration_us", span.duration);
    }
};

template <>
struct Members<AttemptRecord> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& attempt) {
        io("upstream", attempt.upstream);
        io("status", attempt.status);
        io("error_code", attempt.errorCode);
        io("start_us", attempt.start);
        io("duration_us", attempt.duration);
        io("reused_connection", attempt.reusedConnection);
    }
};

template <>
struct Members<RuleHit> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& hit) {
        io("rule", hit.rule);
        io("category", hit.category);
        io("action", hit.action);
        io("output", hit.output);
        io("where", hit.where);
        io("steps", hit.steps);
        io("count", hit.count);
    }
};

template <>
struct Members<TrafficRecord> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& record) {
        io("id", record.id);
        io("request_id", record.requestId);
        io("time_ms", record.time);
        io("method", record.method);
        io("path", record.path);
        io("client_address", record.clientAddress);
        io("listener", record.listener);
        io("key_name", record.keyName);
        io("user_agent", record.userAgent);
        io("status", record.status);
        io("outcome", record.outcome);
        io("error_code", record.errorCode);
        io("model_asked", record.modelAsked);
        io("model_answered", record.modelAnswered);
        io("upstream", record.upstream);
        io("route", record.route);
        io("stream", record.stream);
        io("cache", record.cache);
        io("attempts", record.attempts);
        io("stages", record.stages);
        io("first_token_us", record.firstToken);
        io("total_us", record.total);
        io("bytes_in", record.bytesIn);
        io("bytes_out", record.bytesOut);
        io("prompt_tokens", record.promptTokens);
        io("completion_tokens", record.completionTokens);
        io("events", record.events);
        io("worker_id", record.workerId);
        io("rules", record.rules);
        io("words_revision", record.wordsRevision);
    }
};

template <>
struct Members<SecondSample> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& sample) {
        io("second", sample.second);
        io("outcomes", sample.outcomes);
        io("latency", sample.latency);
        io("first_token", sample.firstToken);
        io("cache_hits", sample.cacheHits);
        io("cache_misses", sample.cacheMisses);
        io("prompt_tokens", sample.promptTokens);
        io("completion_tokens", sample.completionTokens);
        io("events", sample.events);
        io("active_requests", sample.activeRequests);
        io("active_streams", sample.activeStreams);
        io("workers", sample.workers);
        io("queued", sample.queued);
        io("cpu_percent", sample.cpuPercent);
        io("rule_hits", sample.ruleHits);
        io("masked", sample.masked);
    }
};

}  // namespace mirror::wire
