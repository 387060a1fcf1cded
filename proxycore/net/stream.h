#pragma once
#include <openssl/types.h>

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/task.h"
#include "net/address.h"
#include "net/reactor.h"

namespace mirror::net {

/// Outcome of one non-blocking read or write.
enum class IoStatus : std::uint8_t { ok, wouldBlock, closed, failed };
struct IoResult {
    IoStatus status = IoStatus::ok;
    std::size_t count = 0;
};

/// A connected socket, plain or TLS, on one reactor for life. Non-blocking calls by the caller plus awaitable readiness; at most one
/// coroutine waits to read and one to write. Remembers readiness between edges: after a short read it is not asked again until
/// the kernel says so, which saves one system call a message.
class Stream final : public IoHandler {
public:
    /// Takes over `fd` (non-blocking). `connected` false: a connect is under way.
    Stream(Reactor& reactor, int fd, bool connected);
    ~Stream();
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    /// Reads what is there. closed: end of stream (for TLS only after close_notify; without it failed, a truncation).
    IoResult readNow(std::span<char> buffer);
    /// Writes as much as the socket takes; count may be less than asked (then wait for writable()). For TLS a retry must begin
    /// with the same bytes.
    IoResult writeNow(std::string_view data);

    class ReadyAwaiter {
    public:
        ReadyAwaiter(Stream& stream, bool write, SteadyTime deadline, Canceller* canceller)
            : m_waiter(stream.m_reactor), m_stream(stream), m_deadline(deadline), m_canceller(canceller), m_write(write) {}
        bool await_ready() const noexcept { return m_write ? m_stream.m_writable : m_stream.isReadable(); }
        void await_suspend(std::coroutine_handle<> handle) {
            if (m_write) return m_waiter.suspend(handle, m_deadline, m_canceller, &m_stream.m_writer);
            m_waiter.suspend(handle, SteadyTime::max(), m_canceller, &m_stream.m_reader);
            m_stream.m_readTimer.setDeadline(m_deadline);
        }
        Wake await_resume() const noexcept { return m_waiter.reason(); }

    private:
        Waiter m_waiter;
        Stream& m_stream;
        SteadyTime m_deadline;
        Canceller* m_canceller;
        bool m_write;
    };
    /// Waits until a read (write) may get somewhere. Ready does not promise bytes: a read may still say wouldBlock.
    [[nodiscard]] ReadyAwaiter readable(SteadyTime deadline, Canceller* canceller) { return {*this, false, deadline, canceller}; }
    [[nodiscard]] ReadyAwaiter writable(SteadyTime deadline, Canceller* canceller) { return {*this, true, deadline, canceller}; }

    /// Cancels `canceller` when the peer closes or resets while nobody reads; null ends the watch. At once if it has happened already.
    void watchHangup(Canceller* canceller);
    /// Nothing unread, no hang-up: fit to be kept in a pool.
    bool isQuiet() const { return !m_hangup && !isReadable(); }

    /// From now on TLS; takes over `ssl`. handshake() must follow.
    void startTls(SSL* ssl);
    /// Completes the handshake started by startTls().
    base::Task<Result<void>> handshake(SteadyTime deadline, Canceller* canceller);
    bool isTls() const { return m_ssl != nullptr; }
    SSL* ssl() const { return m_ssl; }
    /// Gives back OpenSSL's record buffers (about 34 KB) until they are needed again; for connections that have fallen idle.
    void releaseTlsBuffers();
    /// Sends close_notify if the socket takes it at once.
    void shutdownTls();
    /// Closing resets the connection instead of ending it (simulated faults; a peer that must not take what it got for complete).
    void resetOnClose();
    /// After a connect: 0 or errno.
    int connectError() const;
    int descriptor() const { return m_fd; }
    Reactor& reactor() const { return m_reactor; }

    void onIo(std::uint32_t events) override;

private:
    friend int bioRead(BIO*, char*, int);
    friend int bioWrite(BIO*, const char*, int);
    friend struct TlsBio;
    bool isReadable() const { return m_readable || m_tlsPending; }

    /// Deadline of the reader. A stream waits to read after every event it relays, each time with a later deadline; instead of moving
    /// a timer each time, the one that is armed is left and looks again when it fires.
    class ReadTimer final : public Timer {
    public:
        explicit ReadTimer(Stream& stream) : m_stream(stream) {}
        void setDeadline(SteadyTime deadline);

    private:
        void onTimer() override;
        Stream& m_stream;
        SteadyTime m_deadline = SteadyTime::max();
        SteadyTime m_due = SteadyTime::max();
    };
    IoResult receive(char* data, std::size_t size);
    IoResult transmit(const char* data, std::size_t size);
    IoResult tlsRead(std::span<char> buffer);
    IoResult tlsWrite(std::string_view data);

    Reactor& m_reactor;
    SSL* m_ssl = nullptr;
    Waiter* m_reader = nullptr;
    Waiter* m_writer = nullptr;
    Canceller* m_hangupCanceller = nullptr;
    ReadTimer m_readTimer{*this};
    int m_fd;
    bool m_readable = false;
    bool m_writable;
    bool m_hangup = false;
    bool m_tlsPending = false;  // decrypted or undecrypted bytes inside OpenSSL
};

/// Connects to `address`. Errors: upstreamUnreachable, upstreamTimeoutConnect, clientGone (cancelled); args[0] is the address.
base::Task<Result<std::unique_ptr<Stream>>> connectTcp(Reactor& reactor, Address address, SteadyTime deadline, Canceller* canceller);

}  // namespace mirror::net
