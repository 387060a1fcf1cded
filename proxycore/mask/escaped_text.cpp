#include "mask/escaped_text.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace mirror::mask {

namespace {

constexpr std::size_t kEscape = 6;  // bytes of "\u4eac"
constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// The code unit of the escape at `at`; kNone when there is none.
std::uint32_t unitAt(std::string_view text, std::size_t at) {
    if (text.size() < at + kEscape || text[at] != '\\' || text[at + 1] != 'u') return kNone;
    std::uint32_t unit = 0;
    const char* const end = text.data() + at + kEscape;
    const auto read = std::from_chars(text.data() + at + 2, end, unit, 16);
    return read.ec == std::errc() && read.ptr == end ? unit : kNone;
}

bool isHighHalf(std::uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool isLowHalf(std::uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

void appendUtf8(std::string& out, std::uint32_t code) {
    const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80 | (code >> shift & 0x3F)); };
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | code >> 6);
        tail(0);
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0 | code >> 12);
        tail(6), tail(0);
    } else {
        out += static_cast<char>(0xF0 | code >> 18);
        tail(12), tail(6), tail(0);
    }
}

}  // namespace

bool EscapedText::isEscaped(std::string_view text) {
    for (std::size_t at = text.find("\\u"); at != text.npos; at = text.find("\\u", at + 1))
        if (unitAt(text, at) != kNone) return true;
    return false;
}

EscapedText::EscapedText(std::string_view text) : m_steps{{0, 0}} {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t next = std::min(text.find('\\', at), text.size());
        m_plain.append(text, at, next - at);
        at = next;
        if (at == text.size()) return;
        const std::size_t taken = takeEscape(text, at);
        // An escaped backslash is none that begins an escape.
        const std::size_t kept = taken == 0 ? std::min<std::size_t>(text.substr(at, 2) == "\\\\" ? 2 : 1, text.size() - at) : 0;
        m_plain.append(text, at, kept);
        at += taken + kept;
        if (taken > 0) m_steps.push_back({m_plain.size(), at});
    }
}

/// Bytes of the escape at `at`, whose character it appends; 0 when there is none.
std::size_t EscapedText::takeEscape(std::string_view text, std::size_t at) {
    std::uint32_t code = unitAt(text, at);
    std::size_t bytes = kEscape;
    if (code == kNone || isLowHalf(code)) return 0;
    if (isHighHalf(code)) {
        const std::uint32_t low = unitAt(text, at + kEscape);
        if (low == kNone || !isLowHalf(low)) return 0;
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        bytes += kEscape;
    }
    if (m_steps.back().plain != m_plain.size()) m_steps.push_back({m_plain.size(), at});
    appendUtf8(m_plain, code);
    return bytes;
}

std::size_t EscapedText::placeOf(std::size_t place) const {
    const auto step = std::prev(std::upper_bound(m_steps.begin(), m_steps.end(), place, [](std::size_t at, const Step& s) { return at < s.plain; }));
    return step->text + (place - step->plain);
}

}  // namespace mirror::mask
