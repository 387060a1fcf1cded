#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "filter/fold_steps.h"

namespace mirror::filter {

/// A code point that is more than one letter: nothing, several, a separator, a letter that may be read as a Latin one.
struct RareFold {
    std::uint32_t begin = 0;  ///< its letters in FoldTable::sequences
    std::uint8_t count = 0;
    SeparatorKind separator = SeparatorKind::none;
    char32_t like = 0;  ///< the Latin letter in a token that has Latin letters; 0: it looks like none
};

/// All steps but those of neighbours in one look-up a code point. Immutable; one for each set of steps a process, made when it is first asked for.
///
/// Of the BMP two bytes a code point are kept: how far its letter is away, so that all pages nothing is folded in are one. A
/// sum that is a surrogate, which is no letter, is the number of a RareFold instead. Pages have 64 code points, what the last octet of UTF-8 tells apart.
struct FoldTable {
    static constexpr std::uint16_t kRare = 0xD800;
    static constexpr std::uint16_t kRareEnd = 0xE000;
    static constexpr std::uint16_t kRareFar = kRareEnd - 1;  ///< its number is too large and stands in `farRares`
    static constexpr std::uint16_t kNotOneLetter = 0xFFFF;  ///< of `ascii` alone
    using Page = std::array<std::uint16_t, 64>;
    using FarPage = std::array<std::uint32_t, 64>;
    static constexpr std::uint32_t kFarRare = 0x80000000U;

    static const FoldTable& of(FoldSteps steps);

    static bool isRare(std::uint16_t value) { return value >= kRare && value < kRareEnd; }
    /// The letter of a code point of the BMP, or kRare and more.
    std::uint16_t near(char32_t letter) const { return static_cast<std::uint16_t>(letter + pages[index[letter >> 6]][letter & 63]); }
    const RareFold& rare(std::uint16_t value, char32_t letter) const { return value == kRareFar ? farRare(letter) : rares[value - kRare]; }
    /// Whether an octet of ASCII is a separator, which behind a Han character may be more than a letter.
    bool asciiParts(unsigned char octet) const { return isRare(near(octet)); }
    /// What is behind any code point; null: the one letter put into `single`.
    const RareFold* find(char32_t letter, char32_t& single) const;
    std::span<const char32_t> lettersOf(const RareFold& rare) const { return {sequences.data() + rare.begin, rare.count}; }

    explicit FoldTable(FoldSteps steps);

    std::array<std::uint16_t, 128> ascii{};  ///< the letter of an octet, a separator's too, or kNotOneLetter; also where an entity or an escape may begin
    std::array<std::uint16_t, 1024> index{};
    std::vector<Page> pages;
    std::array<std::uint16_t, 0x4400> farIndex{};
    std::vector<FarPage> farPages;  ///< letters, or kFarRare | number of a RareFold; 0: itself
    std::vector<RareFold> rares;
    std::vector<char32_t> sequences;
    std::vector<std::pair<char32_t, std::uint32_t>> farRares;  ///< by rising code point

private:
    const RareFold& farRare(char32_t letter) const;
    void put(char32_t letter, FoldSteps steps);
    std::uint32_t rareNumber(const RareFold& made, std::u32string_view letters);
};

}  // namespace mirror::filter
