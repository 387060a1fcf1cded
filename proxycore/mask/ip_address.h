#pragma once
#include <optional>
#include <string_view>

#include "mask/span.h"

/// IP addresses of machines, private ones included: RFC 791 dotted, RFC 4291 (2.2) with colons. Not: what identifies nobody (0.x, loopback, masks and broadcast from 255 on, ::1).
namespace mirror::mask {

/// The IPv4 address that begins with the digit at `at`. Strict: four parts of one digit each, and parts behind a word for "version", are a version number.
std::optional<Span> ipv4At(std::string_view text, std::size_t at, bool strict);

/// The run of hex digits and colons around the first colon of it.
struct ColonRun {
    std::optional<Span> address;
    std::size_t end = 0;  ///< of the run; no colon before it is worth another look
};
/// The IPv6 address around the colon at `at`, the first one of its run. It must begin as unicast and multicast addresses in use do (2000::/3, fc00::/7, fe80::/10, ff00::/8: IANA IPv6
/// address space) and have a digit: `a::b` is a name in many programming languages, and eight groups of two are a hardware address.
ColonRun ipv6Around(std::string_view text, std::size_t at);

}  // namespace mirror::mask
