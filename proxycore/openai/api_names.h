#pragma once
#include <cstdint>
#include <string_view>

/// Names of members that the APIs themselves define, and what is known of their values. Private to this room.
namespace mirror::openai {

enum class NameKind : std::uint8_t {
    unknown,   ///< the caller's or a vendor's own
    plain,     ///< defined by an API; its value is a text like any other
    content,   ///< "content": a list of strings in it is one text
    text,      ///< "text": of a part of a text
    word,      ///< role, type, object, status ...: a word of the protocol, where it looks like one
    id,        ///< id and what ends in _id
    caller,    ///< user: at the top level it says who asks, and no model reads it
    model,     ///< at the top level: who is asked
    opaque,    ///< base64 (data, b64_json, signature), where it looks like it
};
struct Name {
    NameKind kind = NameKind::unknown;
    bool isApi = false;  ///< an API defines it: then it tells nothing of what a caller wrote
};
Name nameOf(std::string_view name);
bool isApiName(std::string_view name);
/// A value the APIs define for members of kind `word`: "assistant", "input_text", "json_schema".
bool isApiWord(std::string_view value);

/// A word of a protocol: lower case ASCII letters, digits, '_', '.' and '-', at most 64. "assistant", "text_delta", "web_search_20250305".
bool isProtocolWord(std::string_view value);
/// What an id may be: printable ASCII without spaces, at most 256.
bool looksLikeId(std::string_view value);

}  // namespace mirror::openai
