#pragma once
#include <cstdint>
#include <string_view>

/// Characters as the detectors read them: what people type in full width, with a typographic hyphen or a no-break space stands for the ASCII character it looks like.
namespace mirror::mask {

/// One character of a text.
struct Glyph {
    char as = 0;             ///< the ASCII character it stands for; 0: none
    std::uint8_t bytes = 0;  ///< its length in the text; 0: there is none
};

/// The character that begins at `at`, which is not ASCII. An octet that begins no UTF-8 sequence is a character of its own that stands for nothing.
Glyph wideGlyphAt(std::string_view text, std::size_t at);
/// The character that ends at `at`, which is not ASCII.
Glyph wideGlyphBefore(std::string_view text, std::size_t at);

/// The character that begins at `at`. Nearly all of them are ASCII where detectors look, so that much is decided without a call.
inline Glyph glyphAt(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {};
    return static_cast<unsigned char>(text[at]) < 0x80 ? Glyph{text[at], 1} : wideGlyphAt(text, at);
}
/// The character that ends at `at`.
inline Glyph glyphBefore(std::string_view text, std::size_t at) {
    if (at == 0 || at > text.size()) return {};
    return static_cast<unsigned char>(text[at - 1]) < 0x80 ? Glyph{text[at - 1], 1} : wideGlyphBefore(text, at);
}

constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }
constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c & ~0x20) : c; }
constexpr bool isLetter(char c) { return upper(c) >= 'A' && upper(c) <= 'Z'; }
constexpr bool isAlnum(char c) { return isDigit(c) || isLetter(c); }
constexpr bool isHex(char c) { return isDigit(c) || (upper(c) >= 'A' && upper(c) <= 'F'); }
/// What people put between groups of digits.
constexpr bool isSeparator(char c) { return c == ' ' || c == '-'; }

}  // namespace mirror::mask
