#include "mask/card_number.h"

#include <algorithm>
#include <array>

#include "mask/surroundings.h"

namespace mirror::mask {
namespace {

constexpr std::size_t kMinDigits = 13;

/// Numbers whose first digits lie in [from, to], which have the same count, and that have one of these lengths.
struct Issuer {
    std::string_view from;
    std::string_view to;
    std::uint32_t lengths;  ///< bit n: n digits
};
constexpr std::uint32_t bits(std::initializer_list<unsigned> lengths) {
    std::uint32_t all = 0;
    for (const unsigned length : lengths) all |= 1U << length;
    return all;
}
// UnionPay's range allows 18 digits, but hardly a bank uses them, and 18 is the length of an ID number and of many serial numbers.
constexpr std::array kIssuers{
    Issuer{"62", "62", bits({16, 17, 19})}, Issuer{"81", "81", bits({16, 19})},     Issuer{"9558", "9558", bits({16, 19})}, Issuer{"6013", "6014", bits({16, 17, 19})},
    Issuer{"4", "4", bits({13, 16, 19})},   Issuer{"51", "55", bits({16})},         Issuer{"2221", "2720", bits({16})},     Issuer{"34", "34", bits({15})},
    Issuer{"37", "37", bits({15})},         Issuer{"3528", "3589", bits({16, 19})}, Issuer{"36", "36", bits({14})},         Issuer{"38", "39", bits({14})},
    Issuer{"300", "305", bits({14})},       Issuer{"6011", "6011", bits({16})},     Issuer{"644", "649", bits({16})},       Issuer{"65", "65", bits({16})},
};

constexpr std::array kLayouts{bits({4, 8, 12, 16}), bits({4, 10}), bits({6})};

bool isBankDigit(char first) { return (first >= '2' && first <= '6') || first == '8' || first == '9'; }

bool isCard(const NumberGroups& number, std::size_t group, bool strict) {
    const std::string_view digits = number.digitsUntil(group);
    if (digits.size() < kMinDigits || !isBankDigit(digits[0])) return false;
    const bool fits = std::any_of(kLayouts.begin(), kLayouts.end(), [&](std::uint32_t layout) { return number.fits(group, layout); });
    return fits && hasLuhnDigit(digits) && (!strict || hasIssuer(digits));
}

}  // namespace

bool hasLuhnDigit(std::string_view digits) {
    unsigned sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const auto digit = static_cast<unsigned>(digits[digits.size() - 1 - i] - '0');
        sum += i % 2 == 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
    }
    return sum % 10 == 0;
}

bool hasIssuer(std::string_view digits) {
    return std::any_of(kIssuers.begin(), kIssuers.end(), [digits](const Issuer& issuer) {
        const std::string_view head = digits.substr(0, issuer.from.size());
        return head >= issuer.from && head <= issuer.to && (issuer.lengths >> digits.size() & 1U) != 0;
    });
}

std::size_t cardNumberEnd(std::string_view text, const NumberGroups& number, bool strict) {
    for (std::size_t i = number.count; i-- > 0;) {
        const std::size_t end = number.groups[i].end;
        if (isCard(number, i, strict) && isFreeBehind(text, end) && !isAmount(text, number.begin(), end)) return end;
    }
    return 0;
}

}  // namespace mirror::mask
