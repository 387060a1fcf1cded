#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "proxycore/api/result.h"
#include "proxycore/api/units.h"

namespace mirror {

/// The built-in upstream: an OpenAI-compatible server that invents answers. For demo, rehearsal and tests.
struct SimulatorSettings {
    std::string listen = "127.0.0.1:9001";  ///< port 0 lets the system choose
    Milliseconds think{200};
    std::int64_t tokens = 120;
    double tokensPerSecond = 60;
    std::string fault;  ///< see simulator/simulator_options.h; empty: none
    Milliseconds faultDelay{15'000};
    std::string apiKey;
    std::uint64_t seed = 1;
};

/// A running simulator on a thread of its own; destroying it stops it.
class RunningSimulator {
public:
    virtual ~RunningSimulator() = default;
    virtual std::uint16_t port() const = 0;
    virtual std::string url() const = 0;  ///< base URL for an upstream, with /v1
};
Result<std::unique_ptr<RunningSimulator>> makeSimulator(const SimulatorSettings& settings);

/// Sends seeded traffic to a mirror so that a demo has something to show: a mix of streams, plain answers, faults and errors
/// at a gently changing rate. On a thread of its own; destroying it stops it.
struct DemoTrafficSettings {
    std::string address = "127.0.0.1";  ///< plain HTTP listener
    std::uint16_t port = 8080;
    std::string virtualKey;
    double requestsPerSecond = 4;
    std::uint64_t seed = 1;
};
/// A running demo; destroying it stops it.
class RunningTraffic {
public:
    virtual ~RunningTraffic() = default;
};
Result<std::unique_ptr<RunningTraffic>> startDemoTraffic(const DemoTrafficSettings& settings);

}  // namespace mirror
