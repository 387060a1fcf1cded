#include "pipeline/pipeline.h"

#include "exchange/local_reply.h"
#include "http/media_type.h"
#include "pipeline/after.h"
#include "pipeline/attempt_loop.h"
#include "pipeline/cors.h"
#include "pipeline/dialogue.h"
#include "pipeline/models_answer.h"
#include "pipeline/pass_through.h"
#include "pipeline/request_filter.h"

namespace mirror::pipeline {

using exchange::Exchange;
using openai::Endpoint;

namespace {
SteadyTime now() { return std::chrono::steady_clock::now(); }

/// Routes are the rows of later rooms; until a request matches a rule of its own it travels the default one.
constexpr std::string_view kDefaultRoute = "default";
}  // namespace

base::Task<void> Pipeline::serve(Exchange& exchange) {
    exchange.revision = m_runtime;
    exchange.config = m_runtime->config.get();
    return dispatch(exchange, *m_runtime);
}

void Pipeline::refuse(Exchange& exchange, const Error& error) {
    exchange.revision = m_runtime;
    exchange.config = m_runtime->config.get();
    exchange::replyError(exchange, error);
}

void Pipeline::finished(Exchange& exchange) {
    finishRecord(exchange, m_context.shard);
    closeDialogue(m_context, exchange);
}

base::Task<void> Pipeline::dispatch(Exchange& exchange, const Runtime& runtime) {
    const SteadyTime received = now();
    exchange.stage(StageId::receive, exchange.begun, received);
    exchange.endpoint = openai::matchEndpoint(exchange.head.path);
    const std::string cors = corsFields(exchange.head, runtime.config->http);
    if (exchange.head.method == "OPTIONS" && exchange.endpoint.endpoint != Endpoint::unknown) {
        replyOptions(exchange, cors);
        co_return;
    }
    if (exchange.endpoint.endpoint == Endpoint::health && openai::allowsMethod(exchange.endpoint, exchange.head.method)) {
        replyHealth(exchange);
        co_return;
    }
    const Result<void> admitted = admit(exchange, runtime, received);
    if (!admitted) {
        exchange::replyError(exchange, admitted.error(), cors);
        co_return;
    }
    switch (exchange.endpoint.endpoint) {
        case Endpoint::models: replyModels(exchange, runtime.routes, cors); co_return;
        case Endpoint::model: replyModel(exchange, runtime.routes, cors); co_return;
        case Endpoint::passThrough: co_await passThrough(m_context, runtime, exchange); co_return;
        default: co_await serveJson(exchange, runtime, cors);
    }
}

/// Path, method and key; nothing of the body has been read.
Result<void> Pipeline::admit(Exchange& exchange, const Runtime& runtime, SteadyTime from) {
    if (exchange.endpoint.endpoint == Endpoint::unknown) return fail(ErrorCode::unknownUrl, {std::string(exchange.head.path)});
    if (!openai::allowsMethod(exchange.endpoint, exchange.head.method)) return fail(ErrorCode::methodNotAllowed, {std::string(exchange.head.method)});
    if (m_draining) return fail(ErrorCode::draining);
    if (!runtime.config->auth.required) return {};
    const auto principal = m_context.authenticator.authenticate(exchange.head);
    if (!principal) return fail(principal.error());
    exchange.principal = *principal;
    exchange.principalOwner = m_context.authenticator.keys();
    exchange.stage(StageId::auth, from, now());
    return {};
}

/// What the rules forbid is written to the journal all the same, with the answer it got.
Result<void> Pipeline::screen(Exchange& exchange, const Runtime& runtime, Screening& screening) {
    Result<void> allowed = screenRequest(m_context, runtime, exchange, exchange.body, m_context.textsRoom, screening);
    const Result<void> written = openDialogue(m_context, runtime, exchange, &m_context.textsRoom);
    if (allowed) allowed = written;
    m_context.textsRoom.clear();
    m_context.bodyReader.release();
    return allowed;
}

void Pipeline::replyHealth(Exchange& exchange) const {
    if (m_draining)
        exchange::replyJson(exchange, 503, R"({"status":"draining"})", "Retry-After: 5\r\n");
    else
        exchange::replyJson(exchange, 200, R"({"status":"ok"})");
}

base::Task<void> Pipeline::serveJson(Exchange& exchange, const Runtime& runtime, std::string_view cors) {
    if (const auto type = http::findField(exchange.head.fields, "Content-Type"); type && !http::isUtf8(*type)) {
        exchange::replyError(exchange, makeError(ErrorCode::unsupportedEncoding, {}, "charset other than UTF-8"), cors);
        co_return;
    }
    const Result<std::string_view> body = co_await exchange.requestBody->readAll();
    const SteadyTime received = now();
    exchange.stage(StageId::receive, exchange.begun, received);
    if (!body) {
        if (body.error().code == ErrorCode::clientGone)
            exchange.error = body.error();
        else
            exchange::replyError(exchange, body.error(), cors);
        co_return;
    }
    exchange.body = *body;
    const bool chat = exchange.endpoint.endpoint == Endpoint::chatCompletions;
    const auto maxDepth = static_cast<std::size_t>(runtime.config->http.maxJsonDepth);
    const bool isWritten = runtime.config->journal.enabled;
    const bool screens = screensRequests(runtime) || isWritten;
    m_context.textsRoom.withNumbers = screensPersonalData(runtime) || isWritten;
    const auto parsed = m_context.bodyReader.parse(exchange.body, exchange.requestBody->capacity(), maxDepth, chat, screens ? &m_context.textsRoom : nullptr);
    SteadyTime understood = now();
    exchange.stage(StageId::parse, received, understood);
    if (!parsed) {
        exchange::replyError(exchange, parsed.error(), cors);
        co_return;
    }
    exchange.parsed = *parsed;
    exchange.parsed.stream = parsed->stream && openai::canStream(exchange.endpoint.endpoint);
    exchange.modelAsked = parsed->model;  // the reader's own copy lasts only until its next request
    exchange.parsed.model = exchange.modelAsked;
    if (runtime.words) exchange.wordsRevision = runtime.words->revision();
    Screening screening;
    if (screens) {
        const Result<void> allowed = screen(exchange, runtime, screening);
        exchange.stage(StageId::filter, understood, now());
        understood = now();
        if (!allowed) {
            exchange::replyError(exchange, allowed.error(), cors);
            co_return;
        }
    }
    const auto model = runtime.routes.choose(exchange.modelAsked, exchange.candidates);
    const SteadyTime routed = now();
    exchange.stage(StageId::route, understood, routed);
    if (!model) {
        exchange::replyError(exchange, model.error(), cors);
        co_return;
    }
    exchange.model = *model;
    exchange.route = kDefaultRoute;
    AttemptLoop loop(m_context, runtime, exchange, screening, cors, routed);
    co_await loop.run();
}

}  // namespace mirror::pipeline
