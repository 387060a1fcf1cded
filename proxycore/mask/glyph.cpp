#include "mask/glyph.h"

namespace mirror::mask {
namespace {

constexpr bool isTrail(unsigned char c) { return (c & 0xC0) == 0x80; }

/// Length that a lead byte promises; 1 for what is none.
constexpr std::uint8_t promised(unsigned char lead) {
    if (lead < 0xC2 || lead > 0xF4) return 1;
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/// The ASCII look of a code point of two or three bytes; 0: none.
constexpr char looksLike(std::uint32_t code) {
    if (code >= 0xFF01 && code <= 0xFF5E) return static_cast<char>(code - 0xFF01 + 0x21);          // full-width forms
    if (code == 0xA0 || code == 0x3000 || code == 0x202F || code == 0x2060) return ' ';            // no-break and ideographic space, word joiner
    if (code >= 0x2000 && code <= 0x200D) return ' ';                                              // widths of spaces, zero-width ones
    if ((code >= 0x2010 && code <= 0x2015) || code == 0x2212 || code == 0xFE63) return '-';        // hyphens, dashes, minus
    return 0;
}

char lookOf(const unsigned char* p, std::uint8_t bytes) {
    if (bytes == 2) return looksLike((p[0] & 0x1FU) << 6 | (p[1] & 0x3FU));
    if (bytes == 3) return looksLike((p[0] & 0x0FU) << 12 | (p[1] & 0x3FU) << 6 | (p[2] & 0x3FU));
    return 0;
}

}  // namespace

Glyph wideGlyphAt(std::string_view text, std::size_t at) {
    const auto* p = reinterpret_cast<const unsigned char*>(text.data()) + at;
    const std::uint8_t bytes = promised(*p);
    if (text.size() - at < bytes) return {0, 1};
    for (std::uint8_t i = 1; i < bytes; ++i)
        if (!isTrail(p[i])) return {0, 1};
    return {lookOf(p, bytes), bytes};
}

Glyph wideGlyphBefore(std::string_view text, std::size_t at) {
    std::size_t begin = at - 1;
    while (begin > 0 && at - begin < 4 && isTrail(static_cast<unsigned char>(text[begin]))) --begin;
    const Glyph glyph = glyphAt(text, begin);
    return begin + glyph.bytes == at ? glyph : Glyph{0, 1};
}

}  // namespace mirror::mask
