#pragma once
#include <cstdint>
#include <initializer_list>
#include <string_view>

/// What stands around a number decides whether it is one by itself or a piece of something longer.
namespace mirror::mask {

/// Whether digits that begin at `begin` are not the tail of something else: no digit before them, no letters but a word ("Tel"; hex digits and mixtures of letters and digits are
/// keys and checksums), no decimal point ("121.13812345678"), though the number of a list entry may stand there ("1.13812345678").
bool isFreeBefore(std::string_view text, std::size_t begin);
/// The same behind `end`.
bool isFreeBehind(std::string_view text, std::size_t end);
/// Whether the octet at `at` belongs to a UUID as it is written (RFC 9562, 4).
bool isInUuid(std::string_view text, std::size_t at);
/// Whether the number is an amount: a sign of currency before it or 元 behind.
bool isAmount(std::string_view text, std::size_t begin, std::size_t end);

/// Whether one of `words` (lower case) stands before `at`, in any case: at most 24 characters away, with no digit, bracket or line end between. What is replaced by a name has one of
/// these, so a word is as near to a number after masking as before.
bool hasWordBefore(std::string_view text, std::size_t at, std::initializer_list<std::string_view> words);
/// Whether one of `words` stands right before `at`, with at most a few blanks, colons and equal signs between.
bool hasWordRightBefore(std::string_view text, std::size_t at, std::initializer_list<std::string_view> words);

}  // namespace mirror::mask
