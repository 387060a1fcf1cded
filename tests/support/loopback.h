#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "proxycore/api/units.h"

/// Blocking sockets on 127.0.0.1 (or ::1) with full control over the bytes.
namespace mirror::test {

/// Owns a descriptor.
class Fd {
public:
    Fd() = default;
    explicit Fd(int fd) : m_fd(fd) {}
    Fd(Fd&& other) noexcept : m_fd(other.release()) {}
    Fd& operator=(Fd&& other) noexcept;
    ~Fd() { close(); }
    int get() const { return m_fd; }
    bool isOpen() const { return m_fd >= 0; }
    int release();
    void close();

private:
    int m_fd = -1;
};

enum class Family : std::uint8_t { ipv4, ipv6 };
/// Whether this machine has ::1.
bool hasIpv6Loopback();

struct LoopbackListener {
    Fd fd;
    std::uint16_t port = 0;
};
/// Listens on a port the system chooses (or `port`). `backlog` 0 with connections held back makes connecting hang.
LoopbackListener listenOnLoopback(std::uint16_t port = 0, int backlog = 64, Family family = Family::ipv4);

/// One side of a connection.
class ByteStream {
public:
    enum class Got : std::uint8_t { data, end, reset, timeout };
    struct Received {
        Got got = Got::timeout;
        std::string_view data;  ///< valid until the next call
    };
    virtual ~ByteStream() = default;
    /// All of it; false when the peer has gone or takes nothing for 5 s.
    virtual bool send(std::string_view bytes) = 0;
    virtual Received receive(Milliseconds timeout) = 0;
    /// "I have no more to say": FIN (and close_notify).
    virtual void shutdownWrite() = 0;
    virtual int fd() const = 0;
    /// Ends the connection with a TCP reset.
    void reset();
};

struct ConnectOptions {
    int receiveBuffer = 0;  ///< SO_RCVBUF in bytes, 0: the system's
    std::string caFile;     ///< TLS: trusted certificates; the server's is always verified
    std::string serverName = "localhost";
    Family family = Family::ipv4;
};
/// Null when nobody listens.
std::unique_ptr<ByteStream> connectPlain(std::uint16_t port, const ConnectOptions& options = {});
/// Null when the handshake fails; ALPN http/1.1.
std::unique_ptr<ByteStream> connectTls(std::uint16_t port, const ConnectOptions& options);
/// The accepting side of a plain connection.
std::unique_ptr<ByteStream> adoptPlain(Fd fd);
/// PEM files of the accepting side of TLS.
struct TlsFiles {
    std::string certificate;
    std::string key;
};
/// The accepting side of a TLS connection. The handshake is made by the first receive(), which tells `reset` if it fails.
std::unique_ptr<ByteStream> adoptTls(Fd fd, const TlsFiles& files);

}  // namespace mirror::test
