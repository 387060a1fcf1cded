#include "support/fake_upstream.h"

#include <poll.h>
#include <sys/socket.h>

#include <nlohmann/json.hpp>

#include "base/text.h"

namespace mirror::test {
namespace {

std::string quoted(std::string_view text) { return nlohmann::json(text).dump(); }

void parseRequestHead(std::string_view head, UpstreamRequest& request) {
    const std::vector<std::string_view> lines = base::split(head, '\n');
    const std::vector<std::string_view> first = base::split(lines.front(), ' ');
    request.method = first.front();
    if (first.size() > 1) request.target = first[1];
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const std::size_t colon = lines[i].find(':');
        if (colon == std::string_view::npos) continue;
        std::string_view value = base::trim(lines[i].substr(colon + 1));
        if (value.ends_with('\r')) value.remove_suffix(1);
        request.fields.emplace_back(lines[i].substr(0, colon), base::trim(value));
    }
}

}  // namespace

void Signal::raise() {
    const std::lock_guard lock(m_mutex);
    m_raised = true;
    m_changed.notify_all();
}

bool Signal::wait(Milliseconds timeout) {
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, timeout, [this] { return m_raised; });
}

bool Signal::isRaised() {
    const std::lock_guard lock(m_mutex);
    return m_raised;
}

std::string UpstreamRequest::field(std::string_view name) const {
    for (const auto& [known, value] : fields) {
        if (base::equalsIgnoreCase(known, name)) return value;
    }
    return {};
}

bool UpstreamRequest::has(std::string_view name) const {
    for (const auto& entry : fields) {
        if (base::equalsIgnoreCase(entry.first, name)) return true;
    }
    return false;
}

std::optional<UpstreamRequest> UpstreamPeer::requestHead() {
    std::size_t end = m_in.find("\r\n\r\n");
    while (end == std::string::npos) {
        const ByteStream::Received received = m_stream->receive(kPatience);
        if (received.got != ByteStream::Got::data) return std::nullopt;
        m_in += received.data;
        end = m_in.find("\r\n\r\n");
    }
    UpstreamRequest request;
    parseRequestHead(std::string_view(m_in).substr(0, end), request);
    m_in.erase(0, end + 4);
    return request;
}

std::optional<UpstreamRequest> UpstreamPeer::request() {
    std::optional<UpstreamRequest> request = requestHead();
    if (!request) return std::nullopt;
    const bool chunked = request->has("transfer-encoding");
    const std::uint64_t length = base::parseDecimal(request->field("content-length")).value_or(0);
    const auto isThere = [&] { return chunked ? m_in.ends_with("0\r\n\r\n") : m_in.size() >= length; };
    while (!isThere()) {
        const ByteStream::Received received = m_stream->receive(kPatience);
        if (received.got != ByteStream::Got::data) return std::nullopt;
        m_in += received.data;
    }
    const std::size_t taken = chunked ? m_in.size() : static_cast<std::size_t>(length);
    request->body = m_in.substr(0, taken);
    m_in.erase(0, taken);
    return request;
}

std::string UpstreamPeer::receive(Milliseconds timeout) {
    if (!m_in.empty()) return std::exchange(m_in, {});
    const ByteStream::Received received = m_stream->receive(timeout);
    return std::string(received.data);
}

bool UpstreamPeer::send(std::string_view bytes) { return m_stream->send(bytes); }

bool UpstreamPeer::answerJson(int status, std::string_view json, std::string_view fields) {
    return send("HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(json.size()) + "\r\n" +
                std::string(fields) + "\r\n" + std::string(json));
}

bool UpstreamPeer::beginStream(std::string_view fields) {
    return send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n" + std::string(fields) + "\r\n");
}

bool UpstreamPeer::chunk(std::string_view data) {
    char size[20];
    std::snprintf(size, sizeof size, "%zx\r\n", data.size());
    return send(size + std::string(data) + "\r\n");
}

std::optional<SteadyTime> UpstreamPeer::waitClosed(Milliseconds timeout) {
    const SteadyTime deadline = std::chrono::steady_clock::now() + timeout;
    while (std::chrono::steady_clock::now() < deadline) {
        const auto left = std::chrono::duration_cast<Milliseconds>(deadline - std::chrono::steady_clock::now());
        const ByteStream::Received received = m_stream->receive(left);
        if (received.got == ByteStream::Got::end || received.got == ByteStream::Got::reset) return std::chrono::steady_clock::now();
        if (received.got == ByteStream::Got::timeout) break;
    }
    return std::nullopt;
}

