#include "filter/fold_units.h"

#include <algorithm>
#include <array>
#include <optional>

namespace mirror::filter {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::size_t kMaxDigits = 32;  // leading zeros are free in HTML
constexpr std::size_t kMaxBackslashes = 8;
constexpr int kMaxDepth = 3;

struct Named {
    std::string_view name;
    char32_t letter;
};

// By name, as char compares.
constexpr auto kNamed = std::to_array<Named>({
    {"ApplyFunction", 0x2061}, {"Hat", '^'}, {"InvisibleComma", 0x2063}, {"InvisibleTimes", 0x2062}, {"MediumSpace", 0x205F}, {"NewLine", '\n'},
    {"NoBreak", 0x2060}, {"NonBreakingSpace", 0xA0}, {"Tab", '\t'}, {"ThinSpace", 0x2009}, {"VerticalLine", '|'}, {"VeryThinSpace", 0x200A},
    {"ZeroWidthSpace", 0x200B}, {"af", 0x2061}, {"amp", '&'}, {"apos", '\''}, {"ast", '*'}, {"bsol", '\\'}, {"bull", 0x2022}, {"centerdot", 0xB7},
    {"colon", ':'}, {"comma", ','}, {"dash", 0x2010}, {"emsp", 0x2003}, {"emsp13", 0x2004}, {"emsp14", 0x2005}, {"ensp", 0x2002}, {"equals", '='},
    {"gt", '>'}, {"hairsp", 0x200A}, {"hellip", 0x2026}, {"hyphen", 0x2010}, {"ic", 0x2063}, {"it", 0x2062}, {"lowbar", '_'}, {"lrm", 0x200E},
    {"lt", '<'}, {"mdash", 0x2014}, {"middot", 0xB7}, {"minus", 0x2212}, {"nbsp", 0xA0}, {"ndash", 0x2013}, {"num", '#'}, {"numsp", 0x2007},
    {"period", '.'}, {"plus", '+'}, {"puncsp", 0x2008}, {"quot", '"'}, {"rlm", 0x200F}, {"sdot", 0x22C5}, {"shy", 0xAD}, {"sol", '/'},
    {"star", 0x2606}, {"starf", 0x2605}, {"thinsp", 0x2009}, {"verbar", '|'}, {"vert", '|'}, {"zwj", 0x200D}, {"zwnj", 0x200C},
});
static_assert(std::is_sorted(kNamed.begin(), kNamed.end(), [](const Named& a, const Named& b) { return a.name < b.name; }));
constexpr std::size_t kMaxName = 16;

int hexValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char small = static_cast<char>(c | 32);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}
bool isAlnum(char c) { return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'); }
bool isScalar(char32_t letter) { return letter <= 0x10FFFF && (letter < 0xD800 || letter > 0xDFFF); }

/// Reads what stands behind an '&' or a backslash. Whether the text ends inside is remembered: then nothing is certain.
class References {
public:
    References(std::string_view text, bool atEnd) : m_text(text), m_atEnd(atEnd) {}

    // `at`: behind the '&' or the backslash `lead`.
    std::optional<FoldUnit> behind(char32_t lead, std::size_t at, int depth = 0) {
        const std::optional<FoldUnit> found = lead == U'&' ? entity(at) : escape(at);
        if (!found || depth == kMaxDepth || (found->letter != U'&' && found->letter != U'\\')) return found;
        const std::optional<FoldUnit> inner = behind(found->letter, found->end, depth + 1);
        return inner ? inner : found;
    }
    bool isUnfinished() const { return m_unfinished; }

private:
    // The octet there; 0, which is in no reference, behind the text.
    char peek(std::size_t at) {
        if (at < m_text.size()) return m_text[at];
        m_unfinished = m_unfinished || !m_atEnd;
        return 0;
    }

    std::optional<FoldUnit> entity(std::size_t at) {
        if (peek(at) != '#') return named(at);
        const bool isHex = (peek(at + 1) | 32) == 'x';
        std::size_t end = at + (isHex ? 2 : 1);
        const std::size_t first = end;
        char32_t value = 0;
        for (; end - first < kMaxDigits; ++end) {
            const int digit = hexValue(peek(end));
            if (digit < 0 || (!isHex && digit > 9)) break;
            value = std::min<char32_t>(value * (isHex ? 16 : 10) + static_cast<char32_t>(digit), 0x110000);
        }
        if (end == first || !isScalar(value)) return std::nullopt;
        return FoldUnit{value, peek(end) == ';' ? end + 1 : end, false};
    }

    std::optional<FoldUnit> named(std::size_t at) {
        std::size_t end = at;
        while (end - at < kMaxName && isAlnum(peek(end))) ++end;
        if (end == at || peek(end) != ';') return std::nullopt;
        const std::string_view name = m_text.substr(at, end - at);
        const auto found = std::lower_bound(kNamed.begin(), kNamed.end(), name, [](const Named& each, std::string_view wanted) { return each.name < wanted; });
        if (found == kNamed.end() || found->name != name) return std::nullopt;
        return FoldUnit{found->letter, end + 1, false};
    }

    std::optional<FoldUnit> escape(std::size_t at) {
        const std::optional<FoldUnit> unit = codeUnit(at);
        if (!unit || unit->letter < 0xD800 || unit->letter > 0xDBFF) return unit && isScalar(unit->letter) ? unit : std::nullopt;
        if (peek(unit->end) != '\\') return std::nullopt;
        const std::optional<FoldUnit> low = codeUnit(unit->end + 1);
        if (!low || low->letter < 0xDC00 || low->letter > 0xDFFF) return std::nullopt;
        return FoldUnit{0x10000 + ((unit->letter - 0xD800) << 10) + (low->letter - 0xDC00), low->end, false};
    }

    // What stands behind a backslash, surrogates too. More backslashes are those of text that was escaped more than once.
    std::optional<FoldUnit> codeUnit(std::size_t at) {
        for (std::size_t more = 1; more < kMaxBackslashes && peek(at) == '\\'; ++more) ++at;
        const char kind = peek(at);
        if (kind == 'U') return digits(at + 1, 8);
        if (kind != 'u') return std::nullopt;
        return peek(at + 1) == '{' ? braced(at + 2) : digits(at + 1, 4);
    }

    std::optional<FoldUnit> digits(std::size_t at, std::size_t count) {
        char32_t value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const int digit = hexValue(peek(at + i));
            if (digit < 0) return std::nullopt;
            value = value << 4 | static_cast<char32_t>(digit);
        }
        return FoldUnit{value, at + count, false};
    }

    std::optional<FoldUnit> braced(std::size_t at) {
        char32_t value = 0;
        std::size_t end = at;
        for (; end - at < 8 && hexValue(peek(end)) >= 0; ++end) value = value << 4 | static_cast<char32_t>(hexValue(m_text[end]));
        if (end == at || peek(end) != '}') return std::nullopt;
        return FoldUnit{value, end + 1, false};
    }

    std::string_view m_text;
    bool m_atEnd;
    bool m_unfinished = false;
};

