#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "exchange/client.h"
#include "http/body_decoder.h"
#include "http/message.h"
#include "upstream/pool.h"

namespace mirror::upstream {

/// One try at one upstream: connect or reuse, send, read the head, read the body. Lives inside one coroutine; destroying it before the
/// body's end closes the connection, which is how an upstream is told to stop.
class Attempt {
public:
    Attempt(Pool& pool, std::shared_ptr<const Target> target, net::Canceller* canceller);
    ~Attempt();
    Attempt(const Attempt&) = delete;
    Attempt& operator=(const Attempt&) = delete;

    /// The request is a HEAD: its answer has no body whatever its head says.
    void expectNoBody() { m_isHead = true; }
    /// Room for the head given to begin(), kept for the attempts that follow this one.
    std::string& headRoom() { return m_buffers->request; }
    /// Deadlines of begin().
    struct Deadlines {
        SteadyTime start;             ///< now; the attempt's stages are counted from here
        Milliseconds connectTime{0};  ///< for a fresh connection, from when it is begun
        SteadyTime head;              ///< the latest in any case
        Milliseconds headTime{0};     ///< when > 0: so long after the connection is ready, if that is before `head`
    };
    /// Sends a request whose head (`head`) and body are complete, and reads the response head. A pooled connection that turns out to have been
    /// closed while it was idle (it ends at once, before a response byte) is replaced by a fresh one, once.
    /// Errors: those of Pool::connect, upstreamReset, upstreamBadResponse, upstreamTimeoutHeaders, clientGone.
    base::Task<Result<void>> begin(std::string_view head, std::string_view body, Deadlines deadlines);
    /// As begin(), but the body comes from the client piece by piece; `chunked` frames it so. Never repeated once a piece was taken.
    base::Task<Result<void>> beginStreaming(std::string_view head, exchange::RequestBody& body, bool chunked, Deadlines deadlines);

    const http::ResponseHead& head() const { return m_head; }
    /// What has arrived of the body, framing taken off; empty at the end. Valid until the caller suspends again.
    /// Errors: upstreamCut (the connection ended early), upstreamBadResponse, upstreamTimeoutIdle (deadline), clientGone.
    base::Task<Result<std::string_view>> next(SteadyTime deadline);
    /// As next(), if something is there now; nullopt: wait for readable() and ask again. Saves a coroutine an event.
    std::optional<Result<std::string_view>> nextNow();
    [[nodiscard]] net::Stream::ReadyAwaiter readable(SteadyTime deadline) { return m_stream->readable(deadline, m_canceller); }
    /// What next() returns for a wait that did not end with readiness.
    Error waitError(net::Wake wake) const;
    bool isFinished() const { return m_decoder.finished(); }
    bool isReused() const { return m_reused; }
    SteadyTime startedAt() const { return m_startedAt; }
    /// When the connection was ready, and when the head was complete.
    SteadyTime connectedAt() const { return m_connectedAt; }
    SteadyTime headAt() const { return m_headAt; }
    /// Returns the connection to the pool if the body has been read to its end and the upstream keeps it open.
    void release();

private:
    base::Task<Result<void>> open(SteadyTime deadline);
    Result<void> sendNow(std::string_view head, std::string_view body);
    base::Task<Result<void>> sendRest(std::string_view head, std::string_view body, SteadyTime deadline);
    base::Task<Result<void>> sendAll(std::string_view data, SteadyTime deadline);
    base::Task<Result<void>> readHead(SteadyTime deadline);
    Result<bool> takeHead(std::string_view data);
    Result<std::string_view> decode(std::string_view data);
    Error error(ErrorCode code, std::string cause, Retry retry) const;

    Pool& m_pool;
    std::shared_ptr<const Target> m_target;
    net::Canceller* m_canceller;
    std::unique_ptr<net::Stream> m_stream;
    http::ResponseHead m_head;
    std::unique_ptr<Pool::Buffers> m_buffers;
    http::BodyDecoder m_decoder;
    std::size_t m_unsent = 0;  // bytes of the request that the socket has not taken
    bool m_reused = false;
    bool m_isHead = false;
    SteadyTime m_startedAt{};
    SteadyTime m_connectedAt{};
    SteadyTime m_headAt{};
};

}  // namespace mirror::upstream
