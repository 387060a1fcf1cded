#include "address_rules.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

#include "field_value.h"
#include "unit_text.h"

namespace mirror::fields {

namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kLowerLetters = "abcdefghijklmnopqrstuvwxyz";

/// Octets of an address in network order: 4, 16, or none when it is no literal.
std::vector<unsigned char> octetsOf(std::string_view text) {
    const std::string copy(text);
    std::array<unsigned char, 16> octets{};
    if (copy.find('\0') != std::string::npos) return {};
    if (inet_pton(AF_INET, copy.c_str(), octets.data()) == 1) return {octets.begin(), octets.begin() + 4};
    if (inet_pton(AF_INET6, copy.c_str(), octets.data()) == 1) return {octets.begin(), octets.end()};
    return {};
}

bool startsWith(const std::vector<unsigned char>& octets, std::initializer_list<unsigned char> prefix) {
    return octets.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), octets.begin());
}

/// The IPv4 address inside ::ffff:a.b.c.d and 64:ff9b::a.b.c.d, which reach the same machine as a.b.c.d.
std::vector<unsigned char> unmapped(std::vector<unsigned char> octets) {
    static constexpr std::array<unsigned char, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    static constexpr std::array<unsigned char, 12> kNat64{0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0};
    if (octets.size() != 16) return octets;
    const bool isV4 = std::equal(kMapped.begin(), kMapped.end(), octets.begin()) || std::equal(kNat64.begin(), kNat64.end(), octets.begin());
    if (isV4) octets.erase(octets.begin(), octets.begin() + 12);
    return octets;
}

/// Link-local ranges and the addresses at which clouds hand out credentials to whoever asks from inside.
bool isForbidden(const std::vector<unsigned char>& octets) {
    if (octets.size() == 4)
        return startsWith(octets, {169, 254}) || startsWith(octets, {100, 100, 100, 200}) || startsWith(octets, {0}) ||
               startsWith(octets, {192, 0, 0, 192}) || octets[0] >= 224;
    static constexpr std::array<unsigned char, 16> kAws{0xFD, 0x00, 0x0E, 0xC2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54};
    const bool isLinkLocal = octets[0] == 0xFE && (octets[1] & 0xC0) == 0x80;
    const bool isUnspecified = std::all_of(octets.begin(), octets.end(), [](unsigned char o) { return o == 0; });
    return isLinkLocal || isUnspecified || octets[0] == 0xFF || std::equal(kAws.begin(), kAws.end(), octets.begin());
}

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    return out;
}

bool isMetadataName(std::string_view host) {
    if (host.ends_with('.')) host.remove_suffix(1);
    for (const std::string_view name : {"metadata.google.internal", "metadata", "metadata.tencentyun.com", "instance-data"})
        if (host == name) return true;
    return false;
}

/// A last label that looks like a number means an IPv4 address in some spelling (0x7f.1, 2130706433): only the plain one
/// with four decimal parts is taken, which octetsOf has tried before.
bool looksNumeric(std::string_view host) {
    const std::string_view last = host.substr(host.rfind('.') + 1);
    return !last.empty() && (last.find_first_not_of(kDigits) == std::string_view::npos || last.starts_with("0x"));
}

std::string whyNoDnsName(std::string_view host) {
    const std::string allowed = std::string(kLowerLetters) + std::string(kDigits) + ".-_";
    if (host.size() > 253 || host.find_first_not_of(allowed) != std::string_view::npos)
        return "the host name may have letters, digits, '.' and '-' only";
    if (host.starts_with('.') || host.find("..") != std::string_view::npos) return "the host name has an empty part";
    if (looksNumeric(host)) return "the host is no valid IP address";
    if (isMetadataName(host)) return "the host is a metadata service";
    return {};
}

std::string whyNoHost(std::string_view host, bool isBracketed) {
    if (host.empty()) return "the host is missing";
    const std::vector<unsigned char> octets = octetsOf(host);
    if (isBracketed && octets.size() != 16) return "there is no IPv6 address in the brackets";
    if (octets.empty()) return whyNoDnsName(lowered(host));
    return isForbidden(unmapped(octets)) ? "the address is link-local, a metadata service or no single machine's" : "";
}

std::string whyNoPort(std::string_view port) {
    const auto number = parseInteger(port);
    const bool isPort = number && *number >= 1 && *number <= 65535 && port.find_first_not_of(kDigits) == std::string_view::npos;
    return isPort ? "" : "the port must be a number from 1 to 65535";
}

