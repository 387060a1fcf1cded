#include "listen/request_reader.h"

#include "base/text.h"
#include "http/content_coding.h"
#include "http/head_parser.h"

namespace mirror::listen {

namespace {
constexpr std::size_t kJsonPadding = 64;
constexpr std::size_t kKeptCapacity = 4096;
constexpr std::size_t kMaxDiscard = 256 * 1024;
constexpr std::chrono::seconds kRateWindow{5};

void shrink(std::string& text) {
    if (text.capacity() > kKeptCapacity) std::string().swap(text);
    text.clear();
}
}  // namespace

void RequestReader::attach(net::Stream& stream, net::Canceller& clientGone, const HttpConfig& config, ClientOutput& output) {
    m_stream = &stream;
    m_clientGone = &clientGone;
    m_config = &config;
    m_maxBody = static_cast<std::uint64_t>(config.maxBody.value);
    m_output = &output;
}

void RequestReader::detach() {
    shrink(m_head);
    shrink(m_body);
    m_contentCoding.clear();
    m_decoder = http::BodyDecoder();
    m_hasLength = false;
    m_length = m_bytes = m_bodyBytes = 0;
    m_used = 0;
}

/// True when the head is complete: then m_head holds it and m_input what follows.
Result<bool> RequestReader::scan(http::HeadScanner& scanner, std::string_view data) {
    switch (scanner.scan(data)) {
        case http::HeadScanner::State::needMore: return false;
        case http::HeadScanner::State::tooLarge: return fail(ErrorCode::headersTooLarge);
        case http::HeadScanner::State::malformed: return fail(ErrorCode::badRequest, {}, "control character or bare line end in the head");
        case http::HeadScanner::State::complete: break;
    }
    m_head.assign(data.substr(scanner.headStart(), scanner.headEnd() - scanner.headStart()));
    return true;
}

/// Line ends before a request line are skipped (RFC 9112 2.2): they begin no request, and no clock.
bool RequestReader::begins(std::string_view data, SteadyTime& begun, SteadyTime& deadline) const {
    if (data.find_first_not_of("\r\n") == std::string_view::npos) return false;
    begun = std::chrono::steady_clock::now();
    deadline = begun + m_config->headerDeadline;
    return true;
}

base::Task<Result<void>> RequestReader::readHead(http::RequestHead& head, SteadyTime& begun) {
    http::HeadScanner scanner(static_cast<std::size_t>(m_config->maxHead.value));
    const auto scratch = m_stream->reactor().scratch();
    SteadyTime deadline = m_stream->reactor().now() + m_config->keepAlive;
    bool hasBegun = false;
    if (!m_input.empty()) {
        hasBegun = begins(m_input, begun, deadline);
        const Result<bool> whole = scan(scanner, m_input);
        if (!whole) co_return fail(whole.error());
        if (*whole) {
            m_input.erase(0, scanner.headEnd());
            co_return parse(head);
        }
    }
    for (;;) {
        const net::IoResult got = m_stream->readNow(scratch);
        if (got.status == net::IoStatus::closed || got.status == net::IoStatus::failed) co_return fail(ErrorCode::clientGone);
        if (got.status == net::IoStatus::ok) {
            std::string_view data(scratch.data(), got.count);
            if (!hasBegun) hasBegun = begins(data, begun, deadline);
            const bool direct = m_input.empty();  // the usual case: the whole head in one read, looked at where it lies
            if (!direct) {
                m_input.append(data);
                data = m_input;
            }
            const Result<bool> whole = scan(scanner, data);
            if (!whole) co_return fail(whole.error());
            if (*whole) {
                if (direct)
                    m_input.assign(data.substr(scanner.headEnd()));
                else
                    m_input.erase(0, scanner.headEnd());
                co_return parse(head);
            }
            if (direct) m_input.assign(data);
            continue;
        }
        const net::Wake wake = co_await m_stream->readable(deadline, m_clientGone);
        if (wake == net::Wake::timeout) co_return fail(hasBegun ? ErrorCode::requestTimeout : ErrorCode::clientGone);
        if (wake == net::Wake::cancelled) co_return fail(ErrorCode::clientGone);
    }
}

Result<void> RequestReader::parse(http::RequestHead& head) {
    http::HeadLimits limits;
    limits.maxBytes = static_cast<std::size_t>(m_config->maxHead.value);
    limits.maxUri = static_cast<std::size_t>(m_config->maxUri.value);
    limits.maxFields = static_cast<std::size_t>(m_config->maxFields);
    if (auto parsed = http::parseRequestHead(m_head, limits, head); !parsed) return parsed;
    m_decoder = http::BodyDecoder(head.body, head.contentLength);
    m_hasLength = head.body == http::BodyKind::length;
    m_length = head.contentLength;
    m_bytes = m_head.size();
    m_bodyStart = m_stream->reactor().now();
    if (const auto coding = http::findField(head.fields, "Content-Encoding")) m_contentCoding = *coding;
    return {};
}

SteadyTime RequestReader::bodyDeadline() const {
    const std::int64_t rate = m_config->minBodyRate.value;
    if (rate <= 0) return SteadyTime::max();  // the check is turned off
    return m_bodyStart + kRateWindow + std::chrono::seconds(static_cast<std::int64_t>(m_bodyBytes) / rate);
}

base::Task<Result<void>> RequestReader::receiveMore() {
    m_output->continueRequest();
    const auto scratch = m_stream->reactor().scratch();
    for (;;) {
        const net::IoResult got = m_stream->readNow(scratch);
        if (got.status == net::IoStatus::ok) {
            m_bodyBytes += got.count;
            m_input.append(scratch.data(), got.count);
            co_return Result<void>();
        }
        if (got.status != net::IoStatus::wouldBlock) co_return fail(ErrorCode::clientGone);
        const net::Wake wake = co_await m_stream->readable(bodyDeadline(), m_clientGone);
        if (wake == net::Wake::timeout) co_return fail(ErrorCode::requestTimeout);
        if (wake == net::Wake::cancelled) co_return fail(ErrorCode::clientGone);
    }
}

/// Takes the framing off everything in m_input that belongs to the body.
Result<void> RequestReader::decodeInto(std::string& body) {
    std::size_t used = 0;
    while (!m_decoder.finished() && used < m_input.size()) {
        const auto piece = m_decoder.next(std::string_view(m_input).substr(used));
        if (!piece) return fail(piece.error());
        if (body.size() + piece->data.size() > m_maxBody) return fail(ErrorCode::bodyTooLarge);
        body += piece->data;
        used += piece->consumed;
        if (piece->consumed == 0) break;
    }
    m_input.erase(0, used);
    m_bytes += used;
    return {};
}

base::Task<Result<std::string_view>> RequestReader::readAll() {
    if (m_hasLength && m_length > m_maxBody) co_return fail(ErrorCode::bodyTooLarge);
    if (m_hasLength) m_body.reserve(static_cast<std::size_t>(m_length) + kJsonPadding);
    for (;;) {
        const Result<void> decoded = decodeInto(m_body);
        if (!decoded) co_return fail(decoded.error());
        if (m_decoder.finished()) break;
        const Result<void> received = co_await receiveMore();
        if (!received) co_return fail(received.error());
    }
    if (!m_contentCoding.empty() && !base::equalsIgnoreCase(m_contentCoding, "identity")) {
        auto inflated = http::inflateBody(m_contentCoding, m_body, static_cast<std::size_t>(m_maxBody), static_cast<std::size_t>(m_config->maxInflateRatio));
        if (!inflated) co_return fail(inflated.error());
        m_body = std::move(*inflated);
    }
    if (m_body.capacity() < m_body.size() + kJsonPadding) m_body.reserve(m_body.size() + kJsonPadding);
    co_return std::string_view(m_body);
}

base::Task<Result<std::string_view>> RequestReader::readSome() {
    m_input.erase(0, std::exchange(m_used, 0));
    for (;;) {
        while (!m_decoder.finished() && m_used < m_input.size()) {
            const auto piece = m_decoder.next(std::string_view(m_input).substr(m_used));
            if (!piece) co_return fail(piece.error());
            m_used += piece->consumed;
            m_bytes += piece->consumed;
            if (!piece->data.empty()) co_return piece->data;
            if (piece->consumed == 0) break;
        }
        m_input.erase(0, std::exchange(m_used, 0));
        if (m_decoder.finished()) co_return std::string_view();
        const Result<void> received = co_await receiveMore();
        if (!received) co_return fail(received.error());
    }
}

base::Task<bool> RequestReader::discardRest() {
    m_input.erase(0, std::exchange(m_used, 0));
    if (!m_decoder.finished() && m_output->isBodyHeldBack()) co_return false;
    std::size_t discarded = 0;
    std::string sink;
    while (!m_decoder.finished()) {
        sink.clear();
        const Result<void> decoded = decodeInto(sink);
        if (!decoded) co_return false;
        discarded += sink.size();
        if (m_decoder.finished()) break;
        if (discarded > kMaxDiscard) co_return false;
        const Result<void> received = co_await receiveMore();
        if (!received) co_return false;
    }
    co_return true;
}

}  // namespace mirror::listen
