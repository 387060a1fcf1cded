#include "mask/phone_number.h"

#include <algorithm>
#include <array>
#include <string>

#include "mask/glyph.h"
#include "mask/surroundings.h"

namespace mirror::mask {
namespace {

constexpr std::size_t kMobileDigits = 11;
constexpr std::uint32_t bit(unsigned n) { return 1U << n; }
constexpr std::array kLayouts{bit(3) | bit(7), bit(4) | bit(8), bit(4) | bit(7), bit(3) | bit(6)};
constexpr std::array<std::string_view, 3> kCodes{"", "86", "0086"};

bool isPhone(const NumberGroups& number, std::size_t group) {
    const std::string_view digits = number.digitsUntil(group);
    if (digits.size() < kMobileDigits) return false;
    return std::any_of(kCodes.begin(), kCodes.end(), [&](std::string_view code) {
        return digits.size() == code.size() + kMobileDigits && digits.starts_with(code) && isMobile(digits.substr(code.size())) &&
               std::any_of(kLayouts.begin(), kLayouts.end(), [&](std::uint32_t layout) { return number.fits(group, layout, code.size()); });
    });
}

/// The plus sign and the bracket that was closed behind the country code belong to the number.
std::size_t widened(std::string_view text, const NumberGroups& number) {
    std::size_t begin = number.begin();
    const Glyph plus = glyphBefore(text, begin);
    if (plus.as == '+') begin -= plus.bytes;
    const Glyph bracket = glyphBefore(text, begin);
    const bool closed = number.digitsUntil(0).size() < kMobileDigits && glyphAt(text, number.groups[0].end).as == ')';
    return bracket.as == '(' && closed ? begin - bracket.bytes : begin;
}

/// "138.1234.5678": points part only this one way, else they are fractions, versions and addresses.
std::size_t dottedEnd(std::string_view text, const NumberGroups& first) {
    constexpr std::array<std::size_t, 3> kSizes{3, 4, 4};
    std::string digits;
    std::size_t end = first.begin();
    for (const std::size_t size : kSizes) {
        if (!digits.empty() && glyphAt(text, end).as != '.') return 0;
        if (!digits.empty()) end += glyphAt(text, end).bytes;
        for (std::size_t i = 0; i < size; ++i) {
            const Glyph digit = glyphAt(text, end);
            if (!isDigit(digit.as)) return 0;
            digits += digit.as;
            end += digit.bytes;
        }
    }
    return isMobile(digits) && isFreeBehind(text, end) ? end : 0;
}

}  // namespace

bool isMobile(std::string_view digits) { return digits.size() == kMobileDigits && digits[0] == '1' && digits[1] >= '3'; }

PhoneSpan dottedPhoneSpan(std::string_view text, const NumberGroups& first) {
    const bool mayBe = first.digitsUntil(0).size() == 3 && glyphAt(text, first.groups[0].end).as == '.';
    return mayBe ? PhoneSpan{first.begin(), dottedEnd(text, first)} : PhoneSpan{};
}

PhoneSpan phoneSpan(std::string_view text, const NumberGroups& number) {
    for (std::size_t i = 0; i < number.count; ++i) {
        const std::size_t end = number.groups[i].end;
        if (!isPhone(number, i) || !isFreeBehind(text, end) || isAmount(text, number.begin(), end)) continue;
        return {widened(text, number), end};
    }
    return {};
}

}  // namespace mirror::mask
