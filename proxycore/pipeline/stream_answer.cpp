#include "pipeline/stream_answer.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "openai/error_body.h"
#include "pipeline/answer_fields.h"
#include "pipeline/stream_gate.h"

namespace mirror::pipeline {

namespace {

SteadyTime now() { return std::chrono::steady_clock::now(); }

constexpr std::string_view kStreamFields = "Cache-Control: no-cache\r\nX-Accel-Buffering: no\r\n";
/// How long the end of the upstream's body is waited for after [DONE], so that the connection can be kept.
constexpr Milliseconds kTail{50};
/// How long usage and [DONE] are waited for after the last finish_reason; some upstreams send neither and keep the connection open.
constexpr Milliseconds kGrace{2'000};
/// One huge event must not pin its memory for ever.
constexpr std::size_t kKeptRoom = 1024 * 1024;

/// Counts a running stream for as long as it lives.
class ActiveStream {
public:
    explicit ActiveStream(metrics::WorkerShard& shard) : m_count(shard.gauges().activeStreams) { ++m_count; }
    ~ActiveStream() { --m_count; }
    ActiveStream(const ActiveStream&) = delete;
    ActiveStream& operator=(const ActiveStream&) = delete;

private:
    std::int64_t& m_count;
};

/// One stream being relayed.
class StreamRelay {
public:
    StreamRelay(Context& context, exchange::Exchange& exchange, upstream::Attempt& attempt, StreamTimers timers, std::string_view cors, AnswerRules rules, Transcript* transcript)
        : m_context(context),
          m_exchange(exchange),
          m_attempt(attempt),
          m_timers(timers),
          m_cors(cors),
          m_transcript(transcript),
          m_filter(makeFilter(context, exchange, rules, transcript)),
          m_gate(context.eventReader, exchange.endpoint.endpoint, exchange.parsed.includeUsage, exchange.parsed.choices, m_filter.get()),
          m_active(context.shard) {
        if (!m_transcript) return;
        m_transcript->clear();
        m_gate.keepIn(*m_transcript, context.answerTextsRoom);
    }

    base::Task<Result<void>> run() {
        Result<void> ended = co_await relay();
        if (!ended && m_committed) ended = flushBefore(ended);
        m_exchange.usage = m_gate.usage();
        m_exchange.modelAnswered = m_gate.model();
        m_exchange.events = m_gate.eventsPassed();
        if (m_transcript && !m_committed) m_transcript->clear();  // held, and never sent
        if (m_gate.isOpen()) m_exchange.stage(StageId::transfer, m_firstToken, now());
        if (!ended && m_gate.isOpen()) breakOff(ended.error());
        co_return ended;
    }

private:
    base::Task<Result<void>> relay() {
        if (!isEventStream()) co_return fail(named(makeError(ErrorCode::upstreamBadResponse, {}, "not an event stream", Retry::otherUpstream)));
        SteadyTime deadline = std::min(m_attempt.headAt() + m_timers.firstToken, m_timers.total);
        for (;;) {
            const auto arrived = m_attempt.nextNow();
            if (!arrived) {
                const net::Wake wake = co_await m_attempt.readable(deadline);
                if (wake == net::Wake::timeout && m_gate.isComplete()) break;  // all is said but [DONE]
                if (wake != net::Wake::ready) co_return fail(renamed(m_attempt.waitError(wake), now()));
                continue;
            }
            const Result<std::string_view>& piece = *arrived;
            const SteadyTime received = now();
            if (!piece && !(piece.error().code == ErrorCode::upstreamCut && m_gate.isComplete())) co_return fail(renamed(piece.error(), received));
            if (!piece || piece->empty()) break;
            std::string& out = m_context.eventsRoom;
            if (out.capacity() > kKeptRoom) std::string().swap(out);
            out.clear();
            const Result<void> taken = m_gate.take(*piece, out);
            if (m_gate.isOpen() && !m_committed) commit(received);
            if (m_committed && !out.empty()) {
                if (!m_exchange.client->write(out)) co_return fail(ErrorCode::clientGone);
                m_context.shard.addedDelay(std::chrono::duration_cast<Microseconds>(now() - received));
                if (m_exchange.client->isBlocked()) {
                    const bool drained = co_await m_exchange.client->drained();
                    if (!drained) co_return fail(ErrorCode::clientGone);
                }
            }
            if (!taken) co_return fail(named(taken.error()));
            if (m_gate.isDone()) break;
            if (m_committed) deadline = nextDeadline();
        }
        const Result<void> finished = co_await finish();
        co_return finished;
    }

    /// How long the upstream may be silent; when all is said, how long it may go on at all.
    SteadyTime nextDeadline() {
        const SteadyTime present = m_context.reactor.now();
        if (!m_gate.isComplete()) {
            m_completeAt.reset();  // a choice that nobody had asked for began
            return std::min(present + m_timers.idle, m_timers.total);
        }
        if (!m_completeAt) m_completeAt = present;
        return std::min(*m_completeAt + std::min(kGrace, m_timers.idle), m_timers.total);
    }

    base::Task<Result<void>> finish() {
        if (!m_gate.isComplete()) co_return fail(named(makeError(ErrorCode::upstreamCut, {}, "the stream ended early", Retry::sameUpstream)));
        sendHeld();
        // [DONE] behind no content and no finish_reason is no answer: no status line without a meaning (wire.md section 3)
        if (!m_committed) co_return fail(named(makeError(ErrorCode::upstreamCut, {}, "the stream was empty", Retry::sameUpstream)));
        endWell();
        if (!m_attempt.isFinished() && !isBlocked()) {
            const SteadyTime tail = now() + kTail;
            const Result<std::string_view> rest = co_await m_attempt.next(tail);
            static_cast<void>(rest);
        }
        co_return Result<void>();
    }

    bool isBlocked() const { return m_filter && m_filter->isBlocked(); }

    void endWell() {
        m_exchange.client->write(m_gate.closing());
        m_exchange.client->finish();
        if (isBlocked()) m_exchange.error = makeError(ErrorCode::contentNotAllowed, {m_filter->blockedBy()}, m_filter->blockedBy().empty() ? "too many texts at once" : "");
    }

    /// What the filter still holds, now that the upstream says no more.
    void sendHeld() {
        if (!m_filter || m_gate.isDone()) return;
        std::string out;
        m_gate.flush(out);
        if (m_gate.isOpen() && !m_committed) commit(now());
        if (m_committed && !out.empty()) m_exchange.client->write(out);
    }

    /// The text so far goes out before the failure is told. When a rule ends the stream there, that is how it ended.
    Result<void> flushBefore(const Result<void>& failure) {
        if (failure.error().code == ErrorCode::clientGone && !m_exchange.cutByEngine) return failure;
        sendHeld();
        if (!isBlocked()) return failure;
        endWell();
        return {};
    }

    void commit(SteadyTime received) {
        m_committed = true;
        m_firstToken = received;
        m_exchange.stage(StageId::firstToken, m_attempt.headAt(), received);
        m_exchange.status = 200;
        std::string extra(kStreamFields);
        extra += m_cors;
        std::string fields;
        writeAnswerFields(fields, m_exchange, m_attempt.head(), "text/event-stream; charset=utf-8", extra);
        m_exchange.client->begin(200, fields, exchange::AnswerBody::chunked);
        m_exchange.firstToken = std::chrono::duration_cast<Microseconds>(received - m_exchange.begun);
        m_context.shard.upstreamFirstToken(m_exchange.upstream, std::chrono::duration_cast<Microseconds>(received - m_attempt.startedAt()));
    }

    /// The stream must not lie: an error event, and an end that no client takes for one.
    void breakOff(const Error& failure) {
        if (failure.code == ErrorCode::clientGone && !m_exchange.cutByEngine) return;
        const Error error = failure.code == ErrorCode::clientGone ? makeError(ErrorCode::draining) : failure;
        std::string event = "data: ";
        event += openai::toJson(openai::errorBodyFor(error));
        event += "\n\n";
        m_exchange.client->write(event);
        m_exchange.client->abort();
    }

    static std::unique_ptr<StreamFilter> makeFilter(Context& context, exchange::Exchange& exchange, AnswerRules rules, Transcript* transcript) {
        if (!rules.any()) return nullptr;
        const StreamFilter::Room room{context.scanRoom, context.answerTextsRoom};
        return std::make_unique<StreamFilter>(rules, RuleLog(exchange, context.shard), room, exchange.endpoint.endpoint, exchange.parsed.includeUsage, transcript);
    }

    bool isEventStream() const {
        const auto type = http::findField(m_attempt.head().fields, "Content-Type");
        return type && base::equalsIgnoreCase(base::trim(type->substr(0, type->find(';'))), "text/event-stream");
    }

    Error named(Error error) const {
        if (error.args.empty()) error.args = {std::string(m_exchange.upstream)};
        return error;
    }

    /// Which timer it was that ran out.
    Error renamed(Error error, SteadyTime at) const {
        if (error.code != ErrorCode::upstreamTimeoutIdle) return named(std::move(error));
        if (at >= m_timers.total)
            error.code = ErrorCode::upstreamTimeoutTotal;
        else if (!m_gate.isOpen())
            error.code = ErrorCode::upstreamTimeoutFirstToken;
        return named(std::move(error));
    }

    Context& m_context;
    exchange::Exchange& m_exchange;
    upstream::Attempt& m_attempt;
    StreamTimers m_timers;
    std::string_view m_cors;
    Transcript* m_transcript;
    std::unique_ptr<StreamFilter> m_filter;
    StreamGate m_gate;
    ActiveStream m_active;
    SteadyTime m_firstToken{};
    std::optional<SteadyTime> m_completeAt;
    bool m_committed = false;
};

}  // namespace

base::Task<Result<void>> relayStream(Context& context, exchange::Exchange& exchange, upstream::Attempt& attempt, StreamTimers timers, std::string_view cors, AnswerRules rules,
                                     Transcript* transcript) {
    StreamRelay relay(context, exchange, attempt, timers, cors, rules, transcript);
    Result<void> ended = co_await relay.run();
    co_return ended;
}

}  // namespace mirror::pipeline
