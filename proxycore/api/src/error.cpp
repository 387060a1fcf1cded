#include "proxycore/api/error.h"

#include <array>

namespace mirror {

namespace {

struct Row {
    ErrorCode code;
    ErrorOrigin origin;
    std::string_view name;
    std::string_view sentence;  // %1, %2: args
};

using enum ErrorCode;
constexpr auto kDown = ErrorOrigin::downstream;
constexpr auto kUp = ErrorOrigin::upstream;
constexpr auto kOp = ErrorOrigin::operator_;

constexpr auto kRows = std::to_array<Row>({
    {badJson, kDown, "bad_json", "The request body is not valid JSON."},
    {badRequest, kDown, "bad_request", "The request is not valid HTTP."},
    {unsupportedEncoding, kDown, "unsupported_encoding", "The content coding or charset is not supported; send UTF-8, coded with gzip, deflate or not at all."},
    {bodyTooLarge, kDown, "request_too_large", "The request body is larger than allowed."},
    {headersTooLarge, kDown, "headers_too_large", "The request head is larger than allowed."},
    {requestTimeout, kDown, "request_timeout", "The client sent its request too slowly."},
    {invalidKey, kDown, "invalid_api_key", "The virtual key is missing or unknown."},
    {modelNotAllowed, kDown, "model_not_allowed", "The key may not use the model %1."},
    {unknownUrl, kDown, "unknown_url", "There is nothing at %1."},
    {modelNotFound, kDown, "model_not_found", "No upstream serves the model %1."},
    {methodNotAllowed, kDown, "method_not_allowed", "The method %1 cannot be used here."},
    {contentNotAllowed, kDown, "content_not_allowed", "The rule %1 of the word lists forbids this content."},
    {clientGone, kDown, "client_gone", "The client closed the connection."},
    {upstreamUnreachable, kUp, "upstream_unreachable", "The upstream %1 cannot be reached."},
    {upstreamReset, kUp, "upstream_reset", "The upstream %1 closed the connection before it answered."},
    {upstreamBadResponse, kUp, "upstream_bad_response", "The upstream %1 sent an answer that breaks the protocol."},
    {upstreamCredentials, kUp, "upstream_credentials", "The upstream %1 refuses our key; check its API keys."},
    {upstreamStatus, kUp, "upstream_status", "The upstream %1 answered with status %2."},
    {upstreamTimeoutConnect, kUp, "upstream_timeout_connect", "Connecting to the upstream %1 took too long."},
    {upstreamTimeoutHeaders, kUp, "upstream_timeout_headers", "The upstream %1 did not begin to answer in time."},
    {upstreamTimeoutFirstToken, kUp, "upstream_timeout_first_token", "The upstream %1 did not send a first token in time."},
    {upstreamTimeoutIdle, kUp, "upstream_timeout_idle", "The upstream %1 fell silent in the middle of its answer."},
    {upstreamTimeoutTotal, kUp, "upstream_timeout_total", "The upstream %1 did not finish within the deadline."},
    {upstreamCut, kUp, "upstream_cut", "The upstream %1 broke off its answer."},
    {upstreamStreamError, kUp, "upstream_stream_error", "The upstream %1 reported an error inside its stream."},
    {noHealthyUpstream, kUp, "no_healthy_upstream", "No upstream can take the request now."},
    {draining, kUp, "draining", "The mirror is shutting down."},
    {journalUnavailable, kOp, "journal_unavailable", "The dialogue cannot be written to the journal now, and none may go unwritten."},
    {tlsVerification, kUp, "tls_verification", "The certificate of %1 cannot be verified; set ca_file if it is signed by a private authority."},
    {dnsFailure, kUp, "dns_failure", "The name %1 cannot be resolved."},
    {addressRefused, kUp, "address_refused", "The address %1 is link-local or a metadata service and is never contacted."},
    {configSyntax, kOp, "config_syntax", "The text is not valid YAML."},
    {configUnknownField, kOp, "config_unknown_field", "There is no setting called %1."},
    {configValue, kOp, "config_value", "The value of %1 cannot be used: %2."},
    {configConflict, kOp, "config_conflict", "The configuration was changed by someone else (revision %1); load it and apply the change again."},
    {revisionUnknown, kOp, "revision_unknown", "There is no revision %1."},
    {fileRead, kOp, "file_read", "The file %1 cannot be read."},
    {fileWrite, kOp, "file_write", "The file %1 cannot be written."},
    {filePermission, kOp, "file_permission", "The file %1 holds a secret and can be read by others; run: chmod 600 %1"},
    {secretMissing, kOp, "secret_missing", "The secret %1 is not set."},
    {addressInUse, kOp, "address_in_use", "The address %1 is used by another program; choose another port or stop that program."},
    {addressInvalid, kOp, "address_invalid", "The address %1 cannot be listened on."},
    {certificateInvalid, kOp, "certificate_invalid", "The certificate or key in %1 cannot be used."},
    {notRunning, kOp, "not_running", "The engine is not running."},
    {notFound, kOp, "not_found", "There is no %1."},
    {unauthorised, kOp, "unauthorised", "The admin token is missing or wrong."},
    {unsupported, kOp, "unsupported", "This is not supported: %1."},
    {journalPassphrase, kOp, "journal_passphrase", "This is not the journal's passphrase."},
    {journalDamaged, kOp, "journal_damaged", "%1 of the journal is damaged: %2."},
    {journalNoKey, kOp, "journal_no_key", "The journal has no key yet; make one with: mirrordeskd journal init"},
    {journalExists, kOp, "journal_exists", "The journal has a key already; change its passphrase or rotate it instead."},
    {journalLocked, kOp, "journal_locked", "The journal is locked; give the passphrase again."},
    {cancelled, kOp, "cancelled", "It was cancelled; nothing has changed."},
    {engineUnreachable, kOp, "engine_unreachable", "The engine at %1 cannot be reached."},
    {internal, ErrorOrigin::internal, "internal", "Something went wrong inside the mirror."},
});

const Row& rowOf(ErrorCode code) {
    for (const Row& row : kRows)
        if (row.code == code) return row;
    return kRows.back();
}

}  // namespace

std::string_view errorName(ErrorCode code) { return rowOf(code).name; }

ErrorCode errorCodeFromName(std::string_view name) {
    for (const Row& row : kRows)
        if (row.name == name) return row.code;
    return ErrorCode::internal;
}

Error makeError(ErrorCode code, std::vector<std::string> args, std::string cause, Retry retry) {
    return {code, rowOf(code).origin, retry, std::move(args), std::move(cause)};
}

std::string describe(const Error& error) {
    std::string text;
    const std::string_view sentence = rowOf(error.code).sentence;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        if (sentence[i] == '%' && i + 1 < sentence.size()) {
            const auto index = static_cast<std::size_t>(sentence[++i] - '1');
            text += index < error.args.size() ? error.args[index] : "?";
        } else {
            text += sentence[i];
        }
    }
    if (!error.cause.empty()) text += " (" + error.cause + ")";
    return text;
}

}  // namespace mirror
