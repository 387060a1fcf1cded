#include "pipeline/attempt_log.h"

namespace mirror::pipeline {

AttemptLog::AttemptLog(exchange::Exchange& exchange, metrics::WorkerShard& shard, const std::string& upstream, std::string_view modelLabel, SteadyTime start)
    : m_exchange(exchange), m_shard(shard), m_modelLabel(modelLabel), m_upstream(shard.upstream(upstream)), m_start(start) {
    ++m_upstream.active;
    AttemptRecord& record = exchange.attempts.emplace_back();
    record.upstream = upstream;
    record.start = std::chrono::duration_cast<Microseconds>(m_start - exchange.begun);
}

AttemptLog::~AttemptLog() { --m_upstream.active; }

void AttemptLog::succeeded(int status, bool reused) { close("ok", status, reused); }

void AttemptLog::failed(const Error& error, int status, bool reused) {
    m_exchange.attempts.back().errorCode = errorName(error.code);
    close(errorName(error.code), status, reused);
}

void AttemptLog::close(std::string_view result, int status, bool reused) {
    AttemptRecord& record = m_exchange.attempts.back();
    record.status = status;
    record.reusedConnection = reused;
    record.duration = std::chrono::duration_cast<Microseconds>(std::chrono::steady_clock::now() - m_start);
    m_shard.attempt(record.upstream, m_modelLabel, result);
}

}  // namespace mirror::pipeline
