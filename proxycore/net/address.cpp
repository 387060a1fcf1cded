#include "net/address.h"

#include <arpa/inet.h>

#include <cstring>

#include "base/text.h"

namespace mirror::net {

namespace {
/// The 16 bytes of the address, IPv4 in its mapped form.
in6_addr bytesOf(const sockaddr_storage& storage) {
    in6_addr out{};
    if (storage.ss_family == AF_INET6) {
        out = reinterpret_cast<const sockaddr_in6*>(&storage)->sin6_addr;
    } else {
        out.s6_addr[10] = out.s6_addr[11] = 0xff;
        std::memcpy(out.s6_addr + 12, &reinterpret_cast<const sockaddr_in*>(&storage)->sin_addr, 4);
    }
    return out;
}
bool isMapped(const in6_addr& address) { return IN6_IS_ADDR_V4MAPPED(&address); }
}  // namespace

Address::Address(const sockaddr* address, socklen_t length) : m_length(length) {
    std::memcpy(&m_storage, address, std::min<std::size_t>(length, sizeof m_storage));
}

std::optional<Address> Address::parse(std::string_view literal, std::uint16_t port) {
    if (literal.size() >= 2 && literal.front() == '[' && literal.back() == ']') literal = literal.substr(1, literal.size() - 2);
    const std::string text(literal);
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_port = htons(port);
    if (::inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1) return Address(reinterpret_cast<const sockaddr*>(&v4), sizeof v4);
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    if (::inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) == 1) return Address(reinterpret_cast<const sockaddr*>(&v6), sizeof v6);
    return std::nullopt;
}

std::optional<Address> Address::ofPeer(int fd) {
    Address address;
    address.m_length = sizeof address.m_storage;
    if (::getpeername(fd, reinterpret_cast<sockaddr*>(&address.m_storage), &address.m_length) != 0) return std::nullopt;
    return address;
}

std::optional<Address> Address::ofSocket(int fd) {
    Address address;
    address.m_length = sizeof address.m_storage;
    if (::getsockname(fd, reinterpret_cast<sockaddr*>(&address.m_storage), &address.m_length) != 0) return std::nullopt;
    return address;
}

std::uint16_t Address::port() const {
    if (family() == AF_INET6) return ntohs(reinterpret_cast<const sockaddr_in6*>(&m_storage)->sin6_port);
    return ntohs(reinterpret_cast<const sockaddr_in*>(&m_storage)->sin_port);
}

void Address::setPort(std::uint16_t port) {
    if (family() == AF_INET6)
        reinterpret_cast<sockaddr_in6*>(&m_storage)->sin6_port = htons(port);
    else
        reinterpret_cast<sockaddr_in*>(&m_storage)->sin_port = htons(port);
}

std::string Address::host() const {
    char text[INET6_ADDRSTRLEN] = "";
    const in6_addr bytes = bytesOf(m_storage);
    if (isMapped(bytes))
        ::inet_ntop(AF_INET, bytes.s6_addr + 12, text, sizeof text);
    else
        ::inet_ntop(AF_INET6, &bytes, text, sizeof text);
    return text;
}

std::string Address::text() const {
    const std::string name = host();
    return (name.find(':') != std::string::npos ? "[" + name + "]" : name) + ":" + std::to_string(port());
}

bool Address::isForbiddenUpstream() const {
    for (const std::string_view range : {"169.254.0.0/16", "100.100.100.200", "fe80::/10", "fd00:ec2::254"})
        if (isWithin(range)) return true;
    return false;
}

bool Address::isWithin(std::string_view cidr) const {
    const auto slash = cidr.find('/');
    const auto network = parse(cidr.substr(0, slash), 0);
    if (!network) return false;
    const in6_addr mine = bytesOf(m_storage);
    const in6_addr theirs = bytesOf(network->m_storage);
    std::uint64_t bits = 128;
    if (slash != std::string_view::npos) {
        const auto given = base::parseDecimal(cidr.substr(slash + 1));
        if (!given || *given > 128) return false;
        bits = *given + (network->family() == AF_INET ? 96 : 0);
        if (bits > 128) return false;
    }
    const std::size_t whole = bits / 8;
    if (std::memcmp(&mine, &theirs, whole) != 0) return false;
    if (bits % 8 == 0) return true;
    const auto mask = static_cast<std::uint8_t>(0xff << (8 - bits % 8));
    return (mine.s6_addr[whole] & mask) == (theirs.s6_addr[whole] & mask);
}

}  // namespace mirror::net
