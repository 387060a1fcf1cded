#pragma once
#include <vector>

#include "metrics/aggregate.h"
#include "proxycore/api/config.h"
#include "proxycore/api/snapshot.h"

namespace mirror::engine {

/// The configured upstreams in their order, each with what the workers have counted about it so far.
std::vector<UpstreamStatus> upstreamStatus(const std::vector<UpstreamConfig>& configured, const metrics::Aggregate& counted);

}  // namespace mirror::engine
