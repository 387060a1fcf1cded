#pragma once
#include <string>

#include "exchange/exchange.h"
#include "pipeline/text_channel.h"
#include "upstream/attempt.h"

namespace mirror::pipeline {

/// Passes on an upstream's 4xx that is the caller's to mend (400, 404, 422 ...): status kept, body rewritten as an OpenAI error object
/// with the upstream's message, type, param and code; a message in which a rule of `rules` is found is left out.
base::Task<Result<void>> relayRefusal(exchange::Exchange& exchange, upstream::Attempt& attempt, SteadyTime deadline, std::string_view cors, AnswerRules rules);

/// Reads a whole body of at most `maxBytes` into `into`. upstreamBadResponse when it is longer.
base::Task<Result<void>> collectBody(upstream::Attempt& attempt, std::size_t maxBytes, Milliseconds quiet, SteadyTime deadline, std::string& into);

}  // namespace mirror::pipeline
