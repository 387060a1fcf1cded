#include "openai/base64_text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace mirror::openai {

namespace {

enum Class : std::uint8_t { kNone, kUpper, kLower, kDigit, kSign, kPad, kLineEnd };

constexpr auto kClasses = [] {
    std::array<std::uint8_t, 256> classes{};
    for (int c = 'A'; c <= 'Z'; ++c) classes[static_cast<std::size_t>(c)] = kUpper;
    for (int c = 'a'; c <= 'z'; ++c) classes[static_cast<std::size_t>(c)] = kLower;
    for (int c = '0'; c <= '9'; ++c) classes[static_cast<std::size_t>(c)] = kDigit;
    for (const char c : {'+', '/', '-', '_'}) classes[static_cast<std::size_t>(c)] = kSign;
    classes['='] = kPad;
    classes['\r'] = classes['\n'] = kLineEnd;
    return classes;
}();

std::uint8_t classOf(char c) { return kClasses[static_cast<unsigned char>(c)]; }

/// How many octets from the front belong to one base64 text.
std::size_t lengthOfBase64(std::string_view text, bool lineEnds) {
    std::size_t at = 0;
    while (at < text.size() && classOf(text[at]) != kNone && classOf(text[at]) != kPad && (lineEnds || classOf(text[at]) != kLineEnd)) ++at;
    for (int pads = 0; at < text.size() && text[at] == '=' && pads < 2; ++pads) ++at;
    return at;
}

/// Lines of base64 are long, and one as long as the other but for the last (RFC 7468, RFC 2045): lines of words are neither.
bool hasLinesOfBase64(std::string_view text) {
    if (text.find('\n') == std::string_view::npos && text.find('\r') == std::string_view::npos) return true;  // nearly always, and fast
    for (std::size_t width = 0;;) {
        const std::size_t end = text.find_first_of("\r\n");
        if (end == std::string_view::npos) return true;
        if (end < kShortestBase64 || (width != 0 && end != width)) return false;
        width = end;
        text.remove_prefix(end);
        text.remove_prefix(std::min(text.find_first_not_of("\r\n"), text.size()));
    }
}

/// Listed words stand between borders; in base64 only the two signs are borders, and they are rare (one letter in 32).
bool looksMixed(std::string_view text) {
    std::array<std::size_t, 7> counts{};
    for (const char c : text) ++counts[classOf(c)];
    return counts[kUpper] > 0 && counts[kLower] > 0 && counts[kDigit] > 0 && counts[kSign] * 8 < text.size();
}

}  // namespace

bool isPlainlyBase64(std::string_view text) {
    return text.size() >= kShortestBase64 && lengthOfBase64(text, true) == text.size() && hasLinesOfBase64(text) && looksMixed(text.substr(0, 4096)) && looksMixed(text.substr(text.size() - kShortestBase64));
}

std::optional<Base64Piece> findDataUrl(std::string_view text, std::size_t from) {
    static constexpr std::string_view kMark = ";base64,";
    static constexpr std::size_t kLongestType = 128;  // looked back at: a text may hold a million marks
    for (std::size_t at = text.find(kMark, from); at != std::string_view::npos; at = text.find(kMark, at + 1)) {
        const std::size_t reach = std::min(at, kLongestType);
        if (text.substr(at - reach, reach).find("data:") == std::string_view::npos) continue;
        const std::size_t begin = at + kMark.size();
        const std::size_t size = lengthOfBase64(text.substr(begin), false);
        if (isPlainlyBase64(text.substr(begin, size))) return Base64Piece{begin, begin + size};
    }
    return std::nullopt;
}

}  // namespace mirror::openai
