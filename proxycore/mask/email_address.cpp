#include "mask/email_address.h"

#include "mask/glyph.h"

namespace mirror::mask {
namespace {

bool isLocal(char c) { return isAlnum(c) || (c != 0 && std::string_view("._+-%&'=~!#^").find(c) != std::string_view::npos); }
bool isLabel(char c) { return isAlnum(c) || c == '-'; }

/// Where the local part begins that ends at `end`; `end` when there is none. Marks in front of it belong to the sentence. However long it
/// is: half of it would be left otherwise. No character is looked at for two at signs.
std::size_t localBegin(std::string_view text, std::size_t end) {
    if (!isLocal(glyphBefore(text, end).as) || glyphBefore(text, end).as == '.') return end;
    std::size_t begin = end;
    char previous = 0;
    while (begin > 0) {
        const Glyph glyph = glyphBefore(text, begin);
        if (!isLocal(glyph.as) || (glyph.as == '.' && previous == '.')) break;
        begin -= glyph.bytes;
        previous = glyph.as;
    }
    while (begin < end && !isAlnum(glyphAt(text, begin).as) && glyphAt(text, begin).as != '_') begin += glyphAt(text, begin).bytes;
    return begin;
}

struct Label {
    std::size_t end = 0;
    std::size_t letters = 0;  ///< Latin letters in it
    std::size_t size = 0;
};

/// The label at `at`, without hyphens at its end; empty when it begins with one.
Label labelAt(std::string_view text, std::size_t at) {
    Label label{at};
    std::size_t size = 0;
    std::size_t letters = 0;
    for (Glyph glyph = glyphAt(text, at); isLabel(glyph.as); glyph = glyphAt(text, at)) {
        if (glyph.as == '-' && size == 0) break;
        at += glyph.bytes;
        ++size;
        letters += isLetter(glyph.as) ? 1 : 0;
        if (glyph.as != '-') label = {at, letters, size};
    }
    return label;
}

/// Where the top-level name ends that the label at `begin` is; `begin` when it is none. A number may stick to it: "a@b.com13812345678", "a@b.com-138...".
std::size_t topLevelEnd(std::string_view text, std::size_t begin, const Label& label) {
    if (label.size >= 2 && (label.letters == label.size || text.substr(begin).starts_with("xn--"))) return label.end;
    std::size_t end = begin;
    std::size_t letters = 0;
    Glyph glyph = glyphAt(text, end);
    for (; isLetter(glyph.as); glyph = glyphAt(text, end)) {
        end += glyph.bytes;
        ++letters;
    }
    return letters >= 2 && (isDigit(glyph.as) || glyph.as == '-') ? end : begin;
}

/// "2x", "3x": the density in a picture's name.
bool isDensity(const Label& label, std::size_t begin, std::string_view text) {
    return label.size == 2 && isDigit(glyphAt(text, begin).as) && label.letters == 1 && glyphBefore(text, label.end).as == 'x';
}

/// Where the domain that begins at `begin` ends; `begin` when there is none. What follows its last top-level name is left to the sentence ("a@b.com.").
std::size_t domainEnd(std::string_view text, std::size_t begin) {
    std::size_t end = begin;
    for (std::size_t at = begin, labels = 0;; ++labels) {
        const Label label = labelAt(text, at);
        if (label.size == 0 || (labels == 0 && isDensity(label, at, text))) return end;
        if (const std::size_t top = topLevelEnd(text, at, label); labels > 0 && top != at) end = top;
        const Glyph point = glyphAt(text, label.end);
        if (point.as != '.') return end;
        at = label.end + point.bytes;
    }
}

}  // namespace

std::optional<Span> emailAround(std::string_view text, std::size_t at) {
    const std::size_t behind = at + glyphAt(text, at).bytes;
    const std::size_t begin = localBegin(text, at);
    const std::size_t end = begin == at ? behind : domainEnd(text, behind);
    if (end == behind) return std::nullopt;
    return Span{begin, end};
}

}  // namespace mirror::mask
