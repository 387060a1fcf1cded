#include "pipeline/upstream_request.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "http/serializer.h"

namespace mirror::pipeline {

namespace {
/// Client fields that pass; wire.md section 4.
constexpr std::array<std::string_view, 4> kPassed{"Content-Type", "Accept", "OpenAI-Beta", "traceparent"};

bool hasOption(std::string_view options, std::string_view name) {
    while (!options.empty()) {
        const std::size_t comma = std::min(options.find(','), options.size());
        if (base::equalsIgnoreCase(base::trim(options.substr(0, comma)), name)) return true;
        options.remove_prefix(std::min(comma + 1, options.size()));
    }
    return false;
}

/// Whether the client said that a field is meant for its connection to us alone (RFC 9110 section 7.6.1).
bool isForThisHop(const http::RequestHead& head, std::string_view name) {
    return std::any_of(head.fields.begin(), head.fields.end(), [name](const http::Field& field) {
        return base::equalsIgnoreCase(field.name, "Connection") && hasOption(field.value, name);
    });
}
}  // namespace

std::string upstreamHead(const exchange::Exchange& exchange, const upstream::Target& target, std::optional<std::uint64_t> contentLength) {
    std::string out;
    out.reserve(512);
    http::HeadWriter writer(out);
    writer.requestLine(exchange.head.method, upstream::targetPath(target, exchange.head.path, exchange.head.query));
    writer.field("Host", target.hostField);
    if (!target.apiKeys.empty()) writer.field("Authorization", "Bearer " + std::string(target.apiKeys.front().view()));
    writer.field("User-Agent", "MirrorDesk");
    for (const std::string_view name : kPassed)
        if (const auto value = http::findField(exchange.head.fields, name); value && !isForThisHop(exchange.head, name)) writer.field(name, *value);
    if (target.forwardClientIp) writer.field("X-Real-IP", exchange.clientAddress);
    if (contentLength)
        writer.field("Content-Length", *contentLength);
    else
        writer.field("Transfer-Encoding", "chunked");
    writer.end();
    return out;
}

}  // namespace mirror::pipeline
