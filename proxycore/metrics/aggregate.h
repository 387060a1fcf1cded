#pragma once
#include <map>
#include <string>

#include "metrics/recent_histogram.h"
#include "metrics/worker_shard.h"
#include "proxycore/api/snapshot.h"

namespace mirror::metrics {

/// Sum of all workers since the engine handle was made. Lives on the control thread.
class Aggregate {
public:
    void merge(const ShardDelta& delta);
    /// Tells the time in seconds of a rising clock, about once a second: moves the five-minute windows.
    void advance(std::int64_t second);

    Totals totals;
    /// Naming a route here (operator[]) makes its series exist with 0, so that rate() sees the first increment.
    RequestCounts requests;
    Histogram duration, firstToken, perToken, addedDelay;
    std::array<Histogram, kStages> overhead;
    TokenHistogram promptUsage, completionUsage;
    /// By direction (request, answer) and WordAction; by PiiKind.
    std::array<std::array<std::uint64_t, 3>, 2> ruleHits{};
    std::array<std::uint64_t, kPiiKinds> masked{};
    /// At most kMaxSeries; further (upstream, model, class) combinations count under the model "other".
    AttemptCounts attempts;
    static constexpr std::size_t kMaxSeries = 5000;
    struct Upstream {
        std::uint64_t attempts = 0, failures = 0;
        std::map<int, std::pair<std::int64_t, std::int64_t>> gauges;  ///< worker -> (active, idle)
        std::string lastErrorCode;
        SystemTime lastErrorTime{};
        RecentHistogram firstToken;  ///< last five minutes
        std::int64_t active() const;
        std::int64_t idle() const;
    };
    std::map<std::string, Upstream, std::less<>> upstreams;
    std::map<int, WorkerGauges> workers;
    /// A worker ended: its gauges no longer count.
    void forgetWorker(int workerId);

private:
    void mergeTotals(const ShardDelta& delta);
    void mergeAttempts(const AttemptCounts& counts);
    void mergeUpstream(int workerId, const std::string& name, const UpstreamDelta& delta);
    std::int64_t m_second = 0;  // 0: nobody told the time yet
};

}  // namespace mirror::metrics
