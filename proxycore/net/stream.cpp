#include "net/stream.h"

#include <fcntl.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "net/tls_error.h"

namespace mirror::net {

/// OpenSSL reads and writes through the stream, so that "the last recv was short" is known for TLS as exactly as for plain
/// sockets. OpenSSL's own socket BIO hides it, and a guess there would lose an edge once in a while.
int bioRead(BIO* bio, char* data, int size) {
    auto& stream = *static_cast<Stream*>(BIO_get_data(bio));
    BIO_clear_retry_flags(bio);
    const IoResult result = stream.receive(data, static_cast<std::size_t>(size));
    if (result.status == IoStatus::ok) return static_cast<int>(result.count);
    if (result.status == IoStatus::wouldBlock) BIO_set_retry_read(bio);
    return result.status == IoStatus::closed ? 0 : -1;
}

int bioWrite(BIO* bio, const char* data, int size) {
    auto& stream = *static_cast<Stream*>(BIO_get_data(bio));
    BIO_clear_retry_flags(bio);
    const IoResult result = stream.transmit(data, static_cast<std::size_t>(size));
    if (result.count > 0) return static_cast<int>(result.count);
    if (result.status == IoStatus::wouldBlock) BIO_set_retry_write(bio);
    return -1;
}

namespace {
long bioControl(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }
int bioCreate(BIO* bio) {
    BIO_set_init(bio, 1);
    return 1;
}

BIO_METHOD* streamBioMethod() {
    static BIO_METHOD* const method = [] {
        BIO_METHOD* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "mirror stream");
        BIO_meth_set_read(made, bioRead);
        BIO_meth_set_write(made, bioWrite);
        BIO_meth_set_ctrl(made, bioControl);
        BIO_meth_set_create(made, bioCreate);
        return made;
    }();
    return method;
}
}  // namespace

Stream::Stream(Reactor& reactor, int fd, bool connected) : m_reactor(reactor), m_fd(fd), m_writable(connected) {
    const int one = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (!m_reactor.add(fd, *this, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET)) m_hangup = m_readable = m_writable = true;
}

Stream::~Stream() {
    if (m_ssl) SSL_free(m_ssl);
    m_reactor.remove(m_fd, *this);
    ::close(m_fd);
}

void Stream::onIo(std::uint32_t events) {
    if (events & EPOLLOUT) m_writable = true;
    if (events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) m_readable = true;
    if (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) m_hangup = m_writable = true;
    if (m_writer && m_writable) m_writer->wake(Wake::ready);
    if (m_reader && m_readable) m_reader->wake(Wake::ready);
    if (m_hangup && m_hangupCanceller) std::exchange(m_hangupCanceller, nullptr)->cancel();
}

void Stream::ReadTimer::setDeadline(SteadyTime deadline) {
    m_deadline = deadline;
    if (deadline == SteadyTime::max() || (isArmed() && m_due <= deadline)) return;
    m_due = deadline;
    m_stream.m_reactor.timers().arm(*this, deadline);
}

void Stream::ReadTimer::onTimer() {
    if (!m_stream.m_reader || m_deadline == SteadyTime::max()) return;
    if (m_stream.m_reactor.now() >= m_deadline) return m_stream.m_reader->wake(Wake::timeout);
    m_due = m_deadline;
    m_stream.m_reactor.timers().arm(*this, m_deadline);
}

void Stream::watchHangup(Canceller* canceller) {
    m_hangupCanceller = canceller;
    if (m_hangup && m_hangupCanceller) std::exchange(m_hangupCanceller, nullptr)->cancel();
}

IoResult Stream::receive(char* data, std::size_t size) {
    if (!m_readable) return {IoStatus::wouldBlock, 0};  // the kernel would say so too, for a system call
    const ssize_t n = ::recv(m_fd, data, size, 0);
    if (n < 0) {
        m_readable = m_hangup;
        if (errno == EAGAIN) {
            m_readable = false;
            return {IoStatus::wouldBlock, 0};
        }
        return {IoStatus::failed, 0};
    }
    if (n == 0) return {IoStatus::closed, 0};
    if (static_cast<std::size_t>(n) < size && !m_hangup) m_readable = false;
    return {IoStatus::ok, static_cast<std::size_t>(n)};
}

IoResult Stream::transmit(const char* data, std::size_t size) {
    if (!m_writable) return {IoStatus::wouldBlock, 0};
    const ssize_t n = ::send(m_fd, data, size, MSG_NOSIGNAL);
    if (n < 0) {
        if (errno != EAGAIN) return {IoStatus::failed, 0};
        m_writable = false;
        return {IoStatus::wouldBlock, 0};
    }
    if (static_cast<std::size_t>(n) < size) m_writable = false;
    return {IoStatus::ok, static_cast<std::size_t>(n)};
}

