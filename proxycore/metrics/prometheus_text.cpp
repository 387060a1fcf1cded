#include "metrics/prometheus_text.h"

#include <array>
#include <chrono>

#include "metrics/exposition.h"
#include "metrics/process_stats.h"

namespace mirror::metrics {

namespace {

using Type = Exposition::Type;

// OpenTelemetry semantic conventions for GenAI metrics: the bucket bounds each instrument should be made with.
constexpr auto kRequestBounds =
    std::to_array<double>({0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92});
constexpr auto kFirstTokenBounds =
    std::to_array<double>({0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0});
constexpr auto kPerTokenBounds =
    std::to_array<double>({0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 2.5});
// Our own share is microseconds when all is well and milliseconds when it is not.
constexpr auto kOverheadBounds = std::to_array<double>(
    {0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0});

void writeRequests(Exposition& out, const Aggregate& aggregate) {
    out.family("mirror_requests_total", Type::counter, "Finished requests by route and outcome.");
    for (const auto& [route, outcomes] : aggregate.requests)
        for (std::size_t i = 0; i < kOutcomes; ++i)
            out.sample(outcomes[i], {{"route", route}, {"outcome", outcomeName(static_cast<Outcome>(i))}});
    out.family("gen_ai_server_request_duration_seconds", Type::histogram, "Time from a request's first byte to the answer's last.");
    out.histogram(aggregate.duration, kRequestBounds);
    out.family("gen_ai_server_time_to_first_token_seconds", Type::histogram, "Time from a stream's request to the first token sent.");
    out.histogram(aggregate.firstToken, kFirstTokenBounds);
    out.family("gen_ai_server_time_per_output_token_seconds", Type::histogram, "Time per output token after the first, of streams that ended well.");
    out.histogram(aggregate.perToken, kPerTokenBounds);
    out.family("gen_ai_client_token_usage", Type::histogram, "Tokens per request as the upstream reports them.");
    out.histogram(aggregate.promptUsage, {{"gen_ai_token_type", "input"}});
    out.histogram(aggregate.completionUsage, {{"gen_ai_token_type", "output"}});
}

void writeOverhead(Exposition& out, const Aggregate& aggregate) {
    out.family("mirror_overhead_seconds", Type::histogram, "Time a request spends in the mirror's own stages.");
    for (std::size_t i = 0; isOwnStage(static_cast<StageId>(i)); ++i)
        out.histogram(aggregate.overhead[i], kOverheadBounds, {{"stage", stageName(static_cast<StageId>(i))}});
    out.family("mirror_stream_added_delay_seconds", Type::histogram, "Time from an upstream's event to its hand-over to the client's socket.");
    out.histogram(aggregate.addedDelay, kOverheadBounds);
}

void writeUpstreams(Exposition& out, const Aggregate& aggregate, const Snapshot& snapshot) {
    AttemptCounts counts = aggregate.attempts;
    for (const UpstreamStatus& upstream : snapshot.upstreams) counts.try_emplace(AttemptKey{upstream.name, "other", "ok"}, 0);
    out.family("mirror_upstream_attempts_total", Type::counter, "Tries at upstreams; class is ok or the error.");
    for (const auto& [key, count] : counts)
        out.sample(count, {{"upstream", key.upstream}, {"model", key.model}, {"class", key.result}});
    out.family("mirror_retries_total", Type::counter, "Tries beyond a request's first.");
    out.sample(aggregate.totals.retries);
}

void writeTraffic(Exposition& out, const Totals& totals) {
    out.family("mirror_connections_accepted_total", Type::counter, "Client connections accepted.");
    out.sample(totals.connectionsAccepted);
    out.family("mirror_received_bytes_total", Type::counter, "Bytes of request bodies received from clients.");
    out.sample(totals.bytesIn);
    out.family("mirror_sent_bytes_total", Type::counter, "Bytes of answers sent to clients.");
    out.sample(totals.bytesOut);
}

void writeState(Exposition& out, const Snapshot& snapshot) {
    out.family("mirror_up", Type::gauge, "1 while requests are served.");
    out.sample(std::int64_t{snapshot.state == EngineState::running});
    out.family("mirror_build_info", Type::gauge, "Always 1; the version is in the label.");
    out.sample(std::int64_t{1}, {{"version", snapshot.version}});
    out.family("mirror_config_revision", Type::gauge, "Revision of the configuration in force.");
    out.sample(snapshot.configRevision);
    out.family("mirror_workers", Type::gauge, "Worker threads.");
    out.sample(static_cast<std::uint64_t>(snapshot.workers.size()));
    out.family("mirror_connections", Type::gauge, "Open client connections.");
    out.sample(snapshot.connections);
    out.family("mirror_active_requests", Type::gauge, "Requests being served.");
    out.sample(snapshot.activeRequests);
    out.family("mirror_active_streams", Type::gauge, "Streams being served.");
    out.sample(snapshot.activeStreams);
}

void writeCertificates(Exposition& out, const Snapshot& snapshot) {
    using std::chrono::duration_cast;
    out.family("mirror_tls_cert_expiry_seconds", Type::gauge, "Unix time at which a listener's certificate expires.");
    for (const ListenerStatus& listener : snapshot.listeners) {
        if (!listener.tls || listener.certificateExpiry == SystemTime{}) continue;
        const auto expiry = duration_cast<std::chrono::seconds>(listener.certificateExpiry.time_since_epoch());
        out.sample(std::int64_t{expiry.count()}, {{"listener", listener.name}});
    }
}

void writeWords(Exposition& out, const Aggregate& aggregate) {
    constexpr std::array<std::string_view, 2> kDirections{"input", "output"};
    out.family("mirror_filter_hits_total", Type::counter, "Rules of the word lists found, by direction and action.");
    for (std::size_t direction = 0; direction < kDirections.size(); ++direction)
        for (std::size_t action = 0; action < 3; ++action)
            out.sample(aggregate.ruleHits[direction][action], {{"direction", kDirections[direction]}, {"action", wordActionName(static_cast<WordAction>(action))}});
    out.family("mirror_pii_masked_total", Type::counter, "Pieces of personal data replaced, by kind.");
    for (std::size_t kind = 0; kind < kPiiKinds; ++kind) out.sample(aggregate.masked[kind], {{"kind", piiKindName(static_cast<PiiKind>(kind))}});
}

void writeJournal(Exposition& out, const JournalStatus& journal) {
    out.family("mirror_log_records_total", Type::counter, "Parts of dialogues written to the journal.");
    out.sample(journal.records);
    out.family("mirror_log_dropped_total", Type::counter, "Parts of dialogues that are missing in the journal.");
    out.sample(journal.dropped);
    out.family("mirror_log_refused_total", Type::counter, "Requests refused because the journal could not be written.");
    out.sample(journal.refused);
    out.family("mirror_log_failing", Type::gauge, "1 while the journal is enabled and cannot be written.");
    out.sample(std::int64_t{journal.state == JournalState::failing || journal.state == JournalState::noKey});
    out.family("mirror_log_queue_bytes", Type::gauge, "Waiting to be written to the journal.");
    out.sample(journal.queued.value);
    out.family("mirror_log_bytes", Type::gauge, "Size of the journal on disk.");
    out.sample(journal.bytes.value);
}

void writeProcess(Exposition& out) {
    const ProcessStats stats = readProcessStats();
    out.family("process_cpu_seconds_total", Type::counter, "User and system CPU time.");
    out.sample(static_cast<double>(stats.cpuTime.count()) / 1e6);
    out.family("process_resident_memory_bytes", Type::gauge, "Resident memory.");
    out.sample(stats.residentMemory.value);
    out.family("process_virtual_memory_bytes", Type::gauge, "Virtual memory.");
    out.sample(stats.virtualMemory.value);
    out.family("process_open_fds", Type::gauge, "Open file descriptors.");
    out.sample(stats.openFiles);
    out.family("process_max_fds", Type::gauge, "Most file descriptors that may be open.");
    out.sample(stats.maxFiles);
    out.family("process_start_time_seconds", Type::gauge, "Unix time at which the process began.");
    out.sample(stats.startTimeSeconds);
}

}  // namespace

std::string prometheusText(const Aggregate& aggregate, const Snapshot& snapshot) {
    Exposition out;
    writeRequests(out, aggregate);
    writeOverhead(out, aggregate);
    writeUpstreams(out, aggregate, snapshot);
    writeTraffic(out, aggregate.totals);
    writeWords(out, aggregate);
    writeJournal(out, snapshot.journal);
    writeState(out, snapshot);
    writeCertificates(out, snapshot);
    writeProcess(out);
    return out.take();
}

}  // namespace mirror::metrics
