#include "pipeline/after.h"

#include "base/text.h"

namespace mirror::pipeline {

namespace {

constexpr std::size_t kMaxText = 200;
std::string bounded(std::string_view text) { return std::string(base::utf8Prefix(text, kMaxText)); }

/// Numbers first: they are counted even when the list has no room for the words.
TrafficRecord numbersOf(const exchange::Exchange& exchange) {
    TrafficRecord record;
    record.time = exchange.time;
    record.workerId = exchange.workerId;
    record.status = exchange.status;
    record.outcome = exchange.outcome;
    record.route = exchange.route;
    record.stream = exchange.parsed.stream;
    record.cache = exchange.cache;
    record.stages = exchange.stages;
    record.firstToken = exchange.firstToken;
    const SteadyTime end = exchange.client->finishedAt().value_or(std::chrono::steady_clock::now());
    record.total = std::chrono::duration_cast<Microseconds>(end - exchange.begun);
    record.bytesIn = {static_cast<std::int64_t>(exchange.bytesIn)};
    record.bytesOut = {static_cast<std::int64_t>(exchange.client->bytesWritten())};
    record.promptTokens = exchange.usage.prompt;
    record.completionTokens = exchange.usage.completion;
    record.events = exchange.events;
    record.wordsRevision = exchange.wordsRevision;
    return record;
}

void addWords(TrafficRecord& record, const exchange::Exchange& exchange) {
    record.requestId = exchange.requestId;
    record.method = bounded(exchange.head.method);
    record.path = bounded(exchange.head.path);
    record.clientAddress = exchange.clientAddress;
    record.listener = exchange.listener;
    if (exchange.principal) record.keyName = exchange.principal->name;
    if (const auto agent = http::findField(exchange.head.fields, "User-Agent")) record.userAgent = bounded(*agent);
    if (exchange.error) record.errorCode = errorName(exchange.error->code);
    record.modelAsked = bounded(exchange.modelAsked);
    record.modelAnswered = bounded(exchange.modelAnswered);
    record.upstream = exchange.upstream;
    record.attempts = exchange.attempts;
    record.rules = exchange.rules;
}

}  // namespace

Outcome outcomeOf(const exchange::Exchange& exchange) {
    if (!exchange.error && exchange.status >= 500) return Outcome::upstreamError;
    if (!exchange.error) return exchange.status >= 400 ? Outcome::clientError : Outcome::ok;
    switch (exchange.error->code) {
        case ErrorCode::clientGone: return Outcome::cancelled;
        case ErrorCode::contentNotAllowed: return Outcome::filtered;
        case ErrorCode::invalidKey:
        case ErrorCode::modelNotAllowed: return Outcome::unauthorised;
        case ErrorCode::upstreamTimeoutConnect:
        case ErrorCode::upstreamTimeoutHeaders:
        case ErrorCode::upstreamTimeoutFirstToken:
        case ErrorCode::upstreamTimeoutIdle:
        case ErrorCode::upstreamTimeoutTotal: return exchange.client->hasBegun() && exchange.status == 200 ? Outcome::cut : Outcome::timeout;
        case ErrorCode::noHealthyUpstream: return Outcome::overloaded;
        case ErrorCode::draining: return exchange.status == 200 ? Outcome::cut : Outcome::overloaded;
        default: break;
    }
    switch (exchange.error->origin) {
        case ErrorOrigin::downstream: return Outcome::clientError;
        case ErrorOrigin::upstream: return exchange.client->hasBegun() && exchange.status == 200 ? Outcome::cut : Outcome::upstreamError;
        default: return Outcome::internal;
    }
}

void finishRecord(exchange::Exchange& exchange, metrics::WorkerShard& shard) {
    if (exchange.endpoint.endpoint == openai::Endpoint::health) return;  // a probe is no request: it would flatter every figure
    exchange.outcome = outcomeOf(exchange);
    TrafficRecord record = numbersOf(exchange);
    if (shard.wantsTraffic()) addWords(record, exchange);
    shard.finish(std::move(record));
}

}  // namespace mirror::pipeline
