#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace mirror::mask {

/// Digits as people write them: in groups, between which up to three spaces and hyphens stand ("138-1234 5678"). Begins at one digit, ends where the longest number
/// looked for would be exceeded; what is in it may be several numbers.
struct NumberGroups {
    struct Group {
        std::size_t begin = 0;   ///< bytes of the text
        std::size_t end = 0;
        std::uint8_t until = 0;  ///< digits up to its end, those of the groups before it included
    };
    static constexpr std::size_t kMaxDigits = 19;
    static constexpr std::size_t kMaxGroups = 8;

    /// Reads on from `at`, where a digit stands.
    NumberGroups(std::string_view text, std::size_t at);

    std::array<Group, kMaxGroups> groups;
    std::size_t count = 0;    ///< 0: the first run is longer than kMaxDigits
    std::size_t runEnd = 0;   ///< where the first run of digits ends
    std::array<char, kMaxDigits> digits;

    std::string_view digitsUntil(std::size_t group) const { return {digits.data(), groups[group].until}; }
    std::size_t begin() const { return groups[0].begin; }
    /// Whether the first `group` + 1 groups are parted only where `layout` allows: bit n stands for "behind the n-th digit". `shift` digits at the beginning are not counted.
    bool fits(std::size_t group, std::uint32_t layout, std::size_t shift = 0) const;

private:
    std::size_t readRun(std::string_view text, std::size_t at);
};

}  // namespace mirror::mask
