#include "mask/mask_name.h"

#include <algorithm>

#include "mask/glyph.h"

namespace mirror::mask {
namespace {

constexpr std::size_t kMaxNumber = 10;  // digits of a 32-bit number

std::string capitals(PiiKind kind) {
    std::string name(piiKindName(kind));
    for (char& c : name) c = upper(c);
    return name;
}

std::size_t sizeAs(PiiKind kind, std::string_view text) {
    const std::string name = capitals(kind);
    if (!text.starts_with(name)) return 0;
    std::size_t at = name.size();
    if (at < text.size() && text[at] == '_') {
        const std::size_t digits = ++at;
        while (at < text.size() && at - digits < kMaxNumber && isDigit(text[at])) ++at;
        if (at == digits) return 0;
    }
    return at < text.size() && text[at] == ']' ? at + 1 : 0;
}

}  // namespace

std::string maskName(PiiKind kind, std::uint32_t number) {
    std::string name = "[" + capitals(kind);
    if (number > 1) name += "_" + std::to_string(number);
    return name + "]";
}

std::size_t nameSize(std::string_view text) {
    if (text.size() < 2 || text[0] != '[' || text[1] < 'A' || text[1] > 'Z') return 0;  // lists of numbers are full of brackets
    std::size_t longest = 0;
    for (std::size_t i = 0; i < kPiiKinds; ++i) longest = std::max(longest, sizeAs(static_cast<PiiKind>(i), text.substr(1)));
    return longest == 0 ? 0 : longest + 1;
}

}  // namespace mirror::mask
