#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proxycore/api/error.h"
#include "proxycore/api/units.h"

/// Rare happenings an operator should hear of; rate-limited by the engine.
namespace mirror {

enum class EventKind : std::uint8_t {
    engineStarted, engineStopped, engineDraining, engineFailed,
    workerStalled, workerRecovered,
    configApplied,   ///< args: revision, note
    configRejected,  ///< args: file or "command"; error set
    certificateReloaded, certificateExpiring,  ///< args: listener, days
    keysReloaded,  ///< args: count
    upstreamDown, upstreamUp,  ///< args: upstream
    wordsApplied,   ///< args: revision, note
    wordsRejected,  ///< args: file; error set
    journalFailing,    ///< error set
    journalRecovered,  ///< args: dropped since, seconds
};
std::string_view eventKindName(EventKind kind);

enum class Severity : std::uint8_t { info, warning, critical };

struct Event {
    std::uint64_t id = 0;
    SystemTime time{};
    EventKind kind = EventKind::engineStarted;
    Severity severity = Severity::info;
    std::vector<std::string> args;
    std::vector<Error> errors;  ///< at most one; a list so that the type stays regular on the wire
    bool operator==(const Event&) const = default;
};

}  // namespace mirror
