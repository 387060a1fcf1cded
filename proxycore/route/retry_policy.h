#pragma once
#include <optional>

#include "base/random.h"
#include "proxycore/api/config.h"
#include "proxycore/api/error.h"

namespace mirror::route {

/// What is known when an attempt has failed and nothing meaningful has reached the client.
struct Failure {
    Error error;
    int status = 0;                          ///< of the upstream's answer, 0 if there was none
    std::optional<Milliseconds> retryAfter;  ///< what the upstream asked for
    int attemptsMade = 1;                    ///< over all candidates
    int attemptsHere = 1;                    ///< at this upstream
    bool hasOtherCandidate = false;          ///< one that has not been tried
    Milliseconds timeLeft{0};  ///< until the total deadline
};

struct Decision {
    enum class Kind : std::uint8_t { giveUp, sameUpstream, nextCandidate };
    Kind kind = Kind::giveUp;
    Milliseconds delay{0};  ///< before the next attempt
};

/// Decides, does nothing: wire.md section 6. With somewhere else to go the next candidate is asked at once; else the same one after a
/// full-jitter backoff (uniform in 0..base*2^n, AWS Architecture Blog "Exponential Backoff And Jitter", 2015), or after its Retry-After. A
/// silent upstream is never asked twice.
Decision decideRetry(const Failure& failure, const RetryConfig& config, base::Random& random);

/// Whether an answer with this status may be replaced by another attempt.
bool isRetryableStatus(int status);

}  // namespace mirror::route
