#include "admin/admin_reply.h"

#include <nlohmann/json.hpp>

#include "proxycore/api/wire.h"

namespace mirror::admin {

namespace {

using nlohmann::json;

json wireForm(const Error& error) { return json::parse(wire::encode(error), nullptr, false); }

json errorObject(int status, const Error& error) {
    json object = wireForm(error);
    object["message"] = describe(error);
    object["type"] = status < 500 ? "invalid_request_error" : "server_error";
    object["param"] = nullptr;
    if (error.code == ErrorCode::configValue && !error.args.empty()) object["param"] = error.args.front();
    return object;
}

json errorDocument(int status, const Error& error) { return {{"error", errorObject(status, error)}, {"detail", wireForm(error)}}; }

/// Never throws: what is not UTF-8 (a file name in an error) is replaced.
std::string text(const json& document) { return document.dump(-1, ' ', false, json::error_handler_t::replace); }

}  // namespace

int statusFor(ErrorCode code) {
    using enum ErrorCode;
    switch (code) {
        case badJson:
        case badRequest: return 400;
        case unauthorised: return 401;
        case journalPassphrase:
        case journalLocked: return 403;
        case unknownUrl:
        case notFound:
        case revisionUnknown: return 404;
        case methodNotAllowed: return 405;
        case requestTimeout: return 408;
        case notRunning:
        case cancelled:
        case journalExists:
        case journalNoKey:
        case addressInUse: return 409;
        case configConflict: return 412;
        case bodyTooLarge: return 413;
        case unsupportedEncoding: return 415;
        case configSyntax:
        case configUnknownField:
        case configValue:
        case addressInvalid:
        case certificateInvalid:
        case secretMissing:
        case filePermission: return 422;
        case unsupported: return 501;
        case draining: return 503;
        default: return 500;
    }
}

AdminResponse jsonReply(int status, std::string json, std::string fields) {
    return {status, "application/json", "Cache-Control: no-store\r\n" + std::move(fields), std::move(json)};
}

AdminResponse errorReply(int status, const Error& error, std::string fields) {
    return jsonReply(status, text(errorDocument(status, error)), std::move(fields));
}

AdminResponse errorReply(const Error& error) { return errorReply(statusFor(error.code), error); }

AdminResponse problemsReply(const std::vector<ConfigProblem>& problems) {
    constexpr int kStatus = 422;
    const Error first = problems.empty() ? makeError(ErrorCode::internal) : problems.front().error;
    json document = errorDocument(kStatus, first);
    json& list = document["problems"] = json::array();
    for (const ConfigProblem& problem : problems)
        list.push_back({{"path", problem.path},
                        {"line", problem.line},
                        {"column", problem.column},
                        {"message", describe(problem.error)},
                        {"error", wireForm(problem.error)}});
    return jsonReply(kStatus, text(document));
}

}  // namespace mirror::admin
