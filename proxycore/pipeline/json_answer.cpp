#include "pipeline/json_answer.h"

#include <algorithm>

#include "base/text.h"
#include "http/content_coding.h"
#include "http/serializer.h"
#include "pipeline/answer_fields.h"
#include "pipeline/answer_filter.h"
#include "pipeline/relayed_answer.h"

namespace mirror::pipeline {

namespace {

SteadyTime now() { return std::chrono::steady_clock::now(); }

/// Beyond this an answer is passed on by its look alone: parsing it would hold up every other stream of the worker.
constexpr std::size_t kMaxParsed = 4 * 1024 * 1024;
/// The same where texts are looked at: beyond this it is refused.
constexpr std::size_t kMaxFiltered = 16 * 1024 * 1024;

Error badAnswer(const exchange::Exchange& exchange, std::string cause) {
    return makeError(ErrorCode::upstreamBadResponse, {std::string(exchange.upstream)}, std::move(cause), Retry::otherUpstream);
}

std::string_view withoutLeadingSpace(std::string_view text) {
    const auto at = text.find_first_not_of(" \t\r\n");
    return at == std::string_view::npos ? std::string_view() : text.substr(at);
}

/// `framed`: the end of the body was told by its framing, so that a cut has been found already.
Result<void> inspect(Context& context, exchange::Exchange& exchange, std::string_view body, bool framed) {
    if (!body.starts_with('{')) return fail(badAnswer(exchange, "the answer is no JSON object"));
    if (body.size() > kMaxParsed && framed) return {};
    const auto info = context.answerReader.read(body);
    if (!info) return fail(badAnswer(exchange, "the answer is not valid JSON"));
    if (info->isError) return fail(badAnswer(exchange, "an error object under status 200"));
    exchange.modelAnswered = info->model;
    if (info->usage) exchange.usage = *info->usage;
    return {};
}

/// As inspect(), and what the rules make of the answer.
Result<FilteredAnswer> inspectTexts(Context& context, exchange::Exchange& exchange, std::string_view body, const AnswerRules& rules) {
    if (!body.starts_with('{')) return fail(badAnswer(exchange, "the answer is no JSON object"));
    if (body.size() > kMaxFiltered) return fail(makeError(ErrorCode::upstreamBadResponse, {std::string(exchange.upstream)}, "too large to be looked through", Retry::no));
    const openai::AnswerShape shape = openai::answerShape(exchange.endpoint.endpoint);
    const auto info = context.answerReader.read(body, shape, context.answerTextsRoom);
    FilteredAnswer filtered;
    if (info && !info->isError) {
        RuleLog log(exchange, context.shard);
        filtered = filterAnswer(body, context.answerTextsRoom, shape, rules, context.scanRoom, log);
        exchange.modelAnswered = info->model;
        if (info->usage) exchange.usage = *info->usage;
    }
    context.answerTextsRoom.clear();
    context.answerReader.release();
    if (!info) return fail(badAnswer(exchange, "the answer is not valid JSON"));
    if (info->isError) return fail(badAnswer(exchange, "an error object under status 200"));
    return filtered;
}

/// The texts of an answer that goes out as `body`.
void keepTexts(Context& context, exchange::Exchange& exchange, std::string_view body, Transcript& transcript) {
    transcript.clear();
    if (body.size() > kMaxFiltered) return transcript.setCut();
    if (context.answerReader.read(body, openai::answerShape(exchange.endpoint.endpoint), context.answerTextsRoom)) transcript.add(context.answerTextsRoom, body);
    context.answerTextsRoom.clear();
    context.answerReader.release();
}

void send(Context& context, exchange::Exchange& exchange, const http::ResponseHead& head, std::string_view body, std::string_view cors) {
    const HttpConfig& config = exchange.config->http;
    std::string extra(cors);
    std::string packed;
    const auto accepted = http::findField(exchange.head.fields, "Accept-Encoding");
    if (config.gzipAnswers && accepted && body.size() >= static_cast<std::size_t>(config.gzipMinimum.value) && http::acceptsGzip(*accepted)) {
        packed = http::gzipBody(body);
        body = packed;
        extra += "Content-Encoding: gzip\r\nVary: Accept-Encoding\r\n";
    }
    exchange.status = head.status;
    writeAnswerFields(context.fieldsRoom, exchange, head, "application/json", extra);
    exchange.client->begin(head.status, context.fieldsRoom, exchange::AnswerBody::length, body.size());
    exchange.client->write(body);
    exchange.client->finish();
}

}  // namespace

base::Task<Result<void>> relayJson(Context& context, exchange::Exchange& exchange, upstream::Attempt& attempt, SteadyTime deadline, std::string_view cors,
                                   AnswerRules rules, Transcript* transcript) {
    const auto maxAnswer = static_cast<std::size_t>(exchange.config->http.maxAnswer.value);
    const Milliseconds quiet = exchange.config->timeouts.nonStreamFirstByte;
    std::string collected;
    std::string_view body;
    auto first = attempt.nextNow();
    if (first && !*first) co_return fail(first->error());
    if (first) body = **first;  // usually all of it, where it lies
    if (!attempt.isFinished()) {
        collected.assign(body);
        const Result<void> rest = co_await collectBody(attempt, maxAnswer, quiet, deadline, collected);
        if (!rest) co_return rest;
        body = collected;
    }
    std::string inflated;
    if (const auto coding = http::findField(attempt.head().fields, "Content-Encoding"); coding && !base::equalsIgnoreCase(*coding, "identity")) {
        auto plain = http::inflateBody(*coding, body, maxAnswer, 1000);
        if (!plain) co_return fail(badAnswer(exchange, "unreadable content coding"));
        inflated = std::move(*plain);
        body = inflated;
    }
    body = withoutLeadingSpace(body);
    FilteredAnswer filtered;
    if (rules.any()) {
        auto looked = inspectTexts(context, exchange, body, rules);
        if (!looked) co_return fail(looked.error());
        filtered = std::move(*looked);
        if (filtered.body) body = *filtered.body;
    } else {
        const Result<void> sound = inspect(context, exchange, body, attempt.head().body != http::BodyKind::untilClose);
        if (!sound) co_return sound;
    }
    if (transcript) keepTexts(context, exchange, body, *transcript);
    exchange.stage(StageId::transfer, attempt.headAt(), now());
    send(context, exchange, attempt.head(), body, cors);
    if (!filtered.blockedBy.empty()) exchange.error = makeError(ErrorCode::contentNotAllowed, {filtered.blockedBy});
    co_return Result<void>();
}

}  // namespace mirror::pipeline
