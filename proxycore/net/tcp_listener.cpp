#include "net/tcp_listener.h"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace mirror::net {

namespace {

constexpr int kBacklog = 4096;

tl::unexpected<Error> bindFailure(const Address& address, int error) {
    return fail(error == EADDRINUSE ? ErrorCode::addressInUse : ErrorCode::addressInvalid, {address.text()}, std::strerror(error));
}

/// A bound socket, not yet listening; -errno on failure.
int bindSocket(const Address& address, bool shared) {
    const int fd = ::socket(address.family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -errno;
    const int one = 1;
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (shared) ::setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one);
    if (address.family() == AF_INET6) ::setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &one, sizeof one);
    if (::bind(fd, address.data(), address.length()) != 0) {
        const int error = errno;
        ::close(fd);
        return -error;
    }
    return fd;
}

}  // namespace

Result<BoundSockets> bindSockets(const std::string& host, std::uint16_t port, std::size_t count) {
    const auto wanted = Address::parse(host, port);
    if (!wanted) return fail(ErrorCode::addressInvalid, {host + ":" + std::to_string(port)}, "not an IP address");
    // Without SO_REUSEPORT first: with it the kernel would let a second engine of the same user share the port in silence.
    const int probe = bindSocket(*wanted, false);
    if (probe < 0) return bindFailure(*wanted, -probe);
    BoundSockets bound{Address::ofSocket(probe).value_or(*wanted), {}};
    if (::listen(probe, 1) != 0) {
        const int error = errno;
        ::close(probe);
        return bindFailure(*wanted, error);
    }
    ::close(probe);
    for (std::size_t i = 0; i < count; ++i) {
        const auto fd = bindOneMore(bound.address);
        if (!fd) {
            for (const int open : bound.descriptors) ::close(open);
            return fail(fd.error());
        }
        bound.descriptors.push_back(*fd);
    }
    return bound;
}

Result<int> bindOneMore(const Address& address) {
    const int fd = bindSocket(address, true);
    if (fd < 0) return bindFailure(address, -fd);
    if (::listen(fd, kBacklog) != 0) {
        const int error = errno;
        ::close(fd);
        return bindFailure(address, error);
    }
    return fd;
}

class TcpListener::RetryTimer final : public Timer {
public:
    explicit RetryTimer(TcpListener& listener) : m_listener(listener) {}

private:
    void onTimer() override { m_listener.acceptAll(); }
    TcpListener& m_listener;
};

TcpListener::TcpListener(Reactor& reactor, int fd, std::function<void(int)> accepted)
    : m_reactor(reactor), m_fd(fd), m_accepted(std::move(accepted)), m_retry(std::make_unique<RetryTimer>(*this)) {
    [[maybe_unused]] const auto added = m_reactor.add(fd, *this, EPOLLIN | EPOLLET);
}

TcpListener::~TcpListener() {
    // what the kernel has already completed is ours to serve, not to reset
    acceptAll();
    m_reactor.remove(m_fd, *this);
    ::close(m_fd);
}

void TcpListener::onIo(std::uint32_t) { acceptAll(); }

void TcpListener::acceptAll() {
    for (;;) {
        const int fd = ::accept4(m_fd, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd >= 0) {
            m_accepted(fd);
            continue;
        }
        if (errno == ECONNABORTED || errno == EINTR) continue;
        if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)
            m_reactor.timers().arm(*m_retry, std::chrono::steady_clock::now() + Milliseconds(50));
        return;
    }
}

}  // namespace mirror::net
