#include "pipeline/upstream_verdict.h"

#include <algorithm>

#include "base/text.h"
#include "exchange/local_reply.h"
#include "route/retry_policy.h"

namespace mirror::pipeline {

namespace {

constexpr std::uint64_t kDay = 86'400;  // seconds
constexpr Milliseconds kUsualWait{5'000};

std::optional<Milliseconds> inUnits(const http::ResponseHead& head, std::string_view name, std::uint64_t millisecondsEach) {
    const auto text = http::findField(head.fields, name);
    const auto value = text ? base::parseDecimal(*text) : std::nullopt;
    if (!value) return std::nullopt;
    const std::uint64_t most = kDay * 1000 / millisecondsEach;
    return Milliseconds(static_cast<std::int64_t>(std::min(*value, most) * millisecondsEach));
}

}  // namespace

std::optional<Error> failureOf(int status, std::string_view upstream) {
    const std::string name(upstream);
    const std::string told = std::to_string(status);
    if (status < 400) return makeError(ErrorCode::upstreamBadResponse, {name}, "unexpected status " + told, Retry::otherUpstream);
    if (status == 401 || status == 402 || status == 403) return makeError(ErrorCode::upstreamCredentials, {name}, "status " + told, Retry::otherUpstream);
    if (status >= 500 || route::isRetryableStatus(status)) return makeError(ErrorCode::upstreamStatus, {name, told}, {}, Retry::sameUpstream);
    return std::nullopt;
}

std::optional<Milliseconds> retryAfterOf(const http::ResponseHead& head) {
    if (const auto precise = inUnits(head, "retry-after-ms", 1)) return precise;
    return inUnits(head, "Retry-After", 1000);
}

void replyFailure(exchange::Exchange& exchange, const Error& failure, int status, std::optional<Milliseconds> retryAfter, std::string_view fields) {
    std::string all(fields);
    Error told = failure;
    if (failure.code == ErrorCode::upstreamStatus && status == 429) told = makeError(ErrorCode::noHealthyUpstream, {}, "every candidate is rate limited");
    if (told.code == ErrorCode::noHealthyUpstream) {
        const auto wait = std::chrono::ceil<std::chrono::seconds>(retryAfter.value_or(kUsualWait)).count();
        all += "Retry-After: " + std::to_string(std::clamp<std::int64_t>(wait, 1, 60)) + "\r\n";
    }
    all += "x-mirror-attempts: " + std::to_string(exchange.attempts.size()) + "\r\n";
    exchange::replyError(exchange, told, all);
}

}  // namespace mirror::pipeline
