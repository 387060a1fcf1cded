#include "upstream/attempt.h"

#include <algorithm>

#include "base/text.h"
#include "http/head_parser.h"
#include "http/head_scanner.h"
#include "http/serializer.h"

namespace mirror::upstream {

namespace {
constexpr std::size_t kMaxHead = 64 * 1024;
/// A connection that was closed while idle says so within a round trip.
constexpr std::chrono::seconds kStaleWithin{1};
constexpr std::size_t kJoinUpTo = 64 * 1024;  // head and body in one packet
SteadyTime now() { return std::chrono::steady_clock::now(); }
}  // namespace

Attempt::Attempt(Pool& pool, std::shared_ptr<const Target> target, net::Canceller* canceller)
    : m_pool(pool), m_target(std::move(target)), m_canceller(canceller), m_buffers(pool.takeBuffers()) {
    m_head.fields = std::move(m_buffers->fields);
}

Attempt::~Attempt() {
    m_head.fields.clear();
    m_buffers->fields = std::move(m_head.fields);
    m_pool.giveBack(std::move(m_buffers));
}

Error Attempt::error(ErrorCode code, std::string cause, Retry retry) const { return makeError(code, {m_target->name}, std::move(cause), retry); }

base::Task<Result<void>> Attempt::open(SteadyTime deadline) {
    m_reused = false;
    auto connected = co_await m_pool.connect(*m_target, deadline, m_canceller);
    if (!connected) co_return fail(connected.error());
    m_stream = std::move(*connected);
    m_connectedAt = now();
    co_return Result<void>();
}

base::Task<Result<void>> Attempt::sendAll(std::string_view data, SteadyTime deadline) {
    while (!data.empty()) {
        const net::IoResult put = m_stream->writeNow(data);
        data.remove_prefix(put.count);
        if (put.status == net::IoStatus::failed) co_return fail(error(ErrorCode::upstreamReset, "while sending", Retry::sameUpstream));
        if (data.empty()) break;
        const net::Wake wake = co_await m_stream->writable(deadline, m_canceller);
        if (wake == net::Wake::timeout) co_return fail(error(ErrorCode::upstreamTimeoutHeaders, "while sending", Retry::otherUpstream));
        if (wake == net::Wake::cancelled) co_return fail(ErrorCode::clientGone);
    }
    co_return Result<void>();
}

/// Usually the socket takes all of a request at once, and no coroutine is needed; else m_unsent says that sendRest() has to follow.
Result<void> Attempt::sendNow(std::string_view head, std::string_view body) {
    m_unsent = head.size() + body.size();
    if (m_unsent > kJoinUpTo) return {};
    std::string& joined = m_pool.sendScratch();
    joined.clear();
    base::append(joined, {head, body});
    const net::IoResult put = m_stream->writeNow(joined);
    if (put.status == net::IoStatus::failed) return fail(error(ErrorCode::upstreamReset, "while sending", Retry::sameUpstream));
    m_unsent -= put.count;
    if (m_unsent > 0) m_buffers->body.assign(joined, put.count);  // the scratch is another's while this one waits
    return {};
}

base::Task<Result<void>> Attempt::sendRest(std::string_view head, std::string_view body, SteadyTime deadline) {
    if (m_unsent <= kJoinUpTo) {
        const Result<void> sent = co_await sendAll(m_buffers->body, deadline);
        co_return sent;
    }
    const Result<void> first = co_await sendAll(head, deadline);
    if (!first) co_return first;
    const Result<void> second = co_await sendAll(body, deadline);
    co_return second;
}

/// True when `data` holds the whole head; then m_head is parsed and m_buffer holds what follows it.
Result<bool> Attempt::takeHead(std::string_view data) {
    const std::size_t received = data.size();
    for (;;) {
        http::HeadScanner scanner(kMaxHead);
        switch (scanner.scan(data)) {
            case http::HeadScanner::State::needMore:
                if (received <= kMaxHead) return false;
                return fail(error(ErrorCode::upstreamBadResponse, "too many interim answers", Retry::otherUpstream));
            case http::HeadScanner::State::tooLarge: return fail(error(ErrorCode::upstreamBadResponse, "head too large", Retry::otherUpstream));
            case http::HeadScanner::State::malformed:
                return fail(error(ErrorCode::upstreamBadResponse, "control character or bare line end in the head", Retry::otherUpstream));
            case http::HeadScanner::State::complete: break;
        }
        if (scanner.headStart() != 0) return fail(error(ErrorCode::upstreamBadResponse, "empty lines before the head", Retry::otherUpstream));
        m_buffers->head.assign(data.substr(scanner.headStart(), scanner.headEnd() - scanner.headStart()));
        http::HeadLimits limits;
        limits.maxBytes = kMaxHead;
        if (auto parsed = http::parseResponseHead(m_buffers->head, limits, m_isHead ? "HEAD" : "POST", m_head); !parsed)
            return fail(error(ErrorCode::upstreamBadResponse, parsed.error().cause, Retry::otherUpstream));
        data.remove_prefix(scanner.headEnd());
        if (m_head.status >= 200) break;  // interim answers are ours to skip
        if (m_head.status == 101) return fail(error(ErrorCode::upstreamBadResponse, "unasked protocol switch", Retry::otherUpstream));
    }
    if (data.data() >= m_buffers->rest.data() && data.data() <= m_buffers->rest.data() + m_buffers->rest.size())
        m_buffers->rest.erase(0, m_buffers->rest.size() - data.size());  // the head came in pieces: `data` lies in it
    else
        m_buffers->rest.assign(data);
    m_decoder = http::BodyDecoder(m_head.body, m_head.contentLength);
    m_headAt = now();
    return true;
}

base::Task<Result<void>> Attempt::readHead(SteadyTime deadline) {
    const auto scratch = m_stream->reactor().scratch();
    m_buffers->rest.clear();
    for (;;) {
        const net::IoResult got = m_stream->readNow(scratch);
        if (got.status == net::IoStatus::ok) {
            std::string_view data(scratch.data(), got.count);
            if (!m_buffers->rest.empty()) {
                m_buffers->rest.append(data);
                data = m_buffers->rest;
            }
            const Result<bool> whole = takeHead(data);
            if (!whole) co_return fail(whole.error());
            if (*whole) co_return Result<void>();
            if (m_buffers->rest.empty()) m_buffers->rest.assign(data);
            continue;
        }
        if (got.status != net::IoStatus::wouldBlock) {
            if (m_buffers->rest.empty()) co_return fail(error(ErrorCode::upstreamReset, {}, Retry::sameUpstream));
            co_return fail(error(ErrorCode::upstreamBadResponse, "connection ended within the head", Retry::sameUpstream));
        }
        const net::Wake wake = co_await m_stream->readable(deadline, m_canceller);
        if (wake == net::Wake::timeout) co_return fail(error(ErrorCode::upstreamTimeoutHeaders, {}, Retry::otherUpstream));
        if (wake == net::Wake::cancelled) co_return fail(ErrorCode::clientGone);
    }
}

base::Task<Result<void>> Attempt::begin(std::string_view head, std::string_view body, Deadlines deadlines) {
    m_startedAt = m_connectedAt = deadlines.start;
    const SteadyTime latest = deadlines.head;
    m_stream = m_pool.takeIdle(*m_target);
    if (m_stream) {
        m_reused = true;
        if (deadlines.headTime.count() > 0) deadlines.head = std::min(m_connectedAt + deadlines.headTime, latest);
        Result<void> outcome = sendNow(head, body);
        if (outcome && m_unsent > 0) outcome = co_await sendRest(head, body, deadlines.head);
        if (outcome) outcome = co_await readHead(deadlines.head);
        if (outcome || outcome.error().code != ErrorCode::upstreamReset) co_return outcome;
        // one that ends while the upstream is at work is a failure like any other: the work may have been done and billed
        if (now() - m_startedAt > kStaleWithin) co_return outcome;
        // it had been closed while idle: that says nothing about the upstream, so a fresh connection is owed
        m_stream.reset();
    }
    const SteadyTime connectUntil = std::min(now() + deadlines.connectTime, latest);
    const Result<void> opened = co_await open(connectUntil);
    if (!opened) co_return opened;
    if (deadlines.headTime.count() > 0) deadlines.head = std::min(m_connectedAt + deadlines.headTime, latest);
    Result<void> sent = sendNow(head, body);
    if (sent && m_unsent > 0) sent = co_await sendRest(head, body, deadlines.head);
    if (!sent) co_return sent;
    const Result<void> answered = co_await readHead(deadlines.head);
    co_return answered;
}

base::Task<Result<void>> Attempt::beginStreaming(std::string_view head, exchange::RequestBody& body, bool chunked, Deadlines deadlines) {
    m_startedAt = deadlines.start;
    const SteadyTime connectUntil = std::min(now() + deadlines.connectTime, deadlines.head);
    const Result<void> opened = co_await open(connectUntil);
    if (!opened) co_return opened;
    const Result<void> sentHead = co_await sendAll(head, deadlines.head);
    if (!sentHead) co_return sentHead;
    std::string frame;
    for (;;) {
        const Result<std::string_view> piece = co_await body.readSome();
        if (!piece) co_return fail(piece.error());
        if (piece->empty()) break;
        frame.clear();
        if (chunked)
            http::appendChunk(frame, *piece);
        else
            frame.assign(*piece);
        const SteadyTime stall = now() + std::chrono::seconds(60);
        const Result<void> sent = co_await sendAll(frame, stall);
        if (!sent) co_return sent;
    }
    if (chunked) {
        const Result<void> ended = co_await sendAll(http::kLastChunk, deadlines.head);
        if (!ended) co_return ended;
    }
    const Result<void> answered = co_await readHead(deadlines.head);
    co_return answered;
}

/// Takes the framing off all of `data`. One piece that fills it is handed on where it lies; several are joined.
Result<std::string_view> Attempt::decode(std::string_view data) {
    bool joined = false;
    std::string_view only;
    while (!data.empty() && !m_decoder.finished()) {
        const auto piece = m_decoder.next(data);
        if (!piece) return fail(error(ErrorCode::upstreamBadResponse, piece.error().cause, Retry::otherUpstream));
        data.remove_prefix(piece->consumed);
        if (piece->data.empty()) {
            if (piece->consumed == 0) break;
            continue;
        }
        if (only.empty() && !joined) {
            only = piece->data;
            continue;
        }
        if (!joined) m_buffers->body.assign(only);
        joined = true;
        m_buffers->body += piece->data;
    }
    if (!data.empty()) m_head.keepAlive = false;  // bytes after the end: never reuse such a connection
    return joined ? std::string_view(m_buffers->body) : only;
}

std::optional<Result<std::string_view>> Attempt::nextNow() {
    if (!m_buffers->rest.empty()) {
        m_buffers->first.swap(m_buffers->rest);
        m_buffers->rest.clear();
        auto first = decode(m_buffers->first);
        if (!first || !first->empty()) return first;
    }
    const auto scratch = m_stream->reactor().scratch();
    while (!m_decoder.finished()) {
        const net::IoResult got = m_stream->readNow(scratch);
        if (got.status == net::IoStatus::wouldBlock) return std::nullopt;
        if (got.status == net::IoStatus::ok) {
            auto piece = decode(std::string_view(scratch.data(), got.count));
            if (!piece || !piece->empty()) return piece;
            continue;
        }
        m_head.keepAlive = false;
        const bool clean = got.status == net::IoStatus::closed && m_decoder.endOfInput().has_value();
        if (clean) break;
        return fail(error(ErrorCode::upstreamCut, {}, Retry::sameUpstream));
    }
    return std::string_view();
}

Error Attempt::waitError(net::Wake wake) const {
    if (wake == net::Wake::timeout) return error(ErrorCode::upstreamTimeoutIdle, {}, Retry::otherUpstream);
    return makeError(ErrorCode::clientGone);
}

base::Task<Result<std::string_view>> Attempt::next(SteadyTime deadline) {
    for (;;) {
        auto piece = nextNow();
        if (piece) co_return std::move(*piece);
        const net::Wake wake = co_await m_stream->readable(deadline, m_canceller);
        if (wake != net::Wake::ready) co_return fail(waitError(wake));
    }
}

void Attempt::release() {
    if (m_stream && m_decoder.finished() && m_head.keepAlive && m_head.body != http::BodyKind::untilClose)
        m_pool.giveBack(*m_target, std::move(m_stream));
    m_stream.reset();
}

}  // namespace mirror::upstream
