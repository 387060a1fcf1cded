#include "pipeline/upstream_request.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "http/serializer.h"

namespace mirror::pipeline {

namespace {
/// Client fields that pass; wire.md section 4. The spelling is ours, whatever the client's is.
struct Passed {
    std::string_view name;
    http::FieldName written;
};
constexpr std::array kPassed{Passed{"Content-Type", "Content-Type: "}, Passed{"Accept", "Accept: "}, Passed{"OpenAI-Beta", "OpenAI-Beta: "},
                             Passed{"traceparent", "traceparent: "}, Passed{"anthropic-version", "anthropic-version: "}};
/// Goes with a body that is passed on as it came; the others were inflated.
constexpr Passed kCoding{"Content-Encoding", "Content-Encoding: "};

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

/// The fields an operator lets through, each line of them, spelled as in the list.
void passListed(http::HeadWriter& writer, const http::RequestHead& head, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        if (isForThisHop(head, name)) continue;
        for (const http::Field& field : head.fields)
            if (base::equalsIgnoreCase(field.name, name)) writer.field(name, field.value);
    }
}
}  // namespace

void writeUpstreamHead(std::string& out, const exchange::Exchange& exchange, const upstream::Target& target, std::optional<std::uint64_t> contentLength) {
    out.clear();
    http::HeadWriter writer(out);
    writer.requestLine(exchange.head.method, upstream::targetPath(target, exchange.head.path, exchange.head.query));
    out += target.fixedFields.view();
    const auto pass = [&](const Passed& passed) {
        if (const auto value = http::findField(exchange.head.fields, passed.name); value && !isForThisHop(exchange.head, passed.name))
            writer.put(passed.written, *value);
    };
    for (const Passed& passed : kPassed) pass(passed);
    if (exchange.endpoint.endpoint == openai::Endpoint::passThrough) pass(kCoding);
    passListed(writer, exchange.head, exchange.config->http.passFields);
    if (target.forwardClientIp) writer.put("X-Real-IP: ", exchange.clientAddress);
    if (contentLength)
        writer.put("Content-Length: ", *contentLength);
    else
        writer.put("Transfer-Encoding: ", "chunked");
    writer.end();
}

}  // namespace mirror::pipeline
