#pragma once
#include <array>
#include <cstdint>

namespace mirror::filter {

/// isBordered() as bits for the letters that nearly every text is made of: it is asked for every letter a pattern may begin or end at. One a process.
class BorderedLetters {
public:
    static const BorderedLetters& ofProcess();
    bool has(char32_t letter) const { return letter < kTabled ? (m_bits[letter / 64] >> letter % 64 & 1) != 0 : isFarBordered(letter); }

private:
    BorderedLetters();
    static bool isFarBordered(char32_t letter);
    static constexpr std::uint32_t kTabled = 0x10000;
    std::array<std::uint64_t, kTabled / 64> m_bits{};
};

}  // namespace mirror::filter
