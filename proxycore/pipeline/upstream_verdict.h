#pragma once
#include <optional>
#include <string_view>

#include "exchange/exchange.h"
#include "http/message.h"

/// What an upstream's refusal means, and what the caller is told of it: wire.md section 2, whichever way the request went.
namespace mirror::pipeline {

/// The failure that an answer with this status (300 or above) is. Nothing when the caller is to mend it: then the verdict is relayed.
std::optional<Error> failureOf(int status, std::string_view upstream);

/// How long an upstream asks to be left alone: retry-after-ms, else Retry-After in seconds; at most a day. A date counts as absent.
std::optional<Milliseconds> retryAfterOf(const http::ResponseHead& head);

/// Answers a request whose last attempt failed. `status` is the upstream's, 0 if it gave none; `fields` are further header lines. A rate
/// limit of ours at the upstream is no limit of the caller's: it is told as an upstream that cannot be used now, with Retry-After 1..60.
void replyFailure(exchange::Exchange& exchange, const Error& failure, int status, std::optional<Milliseconds> retryAfter, std::string_view fields);

}  // namespace mirror::pipeline
