#pragma once
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Small text functions without locale.
namespace mirror::base {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }
/// ASCII case-insensitive equality of texts of one length.
bool sameIgnoringCase(const char* a, const char* b, std::size_t size);
/// ASCII case-insensitive equality. Most names differ in length: that much is decided without a call.
inline bool equalsIgnoreCase(std::string_view a, std::string_view b) { return a.size() == b.size() && sameIgnoringCase(a.data(), b.data(), a.size()); }
/// Without leading and trailing spaces and tabs.
std::string_view trim(std::string_view text);
/// Appends all parts with one look at the capacity.
void append(std::string& out, std::initializer_list<std::string_view> parts);
std::vector<std::string_view> split(std::string_view text, char separator);
/// All of `text` as a decimal number; nothing else, no sign, no overflow.
std::optional<std::uint64_t> parseDecimal(std::string_view text);
std::string hex(std::string_view bytes);
/// Whether `text` is well-formed UTF-8 (no surrogates, no overlong forms).
bool isUtf8(std::string_view text);
/// `*` and `?` globs, case-sensitive; linear for one star, never exponential.
bool globMatches(std::string_view pattern, std::string_view text);
/// The longest prefix of at most `maxBytes` that ends at a code-point border.
std::string_view utf8Prefix(std::string_view text, std::size_t maxBytes);

}  // namespace mirror::base
