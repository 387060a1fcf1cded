#pragma once
#include <map>
#include <string>
#include <unordered_map>

#include "metrics/worker_shard.h"
#include "proxycore/api/snapshot.h"

namespace mirror::metrics {

/// Sum of all workers since the engine handle was made. Lives on the control thread.
class Aggregate {
public:
    void merge(const ShardDelta& delta);

    Totals totals;
    std::map<std::pair<std::string, std::string>, std::uint64_t> requests;
    Histogram duration, firstToken, perToken, addedDelay;
    std::array<Histogram, kStages> overhead;
    std::map<AttemptKey, std::uint64_t> attempts;
    struct Upstream {
        std::uint64_t attempts = 0, failures = 0;
        std::map<int, std::pair<std::int64_t, std::int64_t>> gauges;  ///< worker -> (active, idle)
        std::string lastErrorCode;
        SystemTime lastErrorTime{};
        Histogram firstToken;
    };
    std::map<std::string, Upstream> upstreams;
    std::map<int, WorkerGauges> workers;
    /// A worker ended: its gauges no longer count.
    void forgetWorker(int workerId);
};

}  // namespace mirror::metrics
