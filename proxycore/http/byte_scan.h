#pragma once
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/// Scans over bytes, many at a time. Shared by the parsers and the serialiser of this room.
namespace mirror::http {

inline constexpr std::uint64_t kEveryByte = 0x0101010101010101u;

#ifdef __SSE2__
/// A bit for each of the 16 bytes at `at` that is a control character.
inline unsigned controlMask(const char* at) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
    const __m128i del = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7F));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(low, del)));
}
#endif

/// Position of the first control character (0x00-0x1F, 0x7F) at or after `from`; text.size() if there is none.
inline std::size_t findControl(std::string_view text, std::size_t from = 0) {
    const auto isControl = [](unsigned char c) { return c < 0x20 || c == 0x7F; };
    std::size_t at = from;
#ifdef __SSE2__
    for (; at + 16 <= text.size(); at += 16)
        if (const unsigned mask = controlMask(text.data() + at))
            return at + static_cast<std::size_t>(std::countr_zero(mask));
#endif
    while (at < text.size() && !isControl(static_cast<unsigned char>(text[at]))) ++at;
    return at;
}

/// As findControl, but a horizontal tab is text.
inline std::size_t findControlButTab(std::string_view text, std::size_t from = 0) {
    std::size_t at = findControl(text, from);
    while (at < text.size() && text[at] == '\t') at = findControl(text, at + 1);
    return at;
}

/// Whether every byte is below 0x80.
inline bool isAscii(std::string_view text) {
    std::uint64_t seen = 0;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t word;
        std::memcpy(&word, text.data() + at, 8);
        seen |= word;
    }
    for (; at < text.size(); ++at) seen |= static_cast<unsigned char>(text[at]);
    return (seen & (kEveryByte * 0x80)) == 0;
}

namespace detail {
constexpr std::array<bool, 256> makeTchar() {
    std::array<bool, 256> table{};
    for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = true;
    for (int c = 'a'; c <= 'z'; ++c)
        table[static_cast<std::size_t>(c)] = table[static_cast<std::size_t>(c - 32)] = true;
    for (const char c : std::string_view("!#$%&'*+-.^_`|~")) table[static_cast<unsigned char>(c)] = true;
    return table;
}
inline constexpr std::array<bool, 256> kTchar = makeTchar();
}  // namespace detail

/// Characters of a token: methods and field names (RFC 9110 5.6.2).
constexpr bool isTchar(char c) {
    return detail::kTchar[static_cast<unsigned char>(c)];
}

/// Whether `text` is a token, and not an empty one.
constexpr bool isToken(std::string_view text) {
    bool good = !text.empty();
    for (const char c : text) good &= isTchar(c);
    return good;
}

}  // namespace mirror::http
