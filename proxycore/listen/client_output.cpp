#include "listen/client_output.h"

#include "http/serializer.h"

namespace mirror::listen {

using exchange::AnswerBody;

namespace {
constexpr std::size_t kKeptCapacity = 4096;

/// RFC 9112 section 6.3: the others end with their head.
bool mayHaveBody(int status) { return status >= 200 && status != 204 && status != 304; }
}

void ClientOutput::attach(net::Stream& stream, net::Canceller& clientGone, const Terms& terms) {
    m_stream = &stream;
    m_clientGone = &clientGone;
    m_terms = terms;
}

void ClientOutput::detach() {
    if (m_out.capacity() > kKeptCapacity) std::string().swap(m_out);
    m_out.clear();
    m_sent = 0;
    m_bytes = m_bodyLeft = 0;
    m_finishedAt.reset();
    m_begun = m_finished = m_broken = m_aborted = m_rawBody = false;
    m_stream = nullptr;
}

void ClientOutput::begin(int status, std::string_view fields, AnswerBody body, std::uint64_t contentLength) {
    m_begun = true;
    m_body = body;
    m_bodyLeft = contentLength;
    http::HeadWriter writer(m_out);
    writer.statusLine(status);
    m_out += fields;
    if (body == AnswerBody::length) {
        writer.field("Content-Length", contentLength);
    } else if (body == AnswerBody::none && !m_terms.isHead && mayHaveBody(status)) {
        writer.field("Content-Length", std::uint64_t{0});  // without framing the client would wait for the end of the connection
    } else if (body == AnswerBody::chunked) {
        m_rawBody = !m_terms.canChunk;  // HTTP/1.0: the end of the connection is the end of the body
        if (m_rawBody)
            m_terms.keepAlive = false;
        else
            writer.field("Transfer-Encoding", "chunked");
    }
    if (!m_terms.keepAlive)
        writer.field("Connection", "close");
    else if (!m_terms.canChunk)
        writer.field("Connection", "keep-alive");
    writer.end();
}

void ClientOutput::continueRequest() {
    if (!m_terms.expectContinue || m_begun) return;
    m_terms.expectContinue = false;
    m_out += "HTTP/1.1 100 Continue\r\n\r\n";
    flush();
}

bool ClientOutput::write(std::string_view data) {
    if (m_broken) return false;
    if (m_terms.isHead || data.empty()) return flush();
    if (m_body == AnswerBody::chunked && !m_rawBody) {
        if (m_out.empty()) {  // events of hundreds of streams go through one buffer that stays warm, not through one each
            std::string& room = m_stream->reactor().sendRoom();
            http::appendChunk(room, data);
            return sendOrKeep(room);
        }
        http::appendChunk(m_out, data);
    } else {
        m_bodyLeft -= std::min<std::uint64_t>(m_bodyLeft, data.size());
        m_out += data;
    }
    // a body of known length goes with its head in one packet; finish() sends it
    if (m_body == AnswerBody::length && m_bodyLeft == 0 && m_out.size() < 64 * 1024) return true;
    return flush();
}

bool ClientOutput::finish() {
    if (m_broken) return false;
    if (m_body == AnswerBody::chunked && !m_rawBody && !m_terms.isHead) m_out += http::kLastChunk;
    m_finished = true;
    const bool sent = flush();
    if (sent && !isBlocked()) m_finishedAt = std::chrono::steady_clock::now();
    return sent;
}

void ClientOutput::abort() {
    m_aborted = true;
    if (m_rawBody) m_stream->resetOnClose();  // an orderly end of the connection would be the end of the body
}

void ClientOutput::reset() {
    m_aborted = true;
    m_out.clear();
    m_sent = 0;
    m_stream->resetOnClose();
}

/// Sends what the socket takes of bytes that nothing stands before; the rest is kept.
bool ClientOutput::sendOrKeep(std::string_view framed) {
    const net::IoResult result = m_stream->writeNow(framed);
    m_bytes += result.count;
    if (result.status == net::IoStatus::failed) m_broken = true;
    if (!m_broken && result.count < framed.size()) m_out.assign(framed.substr(result.count));
    return !m_broken;
}

bool ClientOutput::flush() {
    if (m_broken) return false;
    if (m_sent == m_out.size()) return true;
    const net::IoResult result = m_stream->writeNow(std::string_view(m_out).substr(m_sent));
    m_sent += result.count;
    m_bytes += result.count;
    if (result.status == net::IoStatus::failed) m_broken = true;
    if (m_sent == m_out.size()) {
        m_out.clear();
        m_sent = 0;
    }
    return !m_broken;
}

base::Task<bool> ClientOutput::drained() {
    while (isBlocked()) {
        const SteadyTime deadline = std::chrono::steady_clock::now() + m_terms.writeStall;
        const net::Wake wake = co_await m_stream->writable(deadline, m_clientGone);
        if (wake != net::Wake::ready) {
            m_broken = true;
            co_return false;
        }
        flush();
    }
    if (m_finished && !m_broken && !m_finishedAt) m_finishedAt = std::chrono::steady_clock::now();
    co_return !m_broken;
}

}  // namespace mirror::listen
