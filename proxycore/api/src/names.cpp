#include <array>

#include "proxycore/api/event.h"
#include "proxycore/api/snapshot.h"
#include "proxycore/api/traffic.h"

/// Stable wire names of the enumerations.
namespace mirror {

namespace {
template <class Enum, std::size_t N>
std::string_view nameIn(const std::array<std::string_view, N>& names, Enum value) {
    const auto index = static_cast<std::size_t>(value);
    return index < N ? names[index] : std::string_view("unknown");
}
}  // namespace

std::string_view outcomeName(Outcome outcome) {
    static constexpr std::array<std::string_view, kOutcomes> kNames{
        "ok", "client_error", "unauthorised", "upstream_error", "timeout", "cut", "cancelled", "overloaded", "internal"};
    return nameIn(kNames, outcome);
}

std::string_view cacheResultName(CacheResult result) {
    static constexpr std::array<std::string_view, 6> kNames{"", "HIT", "MISS", "BYPASS", "COALESCED", "STALE"};
    return nameIn(kNames, result);
}

std::string_view stageName(StageId stage) {
    static constexpr std::array<std::string_view, kStages> kNames{
        "receive", "auth", "parse", "cache", "route", "connect", "upstream_head", "first_token", "transfer"};
    return nameIn(kNames, stage);
}

std::string_view engineStateName(EngineState state) {
    static constexpr std::array<std::string_view, 5> kNames{"stopped", "starting", "running", "draining", "failed"};
    return nameIn(kNames, state);
}

std::string_view eventKindName(EventKind kind) {
    static constexpr std::array<std::string_view, 13> kNames{
        "engine_started", "engine_stopped", "engine_draining", "engine_failed", "worker_stalled", "worker_recovered", "config_applied",
        "config_rejected", "certificate_reloaded", "certificate_expiring", "keys_reloaded", "upstream_down", "upstream_up"};
    return nameIn(kNames, kind);
}

}  // namespace mirror
