#pragma once
#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "support/loopback.h"
#include "support/patience.h"

/// An upstream that does exactly what a test tells it to, byte for byte.
namespace mirror::test {

/// Lets one thread wait for another.
class Signal {
public:
    void raise();
    bool wait(Milliseconds timeout = kPatience);
    bool isRaised();

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_raised = false;
};

/// A request as the upstream got it.
struct UpstreamRequest {
    std::string method, target, body;
    std::vector<std::pair<std::string, std::string>> fields;
    std::string field(std::string_view name) const;  ///< "" if absent
    bool has(std::string_view name) const;
};

/// One accepted connection, in the hands of the script. Every method returns at once when the upstream is torn down.
class UpstreamPeer {
public:
    UpstreamPeer(std::unique_ptr<ByteStream> stream, std::size_t index) : m_stream(std::move(stream)), m_index(index) {}
    std::size_t index() const { return m_index; }  ///< of the connection, from 0
    /// The next whole request; nothing when the peer goes or 5 s pass.
    std::optional<UpstreamRequest> request();
    /// Only the head of it; the body stays to be read by receive().
    std::optional<UpstreamRequest> requestHead();
    std::string receive(Milliseconds timeout = Milliseconds(2000 * kSlowness));
    bool send(std::string_view bytes);
    bool answerJson(int status, std::string_view json, std::string_view fields = {});
    /// Head of an SSE answer, chunked; then event()s and end().
    bool beginStream(std::string_view fields = {});
    bool chunk(std::string_view data);
    bool event(std::string_view json) { return chunk("data: " + std::string(json) + "\n\n"); }
    bool end() { return send("0\r\n\r\n"); }
    /// When the mirror closed the connection; nothing if it did not within `timeout`.
    std::optional<SteadyTime> waitClosed(Milliseconds timeout = Milliseconds(3000 * kSlowness));
    void close();
    void reset();

private:
    friend class FakeUpstream;
    void kill();
    std::unique_ptr<ByteStream> m_stream;
    std::size_t m_index;
    std::string m_in;
};

/// Runs `script` once for each connection, each on a thread of its own.
class FakeUpstream {
public:
    using Script = std::function<void(UpstreamPeer&)>;
    /// With a certificate it speaks TLS.
    explicit FakeUpstream(Script script, std::optional<TlsFiles> tls = std::nullopt, Family family = Family::ipv4);
    ~FakeUpstream();
    FakeUpstream(const FakeUpstream&) = delete;
    FakeUpstream& operator=(const FakeUpstream&) = delete;
    std::uint16_t port() const { return m_listener.port; }
    std::string url() const;
    std::size_t connections() const { return m_connections; }

private:
    void acceptLoop();
    Script m_script;
    std::optional<TlsFiles> m_tls;
    Family m_family;
    LoopbackListener m_listener;
    std::atomic<std::size_t> m_connections = 0;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<UpstreamPeer>> m_peers;
    std::vector<std::thread> m_threads;
    std::thread m_acceptor;
    std::atomic<bool> m_stop = false;
};

/// Scripts that are needed often.
namespace scripts {
/// Serves any number of requests: a stream of `tokens` when asked for one, else one JSON answer.
FakeUpstream::Script wellBehaved(std::vector<std::string> tokens = {"你好", ",", "world"});
/// Answers every request with this status.
FakeUpstream::Script status(int code, std::string json, std::string fields = {});
}  // namespace scripts

/// Chunks of a chat stream as OpenAI sends them.
std::string roleChunk();
std::string contentChunk(std::string_view text);
std::string finishChunk(std::string_view reason = "stop");
std::string usageChunk(int prompt, int completion);
std::string wholeAnswer(std::string_view text);

}  // namespace mirror::test
