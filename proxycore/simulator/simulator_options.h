#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proxycore/api/result.h"
#include "proxycore/api/units.h"

namespace mirror::simulator {

/// What a real provider does wrong; product.md "Load test and simulator".
enum class Fault : std::uint8_t {
    none,
    rateLimited,           ///< "429": 429 with Retry-After: 1
    rateLimitedNoHeader,   ///< "429-no-retry-after"
    serverError,           ///< "500"
    badGateway,            ///< "502"
    unavailable,           ///< "503"
    gatewayTimeout,        ///< "504"
    unauthorised,          ///< "401": our credential is refused
    badRequest,            ///< "400": with an OpenAI error object
    reset,                 ///< "reset": TCP reset before any byte
    silence,               ///< "silence": accepts, never answers
    slowFirstToken,        ///< "slow-first-token": head at once, keep-alive comments, first token after 15 s (or --fault-ms)
    cut,                   ///< "cut": the connection ends in mid-stream
    stall,                 ///< "stall": stops in mid-stream, connection stays open
    malformedEvent,        ///< "malformed": one event that is not JSON, then goes on
    manyMalformed,         ///< "malformed-many": more than three
    missingDone,           ///< "no-done": complete, but without [DONE]
    errorEvent,            ///< "error-event": an error object inside the stream
    html,                  ///< "html": 200 with an HTML page
    flaky,                 ///< "flaky": every second request answers 503
};
Result<Fault> parseFault(std::string_view name);
std::string_view faultName(Fault fault);
std::vector<std::string_view> faultNames();

/// A model of this name asks for a fault by itself: "fault-429"; so does one that ends in "+<name>": "qwen-max+cut".
inline constexpr std::string_view kFaultModelPrefix = "fault-";
/// The fault that `model` asks for, or `byDefault` when it names none that exists.
Fault faultForModel(std::string_view model, Fault byDefault);

struct SimulatorOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 9001;  ///< 0 lets the system choose
    Milliseconds think{200};    ///< before the first token
    std::int64_t tokens = 120;  ///< of an answer
    double tokensPerSecond = 60;
    Fault fault = Fault::none;  ///< for every request; a model named "fault-<name>" (or "<model>+<name>") asks for one by itself
    Milliseconds faultDelay{15'000};
    std::string apiKey;  ///< demanded as Bearer when not empty
    std::uint64_t seed = 1;
};

}  // namespace mirror::simulator
