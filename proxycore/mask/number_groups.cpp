#include "mask/number_groups.h"

#include "mask/glyph.h"

namespace mirror::mask {
namespace {

constexpr int kMaxSeparators = 3;

/// Where the next group may begin; npos: this was the last. A closing bracket parts only a country code from its number: "(+86)138...".
std::size_t nextGroup(std::string_view text, std::size_t at, std::string_view digits) {
    bool bracket = digits != "86" && digits != "0086";
    for (int separators = 0; separators <= kMaxSeparators; ++separators) {
        const Glyph glyph = glyphAt(text, at);
        if (isDigit(glyph.as)) return at;
        if (!isSeparator(glyph.as) && (bracket || glyph.as != ')')) break;
        bracket |= glyph.as == ')';
        at += glyph.bytes;
    }
    return std::string_view::npos;
}

}  // namespace

NumberGroups::NumberGroups(std::string_view text, std::size_t at) {
    runEnd = readRun(text, at);
    if (count == 0)
        for (Glyph glyph = glyphAt(text, runEnd); isDigit(glyph.as); glyph = glyphAt(text, runEnd)) runEnd += glyph.bytes;
    for (std::size_t end = runEnd, groupsBefore = 0; count > groupsBefore && count < kMaxGroups;) {
        groupsBefore = count;
        const std::size_t next = nextGroup(text, end, digitsUntil(count - 1));
        if (next != std::string_view::npos) end = readRun(text, next);
    }
}

/// Adds the run at `at` when it still fits; returns where it, or what fits of it, ends.
std::size_t NumberGroups::readRun(std::string_view text, std::size_t at) {
    const std::size_t begin = at;
    std::size_t total = count == 0 ? 0 : groups[count - 1].until;
    for (Glyph glyph = glyphAt(text, at); isDigit(glyph.as); glyph = glyphAt(text, at)) {
        if (total == kMaxDigits) return at;
        digits[total++] = glyph.as;
        at += glyph.bytes;
    }
    groups[count++] = {begin, at, static_cast<std::uint8_t>(total)};
    return at;
}

bool NumberGroups::fits(std::size_t group, std::uint32_t layout, std::size_t shift) const {
    for (std::size_t i = 0; i < group; ++i)
        if (groups[i].until < shift || (groups[i].until > shift && (layout >> (groups[i].until - shift) & 1U) == 0)) return false;
    return true;
}

}  // namespace mirror::mask
