#pragma once
#include "exchange/exchange.h"
#include "metrics/worker_shard.h"

namespace mirror::pipeline {

/// Opens the record of an attempt and closes it with what became of it; keeps the upstream's gauge of running attempts. One object an attempt.
class AttemptLog {
public:
    AttemptLog(exchange::Exchange& exchange, metrics::WorkerShard& shard, const std::string& upstream, std::string_view modelLabel, SteadyTime start);
    ~AttemptLog();
    AttemptLog(const AttemptLog&) = delete;
    AttemptLog& operator=(const AttemptLog&) = delete;
    void succeeded(int status, bool reused);
    void failed(const Error& error, int status, bool reused);

private:
    void close(std::string_view result, int status, bool reused);
    exchange::Exchange& m_exchange;
    metrics::WorkerShard& m_shard;
    std::string_view m_modelLabel;
    metrics::UpstreamDelta& m_upstream;
    SteadyTime m_start;
};

}  // namespace mirror::pipeline
