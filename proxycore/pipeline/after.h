#pragma once
#include "exchange/exchange.h"
#include "metrics/worker_shard.h"
#include "pipeline/runtime.h"

namespace mirror::pipeline {

/// After the last byte, on every path, exactly once: how it ended, counted and kept for the traffic list.
void finishRecord(exchange::Exchange& exchange, const Runtime& runtime, metrics::WorkerShard& shard);

/// The outcome that belongs to an exchange as it stands.
Outcome outcomeOf(const exchange::Exchange& exchange);

}  // namespace mirror::pipeline
