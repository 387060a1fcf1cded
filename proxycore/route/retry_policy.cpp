#include "route/retry_policy.h"

#include <algorithm>

namespace mirror::route {

bool isRetryableStatus(int status) {
    return status == 408 || status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
}

namespace {

bool mayTryElsewhere(const Failure& failure) {
    switch (failure.error.code) {
        case ErrorCode::clientGone:
        case ErrorCode::upstreamTimeoutTotal: return false;
        case ErrorCode::upstreamStatus: return isRetryableStatus(failure.status);
        default: return failure.error.origin == ErrorOrigin::upstream;
    }
}

/// Faults that pass: the same upstream may do better in a moment.
bool mayTryAgainHere(const Failure& failure) {
    switch (failure.error.code) {
        case ErrorCode::upstreamUnreachable:
        case ErrorCode::upstreamReset:
        case ErrorCode::upstreamCut:
        case ErrorCode::upstreamStreamError: return true;
        case ErrorCode::upstreamStatus: return isRetryableStatus(failure.status);
        default: return false;
    }
}

Milliseconds backoff(const RetryConfig& config, int attempt, base::Random& random) {
    const double ceiling = static_cast<double>(config.backoffBase.count()) * static_cast<double>(1 << std::min(attempt - 1, 10));
    return Milliseconds(static_cast<std::int64_t>(ceiling * random.fraction()));
}

}  // namespace

Decision decideRetry(const Failure& failure, const RetryConfig& config, base::Random& random) {
    if (failure.attemptsMade >= config.attempts || failure.timeLeft <= Milliseconds(0)) return {};
    if (failure.hasOtherCandidate && mayTryElsewhere(failure)) return {Decision::Kind::nextCandidate, Milliseconds(0)};
    if (!mayTryAgainHere(failure)) return {};
    Milliseconds delay = backoff(config, failure.attemptsHere, random);
    if (failure.retryAfter) {
        if (*failure.retryAfter > config.maxRetryAfter) return {};
        delay = std::max(delay, *failure.retryAfter);
    }
    if (delay >= failure.timeLeft) return {};
    return {Decision::Kind::sameUpstream, delay};
}

}  // namespace mirror::route
