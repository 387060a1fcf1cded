#pragma once
#include <optional>

#include "auth/authenticator.h"
#include "base/random.h"
#include "filter/ruleset.h"
#include "log/value_sealer.h"
#include "metrics/worker_shard.h"
#include "net/reactor.h"
#include "openai/answer_texts.h"
#include "openai/json_body.h"
#include "openai/stream_event.h"
#include "openai/text_walk.h"
#include "route/retry_budget.h"
#include "upstream/pool.h"

namespace mirror::pipeline {

/// What the stages of one worker share. All of it belongs to the worker's thread.
struct Context {
    net::Reactor& reactor;
    upstream::Pool& pool;
    metrics::WorkerShard& shard;
    auth::Authenticator& authenticator;
    base::Random& random;
    openai::RequestBodyReader bodyReader{};
    openai::StreamEventReader eventReader{};
    openai::AnswerReader answerReader{};
    route::RetryBudget retryBudget{std::chrono::steady_clock::now()};
    /// Room for the header lines of an answer; used within one call, never across a suspension.
    std::string fieldsRoom{};
    /// The same for events on their way.
    std::string eventsRoom{};
    // The same for what is looked for in texts.
    openai::BodyTexts textsRoom{};
    openai::AnswerTexts answerTextsRoom{};
    filter::ScanRoom scanRoom{};
    std::vector<filter::Hit> hitsRoom{};
    // Originals of masked values on their way to the journal.
    std::optional<log::ValueSealer> valueSealer{};
    std::uint64_t sealsFor = 0;  ///< Journaling::serial of the one whose key it has; 0: none
};

}  // namespace mirror::pipeline
