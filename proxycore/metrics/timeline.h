#pragma once
#include <cstdint>
#include <deque>
#include <vector>

#include "metrics/worker_shard.h"
#include "proxycore/api/snapshot.h"

namespace mirror::metrics {

/// The last hour, second by second, rising. Control thread only. At most kSeconds samples; histograms are kept sparse.
class Timeline {
public:
    static constexpr std::size_t kSeconds = 3600;
    /// Adds to the second that is being filled.
    void add(const ShardDelta& delta);
    /// Gauges for the sample that closeSecond() will make.
    struct Gauges {
        std::uint32_t activeRequests = 0, activeStreams = 0, workers = 0, queued = 0;
        float cpuPercent = 0;
    };
    /// Ends the running second, naming it `second` (Unix time), and starts the next. If nothing closed the seconds before
    /// (engine stopped), they stay absent: a hole. The same second again adds to its sample; an earlier one (clock set back)
    /// drops the samples after it.
    void closeSecond(std::int64_t second, const Gauges& gauges);
    /// Drops what gathered without making a sample (engine stopped).
    void discardOpen();
    std::vector<SecondSample> between(std::int64_t from, std::int64_t to) const;
    std::vector<SecondSample> last(std::size_t count) const;

private:
    void reopen(SecondSample&& sample);
    std::deque<SecondSample> m_samples;
    SecondSample m_open;
    Histogram m_latency, m_firstToken;
};

}  // namespace mirror::metrics
