#pragma once
#include "pipeline/context.h"
#include "pipeline/text_channel.h"
#include "pipeline/transcript.h"
#include "upstream/attempt.h"

namespace mirror::pipeline {

/// Reads a non-streaming answer whole, looks at it, and passes it on. Nothing reaches the client before it is complete, so that a cut
/// answer can be asked for elsewhere. Errors: those of Attempt::next; upstreamBadResponse when it is no JSON object, is an error in
/// spite of its 2xx, or is larger than http.max_answer. With `rules` its texts are looked at first, and one larger than 16 MiB is refused: looking through it would hold up every
/// stream of the worker for a quarter of a second, and nothing goes out unseen. One that a rule cut is an answer; exchange.error says contentNotAllowed.
/// `transcript`, unless null, gets the texts that go out; of an answer above 16 MiB none, and says so.
base::Task<Result<void>> relayJson(Context& context, exchange::Exchange& exchange, upstream::Attempt& attempt, SteadyTime deadline, std::string_view cors,
                                   AnswerRules rules, Transcript* transcript);

}  // namespace mirror::pipeline
