#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "mask/span.h"

/// Numbers of passports and of vehicles.
namespace mirror::mask {

/// The passport or travel permit whose digits are [begin, end) of the text, not parted. Forms: a letter and eight digits, or two letters and seven (ordinary E and G; D, S, P official and
/// diplomatic; H, K, M of Hong Kong and Macao; C, W permits). Strict: all but the ordinary ones, and those whose digits are a date (E20261123), need the word "passport" or its like before them, because
/// part and form numbers look the same. Otherwise the form is enough.
std::optional<Span> passportAt(std::string_view text, std::size_t begin, std::size_t end, bool strict);

/// The plate that begins with a province's sign at `at`, GA 36-2018: the sign, a letter, five letters and digits (the last may be 挂, 学, 警, 港, 澳), or six with D or F or another letter of
/// new-energy cars at the first or last place; no I and no O; a point, a blank or a hyphen may part. At least two of them are digits.
std::optional<Span> plateAt(std::string_view text, std::size_t at);
/// Whether the three bytes at `at` are a province's sign on plates. `at` + 2 is within the text.
bool isPlateSign(std::string_view text, std::size_t at);

}  // namespace mirror::mask
