#include "pass_field_rules.h"

#include <algorithm>
#include <array>

namespace mirror::fields {

namespace {

/// Names are written in lower case; one that ends in '-' stands for all that begin with it.
constexpr auto kAlways = std::to_array<std::string_view>({"content-type", "accept", "openai-beta", "traceparent", "anthropic-version"});
constexpr auto kCredentials = std::to_array<std::string_view>(
    {"authorization", "proxy-authorization", "api-key", "x-api-key", "cookie", "cookie2", "openai-organization", "openai-project"});
/// RFC 9110 section 7.6.1.
constexpr auto kHopByHop = std::to_array<std::string_view>(
    {"connection", "proxy-connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "proxy-authenticate", "http2-settings"});
constexpr auto kOwn = std::to_array<std::string_view>({"host", "content-length", "content-encoding", "accept-encoding", "expect", "user-agent"});
constexpr auto kOfTheCaller = std::to_array<std::string_view>({"forwarded", "via", "x-forwarded-", "x-real-ip", "x-stainless-"});

template <std::size_t N>
bool isAmong(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::any_of(names.begin(), names.end(), [name](std::string_view known) { return known.ends_with('-') ? name.starts_with(known) : name == known; });
}

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    return out;
}

/// RFC 9110 section 5.6.2.
bool isTokenByte(char c) {
    constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || kMarks.find(c) != std::string_view::npos;
}

}  // namespace

std::string whyNoPassField(std::string_view name, std::span<const std::string> before) {
    if (name.empty() || !std::all_of(name.begin(), name.end(), isTokenByte)) return "it is no name of a header field";
    const std::string low = lowered(name);
    if (isAmong(kAlways, low)) return "it passes always and need not be listed";
    if (isAmong(kCredentials, low)) return "it carries credentials of the caller, which never go to an upstream";
    if (isAmong(kHopByHop, low)) return "it is meant for one connection and never goes further";
    if (isAmong(kOwn, low)) return "the mirror writes it itself";
    if (isAmong(kOfTheCaller, low)) return "it tells about the caller's network or program and never goes to an upstream";
    if (std::any_of(before.begin(), before.end(), [&](const std::string& other) { return lowered(other) == low; })) return "it is in the list twice";
    return {};
}

}  // namespace mirror::fields
