#include "pipeline/answer_fields.h"

#include <array>

#include "base/text.h"
#include "http/serializer.h"

namespace mirror::pipeline {

namespace {

constexpr std::array<std::string_view, 3> kPassed{"openai-processing-ms", "openai-version", "Retry-After"};

/// Milliseconds with one decimal, without printf: this runs for every answer.
void appendMilliseconds(std::string& out, Microseconds time) {
    const std::int64_t tenths = (time.count() + 50) / 100;
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, tenths / 10).ptr;
    out.append(digits, end);
    out += '.';
    out += static_cast<char>('0' + tenths % 10);
}

void appendServerTiming(std::string& out, const exchange::Exchange& exchange) {
    bool first = true;
    for (std::size_t i = 0; i < kStages; ++i) {
        const StageSpan& span = exchange.stages[i];
        if (span.duration.count() < 0) continue;
        out += first ? "Server-Timing: " : ", ";
        first = false;
        out += stageName(static_cast<StageId>(i));
        out += ";dur=";
        appendMilliseconds(out, span.duration);
    }
    if (!first) out += "\r\n";
}

}  // namespace

std::string answerFields(const exchange::Exchange& exchange, const http::ResponseHead& upstreamHead, std::string_view contentType, std::string_view extra) {
    std::string out;
    out.reserve(512);
    http::HeadWriter writer(out);
    writer.field("Content-Type", contentType);
    for (const http::Field& field : upstreamHead.fields) {
        for (const std::string_view name : kPassed)
            if (base::equalsIgnoreCase(field.name, name)) writer.field(name, field.value);
        if (base::equalsIgnoreCase(field.name, "x-request-id")) writer.field("x-mirror-upstream-request-id", field.value);
    }
    writer.field("x-request-id", exchange.requestId);
    writer.field("x-mirror-upstream", exchange.upstream);
    writer.field("x-mirror-attempts", exchange.attempts.size());
    appendServerTiming(out, exchange);
    out += extra;
    return out;
}

}  // namespace mirror::pipeline
