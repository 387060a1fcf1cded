#include "openai/error_body.h"

#include <array>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "openai/json_text.h"

namespace mirror::openai {

namespace {

using nlohmann::json;

// Bounds of what is taken over from an upstream's error: it goes into a head-sized answer and into logs.
constexpr std::size_t kMaxMessage = 4096;
constexpr std::size_t kMaxWord = 256;
constexpr std::size_t kMaxSteps = 32;

/// One row of the table in wire.md section 2. An empty wire code is null.
struct Row {
    ErrorCode code;
    int status;
    std::string_view type;
    std::string_view wireCode;
    bool shouldRetryFalse = false;
    bool close = false;
};

using enum ErrorCode;
constexpr std::string_view kInvalid = "invalid_request_error";
constexpr std::string_view kTimeout = "timeout_error";
constexpr std::string_view kUpstream = "upstream_error";
constexpr std::string_view kUnavailable = "service_unavailable_error";

constexpr auto kRows = std::to_array<Row>({
    {internal, 500, "server_error", "internal"},
    {badJson, 400, kInvalid, ""},
    {badRequest, 400, kInvalid, "", false, true},  // where the next request begins is anyone's guess
    {invalidKey, 401, kInvalid, "invalid_api_key"},
    {contentNotAllowed, 403, "content_policy_violation", "content_filter", true},
    {modelNotAllowed, 403, "insufficient_permissions", "model_not_allowed"},
    {unknownUrl, 404, kInvalid, "unknown_url"},
    {modelNotFound, 404, kInvalid, "model_not_found"},
    {methodNotAllowed, 405, kInvalid, "method_not_allowed"},
    {requestTimeout, 408, kTimeout, "request_timeout", false, true},
    {bodyTooLarge, 413, kInvalid, "request_too_large", false, true},
    {unsupportedEncoding, 415, kInvalid, "unsupported_encoding"},
    {headersTooLarge, 431, kInvalid, "headers_too_large", false, true},
    {clientGone, 499, kInvalid, "client_gone", false, true},  // nobody reads it; the status is for logs and metrics
    {noHealthyUpstream, 503, kUnavailable, "no_healthy_upstream"},
    {journalUnavailable, 503, kUnavailable, "journal_unavailable"},
    {draining, 503, kUnavailable, "draining", false, true},  // the connection would not live to see another request
    {upstreamUnreachable, 502, kUpstream, "upstream_unreachable"},
    {upstreamReset, 502, kUpstream, "upstream_unreachable"},
    {dnsFailure, 502, kUpstream, "upstream_unreachable"},
    // Asking again cannot help before an operator has acted.
    {tlsVerification, 502, kUpstream, "upstream_unreachable", true},
    {addressRefused, 502, kUpstream, "upstream_unreachable", true},
    {upstreamCredentials, 502, kUpstream, "upstream_credentials", true},
    {upstreamBadResponse, 502, kUpstream, "upstream_bad_response"},
    {upstreamStatus, 502, kUpstream, "upstream_bad_response"},
    {upstreamCut, 502, kUpstream, "upstream_bad_response"},
    {upstreamStreamError, 502, kUpstream, "upstream_bad_response"},
    {upstreamTimeoutConnect, 504, kTimeout, "upstream_timeout_connect"},
    {upstreamTimeoutHeaders, 504, kTimeout, "upstream_timeout_headers"},
    {upstreamTimeoutFirstToken, 504, kTimeout, "upstream_timeout_first_token"},
    {upstreamTimeoutIdle, 504, kTimeout, "upstream_timeout_idle"},
    {upstreamTimeoutTotal, 504, kTimeout, "upstream_timeout_total"},
});

const Row& rowOf(ErrorCode code) {
    for (const Row& row : kRows)
        if (row.code == code) return row;
    return kRows.front();  // an operator's code has no business here
}

/// Callers learn the rule they broke; the inside of an upstream's or our own fault is for the diagnostic log.
std::string messageFor(const Error& error, const Row& row) {
    if (row.code == internal) return describe(makeError(internal));
    if (error.code == contentNotAllowed) return "Content not allowed";  // wire.md section 2, to the letter
    if (error.code == badJson && !error.cause.empty()) return "The request body cannot be used: " + error.cause + ".";
    Error shown = error;
    if (error.origin != ErrorOrigin::downstream) shown.cause.clear();
    return describe(shown);
}

/// The status of an answer the caller itself caused, 0 for any other.
int callersFault(const Error& error) {
    if (error.code != upstreamStatus || error.args.size() < 2) return 0;
    const auto status = base::parseDecimal(error.args[1]);
    return status == 400 || status == 404 || status == 422 ? static_cast<int>(*status) : 0;
}

void appendMember(std::string& out, std::string_view name, const std::optional<std::string>& value) {
    out += ",\"";
    out += name;
    out += "\":";
    if (value)
        appendQuoted(out, *value);
    else
        out += "null";
}

std::string bounded(std::string_view text, std::size_t most) { return std::string(base::utf8Prefix(text, most)); }

/// A value as text: strings up to `most` bytes, numbers printed; nullopt for all else and for an empty string. Lists and objects are
/// never printed: that recurses, and how deep they are nested is the upstream's choice.
std::optional<std::string> textOf(const json& value, std::size_t most) {
    if (value.is_number()) return value.dump();
    if (!value.is_string() || value.get_ref<const std::string&>().empty()) return std::nullopt;
    return bounded(value.get_ref<const std::string&>(), most);
}

std::optional<std::string> memberOf(const json& object, const char* name, std::size_t most = kMaxWord) {
    const auto found = object.find(name);
    return found == object.end() ? std::nullopt : textOf(*found, most);
}

std::optional<std::string> firstOf(const json& object, std::initializer_list<const char*> names, std::size_t most = kMaxWord) {
    for (const char* name : names)
        if (auto text = memberOf(object, name, most)) return text;
    return std::nullopt;
}

ErrorBody bodyWith(int status, std::string_view message) {
    ErrorBody body;
    body.status = status;
    body.message = bounded(message, kMaxMessage);
    body.type = status >= 400 && status < 500 ? kInvalid : kUpstream;
    return body;
}

ErrorBody readObject(int status, const json& object) {
    const auto message = firstOf(object, {"message", "msg", "error_msg"}, kMaxMessage);
    ErrorBody body =
        bodyWith(status, message.value_or("The upstream answered with status " + std::to_string(status) + "."));
    body.type = memberOf(object, "type").value_or(body.type);
    body.param = memberOf(object, "param");
    body.code = firstOf(object, {"code", "error_code"});
    return body;
}

/// The way to a member, as "messages.0.role". Only what can be a step counts, and only the first of many.
std::string pathOf(const json& steps) {
    std::string path;
    std::size_t taken = 0;
    for (const json& step : steps) {
        const auto name = textOf(step, kMaxWord);
        if (!name || *name == "body") continue;
        if (++taken > kMaxSteps || path.size() > kMaxWord) break;
        if (!path.empty()) path += '.';
        path += *name;
    }
    return bounded(path, kMaxWord);
}

/// FastAPI's "detail": a text, or a list of {"loc":["body","messages"],"msg":...}.
std::optional<ErrorBody> readDetail(int status, const json& detail) {
    if (detail.is_string()) return bodyWith(status, detail.get_ref<const std::string&>());
    if (!detail.is_array() || detail.empty() || !detail.front().is_object()) return std::nullopt;
    const json& first = detail.front();
    const auto message = memberOf(first, "msg", kMaxMessage);
    if (!message) return std::nullopt;
    ErrorBody body = bodyWith(status, *message);
    const auto loc = first.find("loc");
    const std::string path = loc != first.end() && loc->is_array() ? pathOf(*loc) : std::string();
    if (!path.empty()) body.param = path;
    return body;
}

}  // namespace

ErrorBody errorBodyFor(const Error& error) {
    const Row& row = rowOf(error.code);
    ErrorBody body;
    body.status = row.status;
    body.message = messageFor(error, row);
    body.type = row.type;
    if (!row.wireCode.empty()) body.code = row.wireCode;
    if (error.code == badJson && !error.args.empty() && !error.args[0].empty()) body.param = error.args[0];
    body.shouldRetryFalse = row.shouldRetryFalse;
    body.close = row.close;
    if (const int status = callersFault(error)) {
        body.status = status;
        body.type = kInvalid;
    }
    return body;
}

std::string toJson(const ErrorBody& body) {
    std::string out = R"({"error":{"message":)";
    appendQuoted(out, body.message);
    out += R"(,"type":)";
    appendQuoted(out, body.type);
    appendMember(out, "param", body.param);
    appendMember(out, "code", body.code);
    return out + "}}";
}

std::optional<ErrorBody> readErrorBody(int status, std::string_view text) {
    const json answer = json::parse(text, nullptr, false);
    if (!answer.is_object()) return std::nullopt;
    if (const auto error = answer.find("error"); error != answer.end() && !error->is_null()) {
        if (error->is_object()) return readObject(status, *error);
        if (error->is_string()) return bodyWith(status, error->get_ref<const std::string&>());
    }
    if (const auto detail = answer.find("detail"); detail != answer.end()) return readDetail(status, *detail);
    if (firstOf(answer, {"message", "msg", "error_msg"}) &&
        (firstOf(answer, {"code", "error_code"}) || memberOf(answer, "object") == "error"))
        return readObject(status, answer);
    return std::nullopt;
}

}  // namespace mirror::openai
