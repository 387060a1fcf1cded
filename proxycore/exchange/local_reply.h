#pragma once
#include <string>
#include <string_view>

#include "exchange/exchange.h"
#include "openai/error_body.h"

/// Answers the mirror gives by itself.
namespace mirror::exchange {

/// A JSON answer with Content-Length and x-request-id; `fields` are further header lines.
void replyJson(Exchange& exchange, int status, std::string_view json, std::string_view fields = {});
/// The OpenAI-shaped error for `error`, with the headers wire.md section 2 asks for; sets exchange.status and .error.
/// Must not be called once the answer has begun.
void replyError(Exchange& exchange, const Error& error, std::string_view fields = {});

}  // namespace mirror::exchange
