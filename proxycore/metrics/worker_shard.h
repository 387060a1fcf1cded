#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "metrics/token_histogram.h"
#include "proxycore/api/histogram.h"
#include "proxycore/api/traffic.h"

/// Counters of one worker. The control thread asks each worker for them several times a second (the same message is the
/// heartbeat); the worker hands over what gathered and starts anew. So nothing is shared, nothing is atomic.
namespace mirror::metrics {

/// Numbers that are a state, not a sum.
struct WorkerGauges {
    std::int64_t connections = 0;
    std::int64_t activeRequests = 0;
    std::int64_t activeStreams = 0;
    Microseconds longestTurn{0};  ///< since the last take()
    Microseconds cpuTime{0};      ///< of the worker's thread, since it began
    std::int64_t idleUpstreamConnections = 0;
};

struct UpstreamDelta {
    std::uint64_t attempts = 0;
    std::uint64_t failures = 0;
    std::int64_t active = 0;  ///< gauge
    std::int64_t idle = 0;    ///< gauge
    std::string lastErrorCode;
    SystemTime lastErrorTime{};
    Histogram firstToken;
};

/// (upstream, model, class) -> attempts. Model is "other" unless it stands in the configuration.
struct AttemptKey {
    std::string upstream, model, result;  ///< result: "ok" or an errorName
    auto operator<=>(const AttemptKey&) const = default;
};
/// Orders AttemptKeys, and finds one by its parts without building it.
struct AttemptLess {
    using is_transparent = void;
    using View = std::tuple<std::string_view, std::string_view, std::string_view>;
    static View view(const AttemptKey& key) { return {key.upstream, key.model, key.result}; }
    static View view(const View& parts) { return parts; }
    template <class A, class B>
    bool operator()(const A& a, const B& b) const {
        return view(a) < view(b);
    }
};
using AttemptCounts = std::map<AttemptKey, std::uint64_t, AttemptLess>;
/// Route name -> requests by outcome. The empty name stands for requests that were refused before a route was chosen.
using OutcomeCounts = std::array<std::uint64_t, kOutcomes>;
using RequestCounts = std::map<std::string, OutcomeCounts, std::less<>>;

struct ShardDelta {
    int workerId = 0;
    WorkerGauges gauges;
    OutcomeCounts outcomes{};
    RequestCounts requests;
    Histogram duration;      ///< requests that had a route and were not cancelled
    Histogram firstToken;    ///< streams: request's first byte to first meaningful event sent
    Histogram perToken;      ///< streams that ended well: time per output token after the first
    Histogram addedDelay;    ///< streams: event received from upstream to event handed to the client's socket
    std::array<Histogram, kStages> overhead;  ///< our own stages (receive, auth, parse, cache, route), by stage
    TokenHistogram promptUsage, completionUsage;  ///< of requests whose usage is known
    AttemptCounts attempts;
    std::map<std::string, UpstreamDelta, std::less<>> upstreams;
    std::uint64_t cacheHits = 0, cacheMisses = 0;
    std::uint64_t promptTokens = 0, completionTokens = 0, events = 0, bytesIn = 0, bytesOut = 0, accepted = 0, retries = 0;
    /// Hits of rules and what they counted as: by Word::id, by category, by direction (request, answer) and action.
    std::unordered_map<std::uint32_t, std::uint64_t> wordHits;
    std::map<std::string, std::array<std::uint64_t, 3>, std::less<>> categoryHits;
    std::array<std::array<std::uint64_t, 3>, 2> ruleHits{};
    std::array<std::uint64_t, kPiiKinds> masked{};  ///< pieces of personal data replaced
    std::vector<TrafficRecord> traffic;  ///< at most kMaxTraffic
    std::uint64_t trafficDropped = 0;
    static constexpr std::size_t kMaxTraffic = 1000;
};

/// Stages whose time is ours and not the upstream's or the client's.
constexpr bool isOwnStage(StageId stage) { return stage <= StageId::route; }

class WorkerShard {
public:
    explicit WorkerShard(int workerId);
    /// Room for one more TrafficRecord in this round; when false, give finish() a record with only outcome, route and the
    /// numbers filled.
    bool wantsTraffic() const { return m_delta.traffic.size() < ShardDelta::kMaxTraffic; }
    /// Counts a finished request and keeps its record if there is room, texts a client chose cut to kMaxText bytes. Called
    /// exactly once a request.
    void finish(TrafficRecord&& record);
    static constexpr std::size_t kMaxText = 256;
    /// Counts a try at an upstream, in the series and in upstream(name): there, errors of origin upstream are failures and
    /// become the last error; what a client did wrong says nothing about the upstream. `model` is a configured name or "other": each new value is a new series for ever.
    void attempt(std::string_view upstream, std::string_view model, std::string_view result);
    void upstreamFirstToken(std::string_view upstream, Microseconds value);
    void addedDelay(Microseconds value) { m_delta.addedDelay.record(value); }
    void accepted() { ++m_delta.accepted; }
    void retried() { ++m_delta.retries; }
    /// A rule of the word lists was found `count` times.
    void ruleHit(std::uint32_t wordId, std::string_view category, WordAction action, bool inAnswer, std::uint64_t count = 1);
    void masked(PiiKind kind, std::uint64_t count) { m_delta.masked[static_cast<std::size_t>(kind)] += count; }
    /// For its gauges. The reference lives as long as the shard.
    UpstreamDelta& upstream(std::string_view name);
    WorkerGauges& gauges() { return m_delta.gauges; }
    /// Everything since the last call; gauges stay, but for longestTurn, which begins again at 0.
    ShardDelta take();

private:
    OutcomeCounts& route(std::string_view name);
    void countStream(const TrafficRecord& record);
    void countNumbers(const TrafficRecord& record);
    void keep(TrafficRecord&& record);

    ShardDelta m_delta;
    // The series used last: most requests of a worker go the same way as the one before.
    RequestCounts::value_type* m_lastRoute = nullptr;
    AttemptCounts::value_type* m_lastAttempt = nullptr;
};

}  // namespace mirror::metrics
