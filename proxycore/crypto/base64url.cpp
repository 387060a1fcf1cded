#include "crypto/base64url.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace mirror::crypto {

namespace {

constexpr std::string_view kSymbols = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Two symbols for 12 bits: half as many look-ups as one for 6.
constexpr auto kPairs = [] {
    std::array<std::array<char, 2>, 4096> pairs{};
    for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i] = {kSymbols[i >> 6], kSymbols[i & 63]};
    return pairs;
}();

/// The value of a symbol where it stands among four, kNone for what is no symbol.
constexpr std::uint32_t kNone = 0x8000'0000;
constexpr auto kValues = [] {
    std::array<std::array<std::uint32_t, 256>, 4> values{};
    for (auto& place : values) place.fill(kNone);
    for (std::size_t place = 0; place < 4; ++place)
        for (std::uint32_t i = 0; i < 64; ++i) values[place][static_cast<std::uint8_t>(kSymbols[i])] = i << (18 - 6 * place);
    return values;
}();

/// The first three and six bytes of eight at once.
constexpr std::size_t kWord = 8;
constexpr std::size_t kBytesAtOnce = 6;
constexpr std::size_t kSymbolsAtOnce = 8;

void putPair(std::uint64_t bits, char* to) { std::memcpy(to, kPairs[bits & 0xfff].data(), 2); }

void encodeSix(const char* eight, char* to) {
    std::uint64_t bits;
    std::memcpy(&bits, eight, kWord);
    if constexpr (std::endian::native == std::endian::little) bits = __builtin_bswap64(bits);
    putPair(bits >> 52, to);
    putPair(bits >> 40, to + 2);
    putPair(bits >> 28, to + 4);
    putPair(bits >> 16, to + 6);
}

void encodeThree(const char* from, char* to) {
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i) bits = bits << 8 | static_cast<std::uint8_t>(from[i]);
    putPair(bits >> 12, to);
    putPair(bits, to + 2);
}

std::uint32_t valueAt(const char* from, std::size_t place) { return kValues[place][static_cast<std::uint8_t>(from[place])]; }

/// Four symbols as three bytes; what it returns has the bit of kNone when one of them is no symbol.
std::uint32_t decodeFour(const char* from, char* to) {
    const std::uint32_t bits = valueAt(from, 0) | valueAt(from, 1) | valueAt(from, 2) | valueAt(from, 3);
    to[0] = static_cast<char>(bits >> 16);
    to[1] = static_cast<char>(bits >> 8);
    to[2] = static_cast<char>(bits);
    return bits;
}

std::size_t paddingOf(std::string_view text) {
    if (!text.ends_with('=')) return 0;
    return text[text.size() - 2] == '=' ? 2 : 1;
}

/// The last four symbols of which one or two are padding; false when bits that carry nothing are set.
bool decodeLast(const char* four, std::size_t padding, char* to) {
    const std::uint32_t bits = valueAt(four, 0) | valueAt(four, 1) | (padding == 1 ? valueAt(four, 2) : 0);
    if ((bits & kNone) != 0) return false;
    to[0] = static_cast<char>(bits >> 16);
    if (padding == 1) to[1] = static_cast<char>(bits >> 8);
    return (bits & (padding == 1 ? 0xffu : 0xffffu)) == 0;
}

}  // namespace

void appendBase64Url(std::string& out, std::string_view bytes) {
    const std::size_t begin = out.size();
    out.resize(begin + (bytes.size() + 2) / 3 * 4);
    char* to = out.data() + begin;
    const char* from = bytes.data();
    const char* const wholeEnd = from + bytes.size() / 3 * 3;
    for (; wholeEnd - from >= static_cast<std::ptrdiff_t>(kWord); from += kBytesAtOnce, to += kSymbolsAtOnce) encodeSix(from, to);
    for (; from != wholeEnd; from += 3, to += 4) encodeThree(from, to);
    const std::size_t rest = bytes.size() % 3;
    if (rest == 0) return;
    char last[3]{};
    std::memcpy(last, from, rest);
    encodeThree(last, to);
    to[3] = '=';
    if (rest == 1) to[2] = '=';
}

bool decodeBase64Url(std::string_view text, std::string& bytes) {
    bytes.clear();
    if (text.size() % 4 != 0) return false;
    const std::size_t padding = paddingOf(text);
    bytes.resize(text.size() / 4 * 3 - padding);
    const std::size_t whole = text.size() / 4 - (padding == 0 ? 0 : 1);
    std::uint32_t seen = 0;
    for (std::size_t i = 0; i < whole; ++i) seen |= decodeFour(text.data() + i * 4, bytes.data() + i * 3);
    const bool isGood = (seen & kNone) == 0 && (padding == 0 || decodeLast(text.data() + whole * 4, padding, bytes.data() + whole * 3));
    if (!isGood) bytes.clear();
    return isGood;
}

std::optional<std::string> decodeBase64Url(std::string_view text) {
    std::string bytes;
    if (!decodeBase64Url(text, bytes)) return std::nullopt;
    return bytes;
}

}  // namespace mirror::crypto
