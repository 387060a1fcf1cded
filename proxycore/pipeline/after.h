#pragma once
#include "exchange/exchange.h"
#include "metrics/worker_shard.h"

namespace mirror::pipeline {

/// After the last byte, on every path, exactly once: how it ended, counted and kept for the traffic list.
/// Health probes are left out.
void finishRecord(exchange::Exchange& exchange, metrics::WorkerShard& shard);

/// The outcome that belongs to an exchange as it stands.
Outcome outcomeOf(const exchange::Exchange& exchange);

}  // namespace mirror::pipeline
