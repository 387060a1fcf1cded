#include "log/text_search.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/text.h"
#include "log/record_text.h"

namespace mirror::log {

namespace {
constexpr std::size_t kPassageBytes = 200;
constexpr std::size_t kBefore = 60;  // of the passage, in front of the hit

unsigned byteAt(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

// Capital to small letter, for scripts whose two forms are equally long in UTF-8.
char32_t smallLetter(char32_t c) {
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 0x20;
    if (c >= 0x391 && c <= 0x3AB && c != 0x3A2) return c + 0x20;
    if (c >= 0x410 && c <= 0x42F) return c + 0x20;
    if (c >= 0x400 && c <= 0x40F) return c + 0x50;
    return c;
}

void appendUtf8(std::string& out, char32_t c) {
    const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((c >> shift) & 0x3f)); };
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xc0 | (c >> 6));
        tail(0);
    } else if (c < 0x10000) {
        out += static_cast<char>(0xe0 | (c >> 12));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xf0 | (c >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

// Folds the character at `i` in place; what it returns is its length.
std::size_t foldAt(std::string& text, std::size_t i) {
    const unsigned lead = byteAt(text, i);
    if (lead < 0x80) {
        if (lead - 'A' < 26) text[i] = static_cast<char>(lead + 32);
        return 1;
    }
    if (lead >= 0xC3 && lead <= 0xD1 && i + 1 < text.size()) {
        const char32_t small = smallLetter(static_cast<char32_t>((lead & 0x1f) << 6 | (byteAt(text, i + 1) & 0x3f)));
        text[i] = static_cast<char>(0xc0 | (small >> 6));
        text[i + 1] = static_cast<char>(0x80 | (small & 0x3f));
        return 2;
    }
    // Full-width A to Z is EF BC A1 to EF BC BA, a to z EF BD 81 to EF BD 9A.
    if (lead == 0xEF && i + 2 < text.size() && byteAt(text, i + 1) == 0xBC && byteAt(text, i + 2) - 0xA1 < 26) {
        text[i + 1] = '\xBD';
        text[i + 2] = static_cast<char>(byteAt(text, i + 2) - 0x20);
        return 3;
    }
    // Han and most others: nothing to fold in the bytes behind either.
    return lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 1;
}

int hexValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char small = base::lower(c);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

// The four digits at the start of `text`, or -1.
std::int32_t fourHex(std::string_view text) {
    if (text.size() < 4) return -1;
    std::int32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const int digit = hexValue(text[i]);
        if (digit < 0) return -1;
        value = value * 16 + digit;
    }
    return value;
}

// \uXXXX, or two of them for a character beyond 16 bits; `text` begins at the backslash. What it returns is the length taken.
std::size_t appendCodePoint(std::string& out, std::string_view text) {
    const std::int32_t first = fourHex(text.substr(2));
    if (first < 0) return 2;
    const bool isPair = first >= 0xD800 && first < 0xDC00 && text.substr(6, 2) == "\\u";
    const std::int32_t second = isPair ? fourHex(text.substr(8)) : -1;
    if (second >= 0xDC00 && second < 0xE000) {
        appendUtf8(out, static_cast<char32_t>(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)));
        return 12;
    }
    appendUtf8(out, first >= 0xD800 && first < 0xE000 ? U'\uFFFD' : static_cast<char32_t>(first));
    return 6;
}

std::size_t appendEscape(std::string& out, std::string_view text) {
    if (text.size() < 2) return text.size();
    switch (text[1]) {
        case 'n': out += '\n'; return 2;
        case 't': out += '\t'; return 2;
        case 'r': out += '\r'; return 2;
        case 'b': out += '\b'; return 2;
        case 'f': out += '\f'; return 2;
        case 'u': return appendCodePoint(out, text);
        default: out += text[1]; return 2;
    }
}

// Whether the string before `rest` names a member.
bool isName(std::string_view rest) {
    const std::size_t next = rest.find_first_not_of(" \t\r\n");
    return next != std::string_view::npos && rest[next] == ':';
}
}  // namespace

void appendFolded(std::string& out, std::string_view text) {
    std::size_t i = out.size();
    out += text;
    while (i < out.size()) i += foldAt(out, i);
}

std::string foldCase(std::string_view text) {
    std::string folded;
    appendFolded(folded, text);
    return folded;
}

std::size_t appendDecoded(std::string& out, std::string_view json) {
    const std::size_t whole = jsonValueLength(json);
    const std::size_t length = whole == 0 ? json.size() : whole;
    const std::string_view text = json.substr(0, whole == 0 ? length : length - 1);
    std::size_t i = 1;
    while (i < text.size()) {
        const std::size_t escape = std::min(text.find('\\', i), text.size());
        out.append(text, i, escape - i);
        i = escape == text.size() ? escape : escape + appendEscape(out, text.substr(escape));
    }
    return length;
}

TextSearch::TextSearch(std::string_view phrase) : m_phrase(foldCase(phrase)) {}

std::optional<TextSearch::Hit> TextSearch::find(std::string_view json) {
    m_text.clear();
    for (std::size_t i = json.find('"'); i < json.size(); i = json.find('"', i)) {
        const std::size_t begin = m_text.size();
        i += appendDecoded(m_text, json.substr(i));
        if (isName(json.substr(i))) {
            m_text.resize(begin);
        } else {
            m_text += '\0';
        }
    }
    m_folded.clear();
    appendFolded(m_folded, m_text);
    const void* found = ::memmem(m_folded.data(), m_folded.size(), m_phrase.data(), m_phrase.size());
    if (!found) return std::nullopt;
    const auto begin = static_cast<std::size_t>(static_cast<const char*>(found) - m_folded.data());
    const std::size_t before = begin == 0 ? std::string::npos : m_text.rfind('\0', begin - 1);
    return Hit{begin, before == std::string::npos ? 0 : before + 1, m_text.find('\0', begin)};
}

bool TextSearch::isIn(std::string_view json) { return find(json).has_value(); }

std::string TextSearch::passage(std::string_view json) {
    const auto hit = find(json);
    if (!hit) return {};
    const std::string_view text = std::string_view(m_text).substr(0, hit->textEnd);
    std::size_t begin = hit->begin - std::min(kBefore, hit->begin - hit->textBegin);
    while (begin < hit->begin && (byteAt(text, begin) & 0xC0) == 0x80) ++begin;
    return std::string(base::utf8Prefix(text.substr(begin), kPassageBytes));
}

}  // namespace mirror::log
