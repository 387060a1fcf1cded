#include "support/loopback.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace mirror::test {
namespace {

constexpr int kSendTimeoutMs = 5000;

struct LoopbackAddress {
    LoopbackAddress(Family family, std::uint16_t port) {
        if (family == Family::ipv4) {
            auto* v4 = reinterpret_cast<sockaddr_in*>(&storage);
            *v4 = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
            length = sizeof *v4;
        } else {
            auto* v6 = reinterpret_cast<sockaddr_in6*>(&storage);
            *v6 = {.sin6_family = AF_INET6, .sin6_port = htons(port), .sin6_flowinfo = 0, .sin6_addr = in6addr_loopback, .sin6_scope_id = 0};
            length = sizeof *v6;
        }
    }
    sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
    /// Of either family: the port stands at the same place.
    std::uint16_t port() const { return ntohs(reinterpret_cast<const sockaddr_in*>(&storage)->sin_port); }
    sockaddr_storage storage{};
    socklen_t length = 0;
};

Fd socketOf(Family family) { return Fd(::socket(family == Family::ipv4 ? AF_INET : AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0)); }

bool waitFor(int fd, short events, int timeoutMs) {
    pollfd entry{fd, events, 0};
    int ready = 0;
    do {
        ready = ::poll(&entry, 1, timeoutMs);
    } while (ready < 0 && errno == EINTR);
    return ready > 0;
}

void noDelay(int fd) {
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Fd connectLoopback(std::uint16_t port, const ConnectOptions& options) {
    Fd fd = socketOf(options.family);
    if (options.receiveBuffer > 0) ::setsockopt(fd.get(), SOL_SOCKET, SO_RCVBUF, &options.receiveBuffer, sizeof options.receiveBuffer);
    LoopbackAddress address(options.family, port);
    if (::connect(fd.get(), address.get(), address.length) != 0) return {};
    noDelay(fd.get());
    return fd;
}

class PlainStream final : public ByteStream {
public:
    explicit PlainStream(Fd fd) : m_fd(std::move(fd)) {}
    bool send(std::string_view bytes) override {
        while (!bytes.empty()) {
            if (!waitFor(m_fd.get(), POLLOUT, kSendTimeoutMs)) return false;
            const ssize_t sent = ::send(m_fd.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (sent < 0 && (errno == EAGAIN || errno == EINTR)) continue;
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    Received receive(Milliseconds timeout) override {
        if (!waitFor(m_fd.get(), POLLIN, static_cast<int>(timeout.count()))) return {};
        const ssize_t got = ::recv(m_fd.get(), m_buffer.data(), m_buffer.size(), 0);
        if (got < 0) return {Got::reset, {}};
        if (got == 0) return {Got::end, {}};
        return {Got::data, std::string_view(m_buffer.data(), static_cast<std::size_t>(got))};
    }
    void shutdownWrite() override { ::shutdown(m_fd.get(), SHUT_WR); }
    int fd() const override { return m_fd.get(); }

private:
    Fd m_fd;
    std::array<char, 16 * 1024> m_buffer{};
};

struct TlsFree {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    void operator()(SSL* ssl) const { SSL_free(ssl); }
};

class TlsStream final : public ByteStream {
public:
    TlsStream(std::unique_ptr<SSL_CTX, TlsFree> context, std::unique_ptr<SSL, TlsFree> ssl, Fd fd)
        : m_fd(std::move(fd)), m_context(std::move(context)), m_ssl(std::move(ssl)) {}
    bool send(std::string_view bytes) override {
        return bytes.empty() || SSL_write(m_ssl.get(), bytes.data(), static_cast<int>(bytes.size())) == static_cast<int>(bytes.size());
    }
    Received receive(Milliseconds timeout) override {
        if (SSL_pending(m_ssl.get()) == 0 && !waitFor(m_fd.get(), POLLIN, static_cast<int>(timeout.count()))) return {};
        const int got = SSL_read(m_ssl.get(), m_buffer.data(), static_cast<int>(m_buffer.size()));
        if (got > 0) return {Got::data, std::string_view(m_buffer.data(), static_cast<std::size_t>(got))};
        return {SSL_get_error(m_ssl.get(), got) == SSL_ERROR_ZERO_RETURN ? Got::end : Got::reset, {}};
    }
    void shutdownWrite() override {
        SSL_shutdown(m_ssl.get());
        ::shutdown(m_fd.get(), SHUT_WR);
    }
    int fd() const override { return m_fd.get(); }

private:
    Fd m_fd;
    std::unique_ptr<SSL_CTX, TlsFree> m_context;
    std::unique_ptr<SSL, TlsFree> m_ssl;
    std::array<char, 16 * 1024> m_buffer{};
};

}  // namespace

Fd& Fd::operator=(Fd&& other) noexcept {
    if (this != &other) {
        close();
        m_fd = other.release();
    }
    return *this;
}

int Fd::release() { return std::exchange(m_fd, -1); }

void Fd::close() {
    if (m_fd >= 0) ::close(release());
}

bool hasIpv6Loopback() { return listenOnLoopback(0, 1, Family::ipv6).fd.isOpen(); }

LoopbackListener listenOnLoopback(std::uint16_t port, int backlog, Family family) {
    Fd fd = socketOf(family);
    const int on = 1;
    ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    LoopbackAddress address(family, port);
    if (::bind(fd.get(), address.get(), address.length) != 0 || ::listen(fd.get(), backlog) != 0) return {};
    ::getsockname(fd.get(), address.get(), &address.length);
    return {std::move(fd), address.port()};
}

void ByteStream::reset() {
    const linger now{1, 0};
    ::setsockopt(fd(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    // A new socket takes the descriptor's place, which closes the old one: the number stays valid for its owner.
    const Fd stand(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    ::dup3(stand.get(), fd(), O_CLOEXEC);
}

std::unique_ptr<ByteStream> adoptPlain(Fd fd) {
    noDelay(fd.get());
    return std::make_unique<PlainStream>(std::move(fd));
}

std::unique_ptr<ByteStream> adoptTls(Fd fd, const TlsFiles& files) {
    noDelay(fd.get());
    std::unique_ptr<SSL_CTX, TlsFree> context(SSL_CTX_new(TLS_server_method()));
    SSL_CTX_use_certificate_chain_file(context.get(), files.certificate.c_str());
    SSL_CTX_use_PrivateKey_file(context.get(), files.key.c_str(), SSL_FILETYPE_PEM);
    std::unique_ptr<SSL, TlsFree> ssl(SSL_new(context.get()));
    SSL_set_fd(ssl.get(), fd.get());
    SSL_set_accept_state(ssl.get());
    return std::make_unique<TlsStream>(std::move(context), std::move(ssl), std::move(fd));
}

std::unique_ptr<ByteStream> connectPlain(std::uint16_t port, const ConnectOptions& options) {
    Fd fd = connectLoopback(port, options);
    if (!fd.isOpen()) return nullptr;
    return std::make_unique<PlainStream>(std::move(fd));
}

std::unique_ptr<ByteStream> connectTls(std::uint16_t port, const ConnectOptions& options) {
    Fd fd = connectLoopback(port, options);
    if (!fd.isOpen()) return nullptr;
    std::unique_ptr<SSL_CTX, TlsFree> context(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    if (SSL_CTX_load_verify_locations(context.get(), options.caFile.c_str(), nullptr) != 1) return nullptr;
    std::unique_ptr<SSL, TlsFree> ssl(SSL_new(context.get()));
    // SSL_set_tlsext_host_name() without the C cast of its macro.
    SSL_ctrl(ssl.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, const_cast<char*>(options.serverName.c_str()));
    SSL_set1_host(ssl.get(), options.serverName.c_str());
    constexpr std::array<unsigned char, 9> kHttp11{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    SSL_set_alpn_protos(ssl.get(), kHttp11.data(), kHttp11.size());
    SSL_set_fd(ssl.get(), fd.get());
    if (SSL_connect(ssl.get()) != 1) return nullptr;
    return std::make_unique<TlsStream>(std::move(context), std::move(ssl), std::move(fd));
}

}  // namespace mirror::test
