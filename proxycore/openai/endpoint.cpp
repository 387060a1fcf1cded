#include "openai/endpoint.h"

#include <array>

#include "base/text.h"

namespace mirror::openai {

namespace {

constexpr std::string_view kGet = "GET, HEAD, OPTIONS";
constexpr std::string_view kPost = "POST, OPTIONS";
constexpr std::string_view kObjects =
    "GET, HEAD, POST, DELETE, OPTIONS";  // files and batches are listed, read and removed
constexpr std::string_view kModelPrefix = "/v1/models/";

struct Exact {
    std::string_view path;
    Endpoint endpoint;
    std::string_view allow;
};
constexpr auto kExact = std::to_array<Exact>({
    {"/v1/chat/completions", Endpoint::chatCompletions, kPost},
    {"/v1/completions", Endpoint::completions, kPost},
    {"/v1/embeddings", Endpoint::embeddings, kPost},
    {"/v1/responses", Endpoint::responses, kPost},
    {"/v1/messages", Endpoint::messages, kPost},
    {"/v1/moderations", Endpoint::passThrough, kPost},
    {"/v1/files", Endpoint::passThrough, kObjects},
    {"/v1/batches", Endpoint::passThrough, kObjects},
    {"/v1/models", Endpoint::models, kGet},
    {"/health", Endpoint::health, kGet},
});

struct Prefix {
    std::string_view path;
    std::string_view allow;
};
constexpr auto kPassThrough = std::to_array<Prefix>({
    {"/v1/images/", kPost},
    {"/v1/audio/", kPost},
    {"/v1/files/", kObjects},
    {"/v1/batches/", kObjects},
});

/// Takes a separator off the front of `path`: '/', '\' or one of them percent-encoded.
bool takeSeparator(std::string_view& path) {
    for (const std::string_view form : {"/", "\\", "%2f", "%5c"}) {
        if (!base::equalsIgnoreCase(path.substr(0, form.size()), form)) continue;
        path.remove_prefix(form.size());
        return true;
    }
    return false;
}

/// Where the name of a segment ends: its parameters begin with ';' (RFC 3986 section 3.3), and some servers cut them off.
bool endsName(std::string_view path) {
    return path.empty() || path.front() == ';' || base::equalsIgnoreCase(path.substr(0, 3), "%3b") || takeSeparator(path);
}

bool takeDot(std::string_view& path) {
    const bool plain = path.starts_with('.');
    if (!plain && !base::equalsIgnoreCase(path.substr(0, 3), "%2e")) return false;
    path.remove_prefix(plain ? 1 : 3);
    return true;
}

/// Whether some server may read a "." or ".." segment in `path`: it goes to an upstream with our key, and must not
/// climb out of the prefix it was matched by.
bool hasDotSegment(std::string_view path) {
    while (!path.empty()) {
        if (!takeSeparator(path)) {
            path.remove_prefix(1);
            continue;
        }
        std::string_view segment = path;
        if (!takeDot(segment)) continue;
        takeDot(segment);
        if (endsName(segment)) return true;
    }
    return false;
}

}  // namespace

EndpointMatch matchEndpoint(std::string_view path) {
    for (const Exact& exact : kExact)
        if (path == exact.path) return {exact.endpoint, {}, exact.allow};
    if (path.starts_with(kModelPrefix) && path.size() > kModelPrefix.size())
        return {Endpoint::model, path.substr(kModelPrefix.size()), kGet};
    for (const Prefix& prefix : kPassThrough)
        if (path.starts_with(prefix.path) && path.size() > prefix.path.size() && !hasDotSegment(path))
            return {Endpoint::passThrough, {}, prefix.allow};
    return {};
}

bool canStream(Endpoint endpoint) {
    return endpoint == Endpoint::chatCompletions || endpoint == Endpoint::completions || endpoint == Endpoint::responses || endpoint == Endpoint::messages;
}

bool allowsMethod(const EndpointMatch& match, std::string_view method) {
    std::string_view rest = match.allow;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        if (rest.substr(0, end) == method) return true;
        rest.remove_prefix(std::min(end + 2, rest.size()));
    }
    return false;
}

}  // namespace mirror::openai
