#include "pipeline/pass_through.h"

#include "exchange/local_reply.h"
#include "pipeline/answer_fields.h"
#include "pipeline/attempt_log.h"
#include "pipeline/cors.h"
#include "pipeline/upstream_request.h"
#include "upstream/attempt.h"

namespace mirror::pipeline {

namespace {

SteadyTime now() { return std::chrono::steady_clock::now(); }

/// The body names no model here that we could read without buffering it: the first upstream that serves everything, else the first at all.
std::shared_ptr<const upstream::Target> chooseTarget(const Runtime& runtime) {
    std::shared_ptr<const upstream::Target> first;
    for (std::size_t i = 0; i < runtime.targets.size(); ++i) {
        if (!runtime.targets[i]) continue;
        if (runtime.config->upstreams[i].models.empty()) return runtime.targets[i];
        if (!first) first = runtime.targets[i];
    }
    return first;
}

bool isCredentialRefusal(int status) { return status == 401 || status == 402 || status == 403; }

base::Task<Result<void>> relayBody(exchange::Exchange& exchange, upstream::Attempt& attempt, SteadyTime total) {
    const http::ResponseHead& head = attempt.head();
    const std::string type(http::findField(head.fields, "Content-Type").value_or("application/octet-stream"));
    const std::string cors = corsFields(exchange.head, exchange.config->http);
    std::string extra = cors;
    if (const auto coding = http::findField(head.fields, "Content-Encoding")) extra += "Content-Encoding: " + std::string(*coding) + "\r\n";
    if (const auto name = http::findField(head.fields, "Content-Disposition")) extra += "Content-Disposition: " + std::string(*name) + "\r\n";
    std::string fields;
    writeAnswerFields(fields, exchange, head, type, extra);
    const bool known = head.body == http::BodyKind::length;
    const auto framing = head.body == http::BodyKind::none ? exchange::AnswerBody::none : known ? exchange::AnswerBody::length : exchange::AnswerBody::chunked;
    exchange.status = head.status;
    exchange.client->begin(head.status, fields, framing, head.contentLength);
    for (;;) {
        const SteadyTime until = std::min(now() + exchange.config->timeouts.nonStreamFirstByte, total);
        const Result<std::string_view> piece = co_await attempt.next(until);
        if (!piece) {
            exchange.client->abort();
            co_return fail(piece.error());
        }
        if (piece->empty()) break;
        if (!exchange.client->write(*piece)) co_return fail(ErrorCode::clientGone);
        if (exchange.client->isBlocked()) {
            const bool drained = co_await exchange.client->drained();
            if (!drained) co_return fail(ErrorCode::clientGone);
        }
    }
    exchange.client->finish();
    co_return Result<void>();
}

base::Task<Result<void>> attemptOnce(exchange::Exchange& exchange, const upstream::Target& target, upstream::Attempt& attempt, SteadyTime total) {
    const TimeoutsConfig& timeouts = exchange.config->timeouts;
    const bool chunked = exchange.head.body == http::BodyKind::chunked;
    std::optional<std::uint64_t> length;
    if (!chunked) length = exchange.head.body == http::BodyKind::length ? exchange.head.contentLength : 0;
    std::string& head = attempt.headRoom();
    writeUpstreamHead(head, exchange, target, length);
    upstream::Attempt::Deadlines limits{};
    limits.start = now();
    limits.connectTime = timeouts.connect;
    limits.head = total;
    if (exchange.head.method == "HEAD") attempt.expectNoBody();
    const Result<void> begun = co_await attempt.beginStreaming(head, *exchange.requestBody, chunked, limits);
    if (!begun) co_return begun;
    const int status = attempt.head().status;
    if (isCredentialRefusal(status)) co_return fail(makeError(ErrorCode::upstreamCredentials, {target.name}, "status " + std::to_string(status)));
    const Result<void> relayed = co_await relayBody(exchange, attempt, total);
    co_return relayed;
}

}  // namespace

base::Task<void> passThrough(Context& context, const Runtime& runtime, exchange::Exchange& exchange) {
    const std::string cors = corsFields(exchange.head, runtime.config->http);
    const auto target = chooseTarget(runtime);
    if (!target) {
        exchange::replyError(exchange, makeError(ErrorCode::noHealthyUpstream, {}, "no upstream is configured"), "Retry-After: 30\r\n" + cors);
        co_return;
    }
    exchange.upstream = target->name;
    exchange.route = "default";
    const SteadyTime total = exchange.begun + runtime.config->timeouts.total;
    AttemptLog log(exchange, context.shard, target->name, "other", now());
    upstream::Attempt attempt(context.pool, target, exchange.clientGone);
    const Result<void> done = co_await attemptOnce(exchange, *target, attempt, total);
    if (done) {
        log.succeeded(attempt.head().status, attempt.isReused());
        attempt.release();
        co_return;
    }
    log.failed(done.error(), attempt.head().status, attempt.isReused());
    if (exchange.client->hasBegun() || done.error().code == ErrorCode::clientGone)
        exchange.error = done.error();
    else
        exchange::replyError(exchange, done.error(), cors);
}

}  // namespace mirror::pipeline
