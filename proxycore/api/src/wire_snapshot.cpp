#include "proxycore/api/wire.h"
#include "wire_error.h"
#include "wire_journal.h"

namespace mirror::wire {

template <>
struct EnumNames<EngineState> {
    static constexpr std::array<std::string_view, 5> kNames{"stopped", "starting", "running", "draining", "failed"};
};
template <>
struct EnumNames<WorkerState> {
    static constexpr std::array<std::string_view, 3> kNames{"running", "draining", "stalled"};
};

template <>
struct Members<ListenerStatus> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& listener) {
        io("name", listener.name);
        io("url", listener.url);
        io("tls", listener.tls);
        io("self_signed", listener.selfSigned);
        io("certificate_expiry_ms", listener.certificateExpiry);
        io("error", listener.error);
    }
};

template <>
struct Members<WorkerStatus> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& worker) {
        io("id", worker.id);
        io("state", worker.state);
        io("connections", worker.connections);
        io("active_requests", worker.activeRequests);
        io("active_streams", worker.activeStreams);
        io("requests", worker.requests);
        io("cpu_percent", worker.cpuPercent);
        io("longest_turn_us", worker.longestTurn);
        io("since_heartbeat_ms", worker.sinceHeartbeat);
    }
};

template <>
struct Members<UpstreamStatus> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& upstream) {
        io("name", upstream.name);
        io("base_url", upstream.baseUrl);
        io("enabled", upstream.enabled);
        io("active_attempts", upstream.activeAttempts);
        io("idle_connections", upstream.idleConnections);
        io("attempts", upstream.attempts);
        io("failures", upstream.failures);
        io("last_error_code", upstream.lastErrorCode);
        io("last_error_ms", upstream.lastErrorTime);
        io("first_token_p50_us", upstream.firstTokenP50);
    }
};

template <>
struct Members<Totals> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& totals) {
        io("outcomes", totals.outcomes);
        io("cache_hits", totals.cacheHits);
        io("cache_misses", totals.cacheMisses);
        io("prompt_tokens", totals.promptTokens);
        io("completion_tokens", totals.completionTokens);
        io("bytes_in", totals.bytesIn);
        io("bytes_out", totals.bytesOut);
        io("connections_accepted", totals.connectionsAccepted);
        io("retries", totals.retries);
        io("traffic_dropped", totals.trafficDropped);
    }
};

template <>
struct EnumNames<WordsState> {
    static constexpr std::array<std::string_view, 3> kNames{"active", "compiling", "failed"};
};
template <>
struct EnumNames<WordsTask> {
    static constexpr std::array<std::string_view, 4> kNames{"none", "import", "dry_run", "compile"};
};

template <>
struct Members<WordsStatus> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& words) {
        io("revision", words.revision);
        io("state", words.state);
        io("error", words.error);
        io("words", words.words);
        io("matcher_bytes", words.matcherBytes);
        io("compile_time_ms", words.compileTime);
        io("task", words.task);
        io("task_draft", words.taskDraft);
        io("task_permille", words.taskPermille);
        io("today", words.today);
        io("masked_today", words.maskedToday);
    }
};

template <>
struct Members<Snapshot> {
    static constexpr bool isDescribed = true;
    static void visit(auto& io, auto& snapshot) {
        io("sequence", snapshot.sequence);
        io("time_ms", snapshot.time);
        io("state", snapshot.state);
        io("failure", snapshot.failure);
        io("version", snapshot.version);
        io("profile", snapshot.profile);
        io("started_at_ms", snapshot.startedAt);
        io("config_revision", snapshot.configRevision);
        io("config_error", snapshot.configError);
        io("admin_url", snapshot.adminUrl);
        io("listeners", snapshot.listeners);
        io("workers", snapshot.workers);
        io("upstreams", snapshot.upstreams);
        io("totals", snapshot.totals);
        io("connections", snapshot.connections);
        io("active_requests", snapshot.activeRequests);
        io("active_streams", snapshot.activeStreams);
        io("queued", snapshot.queued);
        io("cache_entries", snapshot.cacheEntries);
        io("cache_bytes", snapshot.cacheBytes);
        io("resident_memory_bytes", snapshot.residentMemory);
        io("recent", snapshot.recent);
        io("last_traffic_id", snapshot.lastTrafficId);
        io("words", snapshot.words);
        io("journal", snapshot.journal);
    }
};

std::string encode(const Snapshot& snapshot) { return dump(Writer::toJson(snapshot)); }
std::string encode(const Event& event) { return dump(Writer::toJson(event)); }
std::string encode(const Error& error) { return dump(Writer::toJson(error)); }

Result<Snapshot> decodeSnapshot(std::string_view json) { return decodeAs<Snapshot>(json); }
Result<Event> decodeEvent(std::string_view json) { return decodeAs<Event>(json); }
Result<Error> decodeError(std::string_view json) { return decodeAs<Error>(json); }

}  // namespace mirror::wire
