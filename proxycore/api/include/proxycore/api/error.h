#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mirror {

/// What went wrong. Wire names (errorName) are stable; they appear in metrics, logs and API answers.
enum class ErrorCode : std::uint8_t {
    // downstream: the caller's request
    badJson, badRequest, unsupportedEncoding, bodyTooLarge, headersTooLarge, requestTimeout,
    invalidKey, modelNotAllowed, unknownUrl, modelNotFound, methodNotAllowed,
    contentNotAllowed,  ///< a rule of the word lists; args: rule id
    clientGone,
    // upstream: the provider
    upstreamUnreachable, upstreamReset, upstreamBadResponse, upstreamCredentials, upstreamStatus,
    upstreamTimeoutConnect, upstreamTimeoutHeaders, upstreamTimeoutFirstToken, upstreamTimeoutIdle, upstreamTimeoutTotal,
    upstreamCut, upstreamStreamError, noHealthyUpstream, draining,
    journalUnavailable,  ///< the dialogue could not be written to the journal, and none may go unwritten
    tlsVerification, dnsFailure, addressRefused,
    // operator: configuration, files, commands
    configSyntax, configUnknownField, configValue, configConflict, revisionUnknown, fileRead, fileWrite, filePermission,
    secretMissing, addressInUse, addressInvalid, certificateInvalid, notRunning, notFound, unauthorised, unsupported,
    journalPassphrase,  ///< wrong
    journalDamaged,     ///< args: file, what is wrong with it
    journalNoKey,       ///< no key has been made
    journalExists,      ///< a key has been made already
    journalLocked,      ///< the session is unknown or was closed
    cancelled,          ///< somebody asked for the end of a long task
    engineUnreachable,  ///< a console's link to a remote engine is broken; args: host and port
    // ours
    internal,
};

/// Whose fault it is: decides the error domain in charts and who is woken up.
enum class ErrorOrigin : std::uint8_t { downstream, upstream, operator_, internal };

/// Whether asking again may help.
enum class Retry : std::uint8_t { no, sameUpstream, otherUpstream };

/// An error as a value. `args` fill the placeholders of the sentence made from `code` (see ui/link/error_text and
/// `describe`); `cause` is a technical detail in English (errno text, OpenSSL reason). Neither ever holds a secret or
/// a piece of a dialogue.
struct Error {
    ErrorCode code = ErrorCode::internal;
    ErrorOrigin origin = ErrorOrigin::internal;
    Retry retry = Retry::no;
    std::vector<std::string> args;
    std::string cause;
    bool operator==(const Error&) const = default;
};

/// Stable snake_case name of a code, e.g. "upstream_timeout_first_token".
std::string_view errorName(ErrorCode code);
/// Inverse of errorName; ErrorCode::internal for an unknown name.
ErrorCode errorCodeFromName(std::string_view name);
/// An error with the origin that belongs to `code`.
Error makeError(ErrorCode code, std::vector<std::string> args = {}, std::string cause = {}, Retry retry = Retry::no);
/// One English sentence for command lines and the diagnostic log; says what to do where we know it.
std::string describe(const Error& error);

}  // namespace mirror
