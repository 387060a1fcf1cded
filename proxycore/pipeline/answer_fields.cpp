#include "pipeline/answer_fields.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "http/serializer.h"

namespace mirror::pipeline {

namespace {

/// What passes of an upstream's head, and under which name.
struct Passed {
    std::string_view name;
    http::FieldName written;
};
constexpr std::array kPassed{Passed{"openai-processing-ms", "openai-processing-ms: "}, Passed{"openai-version", "openai-version: "},
                             Passed{"x-request-id", "x-mirror-upstream-request-id: "}};

constexpr std::uint64_t kLongestWait = 60;  // seconds; wire.md section 2: clients obey

/// Seconds, a minute at most. A date is left out: the client's own back-off is better than a clock that is not ours.
void writeRetryAfter(http::HeadWriter& writer, std::string_view value) {
    if (value.empty() || value.find_first_not_of("0123456789") != std::string_view::npos) return;
    writer.put("Retry-After: ", std::min(base::parseDecimal(value).value_or(kLongestWait), kLongestWait));  // too long for a number is too long
}

char* append(char* at, std::string_view text) { return std::copy(text.begin(), text.end(), at); }

/// Milliseconds with one decimal. Writes at most 23 characters.
char* appendMilliseconds(char* at, Microseconds time) {
    const std::int64_t tenths = (time.count() + 50) / 100;
    at = std::to_chars(at, at + 21, tenths / 10).ptr;
    *at++ = '.';
    *at++ = static_cast<char>('0' + tenths % 10);
    return at;
}

/// Written into an array and appended once: every answer has it, and each stage is six pieces.
void appendServerTiming(std::string& out, const exchange::Exchange& exchange) {
    constexpr std::size_t kLongestStage = 2 + 20 + 5 + 23;
    std::array<char, 16 + kStages * kLongestStage> line;
    char* const begin = append(line.data(), "Server-Timing: ");
    char* at = begin;
    for (std::size_t i = 0; i < kStages; ++i) {
        const StageSpan& span = exchange.stages[i];
        if (span.duration.count() < 0) continue;
        if (at != begin) at = append(at, ", ");
        at = append(at, stageName(static_cast<StageId>(i)));
        at = append(at, ";dur=");
        at = appendMilliseconds(at, span.duration);
    }
    if (at == begin) return;
    out.append(line.data(), at);
    out += "\r\n";
}

}  // namespace

void writeAnswerFields(std::string& out, const exchange::Exchange& exchange, const http::ResponseHead& upstreamHead, std::string_view contentType,
                       std::string_view extra) {
    out.clear();
    http::HeadWriter writer(out);
    writer.put("Content-Type: ", contentType);
    for (const http::Field& field : upstreamHead.fields) {
        if (base::equalsIgnoreCase(field.name, "Retry-After")) writeRetryAfter(writer, field.value);
        for (const Passed& passed : kPassed)
            if (base::equalsIgnoreCase(field.name, passed.name)) writer.put(passed.written, field.value);
    }
    writer.put("x-request-id: ", exchange.requestId);
    writer.put("x-mirror-upstream: ", exchange.upstream);
    writer.put("x-mirror-attempts: ", exchange.attempts.size());
    appendServerTiming(out, exchange);
    out += extra;
}

}  // namespace mirror::pipeline
