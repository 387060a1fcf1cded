#pragma once
#include <string>
#include <string_view>

/// Writing JSON by hand where a document object would cost more than the text. Private to this room.
namespace mirror::openai {

/// Appends `text` as a JSON string, quotes included. What is no UTF-8 becomes U+FFFD.
void appendQuoted(std::string& out, std::string_view text);

}  // namespace mirror::openai
