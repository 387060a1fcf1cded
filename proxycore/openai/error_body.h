#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "proxycore/api/error.h"

namespace mirror::openai {

/// The four members every error body has; wire.md section 2.
struct ErrorBody {
    int status = 500;
    std::string message;
    std::string type;
    std::optional<std::string> param;
    std::optional<std::string> code;
    bool shouldRetryFalse = false;  ///< send x-should-retry: false
    bool close = false;             ///< the connection cannot be used any further
};

/// The answer for an Error of ours, with status, type and code of the table in wire.md. args[0], where the code takes one,
/// is the param or the model.
ErrorBody errorBodyFor(const Error& error);
/// {"error":{"message":...,"type":...,"param":...,"code":...}} with JSON escaping of everything.
std::string toJson(const ErrorBody& body);
/// The error object of an upstream's answer, if it has one in any of the shapes seen in the field: {"error":{...}}, {"error":"text"},
/// {"code":..,"message":..}, {"error_msg":..,"error_code":..}, {"detail":...}. Numbers become strings; texts are
/// cut to 4 KiB (message) and 256 bytes. Any text is safe to give, however deep it is nested.
std::optional<ErrorBody> readErrorBody(int status, std::string_view json);

}  // namespace mirror::openai
