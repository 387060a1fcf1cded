#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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

struct ShardDelta {
    int workerId = 0;
    WorkerGauges gauges;
    std::array<std::uint64_t, kOutcomes> outcomes{};
    std::map<std::pair<std::string, std::string>, std::uint64_t> requests;  ///< (route, outcome name)
    Histogram duration;      ///< requests that were not cancelled
    Histogram firstToken;    ///< streams: request's first byte to first meaningful event sent
    Histogram perToken;      ///< streams: time per output token after the first
    Histogram addedDelay;    ///< streams: event received from upstream to event handed to the client's socket
    std::array<Histogram, kStages> overhead;  ///< our own stages (receive, auth, parse, cache, route), by stage
    std::map<AttemptKey, std::uint64_t> attempts;
    std::unordered_map<std::string, UpstreamDelta> upstreams;
    std::uint64_t cacheHits = 0, cacheMisses = 0;
    std::uint64_t promptTokens = 0, completionTokens = 0, events = 0, bytesIn = 0, bytesOut = 0, accepted = 0, retries = 0;
    std::vector<TrafficRecord> traffic;  ///< at most kMaxTraffic
    std::uint64_t trafficDropped = 0;
    static constexpr std::size_t kMaxTraffic = 2500;
};

class WorkerShard {
public:
    explicit WorkerShard(int workerId);
    /// Room for one more TrafficRecord in this round; when false, give finish() a record with only the numbers filled.
    bool wantsTraffic() const { return m_delta.traffic.size() < ShardDelta::kMaxTraffic; }
    /// Counts a finished request and keeps its record if there is room. Called exactly once a request.
    void finish(TrafficRecord&& record);
    void attempt(std::string_view upstream, std::string_view model, std::string_view result);
    void upstreamFirstToken(std::string_view upstream, Microseconds value);
    void addedDelay(Microseconds value) { m_delta.addedDelay.record(value); }
    void accepted() { ++m_delta.accepted; }
    void retried() { ++m_delta.retries; }
    UpstreamDelta& upstream(std::string_view name);
    WorkerGauges& gauges() { return m_delta.gauges; }
    /// Everything since the last call; gauges stay.
    ShardDelta take();

private:
    ShardDelta m_delta;
};

}  // namespace mirror::metrics
