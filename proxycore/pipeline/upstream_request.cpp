#include "pipeline/upstream_request.h"

#include <array>

#include "http/serializer.h"

namespace mirror::pipeline {

namespace {
/// Client fields that pass; wire.md section 4.
constexpr std::array<std::string_view, 4> kPassed{"Content-Type", "Accept", "OpenAI-Beta", "traceparent"};
}  // namespace

std::string upstreamHead(const exchange::Exchange& exchange, const upstream::Target& target, std::optional<std::uint64_t> contentLength) {
    std::string out;
    out.reserve(512);
    http::HeadWriter writer(out);
    writer.requestLine(exchange.head.method, upstream::targetPath(target, exchange.head.path, exchange.head.query));
    writer.field("Host", target.hostField);
    if (!target.apiKeys.empty()) {
        out += "Authorization: Bearer ";
        out += target.apiKeys.front().view();
        out += "\r\n";
    }
    writer.field("User-Agent", "MirrorDesk");
    for (const std::string_view name : kPassed)
        if (const auto value = http::findField(exchange.head.fields, name)) writer.field(name, *value);
    if (target.forwardClientIp) writer.field("X-Real-IP", exchange.clientAddress);
    if (contentLength)
        writer.field("Content-Length", *contentLength);
    else
        writer.field("Transfer-Encoding", "chunked");
    writer.end();
    return out;
}

}  // namespace mirror::pipeline
