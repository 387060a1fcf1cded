#pragma once
#include <string_view>

#include "mask/number_groups.h"

/// Mobile numbers of the mainland: 11 digits, 1 and one of 3 to 9 first (the numbering plan of 2017, 电信网编号计划), with +86, 0086 or 86 before them or without.
namespace mirror::mask {

bool isMobile(std::string_view digits);

/// A number found: where it ends, and where it begins when the country code's sign belongs to it.
struct PhoneSpan {
    std::size_t begin = 0;
    std::size_t end = 0;  ///< 0: there is none
};
/// The number that begins with these groups, which may be parted in the usual ways (3-4-4, 3-8, 7-4, 4-4-3, 4-3-4, 3-3-5).
PhoneSpan phoneSpan(std::string_view text, const NumberGroups& number);
/// The number whose first three digits are the first group, when points part it: "138.1234.5678".
PhoneSpan dottedPhoneSpan(std::string_view text, const NumberGroups& first);

}  // namespace mirror::mask
