#include "filter/bordered_letters.h"

#include "filter/text_folder.h"

namespace mirror::filter {

BorderedLetters::BorderedLetters() {
    for (std::uint32_t letter = 0; letter < kTabled; ++letter)
        if (isBordered(letter)) m_bits[letter / 64] |= 1ULL << letter % 64;
}

const BorderedLetters& BorderedLetters::ofProcess() {
    static const BorderedLetters letters;
    return letters;
}

bool BorderedLetters::isFarBordered(char32_t letter) { return isBordered(letter); }

}  // namespace mirror::filter
