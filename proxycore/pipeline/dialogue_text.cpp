#include "pipeline/dialogue_text.h"

#include "base/json_text.h"

namespace mirror::pipeline {

using base::JsonText;

namespace {

void appendNames(JsonText& json, const std::vector<mask::Masker::Name>& names, std::size_t from) {
    if (from >= names.size()) return;
    json.key("masked").open('{');
    for (std::size_t i = from; i < names.size(); ++i) json.member(names[i].name, piiKindName(names[i].kind));
    json.close('}');
}

void appendAttempts(JsonText& json, const std::vector<AttemptRecord>& attempts) {
    if (attempts.empty()) return;
    json.key("attempts").open('[');
    for (const AttemptRecord& attempt : attempts) {
        json.open('{').member("upstream", attempt.upstream).member("status", attempt.status);
        if (!attempt.errorCode.empty()) json.member("error_code", attempt.errorCode);
        json.member("start_us", attempt.start.count()).member("duration_us", attempt.duration.count()).member("reused_connection", attempt.reusedConnection).close('}');
    }
    json.close(']');
}

void appendRules(JsonText& json, const std::vector<RuleHit>& rules) {
    if (rules.empty()) return;
    json.key("rules").open('[');
    for (const RuleHit& hit : rules) {
        json.open('{').member("rule", hit.rule).member("category", hit.category).member("action", wordActionName(hit.action)).member("output", hit.output);
        json.member("where", hit.where).member("steps", static_cast<unsigned>(hit.steps)).member("count", hit.count).close('}');
    }
    json.close(']');
}

}  // namespace

std::string requestText(const exchange::Exchange& exchange, const std::vector<mask::Masker::Name>& names, std::string_view body) {
    std::string out;
    out.reserve(body.size() + 160);
    JsonText json(out);
    json.open('{').member("client", exchange.clientAddress);
    if (exchange.wordsRevision != 0) json.member("words", exchange.wordsRevision);
    appendNames(json, names, 0);
    if (!body.empty()) json.key("body").raw(body);
    json.close('}');
    return out;
}

std::string answerText(const exchange::Exchange& exchange, const std::vector<mask::Masker::Name>& names, std::size_t firstName, const std::vector<Transcript::Text>& texts, bool isCut) {
    std::string out;
    std::size_t bytes = 400;
    for (const Transcript::Text& text : texts) bytes += text.path.size() + text.text.size() + 16;
    out.reserve(bytes);
    JsonText json(out);
    json.open('{');
    if (exchange.error) json.member("error", errorName(exchange.error->code));
    appendAttempts(json, exchange.attempts);
    appendRules(json, exchange.rules);
    appendNames(json, names, firstName);
    if (!texts.empty()) {
        json.key("texts").open('[');
        for (const Transcript::Text& text : texts) json.open('[').value(text.path).value(text.text).close(']');
        json.close(']');
    }
    if (isCut) json.member("cut", true);
    json.close('}');
    return out;
}

std::string valuesText(const std::vector<mask::Masker::Name>& names, std::size_t from) {
    std::string out;
    JsonText json(out);
    json.open('{');
    for (std::size_t i = from; i < names.size(); ++i) json.member(names[i].name, names[i].original);
    json.close('}');
    return out;
}

}  // namespace mirror::pipeline
