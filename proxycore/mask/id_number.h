#pragma once
#include <chrono>
#include <string_view>

#include "mask/number_groups.h"

/// Numbers of resident identity cards, GB 11643-1999: six digits of the region (GB/T 2260), eight of the day of birth, three of a sequence, and a check character of
/// ISO 7064 MOD 11-2. The form before 1999 has 15: the year in two digits and no check character.
namespace mirror::mask {

/// The check character for the first 17 digits of `digits`: '0' to '9' or 'X'.
char checkCharacter(std::string_view digits);
/// Whether two digits of a number stand for a province, a special administrative region (81, 82), Taiwan (71; residents of it on the mainland 83), or a foreigner with permanent
/// residence (91; since 2023 a 9 and the first digit of the province).
bool isProvince(std::string_view twoDigits);
/// Whether "19900307" is a day from 1900 to `today`.
bool isBirthday(std::string_view yyyymmdd, std::chrono::sys_days today);

/// All 18, the last one of "0123456789Xx". Strict: region, day of birth and check character must be right. Otherwise a right check character is enough, and so are a right region and day: people mistype.
bool isResidentId(std::string_view number, bool strict, std::chrono::sys_days today);
/// The 15 digits of the old form. It has nothing to check but region and day, so both are always asked for, the prefecture by the ranges GB/T 2260 leaves to it.
bool isOldResidentId(std::string_view digits);

/// Where an ID number that begins with these groups ends in the text; 0: there is none. `text` is what the groups were read from. Surroundings are looked at.
std::size_t residentIdEnd(std::string_view text, const NumberGroups& number, bool strict, std::chrono::sys_days today);

}  // namespace mirror::mask
