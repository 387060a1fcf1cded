#include "filter/fold_table.h"

#include <algorithm>
#include <mutex>

namespace mirror::filter {
namespace {

bool has(FoldSteps steps, FoldStep step) { return (steps & foldBit(step)) != 0; }

template <typename Pages>
typename Pages::value_type& pageFor(std::uint16_t& index, Pages& pages) {
    if (index == 0) {
        index = static_cast<std::uint16_t>(pages.size());
        pages.emplace_back();
    }
    return pages[index];
}

}  // namespace

const FoldTable& FoldTable::of(FoldSteps steps) {
    static std::array<std::unique_ptr<const FoldTable>, std::size_t{1} << kFoldSteps> tables;
    static std::mutex mutex;
    // Two steps are no matter of single code points: entities is read before, and the tables with and without it are one.
    const std::size_t slot = steps & kAllFoldSteps & ~foldBit(FoldStep::entities);
    const std::lock_guard lock(mutex);
    if (!tables[slot]) tables[slot] = std::make_unique<const FoldTable>(static_cast<FoldSteps>(slot));
    return *tables[slot];
}

FoldTable::FoldTable(FoldSteps steps) : pages(1), farPages(1) {
    pages.reserve(768);
    for (const char32_t letter : foldablePoints()) put(letter, steps);
    pages.shrink_to_fit();
    farPages.shrink_to_fit();
    rares.shrink_to_fit();
    sequences.shrink_to_fit();
    for (char32_t letter = 0; letter < ascii.size(); ++letter) {
        char32_t single = 0;
        const RareFold* rare = find(letter, single);
        if (rare != nullptr) single = rare->separator == SeparatorKind::none || rare->count != 1 ? kNotOneLetter : sequences[rare->begin];
        ascii[letter] = static_cast<std::uint16_t>(single);
    }
    ascii['&'] = ascii['\\'] = kNotOneLetter;
}

void FoldTable::put(char32_t letter, FoldSteps steps) {
    std::u32string letters = foldPoint(letter, steps);
    RareFold made;
    if (has(steps, FoldStep::separators)) made.separator = separatorKind(letter);
    if (made.separator == SeparatorKind::blank) letters.assign(1, U' ');
    const char32_t like = letters.size() == 1 ? lookAlike(letter, steps) : 0;
    // A Latin letter is itself what a mixed token needs.
    if (like != 0 && isLatin(letters[0])) letters[0] = like;
    else made.like = like;
    for (char32_t& each : letters) {
        const char32_t latin = isLatin(each) ? lookAlike(each, steps) : 0;
        if (latin != 0) each = latin;
    }
    const bool isNear = letter < 0x10000;
    const bool isPlain = letters.size() == 1 && made.separator == SeparatorKind::none && made.like == 0 && (letters[0] < 0x10000 || !isNear);
    if (isPlain && letters[0] == letter) return;
    if (isNear) {
        std::uint32_t value = isPlain ? static_cast<std::uint32_t>(letters[0]) : kRare + rareNumber(made, letters);
        if (!isPlain && value >= kRareFar) {
            farRares.emplace_back(letter, value - kRare);
            value = kRareFar;
        }
        pageFor(index[letter >> 6], pages)[letter & 63] = static_cast<std::uint16_t>(value - letter);
    } else {
        pageFor(farIndex[letter >> 6], farPages)[letter & 63] = isPlain ? static_cast<std::uint32_t>(letters[0]) : kFarRare | rareNumber(made, letters);
    }
}

std::uint32_t FoldTable::rareNumber(const RareFold& made, std::u32string_view letters) {
    RareFold rare = made;
    auto at = std::search(sequences.begin(), sequences.end(), letters.begin(), letters.end());
    rare.begin = static_cast<std::uint32_t>(at - sequences.begin());
    rare.count = static_cast<std::uint8_t>(letters.size());
    if (at == sequences.end()) sequences.insert(sequences.end(), letters.begin(), letters.end());
    const auto same = [&](const RareFold& other) {
        return other.begin == rare.begin && other.count == rare.count && other.separator == rare.separator && other.like == rare.like;
    };
    // Those of the same kind mostly follow each other.
    const auto found = std::find_if(rares.rbegin(), rares.rend(), same);
    if (found != rares.rend()) return static_cast<std::uint32_t>(rares.rend() - found - 1);
    rares.push_back(rare);
    return static_cast<std::uint32_t>(rares.size() - 1);
}

const RareFold& FoldTable::farRare(char32_t letter) const {
    const auto found = std::lower_bound(farRares.begin(), farRares.end(), letter, [](const auto& each, char32_t wanted) { return each.first < wanted; });
    return rares[found->second];
}

const RareFold* FoldTable::find(char32_t letter, char32_t& single) const {
    if (letter < 0x10000) {
        const std::uint16_t value = near(letter);
        single = value;
        return isRare(value) ? &rare(value, letter) : nullptr;
    }
    const std::uint32_t value = farPages[farIndex[letter >> 6]][letter & 63];
    if ((value & kFarRare) != 0) return &rares[value & ~kFarRare];
    single = value == 0 ? letter : static_cast<char32_t>(value);
    return nullptr;
}

}  // namespace mirror::filter
