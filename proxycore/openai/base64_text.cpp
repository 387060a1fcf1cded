#include "openai/base64_text.h"

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

/// Listed words stand between borders; in base64 only the two signs are borders, and they are rare (one letter in 32).
bool looksMixed(std::string_view text) {
    std::array<std::size_t, 7> counts{};
    for (const char c : text) ++counts[classOf(c)];
    return counts[kUpper] > 0 && counts[kLower] > 0 && counts[kDigit] > 0 && counts[kSign] * 8 < text.size();
}

}  // namespace

bool isPlainlyBase64(std::string_view text) {
    return text.size() >= kShortestBase64 && lengthOfBase64(text, true) == text.size() && looksMixed(text.substr(0, 4096)) && looksMixed(text.substr(text.size() - kShortestBase64));
}

std::optional<Base64Piece> findDataUrl(std::string_view text, std::size_t from) {
    static constexpr std::string_view kMark = ";base64,";
    for (std::size_t at = text.find(kMark, from); at != std::string_view::npos; at = text.find(kMark, at + 1)) {
        const std::size_t scheme = text.rfind("data:", at);
        if (scheme == std::string_view::npos || at - scheme > 128) continue;
        const std::size_t begin = at + kMark.size();
        const std::size_t size = lengthOfBase64(text.substr(begin), false);
        if (isPlainlyBase64(text.substr(begin, size))) return Base64Piece{begin, begin + size};
    }
    return std::nullopt;
}

}  // namespace mirror::openai
