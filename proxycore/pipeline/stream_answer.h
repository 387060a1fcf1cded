#pragma once
#include "pipeline/context.h"
#include "pipeline/text_channel.h"
#include "pipeline/transcript.h"
#include "upstream/attempt.h"

namespace mirror::pipeline {

struct StreamTimers {
    Milliseconds firstToken{0};  ///< from the response head to the first meaningful event
    Milliseconds idle{0};        ///< between bytes after that
    SteadyTime total{};
};

/// Relays a stream as it is produced. Nothing is sent before the first meaningful event; until then every error is returned for another
/// attempt. After it a failure ends the stream with an error event, without [DONE] and without the final chunk, and is returned too. With `rules` texts are looked
/// at first; one that blocks ends the stream as its protocol ends one because of the content: that is no failure, exchange.error says contentNotAllowed.
/// `transcript`, unless null, gets the texts that went out.
base::Task<Result<void>> relayStream(Context& context, exchange::Exchange& exchange, upstream::Attempt& attempt, StreamTimers timers, std::string_view cors,
                                     AnswerRules rules, Transcript* transcript);

}  // namespace mirror::pipeline