/// host[:port] or [v6][:port]
std::string whyNoAuthority(std::string_view authority) {
    std::string_view host;
    std::string_view rest;
    const bool isBracketed = authority.starts_with('[');
    if (isBracketed) {
        const std::size_t close = authority.find(']');
        if (close == std::string_view::npos) return "a bracket is not closed";
        host = authority.substr(1, close - 1);
        rest = authority.substr(close + 1);
    } else {
        const std::size_t colon = std::min(authority.find(':'), authority.size());
        host = authority.substr(0, colon);
        rest = authority.substr(colon);
    }
    if (std::string reason = whyNoHost(host, isBracketed); !reason.empty()) return reason;
    if (rest.empty()) return {};
    return rest.starts_with(':') ? whyNoPort(rest.substr(1)) : "there is something behind the host";
}

/// The text behind "http://" or "https://"; nullopt for another scheme.
std::optional<std::string_view> afterScheme(std::string_view text) {
    const std::string scheme = lowered(text.substr(0, 8));
    if (scheme == "https://") return text.substr(8);
    if (scheme.starts_with("http://")) return text.substr(7);
    return std::nullopt;
}

std::string whyNoPath(std::string_view path) {
    if (path.find_first_of(" \"<>\\^`{|}") != std::string_view::npos) return "the path has a character that must be percent-encoded";
    const bool isAscii = std::all_of(path.begin(), path.end(), [](char c) { return c > 0x20 && c < 0x7F; });
    if (!isAscii) return "the path has a character that must be percent-encoded";
    const std::string slashed = std::string(path) + "/";
    const bool hasDots = slashed.find("/../") != std::string::npos || slashed.find("/./") != std::string::npos;
    return hasDots ? "the path must not have . or .. as a part" : "";
}

}  // namespace

bool isIpLiteral(std::string_view text) { return !octetsOf(text).empty(); }

std::string whyNoListenAddress(std::string_view text) {
    return isIpLiteral(text) ? "" : "expected an IPv4 or IPv6 address such as 127.0.0.1, 0.0.0.0 or ::1";
}

std::string whyNoNetwork(std::string_view text) {
    const std::size_t slash = text.find('/');
    const std::vector<unsigned char> octets = octetsOf(text.substr(0, slash));
    if (octets.empty()) return "expected an address or a network such as 10.0.0.0/8";
    if (slash == std::string_view::npos) return {};
    const std::string_view digits = text.substr(slash + 1);
    const bool isNumber = !digits.empty() && digits.size() <= 3 && digits.find_first_not_of(kDigits) == std::string_view::npos;
    const auto bits = isNumber ? static_cast<std::size_t>(*parseInteger(digits)) : std::size_t{999};
    if (bits > octets.size() * 8) return "the prefix must be 0 to " + std::to_string(octets.size() * 8);
    for (std::size_t bit = bits; bit < octets.size() * 8; ++bit)
        if ((octets[bit / 8] >> (7 - bit % 8) & 1) != 0) return "the address has bits set behind the prefix";
    return {};
}

std::string whyNoBaseUrl(std::string_view text) {
    const auto rest = afterScheme(text);
    if (!rest) return "it must begin with https:// or http://";
    if (rest->find('?') != std::string_view::npos) return "it must not have a query (?)";
    if (rest->find('#') != std::string_view::npos) return "it must not have a fragment (#)";
    const std::size_t slash = std::min(rest->find('/'), rest->size());
    const std::string_view authority = rest->substr(0, slash);
    if (authority.find('@') != std::string_view::npos) return "it must not have a user name or password; put the key into api_keys";
    if (std::string reason = whyNoAuthority(authority); !reason.empty()) return reason;
    return whyNoPath(rest->substr(slash));
}

std::string whyNoOrigin(std::string_view text) {
    if (text == "*") return {};
    constexpr std::string_view kExpected = "expected * or an origin such as https://chat.example.com";
    const std::size_t scheme = text.find("://");
    if (scheme == std::string_view::npos || scheme == 0) return std::string(kExpected);
    const std::string_view authority = text.substr(scheme + 3);
    const bool isBare = !authority.empty() && authority.find_first_of("/?#@ *,") == std::string_view::npos;
    const bool isLower = text.substr(0, scheme).find_first_not_of(std::string(kLowerLetters) + std::string(kDigits) + "+-.") == std::string_view::npos;
    return isBare && isLower ? "" : std::string(kExpected);
}

std::string whyNoName(std::string_view text) {
    const bool isName = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    });
    return isName ? "" : "it may have letters, digits, '.', '_' and '-' only";
}

std::string whyNoSecret(std::string_view text) {
    if (text == kMasked) return "*** stands for a secret that was not shown; write the key or a reference to it";
    if (text.starts_with("file:")) return text.size() > 5 ? "" : "the path behind file: is missing";
    if (text.starts_with("env:")) {
        const std::string_view name = text.substr(4);
        const bool isName = !name.empty() && name.find_first_of("= \t") == std::string_view::npos;
        return isName ? "" : "the name behind env: is missing or cannot be a variable's";
    }
    const bool isVisible = std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
    return isVisible ? "" : "a key has visible ASCII characters only";
}

}  // namespace mirror::fields
