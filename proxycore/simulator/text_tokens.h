#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Text as a language model sees it, near enough for a simulator: counts in the same range as real tokenizers give.
namespace mirror::simulator {

/// Pieces of `text` that joined give `text` again: a Latin word with the space before it, up to two Han characters, any
/// other code point alone. Never cuts a code point of well-formed UTF-8; bytes that are none count alone.
std::vector<std::string_view> splitTokens(std::string_view text);
std::size_t countTokens(std::string_view text);

/// Code point classes that matter here.
enum class Script : std::uint8_t { space, latin, digit, han, hanPunctuation, other };
struct CodePoint {
    std::string_view bytes;
    Script script = Script::other;
};
/// The first code point of `text`, which is not empty.
CodePoint firstCodePoint(std::string_view text);

}  // namespace mirror::simulator
