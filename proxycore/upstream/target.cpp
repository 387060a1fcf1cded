#include "upstream/target.h"

#include <algorithm>

#include "base/file.h"
#include "base/text.h"
#include "crypto/hmac.h"
#include "http/serializer.h"
#include "net/address.h"

namespace mirror::upstream {

namespace {

struct UrlParts {
    bool tls = false;
    std::string host;
    std::uint16_t port = 0;
    std::string path;
    bool explicitPort = false;
};

/// An IPv6 literal without its brackets, an IPv4 literal or a name; never what could be read in two ways.
bool isHost(std::string_view host, bool bracketed) {
    if (bracketed) return host.find(':') != std::string_view::npos && net::Address::parse(host, 0);
    const auto isNameByte = [](char c) {
        const char low = base::lower(c);
        return (low >= 'a' && low <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    };
    return !host.empty() && std::all_of(host.begin(), host.end(), isNameByte);
}

std::optional<UrlParts> splitUrl(std::string_view url) {
    UrlParts parts;
    if (url.starts_with("https://"))
        parts.tls = true;
    else if (!url.starts_with("http://"))
        return std::nullopt;
    url.remove_prefix(parts.tls ? 8 : 7);
    if (url.find_first_of("@?#\\") != std::string_view::npos) return std::nullopt;
    if (std::any_of(url.begin(), url.end(), [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7f; })) return std::nullopt;
    const auto slash = url.find('/');
    std::string_view authority = url.substr(0, slash);
    if (slash != std::string_view::npos) parts.path = url.substr(slash);
    while (parts.path.ends_with('/')) parts.path.pop_back();
    parts.port = parts.tls ? 443 : 80;
    const auto bracket = authority.rfind(']');
    const auto colon = authority.rfind(':');
    if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
        const auto port = base::parseDecimal(authority.substr(colon + 1));
        if (!port || *port == 0 || *port > 65535) return std::nullopt;
        parts.port = static_cast<std::uint16_t>(*port);
        parts.explicitPort = true;
        authority = authority.substr(0, colon);
    }
    const bool bracketed = authority.size() >= 2 && authority.starts_with('[') && authority.ends_with(']');
    if (bracketed) authority = authority.substr(1, authority.size() - 2);
    if (!isHost(authority, bracketed)) return std::nullopt;
    parts.host = authority;
    return parts;
}

crypto::Secret fixedFields(const Target& target) {
    std::string lines;
    http::HeadWriter writer(lines);
    writer.put("Host: ", target.hostField);
    if (!target.apiKeys.empty()) {
        std::string bearer = "Bearer " + std::string(target.apiKeys.front().view());
        writer.put("Authorization: ", bearer);
        crypto::wipe(bearer);
    }
    writer.put("User-Agent: ", "MirrorDesk");
    crypto::Secret fields{std::string_view(lines)};
    crypto::wipe(lines);
    return fields;
}

/// Connections and TLS sessions made under other authorities are not to be used, also where only the file's content is another.
std::string trustOf(const std::string& caFile) {
    if (caFile.empty()) return {};
    const auto text = base::readFile(caFile);
    const crypto::Digest256 digest = crypto::sha256(text ? *text : std::string());
    return " " + base::hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace

Result<std::shared_ptr<const Target>> makeTarget(const UpstreamConfig& config, std::vector<crypto::Secret> apiKeys) {
    const auto url = splitUrl(config.baseUrl);
    const auto refuse = [&](std::string why) { return fail(ErrorCode::configValue, {"upstreams[].base_url", std::move(why)}, config.baseUrl); };
    if (!url) return refuse("it is not an http:// or https:// address");
    const auto literal = net::Address::parse(url->host, url->port);
    if (literal && literal->isForbiddenUpstream()) return refuse("link-local and metadata addresses are never contacted");
    auto target = std::make_shared<Target>();
    target->name = config.name;
    target->host = url->host;
    target->port = url->port;
    target->pathPrefix = url->path;
    target->hostField = url->host.find(':') != std::string::npos ? "[" + url->host + "]" : url->host;
    if (url->explicitPort) target->hostField += ":" + std::to_string(url->port);
    // before the context reads the file: a write in between shows at the next look
    const std::string trust = url->tls ? trustOf(config.caFile) : std::string();
    if (url->tls) {
        auto context = net::TlsContext::client(config.caFile);
        if (!context) return fail(context.error());
        target->tls = *context;
    }
    target->apiKeys = std::move(apiKeys);
    target->fixedFields = fixedFields(*target);
    target->forwardClientIp = config.forwardClientIp;
    target->maxIdle = static_cast<std::size_t>(config.maxIdleConnections);
    target->idleLife = config.idleConnection;
    target->poolKey = (url->tls ? "https://" : "http://") + target->hostField + ":" + std::to_string(url->port) + " " + config.caFile + trust;
    return std::shared_ptr<const Target>(std::move(target));
}

std::array<std::string_view, 4> targetPath(const Target& target, std::string_view path, std::string_view query) {
    if (path.starts_with("/v1/")) path.remove_prefix(3);
    return {target.pathPrefix, path, query.empty() ? "" : "?", query};
}

}  // namespace mirror::upstream
