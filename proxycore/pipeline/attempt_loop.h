#pragma once
#include <optional>
#include <string>

#include "openai/error_body.h"
#include "pipeline/context.h"
#include "pipeline/request_filter.h"
#include "pipeline/runtime.h"
#include "pipeline/text_channel.h"
#include "route/retry_policy.h"
#include "upstream/attempt.h"

namespace mirror::pipeline {

/// Asks candidates in order until one answers, the policy gives up or the client leaves. Replaces an attempt only while nothing meaningful
/// has reached the client; wire.md section 6.
class AttemptLoop {
public:
    /// exchange.candidates are tried, with the body as `screening` left it; `start`: now.
    AttemptLoop(Context& context, const Runtime& runtime, exchange::Exchange& exchange, const Screening& screening, std::string_view cors, SteadyTime start);
    base::Task<void> run();

private:
    base::Task<Result<void>> tryOnce(upstream::Attempt& attempt, const upstream::Target& target);
    base::Task<Result<void>> takeAnswer(upstream::Attempt& attempt);
    base::Task<Result<void>> takeRefusal(upstream::Attempt& attempt);
    base::Task<bool> pauseBeforeRetry(Error failure);
    void giveUp(const Error& error);
    Error truly(const Error& failure) const;
    void noteStages(const upstream::Attempt& attempt);
    upstream::Attempt::Deadlines deadlines() const;
    AnswerRules answerRules() const;
    SteadyTime totalDeadline() const { return m_exchange.begun + m_runtime.config->timeouts.total; }
    bool hasOtherCandidate() const { return m_position + 1 < m_exchange.candidates.size(); }

    Context& m_context;
    const Runtime& m_runtime;
    exchange::Exchange& m_exchange;
    const Screening& m_screening;
    std::string_view m_cors;
    std::string_view m_modelLabel;
    std::size_t m_position = 0;
    int m_attemptsMade = 0;
    int m_attemptsHere = 0;
    SteadyTime m_attemptStart;
    // of the last attempt
    int m_status = 0;
    std::optional<Milliseconds> m_retryAfter;
};

}  // namespace mirror::pipeline
