#include "mask/surroundings.h"

#include <algorithm>

#include "base/text.h"
#include "mask/glyph.h"

namespace mirror::mask {
namespace {

constexpr std::size_t kLongestWord = 20;

bool sameLetter(char inText, char inWord) { return base::lower(inText) == inWord; }

/// Goes through a run of letters from `at` on, one way or the other; `step` reads a character and moves. True for none, and for a word.
template <typename Step>
bool isWordOrNothing(std::size_t at, Step step) {
    bool hasOther = false;
    for (std::size_t letters = 0; letters <= kLongestWord; ++letters) {
        const char c = step(at);
        if (isDigit(c)) return false;
        if (!isLetter(c)) return letters == 0 || hasOther;
        hasOther |= !isHex(c);
    }
    return false;
}

/// The digits before a point at `point` are the number of a list entry: one or two, not 0, with nothing numeric before them.
bool isEntryNumber(std::string_view text, std::size_t point) {
    std::size_t at = point;
    char first = 0;
    int digits = 0;
    Glyph glyph = glyphBefore(text, at);
    for (; isDigit(glyph.as) && digits <= 2; glyph = glyphBefore(text, at)) {
        first = glyph.as;
        at -= glyph.bytes;
        ++digits;
    }
    return digits <= 2 && first != '0' && !isAlnum(glyph.as) && glyph.as != '.' && glyph.as != '-';
}

}  // namespace

bool isFreeBefore(std::string_view text, std::size_t begin) {
    const Glyph glyph = glyphBefore(text, begin);
    if (glyph.as == '.' && isDigit(glyphBefore(text, begin - glyph.bytes).as)) return isEntryNumber(text, begin - glyph.bytes);
    return isWordOrNothing(begin, [text](std::size_t& at) {
        const Glyph before = glyphBefore(text, at);
        at -= before.bytes;
        return before.as;
    });
}

bool isFreeBehind(std::string_view text, std::size_t end) {
    const Glyph glyph = glyphAt(text, end);
    const bool isPoint = glyph.as == '.' && isDigit(glyphBefore(text, end).as);
    if (isPoint && isDigit(glyphAt(text, end + glyph.bytes).as)) return false;
    return isWordOrNothing(end, [text](std::size_t& at) {
        const Glyph next = glyphAt(text, at);
        at += next.bytes;
        return next.as;
    });
}

bool isInUuid(std::string_view text, std::size_t at) {
    constexpr std::string_view kForm = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    const auto belongs = [](char c) { return isHex(c) || c == '-'; };
    std::size_t begin = at;
    while (begin > 0 && at - begin <= kForm.size() && belongs(text[begin - 1])) --begin;
    std::size_t end = at;
    while (end < text.size() && end - begin <= kForm.size() && belongs(text[end])) ++end;
    return std::equal(kForm.begin(), kForm.end(), text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(end),
                      [](char form, char c) { return (form == '-') == (c == '-'); });
}

bool isAmount(std::string_view text, std::size_t begin, std::size_t end) {
    const std::string_view before = text.substr(0, begin);
    for (const std::string_view sign : {"$", "\xEF\xBC\x84", "¥", "￥", "€", "£"})
        if (before.ends_with(sign)) return true;
    return text.substr(end).starts_with("元");
}

bool hasWordBefore(std::string_view text, std::size_t at, std::initializer_list<std::string_view> words) {
    constexpr int kNear = 24;
    std::size_t begin = at;
    for (int read = 0; read < kNear && begin > 0; ++read) {
        const Glyph glyph = glyphBefore(text, begin);
        if (isDigit(glyph.as) || glyph.as == '[' || glyph.as == ']' || glyph.as == '\n') break;
        begin -= glyph.bytes;
    }
    const std::string_view before = text.substr(begin, at - begin);
    return std::any_of(words.begin(), words.end(), [before](std::string_view word) {
        return std::search(before.begin(), before.end(), word.begin(), word.end(), sameLetter) != before.end();
    });
}

bool hasWordRightBefore(std::string_view text, std::size_t at, std::initializer_list<std::string_view> words) {
    for (int read = 0; read < 3; ++read) {
        const Glyph glyph = glyphBefore(text, at);
        if (glyph.as != ' ' && glyph.as != ':' && glyph.as != '=') break;
        at -= glyph.bytes;
    }
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return at >= word.size() && std::equal(word.begin(), word.end(), text.begin() + static_cast<std::ptrdiff_t>(at - word.size()), [](char a, char b) { return sameLetter(b, a); });
    });
}

}  // namespace mirror::mask
