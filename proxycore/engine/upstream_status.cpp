#include "engine/upstream_status.h"

namespace mirror::engine {

namespace {

void addNumbers(UpstreamStatus& status, const metrics::Aggregate::Upstream& counted) {
    status.attempts = counted.attempts;
    status.failures = counted.failures;
    status.activeAttempts = counted.active();
    status.idleConnections = counted.idle();
    status.lastErrorCode = counted.lastErrorCode;
    status.lastErrorTime = counted.lastErrorTime;
    status.firstTokenP50 = counted.firstToken.quantile(0.5);
}

}  // namespace

std::vector<UpstreamStatus> upstreamStatus(const std::vector<UpstreamConfig>& configured, const metrics::Aggregate& counted) {
    std::vector<UpstreamStatus> all;
    for (const UpstreamConfig& upstream : configured) {
        UpstreamStatus status;
        status.name = upstream.name;
        status.baseUrl = upstream.baseUrl;
        status.enabled = upstream.enabled;
        if (const auto found = counted.upstreams.find(upstream.name); found != counted.upstreams.end()) addNumbers(status, found->second);
        all.push_back(std::move(status));
    }
    return all;
}

}  // namespace mirror::engine
