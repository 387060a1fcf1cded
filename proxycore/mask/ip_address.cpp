#include "mask/ip_address.h"

#include <algorithm>
#include <array>

#include "mask/glyph.h"
#include "mask/surroundings.h"

namespace mirror::mask {
namespace {

struct Octet {
    int value = -1;  ///< -1: none, or out of range, or with a leading zero
    std::size_t end = 0;
    bool single = false;
};

Octet octetAt(std::string_view text, std::size_t at) {
    int value = 0;
    int digits = 0;
    const bool zero = glyphAt(text, at).as == '0';
    for (Glyph glyph = glyphAt(text, at); isDigit(glyph.as); glyph = glyphAt(text, at)) {
        if (++digits > 3) return {};
        value = value * 10 + (glyph.as - '0');
        at += glyph.bytes;
    }
    return digits == 0 || value > 255 || (zero && digits > 1) ? Octet{} : Octet{value, at, digits == 1};
}

bool isMachine(int firstOctet) { return firstOctet > 0 && firstOctet < 255 && firstOctet != 127; }

bool isVersion(std::string_view text, std::size_t begin, bool allSingle) {
    return allSingle || hasWordRightBefore(text, begin, {"version", "ver", "ver.", "版本", "版本号", "build"});
}

bool isFreeBeforeIp(std::string_view text, std::size_t begin) {
    const char c = glyphBefore(text, begin).as;
    return !isAlnum(c) && c != '.' && c != '_';
}

bool isFreeBehindIp(std::string_view text, std::size_t end) {
    const Glyph glyph = glyphAt(text, end);
    if (glyph.as == '.') return !isAlnum(glyphAt(text, end + glyph.bytes).as);
    return !isAlnum(glyph.as) && glyph.as != '_';
}

// -- IPv6: ASCII only ------------------------------------------------------------------------------------------------

constexpr std::size_t kGroups = 8;
constexpr std::size_t kMaxText = 45;  // RFC 4291: 8 groups of 4 with 7 colons, the last two as an IPv4 address

/// Takes the groups of `run` apart; false when it is no address.
class Groups {
public:
    explicit Groups(std::string_view run) : m_rest(run) {}

    bool read() {
        if (m_rest.starts_with("::")) m_gap = true, m_rest.remove_prefix(2);
        while (!m_rest.empty() && m_count <= kGroups) {
            if (!readGroup()) return false;
        }
        return m_gap ? m_count < kGroups : m_count == kGroups;
    }
    std::string_view first() const { return m_first; }

private:
    bool readGroup() {
        if (m_rest.find('.') != std::string_view::npos && m_rest.find(':') == std::string_view::npos) return readIpv4();
        const std::size_t size = static_cast<std::size_t>(std::find(m_rest.begin(), m_rest.end(), ':') - m_rest.begin());
        if (size == 0 || size > 4 || !std::all_of(m_rest.begin(), m_rest.begin() + static_cast<std::ptrdiff_t>(size), isHex)) return false;
        if (m_count++ == 0 && !m_gap) m_first = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return skipColon();
    }
    bool readIpv4() {
        const std::optional<Span> span = ipv4At(m_rest, 0, false);
        m_count += 2;
        const bool whole = span && span->second == m_rest.size();
        m_rest = {};
        return whole;
    }
    bool skipColon() {
        if (m_rest.empty()) return true;
        m_rest.remove_prefix(1);
        if (m_rest.empty()) return false;
        if (m_rest[0] != ':') return true;
        m_rest.remove_prefix(1);
        return !std::exchange(m_gap, true);
    }

    std::string_view m_rest;
    std::string_view m_first;
    std::size_t m_count = 0;
    bool m_gap = false;
};

/// First groups of addresses in use; all of them are four characters long.
bool isInUse(std::string_view first) {
    if (first.size() != 4) return false;
    const char a = upper(first[0]);
    const char b = upper(first[1]);
    if (a == '2' || a == '3') return true;
    return a == 'F' && (b == 'C' || b == 'D' || b == 'F' || (b == 'E' && upper(first[2]) >= '8' && upper(first[2]) <= 'B'));
}

bool isAddress(std::string_view run) {
    Groups groups(run);
    return run.size() <= kMaxText && groups.read() && isInUse(groups.first()) && std::any_of(run.begin(), run.end(), isDigit);
}

/// A bracket that closes before the run, or opens behind it, is that of a name in the place of digits: what is left of the run is no address.
bool isFreeRun(std::string_view text, std::size_t begin, std::size_t end) {
    const char behind = glyphAt(text, end).as;
    const std::size_t runBegin = begin > 0 && text[begin - 1] == ':' ? begin - 1 : begin;
    return isFreeBeforeIp(text, begin) && glyphBefore(text, runBegin).as != ']' && !isAlnum(behind) && behind != '_' && behind != '[';
}

/// The colon and the point of the sentence around an address.
Span trimmed(std::string_view text, Span run) {
    auto [begin, end] = run;
    while (end > begin && text[end - 1] == '.') --end;
    if (text[begin] == ':' && text.substr(begin, 2) != "::") ++begin;
    if (end > begin && text[end - 1] == ':' && (end - begin < 2 || text[end - 2] != ':')) --end;
    return {begin, end};
}

}  // namespace

std::optional<Span> ipv4At(std::string_view text, std::size_t at, bool strict) {
    const std::size_t begin = at;
    bool allSingle = true;
    for (int i = 0; i < 4; ++i) {
        const Octet octet = octetAt(text, at);
        if (octet.value < 0 || (i == 0 && !isMachine(octet.value))) return std::nullopt;
        allSingle &= octet.single;
        at = octet.end;
        const Glyph point = glyphAt(text, at);
        if (i < 3 && point.as != '.') return std::nullopt;
        if (i < 3) at += point.bytes;
    }
    if (!isFreeBeforeIp(text, begin) || !isFreeBehindIp(text, at) || (strict && isVersion(text, begin, allSingle))) return std::nullopt;
    return Span{begin, at};
}

ColonRun ipv6Around(std::string_view text, std::size_t at) {
    std::size_t begin = at;
    while (begin > 0 && at - begin <= 4 && isHex(text[begin - 1])) --begin;
    std::size_t end = at;
    while (end < text.size() && (isHex(text[end]) || text[end] == ':' || text[end] == '.')) ++end;
    const Span span = trimmed(text, {begin, end});
    if (span.first >= span.second || !isFreeRun(text, span.first, end) || !isAddress(text.substr(span.first, span.second - span.first))) return {std::nullopt, end};
    return {span, end};
}

}  // namespace mirror::mask
