#pragma once
#include "pipeline/context.h"
#include "upstream/attempt.h"

namespace mirror::pipeline {

/// Reads a non-streaming answer whole, looks at it, and passes it on. Nothing reaches the client before it is complete, so that a cut
/// answer can be asked for elsewhere. Errors: those of Attempt::next; upstreamBadResponse when it is no JSON object, is an error in
/// spite of its 2xx, or is larger than http.max_answer.
base::Task<Result<void>> relayJson(Context& context, exchange::Exchange& exchange, upstream::Attempt& attempt, SteadyTime deadline, std::string_view cors);

}  // namespace mirror::pipeline
