#pragma once
#include <string_view>

#include "mask/number_groups.h"

/// Numbers of bank cards, ISO/IEC 7812-1: 13 to 19 digits of which the last is a check digit (Luhn).
namespace mirror::mask {

bool hasLuhnDigit(std::string_view digits);
/// Whether an issuer gives out numbers of this beginning and length: UnionPay 62 (16, 17 and 19 digits) and 81, the debit cards from before it (9558, 6013, 6014), Visa 4 (13, 16, 19),
/// Mastercard 51-55 and 2221-2720, American Express 34 and 37 (15), JCB 3528-3589, Diners 36, 38, 39 and 300-305 (14), Discover 6011, 644-649 and 65.
bool hasIssuer(std::string_view digits);

/// Where a card number that begins with these groups ends in the text; 0: there is none. Parted in fours, 4-6-5, 4-6-4 or 6-13. Strict: an issuer is known for it; otherwise its first digit is one of banks.
std::size_t cardNumberEnd(std::string_view text, const NumberGroups& number, bool strict);

}  // namespace mirror::mask
