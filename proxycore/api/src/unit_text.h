#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Numbers with units as people write them in configuration files.
namespace mirror::fields {

/// "250ms", "5s", "2m" or "2min", "1.5h", "1d", or milliseconds without a unit. nullopt for anything else, for a value
/// that is no whole number of milliseconds, and beyond 2^53.
std::optional<std::int64_t> parseDuration(std::string_view text);
/// The largest unit that leaves a whole number: 75000 is "75s", 600000 is "10m".
std::string formatDuration(std::int64_t milliseconds);

/// "8 MiB", "32KiB", "1.5 GiB", "240 B", decimal "10 MB", or octets without a unit; letter case does not matter.
std::optional<std::int64_t> parseBytes(std::string_view text);
std::string formatBytes(std::int64_t octets);

/// All of `text` as a decimal integer with optional minus sign.
std::optional<std::int64_t> parseInteger(std::string_view text);
/// All of `text` as a finite decimal number.
std::optional<double> parseReal(std::string_view text);
/// Shortest text that reads back as the same number.
std::string formatReal(double value);

std::string_view trimmed(std::string_view text);
/// Well-formed UTF-8 without control characters.
bool isPrintableUtf8(std::string_view text);

}  // namespace mirror::fields
