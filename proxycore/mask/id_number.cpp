#include "mask/id_number.h"

#include <algorithm>
#include <array>

#include "mask/glyph.h"
#include "mask/surroundings.h"

namespace mirror::mask {
namespace {

constexpr std::size_t kDigitsBeforeCheck = 17;
constexpr std::size_t kOldDigits = 15;

/// People part region, year, month, day, sequence and check character, or count in fours or threes.
constexpr std::uint32_t layout() {
    std::uint32_t bits = 0;
    for (const unsigned at : {3U, 4U, 6U, 8U, 10U, 12U, 14U, 16U, 17U}) bits |= 1U << at;
    return bits;
}

unsigned number(std::string_view digits) {
    unsigned value = 0;
    for (const char c : digits) value = value * 10 + static_cast<unsigned>(c - '0');
    return value;
}

/// GB/T 2260: third and fourth digit 01 to 20 and 51 to 70 are cities, 21 to 50 prefectures and leagues, 90 counties right under a province; fifth and sixth 01 to 99.
bool isCounty(std::string_view sixDigits) {
    const unsigned prefecture = number(sixDigits.substr(2, 2));
    return isProvince(sixDigits.substr(0, 2)) && ((prefecture >= 1 && prefecture <= 70) || prefecture == 90) && sixDigits.substr(4, 2) != "00";
}

bool hasCheckCharacter(std::string_view text, const NumberGroups& groups, std::size_t group, std::size_t& end) {
    const Glyph glyph = glyphAt(text, groups.groups[group].end);
    end = groups.groups[group].end + glyph.bytes;
    return upper(glyph.as) == 'X';
}

}  // namespace

char checkCharacter(std::string_view digits) {
    unsigned sum = 0;
    for (std::size_t i = 0; i < kDigitsBeforeCheck; ++i) sum = (sum + static_cast<unsigned>(digits[i] - '0')) * 2 % 11;
    return "10X98765432"[sum];
}

bool isProvince(std::string_view twoDigits) {
    const unsigned code = number(twoDigits);
    const unsigned last = code % 10;
    constexpr std::array<unsigned, 10> kLastOf{0, 5, 3, 7, 6, 4, 5, 1, 3, 6};  // 11-15, 21-23, 31-37, 41-46, 50-54, 61-65, 71, 81-83, 91-96
    return code == 50 || (last >= 1 && last <= kLastOf[code / 10]);
}

bool isBirthday(std::string_view yyyymmdd, std::chrono::sys_days today) {
    const std::chrono::year_month_day day{std::chrono::year(static_cast<int>(number(yyyymmdd.substr(0, 4)))), std::chrono::month(number(yyyymmdd.substr(4, 2))),
                                          std::chrono::day(number(yyyymmdd.substr(6, 2)))};
    return day.ok() && day.year() >= std::chrono::year(1900) && std::chrono::sys_days(day) <= today;
}

bool isResidentId(std::string_view number, bool strict, std::chrono::sys_days today) {
    const bool checked = checkCharacter(number) == upper(number[kDigitsBeforeCheck]);
    if (checked != strict) return checked;
    return isProvince(number.substr(0, 2)) && isBirthday(number.substr(6, 8), today);
}

bool isOldResidentId(std::string_view digits) {
    std::array<char, 8> birthday{'1', '9'};
    std::copy_n(digits.begin() + 6, 6, birthday.begin() + 2);
    return isCounty(digits.substr(0, 6)) && isBirthday({birthday.data(), birthday.size()}, std::chrono::year(2000) / 1 / 1);
}

std::size_t residentIdEnd(std::string_view text, const NumberGroups& groups, bool strict, std::chrono::sys_days today) {
    std::array<char, kDigitsBeforeCheck + 1> digits{};
    const std::string_view whole(digits.data(), digits.size());
    for (std::size_t i = 0; i < groups.count; ++i) {
        const std::string_view read = groups.digitsUntil(i);
        std::size_t end = groups.groups[i].end;
        if (read.size() == kOldDigits && i == 0 && isOldResidentId(read) && isFreeBehind(text, end)) return end;
        if (read.size() != whole.size() && (read.size() != kDigitsBeforeCheck || !hasCheckCharacter(text, groups, i, end))) continue;
        std::copy(read.begin(), read.end(), digits.begin());
        if (read.size() == kDigitsBeforeCheck) digits[kDigitsBeforeCheck] = 'X';
        if (groups.fits(i, layout()) && isResidentId(whole, strict, today) && isFreeBehind(text, end)) return end;
    }
    return 0;
}

}  // namespace mirror::mask
