#include "pipeline/attempt_loop.h"

#include <algorithm>

#include "pipeline/attempt_log.h"
#include "pipeline/dialogue.h"
#include "pipeline/json_answer.h"
#include "pipeline/relayed_answer.h"
#include "pipeline/stream_answer.h"
#include "pipeline/upstream_request.h"
#include "pipeline/upstream_verdict.h"

namespace mirror::pipeline {

using route::Decision;

namespace {

SteadyTime now() { return std::chrono::steady_clock::now(); }

}  // namespace

AttemptLoop::AttemptLoop(Context& context, const Runtime& runtime, exchange::Exchange& exchange, const Screening& screening, std::string_view cors,
                         SteadyTime start)
    : m_context(context), m_runtime(runtime), m_exchange(exchange), m_screening(screening), m_cors(cors), m_attemptStart(start) {
    m_modelLabel = runtime.routes.isConfigured(exchange.model) ? exchange.model : std::string_view("other");
}

base::Task<void> AttemptLoop::run() {
    m_context.retryBudget.earn(m_runtime.config->retry);
    std::erase_if(m_exchange.candidates, [this](std::size_t index) { return !m_runtime.targets[index]; });
    if (m_exchange.candidates.empty()) {
        giveUp(makeError(ErrorCode::noHealthyUpstream, {}, "no candidate is ready"));
        co_return;
    }
    for (;;) {
        const auto& target = m_runtime.targets[m_exchange.candidates[m_position]];
        m_exchange.upstream = target->name;
        m_status = 0;
        m_retryAfter.reset();
        ++m_attemptsMade;
        ++m_attemptsHere;
        Error failure;
        {
            AttemptLog log(m_exchange, m_context.shard, target->name, m_modelLabel, m_attemptStart);
            upstream::Attempt attempt(m_context.pool, target, m_exchange.clientGone);
            const Result<void> answered = co_await tryOnce(attempt, *target);
            if (answered) {
                log.succeeded(m_status, attempt.isReused());
                attempt.release();
                co_return;
            }
            failure = truly(answered.error());
            log.failed(failure, m_status, attempt.isReused());
        }
        const bool again = co_await pauseBeforeRetry(failure);
        if (!again) co_return;
        m_attemptStart = now();
    }
}

/// The failure as it is to be told: when the request's time as a whole is over, that is what happened, whichever timer said so.
Error AttemptLoop::truly(const Error& failure) const {
    const bool ranOut = failure.code == ErrorCode::upstreamTimeoutConnect || failure.code == ErrorCode::upstreamTimeoutHeaders ||
                        failure.code == ErrorCode::upstreamTimeoutFirstToken || failure.code == ErrorCode::upstreamTimeoutIdle;
    if (!ranOut || now() < totalDeadline()) return failure;
    return makeError(ErrorCode::upstreamTimeoutTotal, {std::string(m_exchange.upstream)}, failure.cause);
}

/// Decides what follows a failure, and waits for it. False: the exchange is over and answered.
base::Task<bool> AttemptLoop::pauseBeforeRetry(Error failure) {
    if (failure.code == ErrorCode::clientGone || m_exchange.client->hasBegun()) {
        m_exchange.error = failure;
        co_return false;
    }
    route::Failure known;
    known.error = failure;
    known.status = m_status;
    known.retryAfter = m_retryAfter;
    known.attemptsMade = m_attemptsMade;
    known.attemptsHere = m_attemptsHere;
    known.hasOtherCandidate = hasOtherCandidate();
    known.timeLeft = std::chrono::duration_cast<Milliseconds>(totalDeadline() - now());
    Decision decision = route::decideRetry(known, m_runtime.config->retry, m_context.random);
    // asked last: only a retry that would be made may cost something
    if (decision.kind != Decision::Kind::giveUp && !m_context.retryBudget.spend(m_runtime.config->retry, now())) decision = Decision();
    if (decision.kind == Decision::Kind::giveUp) {
        giveUp(failure);
        co_return false;
    }
    m_context.shard.retried();
    if (decision.kind == Decision::Kind::nextCandidate) {
        ++m_position;
        m_attemptsHere = 0;
    }
    if (decision.delay.count() > 0) {
        const net::Wake wake = co_await m_context.reactor.sleepFor(decision.delay, m_exchange.clientGone);
        if (wake == net::Wake::cancelled) {
            m_exchange.error = makeError(ErrorCode::clientGone);
            co_return false;
        }
    }
    co_return true;
}

upstream::Attempt::Deadlines AttemptLoop::deadlines() const {
    const TimeoutsConfig& timeouts = m_runtime.config->timeouts;
    Milliseconds head = timeouts.nonStreamFirstByte;
    // failing over is only wise where there is somewhere to go: models that think are slow to speak
    if (m_exchange.parsed.stream) head = hasOtherCandidate() ? timeouts.headers : std::max(timeouts.headers, timeouts.onlyCandidate);
    upstream::Attempt::Deadlines out{};
    out.start = m_attemptStart;
    out.connectTime = timeouts.connect;
    out.head = totalDeadline();
    out.headTime = head;
    return out;
}

base::Task<Result<void>> AttemptLoop::tryOnce(upstream::Attempt& attempt, const upstream::Target& target) {
    using openai::Endpoint;
    const bool askUsage = m_exchange.parsed.stream &&
                          (m_exchange.endpoint.endpoint == Endpoint::chatCompletions || m_exchange.endpoint.endpoint == Endpoint::completions);
    std::string scratch;
    const std::string_view body = openai::rewriteBody(m_exchange.body, m_exchange.parsed, m_exchange.model, askUsage, scratch, m_screening.edits);
    std::string& head = attempt.headRoom();
    writeUpstreamHead(head, m_exchange, target, body.size());
    const upstream::Attempt::Deadlines limits = deadlines();
    const Result<void> begun = co_await attempt.begin(head, body, limits);
    if (!begun) co_return begun;
    noteStages(attempt);
    m_status = attempt.head().status;
    if (m_status >= 200 && m_status < 300) {
        const Result<void> taken = co_await takeAnswer(attempt);
        co_return taken;
    }
    const Result<void> refused = co_await takeRefusal(attempt);
    co_return refused;
}

/// Nothing to look at in embeddings: they are numbers.
AnswerRules AttemptLoop::answerRules() const {
    AnswerRules rules;
    if (m_exchange.endpoint.endpoint == openai::Endpoint::embeddings) return rules;
    if (m_runtime.words && m_runtime.words->looksFor(WordScope::output)) rules.words = m_runtime.words.get();
    if (!m_screening.restorer.empty()) rules.names = &m_screening.restorer;
    return rules;
}

void AttemptLoop::noteStages(const upstream::Attempt& attempt) {
    m_exchange.stage(StageId::connect, m_attemptStart, attempt.connectedAt());
    m_exchange.stage(StageId::upstreamHead, attempt.connectedAt(), attempt.headAt());
}

base::Task<Result<void>> AttemptLoop::takeAnswer(upstream::Attempt& attempt) {
    if (!m_exchange.parsed.stream) return relayJson(m_context, m_exchange, attempt, totalDeadline(), m_cors, answerRules(), transcriptOf(m_exchange));
    const TimeoutsConfig& timeouts = m_runtime.config->timeouts;
    StreamTimers timers{};
    timers.firstToken = hasOtherCandidate() ? timeouts.firstToken : std::max(timeouts.firstToken, timeouts.onlyCandidate);
    timers.idle = timeouts.idle;
    timers.total = totalDeadline();
    return relayStream(m_context, m_exchange, attempt, timers, m_cors, answerRules(), transcriptOf(m_exchange));
}

/// An answer that is no success: either the caller's fault, which is relayed, or a reason to try elsewhere.
base::Task<Result<void>> AttemptLoop::takeRefusal(upstream::Attempt& attempt) {
    m_retryAfter = retryAfterOf(attempt.head());
    const std::optional<Error> failure = failureOf(m_status, m_exchange.upstream);
    if (failure) co_return fail(*failure);
    const AnswerRules rules = answerRules();
    const Result<void> relayed = co_await relayRefusal(m_exchange, attempt, totalDeadline(), m_cors, rules);
    co_return relayed;
}

void AttemptLoop::giveUp(const Error& error) { replyFailure(m_exchange, error, m_status, m_retryAfter, m_cors); }

}  // namespace mirror::pipeline
