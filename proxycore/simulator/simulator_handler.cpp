#include "simulator/simulator_handler.h"

#include <algorithm>

#include "base/text.h"
#include "openai/error_body.h"
#include "openai/models_list.h"

namespace mirror::simulator {
namespace {

using exchange::Exchange;
using openai::Endpoint;

std::int64_t unixSeconds(const Exchange& exchange) {
    return std::chrono::duration_cast<std::chrono::seconds>(exchange.time.time_since_epoch()).count();
}

bool isServed(Endpoint endpoint) {
    return endpoint == Endpoint::chatCompletions || endpoint == Endpoint::completions || endpoint == Endpoint::embeddings ||
           endpoint == Endpoint::models || endpoint == Endpoint::model;
}

bool isGet(Endpoint endpoint) { return endpoint == Endpoint::models || endpoint == Endpoint::model; }

bool hasKey(const Exchange& exchange, std::string_view key) {
    const std::string_view value = http::findField(exchange.head.fields, "authorization").value_or("");
    constexpr std::string_view kScheme = "bearer ";
    return value.size() > kScheme.size() && base::equalsIgnoreCase(value.substr(0, kScheme.size()), kScheme) &&
           base::trim(value.substr(kScheme.size())) == key;
}

PlainAnswer unreadable(const Error& error) {
    const std::string_view param = error.args.empty() ? std::string_view() : std::string_view(error.args.front());
    if (error.code == ErrorCode::bodyTooLarge) return errorAnswer(413, "The request is too large", "invalid_request_error", "request_too_large");
    return errorAnswer(400, error.cause.empty() ? "The request could not be read" : error.cause, "invalid_request_error", "", param);
}

}  // namespace

SimulatorHandler::SimulatorHandler(SimulatorOptions options, Pauses& pauses)
    : m_options(std::move(options)), m_pauses(pauses), m_random(m_options.seed) {}

base::Task<void> SimulatorHandler::serve(Exchange& exchange) {
    const openai::EndpointMatch match = openai::matchEndpoint(exchange.head.path);
    std::optional<PlainAnswer> refusal = turnAway(exchange, match);
    if (refusal) {
        co_await sendWhole(exchange, std::move(*refusal), Fault::none);
        co_return;
    }
    if (isGet(match.endpoint)) {
        co_await serveModels(exchange, match);
        co_return;
    }
    co_await serveModel(exchange, match.endpoint);
}

std::optional<PlainAnswer> SimulatorHandler::turnAway(const Exchange& exchange, const openai::EndpointMatch& match) const {
    if (!isServed(match.endpoint))
        return errorAnswer(404, "Invalid URL (" + std::string(exchange.head.method) + " " + std::string(exchange.head.path) + ")",
                           "invalid_request_error", "unknown_url");
    if (!openai::allowsMethod(match, exchange.head.method)) {
        PlainAnswer answer = errorAnswer(405, "Method not allowed", "invalid_request_error", "method_not_allowed");
        answer.fields = "Allow: " + std::string(match.allow) + "\r\n";
        return answer;
    }
    if (!m_options.apiKey.empty() && !hasKey(exchange, m_options.apiKey)) {
        PlainAnswer answer = errorAnswer(401, "Incorrect API key provided", "invalid_request_error", "invalid_api_key");
        answer.fields = "WWW-Authenticate: Bearer\r\n";
        return answer;
    }
    return std::nullopt;
}

base::Task<void> SimulatorHandler::serveModels(Exchange& exchange, const openai::EndpointMatch& match) {
    const Fault fault = chooseFault({});
    const bool struck = co_await struckAtOnce(exchange, fault);
    if (struck) co_return;
    PlainAnswer answer;
    if (match.endpoint == Endpoint::model)
        answer.body = modelObjectJson(openai::percentDecode(match.modelId), unixSeconds(exchange));
    else
        answer.body = modelListJson(unixSeconds(exchange));
    co_await sendWhole(exchange, std::move(answer), fault);
}

base::Task<void> SimulatorHandler::serveModel(Exchange& exchange, Endpoint endpoint) {
    exchange.client->continueRequest();
    const Result<std::string_view> body = co_await exchange.requestBody->readAll();
    if (!body && body.error().code == ErrorCode::clientGone) {
        exchange.client->abort();
        co_return;
    }
    const Result<ModelRequest> request = body ? readModelRequest(endpoint, *body) : Result<ModelRequest>(fail(body.error()));
    if (!request) {
        PlainAnswer answer = unreadable(request.error());
        co_await sendWhole(exchange, std::move(answer), Fault::none);
        co_return;
    }
    const Fault fault = chooseFault(request->model);
    const bool struck = co_await struckAtOnce(exchange, fault);
    if (struck) co_return;
    if (request->stream && endpoint != Endpoint::embeddings) {
        co_await answerStream(exchange, *request, fault);
        co_return;
    }
    co_await answerWhole(exchange, *request, fault);
}

base::Task<bool> SimulatorHandler::struckAtOnce(Exchange& exchange, Fault fault) {
    if (fault == Fault::reset) {
        exchange.client->reset();
        co_return true;
    }
    if (fault == Fault::silence) {
        co_await hang(exchange);
        co_return true;
    }
    std::optional<PlainAnswer> refusal = refusalFor(fault);
    if (!refusal) co_return false;
    co_await sendWhole(exchange, std::move(*refusal), Fault::none);
    co_return true;
}

base::Task<void> SimulatorHandler::answerWhole(Exchange& exchange, const ModelRequest& request, Fault fault) {
    PlainAnswer answer;
    Microseconds takes = paceFor(fault).firstToken;
    if (request.endpoint == Endpoint::embeddings) {
        answer.body = embeddingsJson(request, m_options.seed);
    } else {
        const std::vector<Answer> answers = invent(request);
        answer.body = answerJson(headFor(exchange, request), answers, request.promptTokens);
        for (const Answer& one : answers) takes = std::max(takes, paceFor(fault).at(one.tokens.size()));
    }
    const SteadyTime due = m_pauses.now() + takes;
    const bool waited = co_await m_pauses.until(due, exchange.clientGone);
    if (!waited) {
        exchange.client->abort();
        co_return;
    }
    co_await sendWhole(exchange, std::move(answer), fault);
}

base::Task<void> SimulatorHandler::answerStream(Exchange& exchange, const ModelRequest& request, Fault fault) {
    StreamPlan::Source source;
    source.head = headFor(exchange, request);
    source.answers = invent(request);
    source.promptTokens = request.promptTokens;
    source.includeUsage = request.includeUsage;
    StreamPlan plan(std::move(source), paceFor(fault), fault);
    const SteadyTime start = m_pauses.now();
    while (std::optional<StreamPlan::Step> step = plan.next()) {
        const bool sent = co_await sendPaced(exchange, std::move(step->bytes), start + step->at);
        if (sent) continue;
        exchange.client->abort();
        co_return;
    }
    co_await endBody(exchange, plan.end());
}

/// False: the client has gone or takes nothing any more.
base::Task<bool> SimulatorHandler::sendPaced(Exchange& exchange, std::string bytes, SteadyTime when) {
    const bool waited = co_await m_pauses.until(when, exchange.clientGone);
    if (!waited) co_return false;
    if (!exchange.client->hasBegun()) {
        const std::string fields = "Content-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-cache\r\n" + commonFields(exchange);
        exchange.status = 200;
        exchange.client->begin(200, fields, exchange::AnswerBody::chunked);
    }
    if (!exchange.client->write(bytes)) co_return false;
    if (!exchange.client->isBlocked()) co_return true;
    const bool drained = co_await exchange.client->drained();
    co_return drained;
}

base::Task<void> SimulatorHandler::sendWhole(Exchange& exchange, PlainAnswer answer, Fault fault) {
    const PlainDelivery delivery = deliver(std::move(answer.body), fault);
    const bool sent = beginWhole(exchange, answer, delivery);
    if (sent) co_await endBody(exchange, delivery.end);
}

bool SimulatorHandler::beginWhole(Exchange& exchange, const PlainAnswer& answer, const PlainDelivery& delivery) {
    const std::string fields = "Content-Type: " + answer.contentType + "\r\n" + answer.fields + commonFields(exchange);
    exchange.status = answer.status;
    exchange.client->begin(answer.status, fields, exchange::AnswerBody::length, delivery.announced);
    return exchange.client->write(delivery.body);
}

void SimulatorHandler::refuse(Exchange& exchange, const Error& error) {
    const openai::ErrorBody told = openai::errorBodyFor(error);
    PlainAnswer answer{.status = told.status};
    PlainDelivery delivery = deliver(openai::toJson(told), Fault::none);
    exchange.client->closeAfter();
    if (beginWhole(exchange, answer, delivery)) exchange.client->finish();
}

base::Task<void> SimulatorHandler::endBody(Exchange& exchange, BodyEnd end) {
    if (end == BodyEnd::finish) exchange.client->finish();
    if (end == BodyEnd::abort) exchange.client->abort();
    if (end == BodyEnd::hang) co_await hang(exchange);
}

/// Says nothing until the client has had enough.
base::Task<void> SimulatorHandler::hang(Exchange& exchange) {
    co_await m_pauses.until(SteadyTime::max(), exchange.clientGone);
    exchange.client->abort();
}

Fault SimulatorHandler::chooseFault(std::string_view model) {
    const Fault fault = faultForModel(model, m_options.fault);
    if (fault != Fault::flaky) return fault;
    return ++m_flakyCount % 2 == 1 ? Fault::unavailable : Fault::none;
}

std::vector<Answer> SimulatorHandler::invent(const ModelRequest& request) const {
    std::vector<Answer> answers;
    for (std::size_t choice = 0; choice < request.choices; ++choice) {
        AnswerRequest wanted;
        wanted.prompt = request.question;
        wanted.seed = m_options.seed;
        wanted.tokens = static_cast<std::size_t>(std::max<std::int64_t>(m_options.tokens, 1));
        wanted.limit = request.maxTokens;
        wanted.choice = choice;
        answers.push_back(inventAnswer(wanted));
    }
    return answers;
}

AnswerHead SimulatorHandler::headFor(const Exchange& exchange, const ModelRequest& request) {
    AnswerHead head;
    head.chat = request.endpoint == Endpoint::chatCompletions;
    head.id = (head.chat ? "chatcmpl-" : "cmpl-") + base::randomHex16(m_random);
    head.created = unixSeconds(exchange);
    head.model = request.model;
    return head;
}

Pace SimulatorHandler::paceFor(Fault fault) const {
    const Milliseconds first = fault == Fault::slowFirstToken ? m_options.faultDelay : m_options.think;
    return {.firstToken = first, .tokensPerSecond = m_options.tokensPerSecond};
}

std::string SimulatorHandler::commonFields(const Exchange& exchange) {
    const auto spent = std::chrono::duration_cast<Milliseconds>(m_pauses.now() - exchange.begun);
    return "openai-processing-ms: " + std::to_string(std::max<std::int64_t>(spent.count(), 0)) +
           "\r\nopenai-version: 2020-10-01\r\nopenai-organization: simulated\r\nx-request-id: req_" + base::randomHex16(m_random) +
           "\r\nx-ratelimit-limit-requests: 10000\r\nx-ratelimit-remaining-requests: 9999\r\n"
           "Set-Cookie: __simulator=1; HttpOnly\r\nStrict-Transport-Security: max-age=31536000\r\nAlt-Svc: h3=\":443\"\r\n";
}

}  // namespace mirror::simulator
