#include "pipeline/relayed_answer.h"

#include <algorithm>

#include "openai/error_body.h"
#include "pipeline/answer_fields.h"
#include "pipeline/answer_filter.h"

namespace mirror::pipeline {

namespace {
constexpr std::size_t kMaxErrorBody = 256 * 1024;
constexpr std::chrono::seconds kErrorBodyTime{10};
}  // namespace

base::Task<Result<void>> collectBody(upstream::Attempt& attempt, std::size_t maxBytes, Milliseconds quiet, SteadyTime deadline, std::string& into) {
    for (;;) {
        const SteadyTime until = std::min(std::chrono::steady_clock::now() + quiet, deadline);
        const Result<std::string_view> piece = co_await attempt.next(until);
        if (!piece) co_return fail(piece.error());
        if (piece->empty()) co_return Result<void>();
        if (into.size() + piece->size() > maxBytes) co_return fail(makeError(ErrorCode::upstreamBadResponse, {}, "answer too large", Retry::no));
        into += *piece;
    }
}

base::Task<Result<void>> relayRefusal(exchange::Exchange& exchange, upstream::Attempt& attempt, SteadyTime deadline, std::string_view cors, AnswerRules rules) {
    std::string body;
    const Result<void> collected = co_await collectBody(attempt, kMaxErrorBody, kErrorBodyTime, deadline, body);
    if (!collected) co_return collected;
    const int status = attempt.head().status;
    auto told = openai::readErrorBody(status, body);
    filter::ScanRoom room;
    if (!told || !mayPass(told->message + '\n' + told->type + '\n' + told->param.value_or("") + '\n' + told->code.value_or(""), rules, room)) {
        told.emplace();
        told->message = "The upstream refused the request with status " + std::to_string(status) + ".";
        told->type = "invalid_request_error";
    }
    const std::string json = openai::toJson(*told);
    std::string fields;
    writeAnswerFields(fields, exchange, attempt.head(), "application/json", cors);
    exchange.status = status;
    exchange.client->begin(status, fields, exchange::AnswerBody::length, json.size());
    exchange.client->write(json);
    exchange.client->finish();
    co_return Result<void>();
}

}  // namespace mirror::pipeline
