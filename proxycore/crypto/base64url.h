#pragma once
#include <optional>
#include <string>
#include <string_view>

/// Base64 with the alphabet for URLs and file names (RFC 4648, section 5), always padded, one text for each sequence of bytes.
namespace mirror::crypto {

/// 2 KB in 0.6 us.
void appendBase64Url(std::string& out, std::string_view bytes);
/// Exactly what appendBase64Url() writes and nothing else: padding in its place, no white space, no `+` or `/`, and zero in the bits of the last symbol that carry
/// nothing. So two different texts never decode to the same bytes.
std::optional<std::string> decodeBase64Url(std::string_view text);
/// The same into a buffer that keeps its memory; false and an empty `bytes` for anything else. `bytes` must not be what `text` looks at.
bool decodeBase64Url(std::string_view text, std::string& bytes);

}  // namespace mirror::crypto
