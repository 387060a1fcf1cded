#pragma once
#include <optional>
#include <string_view>

#include "openai/json_parser.h"
#include "openai/stream_event.h"

/// What events and whole answers have in common. Private to this room.
namespace mirror::openai {

/// The string, unescaped; empty for any other kind of value.
std::string_view textOf(simdjson::dom::element element);
/// Whether a member says something: not null, not empty.
bool isFilled(simdjson::dom::element element);
/// prompt_tokens and completion_tokens, or input_tokens and output_tokens; nullopt if `element` is no object or has
/// none of them. An absent or negative count is 0.
std::optional<Usage> readUsage(simdjson::dom::element element);

/// The top-level members that tell a failure from an answer, whatever the vendor.
struct FailureSigns {
    bool error = false;        ///< "error" is filled
    bool answer = false;       ///< "choices", "data" or "output": not a bare error object
    bool message = false;      ///< "message", "msg" or "error_msg"
    bool code = false;         ///< "code" or "error_code"
    bool objectError = false;  ///< "object":"error"
    void note(std::string_view key, simdjson::dom::element value);
    bool failed() const { return error || (!answer && message && (code || objectError)); }
};

}  // namespace mirror::openai
