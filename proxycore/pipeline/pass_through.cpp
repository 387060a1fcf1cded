#include "pipeline/pass_through.h"

#include "exchange/local_reply.h"
#include "pipeline/answer_fields.h"
#include "pipeline/attempt_log.h"
#include "pipeline/cors.h"
#include "pipeline/dialogue.h"
#include "pipeline/relayed_answer.h"
#include "pipeline/upload_filter.h"
#include "pipeline/upstream_request.h"
#include "pipeline/upstream_verdict.h"
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

struct Framing {
    exchange::AnswerBody kind = exchange::AnswerBody::chunked;
    std::uint64_t length = 0;
};

/// How the end of the answer is told. One that might have a body and has none must say so: the client would take the next answer for it.
Framing framingOf(const exchange::Exchange& exchange, const http::ResponseHead& head) {
    using exchange::AnswerBody;
    if (head.body == http::BodyKind::length) return {AnswerBody::length, head.contentLength};
    if (head.body != http::BodyKind::none) return {};
    if (head.status == 204) return {AnswerBody::none};
    if (exchange.head.method != "HEAD" || http::findField(head.fields, "Content-Length")) return {AnswerBody::length, head.contentLength};
    return {AnswerBody::none};
}

base::Task<Result<void>> relayBody(exchange::Exchange& exchange, upstream::Attempt& attempt, SteadyTime total) {
    const http::ResponseHead& head = attempt.head();
    const std::string type(http::findField(head.fields, "Content-Type").value_or("application/octet-stream"));
    const std::string cors = corsFields(exchange.head, exchange.config->http);
    std::string extra = cors;
    if (const auto coding = http::findField(head.fields, "Content-Encoding")) extra += "Content-Encoding: " + std::string(*coding) + "\r\n";
    if (const auto name = http::findField(head.fields, "Content-Disposition")) extra += "Content-Disposition: " + std::string(*name) + "\r\n";
    std::string fields;
    writeAnswerFields(fields, exchange, head, type, extra);
    const Framing framing = framingOf(exchange, head);
    exchange.status = head.status;
    exchange.client->begin(head.status, fields, framing.kind, framing.length);
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

base::Task<Result<void>> takeAnswer(exchange::Exchange& exchange, const upstream::Target& target, upstream::Attempt& attempt, SteadyTime total, AnswerRules rules) {
    const int status = attempt.head().status;
    if (status < 300) {
        const Result<void> relayed = co_await relayBody(exchange, attempt, total);
        co_return relayed;
    }
    const std::optional<Error> failure = failureOf(status, target.name);
    if (failure) co_return fail(*failure);
    const std::string cors = corsFields(exchange.head, exchange.config->http);
    const Result<void> refused = co_await relayRefusal(exchange, attempt, total, cors, rules);
    co_return refused;
}

base::Task<Result<void>> attemptOnce(exchange::Exchange& exchange, const Upload& upload, const upstream::Target& target, upstream::Attempt& attempt, SteadyTime total,
                                       AnswerRules rules) {
    const TimeoutsConfig& timeouts = exchange.config->timeouts;
    std::optional<std::uint64_t> length;
    if (!upload.chunked) length = upload.length;
    std::string& head = attempt.headRoom();
    writeUpstreamHead(head, exchange, target, length);
    upstream::Attempt::Deadlines limits{};
    limits.start = now();
    limits.connectTime = timeouts.connect;
    limits.head = total;
    if (exchange.head.method == "HEAD") attempt.expectNoBody();
    const Result<void> begun = co_await attempt.beginStreaming(head, *upload.body, upload.chunked, limits);
    if (!begun) co_return begun;
    const Result<void> taken = co_await takeAnswer(exchange, target, attempt, total, rules);
    co_return taken;
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
    const Result<Upload> upload = co_await openUpload(context, runtime, exchange);
    if (!upload) {
        if (upload.error().code == ErrorCode::clientGone)
            exchange.error = upload.error();
        else
            exchange::replyError(exchange, upload.error(), cors);
        co_return;
    }
    if (const Result<void> written = openDialogue(context, runtime, exchange, nullptr); !written) {
        exchange::replyError(exchange, written.error(), cors);
        co_return;
    }
    AnswerRules rules;
    if (runtime.words && runtime.words->looksFor(WordScope::output)) rules.words = runtime.words.get();
    AttemptLog log(exchange, context.shard, target->name, "other", now());
    upstream::Attempt attempt(context.pool, target, exchange.clientGone);
    const Result<void> done = co_await attemptOnce(exchange, *upload, *target, attempt, total, rules);
    if (done) {
        log.succeeded(attempt.head().status, attempt.isReused());
        attempt.release();
        co_return;
    }
    log.failed(done.error(), attempt.head().status, attempt.isReused());
    if (exchange.client->hasBegun() || done.error().code == ErrorCode::clientGone)
        exchange.error = done.error();
    else
        replyFailure(exchange, done.error(), attempt.head().status, retryAfterOf(attempt.head()), cors);
}

}  // namespace mirror::pipeline
