#pragma once
#include <string>

#include "metrics/aggregate.h"
#include "proxycore/api/snapshot.h"

namespace mirror::metrics {

/// Prometheus text exposition 0.0.4 of everything counted so far; names of wire.md section 7. Label values are escaped.
/// Series exist from the start with 0 where their labels are known, so that rate() sees the first increment.
std::string prometheusText(const Aggregate& aggregate, const Snapshot& snapshot);

}  // namespace mirror::metrics
