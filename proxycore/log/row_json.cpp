#include "log/row_json.h"

#include <nlohmann/json.hpp>

#include <charconv>

#include "base/json_text.h"
#include "base/text.h"
#include "log/journal_error.h"
#include "log/journal_time.h"

namespace mirror::log {

namespace {
using Json = nlohmann::json;

void appendInteger(std::string& out, std::int64_t value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
}

/// Writes members; leaves out those with their natural value.
class RowWriter {
public:
    explicit RowWriter(std::string& out) : m_out(out) { m_out += '{'; }
    void number(std::string_view name, std::int64_t value, std::int64_t natural = 0) {
        if (value == natural) return;
        member(name);
        appendInteger(m_out, value);
    }
    void text(std::string_view name, std::string_view value) {
        if (value.empty()) return;
        member(name);
        if (base::isUtf8(value)) {
            base::appendJsonString(m_out, value);
        } else {
            m_out += Json(value).dump(-1, ' ', false, Json::error_handler_t::replace);
        }
    }
    void flag(std::string_view name, bool value) {
        if (!value) return;
        member(name);
        m_out += "true";
    }
    void finish() { m_out += '}'; }

private:
    void member(std::string_view name) {
        if (m_out.back() != '{') m_out += ',';
        m_out += '"';
        m_out += name;
        m_out += "\":";
    }
    std::string& m_out;
};

Outcome outcomeFromName(const std::string& name) {
    for (std::size_t i = 0; i < kOutcomes; ++i)
        if (outcomeName(static_cast<Outcome>(i)) == name) return static_cast<Outcome>(i);
    return Outcome::internal;
}

CacheResult cacheFromName(const std::string& name) {
    for (CacheResult result : {CacheResult::hit, CacheResult::miss, CacheResult::bypass, CacheResult::coalesced, CacheResult::stale})
        if (cacheResultName(result) == name) return result;
    return CacheResult::none;
}

void readTexts(const Json& json, JournalRow& row) {
    row.requestId = json.value("id", std::string());
    row.keyName = json.value("key", std::string());
    row.endpoint = json.value("endpoint", std::string());
    row.modelAsked = json.value("model", std::string());
    row.modelAnswered = json.value("answered_by", std::string());
    row.upstream = json.value("upstream", std::string());
}

void readNumbers(const Json& json, JournalRow& row) {
    row.time = timeOfMicroseconds(json.value("time_us", std::int64_t{0}));
    row.status = json.value("status", 0);
    row.outcome = outcomeFromName(json.value("outcome", std::string(outcomeName(Outcome::ok))));
    row.cache = cacheFromName(json.value("cache", std::string()));
    row.total = Microseconds(json.value("total_us", std::int64_t{0}));
    row.firstToken = Microseconds(json.value("first_token_us", std::int64_t{-1}));
    row.promptTokens = {json.value("prompt_tokens", std::int64_t{0})};
    row.completionTokens = {json.value("completion_tokens", std::int64_t{0})};
    row.attempts = json.value("attempts", 0U);
    row.ruleHits = json.value("rules", 0U);
    row.masked = json.value("masked", 0U);
    row.isAnswered = json.value("is_answered", false);
    row.stream = json.value("stream", false);
}
}  // namespace

void appendRow(std::string& out, const JournalRow& row, bool isAlone) {
    RowWriter writer(out);
    writer.number("time_us", std::chrono::duration_cast<Microseconds>(row.time.time_since_epoch()).count());
    writer.text("id", row.requestId);
    writer.text("key", row.keyName);
    writer.text("endpoint", row.endpoint);
    writer.text("model", row.modelAsked);
    writer.text("answered_by", row.modelAnswered);
    writer.text("upstream", row.upstream);
    writer.flag("is_answered", row.isAnswered);
    writer.flag("alone", isAlone);
    writer.flag("stream", row.stream);
    writer.number("status", row.status);
    if (row.outcome != Outcome::ok) writer.text("outcome", outcomeName(row.outcome));
    writer.text("cache", cacheResultName(row.cache));
    writer.number("total_us", row.total.count());
    writer.number("first_token_us", row.firstToken.count(), -1);
    writer.number("prompt_tokens", row.promptTokens.value);
    writer.number("completion_tokens", row.completionTokens.value);
    writer.number("attempts", row.attempts);
    writer.number("rules", row.ruleHits);
    writer.number("masked", row.masked);
    writer.finish();
}

Result<ParsedRow> parseRow(std::string_view text) {
    try {
        const Json json = Json::parse(text);
        if (!json.is_object()) return damaged("row", "its form is unknown");
        ParsedRow parsed;
        readTexts(json, parsed.row);
        readNumbers(json, parsed.row);
        parsed.isAlone = json.value("alone", false);
        return parsed;
    } catch (const Json::exception&) {
        return damaged("row", "its form is unknown");
    }
}

}  // namespace mirror::log
