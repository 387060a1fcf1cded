#pragma once
#include <cstdint>
#include <vector>

#include "proxycore/api/snapshot.h"
#include "proxycore/api/traffic.h"

/// Traffic as a busy afternoon shows it, the same in every run.
namespace mirror::test {

struct SampleShape {
    bool withCache = false;
    double requestsPerSecond = 40;
};
/// One sample a second for [from, to): a slow wave with a burst of upstream errors in its middle.
std::vector<SecondSample> busySeconds(std::int64_t from, std::int64_t to, SampleShape shape = {});
/// A second in which every request took `latency`.
SecondSample secondOf(std::int64_t second, std::vector<std::int64_t> latenciesMs, std::uint32_t failed = 0);
/// `count` finished requests, `spacing` apart, the last one at `end`; every outcome occurs.
std::vector<TrafficRecord> busyTraffic(std::size_t count, SystemTime end, Milliseconds spacing = Milliseconds(90));
/// One successful stream.
TrafficRecord plainRecord();

}  // namespace mirror::test
