#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

/// Base64 in texts: pictures and sounds, which hold no words and may be megabytes. Private to this room.
namespace mirror::openai {

inline constexpr std::size_t kShortestBase64 = 64;  ///< shorter ones cost nothing to look at

/// Whether all of `text` is plainly base64 (RFC 4648 sections 4 and 5, line ends allowed) and no writing: long, with capital and small letters and digits, few
/// signs, padding only at its end.
bool isPlainlyBase64(std::string_view text);

/// The base64 of a data URL (RFC 2397): bytes [begin, end) of the text.
struct Base64Piece {
    std::size_t begin = 0;
    std::size_t end = 0;
};
/// The first one at or behind `from`.
std::optional<Base64Piece> findDataUrl(std::string_view text, std::size_t from);

}  // namespace mirror::openai