// Length of a character by its first octet, 0: none begins so; and what its second octet may be (Unicode 15, table 3-7).
struct Lead {
    std::size_t length = 0;
    unsigned char least = 0x80, most = 0xBF;
};
Lead leadOf(unsigned char octet) {
    if (octet < 0xC2 || octet > 0xF4) return {};
    if (octet < 0xE0) return {2};
    if (octet < 0xF0) return {3, static_cast<unsigned char>(octet == 0xE0 ? 0xA0 : 0x80), static_cast<unsigned char>(octet == 0xED ? 0x9F : 0xBF)};
    return {4, static_cast<unsigned char>(octet == 0xF0 ? 0x90 : 0x80), static_cast<unsigned char>(octet == 0xF4 ? 0x8F : 0xBF)};
}

FoldUnit readUtf8(std::string_view text, std::size_t at, bool atEnd) {
    const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    if (octet(0) < 0x80) return {octet(0), at + 1, false};
    const Lead lead = leadOf(octet(0));
    const FoldUnit broken{kReplacement, at + 1, false};
    if (lead.length == 0) return broken;
    char32_t letter = octet(0) & (0x7FU >> lead.length);
    for (std::size_t i = 1; i < lead.length; ++i) {
        if (at + i == text.size()) return atEnd ? broken : FoldUnit{0, at, true};
        if (octet(i) < (i == 1 ? lead.least : 0x80) || octet(i) > (i == 1 ? lead.most : 0xBF)) return broken;
        letter = letter << 6 | (octet(i) & 0x3F);
    }
    return {letter, at + lead.length, false};
}

}  // namespace

FoldUnit readUnit(std::string_view text, std::size_t at, bool atEnd, bool entities) {
    const char lead = text[at];
    if (!entities || (lead != '&' && lead != '\\')) return readUtf8(text, at, atEnd);
    References references(text, atEnd);
    const std::optional<FoldUnit> found = references.behind(static_cast<char32_t>(lead), at + 1);
    if (references.isUnfinished()) return {0, at, true};
    return found ? *found : FoldUnit{static_cast<char32_t>(lead), at + 1, false};
}

}  // namespace mirror::filter
