#include "simulator/text_tokens.h"

#include <algorithm>

namespace mirror::simulator {
namespace {

constexpr std::size_t kLongestWord = 12;  // bytes; longer words are several tokens, as with real tokenizers
constexpr std::size_t kHanPerToken = 2;

std::size_t sequenceLength(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    if (lead >= 0xF0 && lead < 0xF5) return 4;
    return 1;
}

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

char32_t decode(std::string_view bytes) {
    const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(bytes[i])); };
    if (bytes.size() == 2) return ((byte(0) & 0x1F) << 6) | (byte(1) & 0x3F);
    if (bytes.size() == 3) return ((byte(0) & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F);
    if (bytes.size() == 4)
        return ((byte(0) & 0x07) << 18) | ((byte(1) & 0x3F) << 12) | ((byte(2) & 0x3F) << 6) | (byte(3) & 0x3F);
    return byte(0);
}

Script scriptOf(char32_t c) {
    if (c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000) return Script::space;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7))
        return Script::latin;
    if (c >= '0' && c <= '9') return Script::digit;
    if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x323AF)) return Script::han;
    if ((c >= 0x3001 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF65) || (c >= 0x2010 && c <= 0x2027))
        return Script::hanPunctuation;
    return Script::other;
}

/// Length of the token that `text` begins with.
std::size_t tokenLength(std::string_view text) {
    std::size_t used = 0;
    CodePoint point = firstCodePoint(text);
    if (point.bytes == " " && text.size() > 1) {
        const CodePoint after = firstCodePoint(text.substr(1));
        if (after.script != Script::latin && after.script != Script::digit) return 1;
        used = 1;
        point = after;
    }
    const Script script = point.script;
    std::size_t count = 0;
    const std::size_t most = script == Script::han ? kHanPerToken : kLongestWord;
    const bool groups = script == Script::han || script == Script::latin || script == Script::digit;
    do {
        used += point.bytes.size();
        ++count;
        if (used == text.size()) break;
        point = firstCodePoint(text.substr(used));
    } while (groups && count < most && point.script == script);
    return used;
}

}  // namespace

CodePoint firstCodePoint(std::string_view text) {
    std::size_t length = sequenceLength(static_cast<unsigned char>(text.front()));
    if (length > text.size() || !std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(length), isContinuation)) length = 1;
    const std::string_view bytes = text.substr(0, length);
    if (length == 1 && static_cast<unsigned char>(bytes[0]) >= 0x80) return {bytes, Script::other};
    return {bytes, scriptOf(decode(bytes))};
}

std::vector<std::string_view> splitTokens(std::string_view text) {
    std::vector<std::string_view> tokens;
    while (!text.empty()) {
        const std::size_t length = tokenLength(text);
        tokens.push_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return tokens;
}

std::size_t countTokens(std::string_view text) {
    std::size_t count = 0;
    for (; !text.empty(); ++count) text.remove_prefix(tokenLength(text));
    return count;
}

}  // namespace mirror::simulator
