#include "mask/papers.h"

#include <algorithm>
#include <array>

#include "mask/glyph.h"
#include "mask/surroundings.h"

namespace mirror::mask {
namespace {

/// Letters that stand before the digits at `begin`: at most two, with nothing alphanumeric before them. `size` 0: none such.
struct Letters {
    std::array<char, 2> as{};
    std::size_t size = 0;
    std::size_t begin = 0;
    bool capital = true;
};
Letters lettersBefore(std::string_view text, std::size_t begin) {
    Letters letters;
    letters.begin = begin;
    Glyph glyph = glyphBefore(text, begin);
    for (; isLetter(glyph.as) && letters.size < 2; glyph = glyphBefore(text, letters.begin)) {
        letters.as = {upper(glyph.as), letters.as[0]};
        letters.capital &= glyph.as == upper(glyph.as);
        letters.begin -= glyph.bytes;
        ++letters.size;
    }
    if (isAlnum(glyph.as) || glyph.as == '_' || glyph.as == '-') letters.size = 0;
    return letters;
}

std::size_t glyphsIn(std::string_view text, std::size_t begin, std::size_t end) {
    std::size_t count = 0;
    for (; begin < end; begin += glyphAt(text, begin).bytes) ++count;
    return count;
}

/// "20261123", "19991231": years of dates that numbers are made of.
bool looksLikeDate(std::string_view text, std::size_t begin) {
    std::array<char, 6> head{};
    for (char& c : head) {
        const Glyph glyph = glyphAt(text, begin);
        c = glyph.as;
        begin += glyph.bytes;
    }
    const std::string_view century(head.data(), 2);
    const int month = (head[4] - '0') * 10 + (head[5] - '0');
    return (century == "19" || century == "20") && month >= 1 && month <= 12;
}

bool hasForm(const Letters& letters, std::size_t digits) {
    const std::string_view kinds = "EGDSPHKMCW";
    if (letters.size == 0 || kinds.find(letters.as[0]) == std::string_view::npos) return false;
    return letters.size == 1 ? digits == 8 : digits == 7 && letters.as[1] != 'I' && letters.as[1] != 'O';
}

/// Ordinary passports need no word to be known: E and eight digits (since 2012), E, a letter and seven (since 2017), G and eight.
bool isOrdinary(const Letters& letters) { return letters.as[0] == 'E' || (letters.as[0] == 'G' && letters.size == 1); }

bool isFreePaper(std::string_view text, std::size_t end) { return !isAlnum(glyphAt(text, end).as) && isFreeBehind(text, end); }

// -- plates ----------------------------------------------------------------------------------------------------------

constexpr std::string_view kSigns = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";
constexpr std::size_t kSignBytes = 3;

bool isPlateLetter(char c) { return isLetter(c) && upper(c) != 'I' && upper(c) != 'O'; }
bool isPlateCharacter(char c) { return isDigit(c) || isPlateLetter(c); }

std::size_t skipPart(std::string_view text, std::size_t at) {
    for (const std::string_view point : {"·", "•", "・"})
        if (text.substr(at).starts_with(point)) return at + point.size();
    const Glyph glyph = glyphAt(text, at);
    return isSeparator(glyph.as) ? at + glyph.bytes : at;
}

/// 挂 and its like at `at`: their bytes; 0: none.
std::size_t lastSign(std::string_view text, std::size_t at) {
    for (const std::string_view sign : {"挂", "学", "警", "港", "澳"})
        if (text.substr(at).starts_with(sign)) return sign.size();
    return 0;
}

struct Serial {
    std::array<char, 6> as{};
    std::size_t size = 0;
    std::size_t digits = 0;
    std::size_t end = 0;
    bool closed = false;  ///< by a sign: whatever follows is not of it
};
Serial serialAt(std::string_view text, std::size_t at) {
    Serial serial;
    for (Glyph glyph = glyphAt(text, at); serial.size < serial.as.size() && isPlateCharacter(glyph.as); glyph = glyphAt(text, at)) {
        serial.as[serial.size++] = glyph.as;
        serial.digits += isDigit(glyph.as) ? 1 : 0;
        at += glyph.bytes;
    }
    if (serial.size == 4) {
        const std::size_t sign = lastSign(text, at);
        serial.closed = sign != 0;
        serial.size += serial.closed ? 1 : 0;
        at += sign;
    }
    serial.end = at;
    return serial;
}

}  // namespace

std::optional<Span> passportAt(std::string_view text, std::size_t begin, std::size_t end, bool strict) {
    const Letters letters = lettersBefore(text, begin);
    if (!hasForm(letters, glyphsIn(text, begin, end)) || !isFreePaper(text, end)) return std::nullopt;
    const bool plain = isOrdinary(letters) && letters.capital && !looksLikeDate(text, begin);
    const bool named = hasWordBefore(text, letters.begin, {"护照", "護照", "passport", "通行证", "通行證"});
    if (strict ? !plain && !named : !letters.capital && !named) return std::nullopt;
    return Span{letters.begin, end};
}

bool isPlateSign(std::string_view text, std::size_t at) {
    const std::string_view sign = text.substr(at, kSignBytes);
    for (std::size_t i = 0; i < kSigns.size(); i += kSignBytes)
        if (kSigns.substr(i, kSignBytes) == sign) return true;
    return false;
}

std::optional<Span> plateAt(std::string_view text, std::size_t at) {
    const Glyph letter = glyphAt(text, at + kSignBytes);
    if (!isPlateLetter(letter.as) || !isPlateSign(text, at)) return std::nullopt;
    const Serial serial = serialAt(text, skipPart(text, at + kSignBytes + letter.bytes));
    if (serial.size < 5 || serial.digits < 2 || (!serial.closed && !isFreePaper(text, serial.end))) return std::nullopt;
    if (serial.size == 6 && !isLetter(serial.as[0]) && !isLetter(serial.as[5])) return std::nullopt;
    return Span{at, serial.end};
}

}  // namespace mirror::mask
