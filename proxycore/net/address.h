#pragma once
#include <netinet/in.h>
#include <sys/socket.h>

#include <optional>
#include <string>
#include <string_view>

namespace mirror::net {

/// An IPv4 or IPv6 address with port.
class Address {
public:
    Address() = default;
    Address(const sockaddr* address, socklen_t length);
    /// From a literal ("127.0.0.1", "::1", "[::1]"); nothing for a name.
    static std::optional<Address> parse(std::string_view literal, std::uint16_t port);
    static std::optional<Address> ofPeer(int fd);
    static std::optional<Address> ofSocket(int fd);

    const sockaddr* data() const { return reinterpret_cast<const sockaddr*>(&m_storage); }
    socklen_t length() const { return m_length; }
    int family() const { return m_storage.ss_family; }
    std::uint16_t port() const;
    void setPort(std::uint16_t port);
    /// Without port: "127.0.0.1", "::1"; IPv4-mapped IPv6 as IPv4.
    std::string host() const;
    /// With port: "127.0.0.1:80", "[::1]:80".
    std::string text() const;
    /// Link-local (169.254/16, fe80::/10) and the metadata services of clouds (169.254.169.254, 100.100.100.200, fd00:ec2::254): never
    /// contacted, whatever a name resolves to.
    bool isForbiddenUpstream() const;
    /// Whether the host lies in `cidr` ("10.0.0.0/8", "::1", "192.168.1.7").
    bool isWithin(std::string_view cidr) const;

private:
    sockaddr_storage m_storage{};
    socklen_t m_length = 0;
};

}  // namespace mirror::net
