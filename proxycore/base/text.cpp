#include "base/text.h"

#include <charconv>
#include <cstring>

namespace mirror::base {

namespace {
/// Eight bytes with their ASCII capitals made small. A byte's high bit tells, after the two sums, whether it is past 'Z' and whether
/// it is 'A' or later; bytes above 0x7F are left alone.
std::uint64_t lowerEight(const char* at) {
    constexpr std::uint64_t kEvery = 0x0101010101010101u;
    std::uint64_t word = 0;
    std::memcpy(&word, at, 8);
    const std::uint64_t low = word & (kEvery * 0x7F);
    const std::uint64_t afterZ = low + kEvery * (0x7F - 'Z');
    const std::uint64_t fromA = low + kEvery * (0x80 - 'A');
    const std::uint64_t capitals = (fromA ^ afterZ) & ~word & (kEvery * 0x80);
    return word | (capitals >> 2);
}
}  // namespace

bool sameIgnoringCase(const char* a, const char* b, std::size_t size) {
    std::size_t at = 0;
    for (; at + 8 <= size; at += 8)
        if (lowerEight(a + at) != lowerEight(b + at)) return false;
    for (; at < size; ++at)
        if (lower(a[at]) != lower(b[at])) return false;
    return true;
}

void append(std::string& out, std::initializer_list<std::string_view> parts) {
    std::size_t size = 0;
    for (const std::string_view part : parts) size += part.size();
    std::size_t at = out.size();
    out.resize(at + size);
    for (const std::string_view part : parts) {
        if (!part.empty()) std::memcpy(out.data() + at, part.data(), part.size());
        at += part.size();
    }
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

std::optional<std::uint64_t> parseDecimal(std::string_view text) {
    std::uint64_t value = 0;
    if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string hex(std::string_view bytes) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += kDigits[byte >> 4];
        out += kDigits[byte & 15];
    }
    return out;
}

bool isUtf8(std::string_view text) {
    const auto* p = reinterpret_cast<const unsigned char*>(text.data());
    const auto* end = p + text.size();
    while (p < end) {
        if (*p < 0x80) {
            ++p;
            continue;
        }
        int more = 0;
        std::uint32_t code = 0;
        if (*p >= 0xC2 && *p <= 0xDF) {
            more = 1;
            code = *p & 0x1Fu;
        } else if ((*p & 0xF0) == 0xE0) {
            more = 2;
            code = *p & 0x0Fu;
        } else if (*p >= 0xF0 && *p <= 0xF4) {
            more = 3;
            code = *p & 0x07u;
        } else {
            return false;
        }
        if (end - p <= more) return false;
        for (int i = 1; i <= more; ++i) {
            if ((p[i] & 0xC0) != 0x80) return false;
            code = (code << 6) | (p[i] & 0x3Fu);
        }
        if ((more == 2 && code < 0x800) || (more == 3 && (code < 0x10000 || code > 0x10FFFF)) ||
            (code >= 0xD800 && code <= 0xDFFF))
            return false;
        p += more + 1;
    }
    return true;
}

bool globMatches(std::string_view pattern, std::string_view text) {
    std::size_t p = 0, t = 0, star = std::string_view::npos, mark = 0;
    while (t < text.size()) {
        if (p < pattern.size() && (pattern[p] == '?' || (pattern[p] != '*' && pattern[p] == text[t]))) {
            ++p;
            ++t;
        } else if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

std::string_view utf8Prefix(std::string_view text, std::size_t maxBytes) {
    if (text.size() <= maxBytes) return text;
    while (maxBytes > 0 && (static_cast<unsigned char>(text[maxBytes]) & 0xC0) == 0x80) --maxBytes;
    return text.substr(0, maxBytes);
}

}  // namespace mirror::base