void UpstreamPeer::close() { ::shutdown(m_stream->fd(), SHUT_RDWR); }

void UpstreamPeer::kill() { ::shutdown(m_stream->fd(), SHUT_RDWR); }

void UpstreamPeer::reset() { m_stream->reset(); }

FakeUpstream::FakeUpstream(Script script, std::optional<TlsFiles> tls, Family family)
    : m_script(std::move(script)), m_tls(std::move(tls)), m_family(family), m_listener(listenOnLoopback(0, 64, family)) {
    m_acceptor = std::thread([this] { acceptLoop(); });
}

std::string FakeUpstream::url() const {
    return (m_tls ? "https://" : "http://") + std::string(m_family == Family::ipv4 ? "127.0.0.1" : "[::1]") + ":" + std::to_string(port()) + "/v1";
}

FakeUpstream::~FakeUpstream() {
    m_stop = true;
    ::shutdown(m_listener.fd.get(), SHUT_RDWR);
    m_acceptor.join();
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& peer : m_peers) peer->kill();
    }
    for (std::thread& thread : m_threads) thread.join();
}

void FakeUpstream::acceptLoop() {
    while (!m_stop) {
        Fd fd(::accept4(m_listener.fd.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (!fd.isOpen()) continue;
        const std::lock_guard lock(m_mutex);
        auto peer = std::make_unique<UpstreamPeer>(m_tls ? adoptTls(std::move(fd), *m_tls) : adoptPlain(std::move(fd)), m_connections++);
        UpstreamPeer* raw = peer.get();
        m_peers.push_back(std::move(peer));
        m_threads.emplace_back([this, raw] {
            m_script(*raw);
            raw->close();
        });
    }
}

namespace scripts {

FakeUpstream::Script wellBehaved(std::vector<std::string> tokens) {
    return [tokens](UpstreamPeer& peer) {
        while (const auto request = peer.request()) {
            if (request->body.find("\"stream\":true") == std::string::npos) {
                std::string text;
                for (const std::string& token : tokens) text += token;
                peer.answerJson(200, wholeAnswer(text));
                continue;
            }
            peer.beginStream();
            peer.event(roleChunk());
            for (const std::string& token : tokens) peer.event(contentChunk(token));
            peer.event(finishChunk());
            if (request->body.find("\"include_usage\":true") != std::string::npos) peer.event(usageChunk(9, static_cast<int>(tokens.size())));
            peer.event("[DONE]");
            peer.end();
        }
    };
}

FakeUpstream::Script status(int code, std::string json, std::string fields) {
    return [code, json, fields](UpstreamPeer& peer) {
        while (peer.request()) peer.answerJson(code, json, fields);
    };
}

}  // namespace scripts

std::string roleChunk() {
    return R"({"id":"c1","object":"chat.completion.chunk","created":1,"model":"up","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]})";
}

std::string contentChunk(std::string_view text) {
    return R"({"id":"c1","object":"chat.completion.chunk","created":1,"model":"up","choices":[{"index":0,"delta":{"content":)" + quoted(text) + R"(},"finish_reason":null}]})";
}

std::string finishChunk(std::string_view reason) {
    return R"({"id":"c1","object":"chat.completion.chunk","created":1,"model":"up","choices":[{"index":0,"delta":{},"finish_reason":)" + quoted(reason) + "}]}";
}

std::string usageChunk(int prompt, int completion) {
    return R"({"id":"c1","object":"chat.completion.chunk","created":1,"model":"up","choices":[],"usage":{"prompt_tokens":)" + std::to_string(prompt) +
           R"(,"completion_tokens":)" + std::to_string(completion) + R"(,"total_tokens":)" + std::to_string(prompt + completion) + "}}";
}

std::string wholeAnswer(std::string_view text) {
    return R"({"id":"c1","object":"chat.completion","created":1,"model":"up","choices":[{"index":0,"message":{"role":"assistant","content":)" + quoted(text) +
           R"(},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12}})";
}

}  // namespace mirror::test