IoResult Stream::readNow(std::span<char> buffer) { return m_ssl ? tlsRead(buffer) : receive(buffer.data(), buffer.size()); }

IoResult Stream::writeNow(std::string_view data) {
    if (data.empty()) return {};
    return m_ssl ? tlsWrite(data) : transmit(data.data(), data.size());
}

IoResult Stream::tlsRead(std::span<char> buffer) {
    std::size_t total = 0;
    while (total < buffer.size()) {
        ERR_clear_error();
        std::size_t n = 0;
        if (SSL_read_ex(m_ssl, buffer.data() + total, buffer.size() - total, &n)) {
            total += n;
            m_tlsPending = SSL_has_pending(m_ssl) != 0;
            if (m_tlsPending) continue;
            break;
        }
        m_tlsPending = false;
        const int error = SSL_get_error(m_ssl, 0);
        if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE) break;
        if (total > 0) {  // hand over what came before the end; the end is found again by the next read
            m_readable = m_hangup = true;
            break;
        }
        return {error == SSL_ERROR_ZERO_RETURN ? IoStatus::closed : IoStatus::failed, 0};
    }
    return total > 0 ? IoResult{IoStatus::ok, total} : IoResult{IoStatus::wouldBlock, 0};
}

IoResult Stream::tlsWrite(std::string_view data) {
    std::size_t total = 0;
    while (total < data.size()) {
        ERR_clear_error();
        std::size_t n = 0;
        if (SSL_write_ex(m_ssl, data.data() + total, data.size() - total, &n)) {
            total += n;
            continue;
        }
        const int error = SSL_get_error(m_ssl, 0);
        if (error == SSL_ERROR_WANT_WRITE || error == SSL_ERROR_WANT_READ) return {IoStatus::wouldBlock, total};
        return {IoStatus::failed, total};
    }
    return {IoStatus::ok, total};
}

void Stream::startTls(SSL* ssl) {
    m_ssl = ssl;
    BIO* bio = BIO_new(streamBioMethod());
    BIO_set_data(bio, this);
    SSL_set_bio(ssl, bio, bio);
}

base::Task<Result<void>> Stream::handshake(SteadyTime deadline, Canceller* canceller) {
    for (;;) {
        ERR_clear_error();
        const int done = SSL_do_handshake(m_ssl);
        if (done == 1) {
            m_tlsPending = SSL_has_pending(m_ssl) != 0;
            co_return Result<void>();
        }
        const int error = SSL_get_error(m_ssl, done);
        Wake wake = Wake::ready;
        if (error == SSL_ERROR_WANT_READ) {
            wake = co_await readable(deadline, canceller);
        } else if (error == SSL_ERROR_WANT_WRITE) {
            wake = co_await writable(deadline, canceller);
        } else {
            co_return tlsHandshakeError(m_ssl);
        }
        if (wake == Wake::timeout) co_return fail(ErrorCode::upstreamTimeoutConnect, {}, "TLS handshake");
        if (wake == Wake::cancelled) co_return fail(ErrorCode::clientGone);
    }
}

void Stream::releaseTlsBuffers() {
    if (m_ssl) SSL_free_buffers(m_ssl);
}

void Stream::shutdownTls() {
    if (!m_ssl || !SSL_is_init_finished(m_ssl)) return;
    ERR_clear_error();
    SSL_shutdown(m_ssl);
}

void Stream::resetOnClose() {
    const linger now{1, 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

int Stream::connectError() const {
    int error = 0;
    socklen_t length = sizeof error;
    if (::getsockopt(m_fd, SOL_SOCKET, SO_ERROR, &error, &length) != 0) return errno;
    return error;
}

base::Task<Result<std::unique_ptr<Stream>>> connectTcp(Reactor& reactor, Address address, SteadyTime deadline, Canceller* canceller) {
    const auto refused = [&](int error) {
        Error made = makeError(ErrorCode::upstreamUnreachable, {address.text()}, std::strerror(error), Retry::sameUpstream);
        return fail(std::move(made));
    };
    const int fd = ::socket(address.family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) co_return refused(errno);
    const bool immediate = ::connect(fd, address.data(), address.length()) == 0;
    const int error = immediate ? 0 : errno;
    auto stream = std::make_unique<Stream>(reactor, fd, immediate);
    if (immediate) co_return std::move(stream);
    if (error != EINPROGRESS) co_return refused(error);
    const Wake wake = co_await stream->writable(deadline, canceller);
    if (wake == Wake::timeout) co_return fail(makeError(ErrorCode::upstreamTimeoutConnect, {address.text()}, {}, Retry::otherUpstream));
    if (wake == Wake::cancelled) co_return fail(ErrorCode::clientGone);
    const int late = stream->connectError();
    if (late != 0) co_return refused(late);
    co_return std::move(stream);
}

}  // namespace mirror::net
