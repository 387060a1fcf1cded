#include "unit_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <span>

namespace mirror::fields {

namespace {

struct Unit {
    std::string_view name;
    std::int64_t scale;
    bool isShown;  // used for formatting
};

constexpr auto kDurations = std::to_array<Unit>({
    {"d", 86'400'000, false}, {"h", 3'600'000, true}, {"min", 60'000, false}, {"m", 60'000, true}, {"s", 1'000, true},
    {"ms", 1, true}, {"", 1, false},
});
constexpr auto kSizes = std::to_array<Unit>({
    {"gib", 1024 * 1024 * 1024, true}, {"mib", 1024 * 1024, true}, {"kib", 1024, true}, {"b", 1, true},
    {"gb", 1'000'000'000, false}, {"mb", 1'000'000, false}, {"kb", 1'000, false}, {"", 1, false},
});
constexpr double kLargestExact = 9'007'199'254'740'992.0;  // 2^53

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    return out;
}

std::optional<std::int64_t> parseScaled(std::string_view text, std::span<const Unit> units) {
    text = trimmed(text);
    const std::size_t digits = std::min(text.find_first_not_of("0123456789."), text.size());
    const std::optional<double> number = parseReal(text.substr(0, digits));
    if (!number) return std::nullopt;
    const std::string name = lowered(trimmed(text.substr(digits)));
    for (const Unit& unit : units) {
        if (unit.name != name) continue;
        const double value = *number * static_cast<double>(unit.scale);
        if (value > kLargestExact || value != std::floor(value)) return std::nullopt;
        return static_cast<std::int64_t>(value);
    }
    return std::nullopt;
}

/// The unit to show `value` in: the first that divides it, so units are listed from large to small.
const Unit& unitFor(std::int64_t value, std::span<const Unit> units, const Unit& smallest) {
    if (value == 0) return smallest;
    for (const Unit& unit : units)
        if (unit.isShown && value % unit.scale == 0) return unit;
    return smallest;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::optional<std::int64_t> parseInteger(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<double> parseReal(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::string formatReal(double value) {
    std::array<char, 64> buffer;
    const double size = std::abs(value);
    const bool isEveryday = size == 0 || (size >= 1e-6 && size < 1e15);  // 1e+06 is not what people write
    const auto form = isEveryday ? std::chars_format::fixed : std::chars_format::scientific;
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, form);
    return {buffer.data(), result.ptr};
}

std::optional<std::int64_t> parseDuration(std::string_view text) { return parseScaled(text, kDurations); }
std::optional<std::int64_t> parseBytes(std::string_view text) { return parseScaled(text, kSizes); }

std::string formatDuration(std::int64_t milliseconds) {
    static constexpr Unit kZero{"ms", 1, true};
    const Unit& unit = unitFor(milliseconds, kDurations, kZero);
    return std::to_string(milliseconds / unit.scale) + std::string(unit.name);
}

std::string formatBytes(std::int64_t octets) {
    static constexpr std::array<std::string_view, 4> kShown{" GiB", " MiB", " KiB", " B"};
    const Unit& unit = unitFor(octets, kSizes, kSizes[3]);
    return std::to_string(octets / unit.scale) + std::string(kShown[static_cast<std::size_t>(&unit - kSizes.data())]);
}

bool isPrintableUtf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead < 0x20 || lead == 0x7F) return false;
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (length == 0 || i + length > text.size()) return false;
        for (std::size_t k = 1; k < length; ++k)
            if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
        if (length > 2) {  // overlong forms, surrogates, beyond U+10FFFF
            const auto second = static_cast<unsigned char>(text[i + 1]);
            const bool isBad = (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
                               (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F);
            if (isBad) return false;
        }
        i += length;
    }
    return true;
}

}  // namespace mirror::fields
