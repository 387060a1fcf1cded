#include "filter/fold_steps.h"

#include <algorithm>
#include <array>

#include "filter/fold_data.h"
#include "filter/text_folder.h"

namespace mirror::filter {
namespace {

struct Separators {
    FoldRange range;
    SeparatorKind kind;
};

// What people put between the characters of a word to hide it, and what may stand there in tables and lists. Not here, for they part clauses and sentences or mark
// structure: 。！？；：，、,;:!? … line ends, quotes, brackets. Full-width forms are listed too: the step works without `width`.
constexpr auto kSeparators = std::to_array<Separators>({
    {{0x09, 0x09}, SeparatorKind::blank},
    {{0x20, 0x20}, SeparatorKind::blank},
    {{0x23, 0x23}, SeparatorKind::mark},      // #
    {{0x2A, 0x2B}, SeparatorKind::mark},      // * +
    {{0x2D, 0x2D}, SeparatorKind::mark},      // -
    {{0x2E, 0x2E}, SeparatorKind::dot},
    {{0x2F, 0x2F}, SeparatorKind::mark},      // /
    {{0x3D, 0x3D}, SeparatorKind::mark},      // =
    {{0x5C, 0x5C}, SeparatorKind::mark},      // backslash
    {{0x5E, 0x5F}, SeparatorKind::mark},      // ^ _
    {{0x7C, 0x7C}, SeparatorKind::mark},      // |
    {{0x7E, 0x7E}, SeparatorKind::mark},      // ~
    {{0xA0, 0xA0}, SeparatorKind::blank},
    {{0xA6, 0xA6}, SeparatorKind::mark},      // broken bar
    {{0xB7, 0xB7}, SeparatorKind::mark},      // middle dot
    {{0x66D, 0x66D}, SeparatorKind::mark},    // Arabic star
    {{0x1680, 0x1680}, SeparatorKind::blank},
    {{0x16EB, 0x16EB}, SeparatorKind::mark},  // runic dot
    {{0x2000, 0x200A}, SeparatorKind::blank},
    {{0x2010, 0x2013}, SeparatorKind::mark},  // hyphens, figure and en dash
    {{0x2014, 0x2015}, SeparatorKind::dash},
    {{0x2016, 0x2016}, SeparatorKind::mark},  // double bar
    {{0x2020, 0x2023}, SeparatorKind::mark},  // daggers, bullets
    {{0x2024, 0x2024}, SeparatorKind::dot},   // one dot leader
    {{0x2027, 0x2027}, SeparatorKind::mark},  // hyphenation point
    {{0x202F, 0x202F}, SeparatorKind::blank},
    {{0x203B, 0x203B}, SeparatorKind::mark},  // reference mark
    {{0x203F, 0x2040}, SeparatorKind::mark},  // ties
    {{0x2043, 0x2044}, SeparatorKind::mark},  // hyphen bullet, fraction slash
    {{0x204E, 0x204E}, SeparatorKind::mark},  // low asterisk
    {{0x205F, 0x205F}, SeparatorKind::blank},
    {{0x2212, 0x2212}, SeparatorKind::mark},  // minus
    {{0x2215, 0x2219}, SeparatorKind::mark},  // slashes, asterisk, ring, bullet operators
    {{0x2223, 0x2223}, SeparatorKind::mark},  // divides
    {{0x223C, 0x223C}, SeparatorKind::mark},  // tilde operator
    {{0x22C5, 0x22C6}, SeparatorKind::mark},  // dot and star operators
    {{0x25A0, 0x25FF}, SeparatorKind::mark},  // geometric shapes
    {{0x2605, 0x2606}, SeparatorKind::mark},  // stars
    {{0x2660, 0x2667}, SeparatorKind::mark},  // card suits
    {{0x2720, 0x2751}, SeparatorKind::mark},  // ornaments: crosses, stars, asterisks
    {{0x2800, 0x2800}, SeparatorKind::blank}, // Braille blank
    {{0x2E31, 0x2E31}, SeparatorKind::mark},  // word separator middle dot
    {{0x3000, 0x3000}, SeparatorKind::blank},
    {{0x301C, 0x301C}, SeparatorKind::mark},  // wave dash
    {{0x3030, 0x3030}, SeparatorKind::mark},  // wavy dash
    {{0x30FB, 0x30FB}, SeparatorKind::mark},  // katakana middle dot
    {{0xFE31, 0xFE34}, SeparatorKind::mark},  // vertical dashes and low lines
    {{0xFE4D, 0xFE4F}, SeparatorKind::mark},  // low lines
    {{0xFE52, 0xFE52}, SeparatorKind::dot},   // small full stop
    {{0xFE58, 0xFE58}, SeparatorKind::dash},  // small em dash
    {{0xFE5F, 0xFE5F}, SeparatorKind::mark},  // small forms of # & * + -
    {{0xFE61, 0xFE63}, SeparatorKind::mark},
    {{0xFE66, 0xFE66}, SeparatorKind::mark},  // small =
    {{0xFE68, 0xFE68}, SeparatorKind::mark},  // small backslash
    {{0xFF03, 0xFF03}, SeparatorKind::mark},  // full-width forms from here
    {{0xFF0A, 0xFF0B}, SeparatorKind::mark},
    {{0xFF0D, 0xFF0D}, SeparatorKind::mark},
    {{0xFF0E, 0xFF0E}, SeparatorKind::dot},
    {{0xFF0F, 0xFF0F}, SeparatorKind::mark},
    {{0xFF1D, 0xFF1D}, SeparatorKind::mark},
    {{0xFF3C, 0xFF3C}, SeparatorKind::mark},
    {{0xFF3E, 0xFF3F}, SeparatorKind::mark},
    {{0xFF5C, 0xFF5C}, SeparatorKind::mark},
    {{0xFF5E, 0xFF5E}, SeparatorKind::mark},
    {{0xFF65, 0xFF65}, SeparatorKind::mark},  // half-width katakana middle dot
});

constexpr std::array<char32_t, 7> kLineEnds = {0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029};

char32_t target(std::span<const FoldPair> pairs, char32_t letter) {
    const auto found = std::lower_bound(pairs.begin(), pairs.end(), letter, [](const FoldPair& pair, char32_t wanted) { return pair.from < wanted; });
    return found != pairs.end() && found->from == letter ? found->to : letter;
}

bool isIn(std::span<const FoldRange> ranges, char32_t letter) {
    const auto behind = std::upper_bound(ranges.begin(), ranges.end(), letter, [](char32_t wanted, const FoldRange& range) { return wanted < range.first; });
    return behind != ranges.begin() && letter <= (behind - 1)->last;
}

bool has(FoldSteps steps, FoldStep step) { return (steps & foldBit(step)) != 0; }

std::u32string widened(char32_t letter) {
    const char32_t to = target(kFoldData.width, letter);
    if (to < FoldPair::kSequence) return {to};
    const char32_t packed = to & ~FoldPair::kSequence;
    const auto letters = kFoldData.sequences.subspan(packed >> 5, packed & 31);
    return {letters.begin(), letters.end()};
}

char32_t smallAscii(char32_t letter) { return letter >= U'A' && letter <= U'Z' ? letter + 32 : letter; }

}  // namespace

bool isHan(char32_t letter) {
    if (letter < 0x2E80) return false;
    return (letter >= 0x4E00 && letter <= 0x9FFF) || isIn(kFoldData.han, letter);
}

bool isBordered(char32_t letter) {
    if (letter < 0x80) return ((letter | 32) >= U'a' && (letter | 32) <= U'z') || (letter >= U'0' && letter <= U'9');
    if (letter >= 0x400 && letter <= 0x481) return true;  // Cyrillic, asked for letter by letter
    return !(letter >= 0x4E00 && letter <= 0x9FFF) && isIn(kFoldData.bordered, letter);
}

bool isLatin(char32_t letter) {
    if (letter < 0x80) return (letter | 32) >= U'a' && (letter | 32) <= U'z';
    return !(letter >= 0x370 && letter < 0x1D00) && isIn(kFoldData.latin, letter);
}

bool isLineEnd(char32_t letter) { return std::find(kLineEnds.begin(), kLineEnds.end(), letter) != kLineEnds.end(); }

SeparatorKind separatorKind(char32_t letter) {
    const auto behind = std::upper_bound(kSeparators.begin(), kSeparators.end(), letter, [](char32_t wanted, const Separators& each) { return wanted < each.range.first; });
    return behind != kSeparators.begin() && letter <= (behind - 1)->range.last ? (behind - 1)->kind : SeparatorKind::none;
}

std::u32string foldPoint(char32_t letter, FoldSteps steps) {
    if (isLineEnd(letter)) return {U'\n'};
    const bool ignorable = has(steps, FoldStep::ignorable);
    const auto unmark = [&](char32_t each) { return ignorable ? target(kFoldData.unmarked, each) : each; };
    if (ignorable && isIn(kFoldData.ignorable, letter)) return {};
    // Marks go before case: folding makes a letter of U+0345.
    std::u32string letters(1, unmark(letter));
    if (has(steps, FoldStep::width)) letters = widened(letters[0]);
    if (ignorable) std::erase_if(letters, [](char32_t each) { return isIn(kFoldData.ignorable, each); });
    for (char32_t& each : letters) {
        each = unmark(each);
        if (has(steps, FoldStep::traditional)) each = target(kFoldData.simplified, each);
    }
    return letters;
}

char32_t lookAlike(char32_t letter, FoldSteps steps) {
    if (!has(steps, FoldStep::confusables)) return 0;
    char32_t like = target(kFoldData.lookAlikes, letter);
    if (like == letter) return 0;
    // Without the step that takes marks off, a letter with a mark looks like none.
    if (!has(steps, FoldStep::ignorable) && target(kFoldData.unmarked, letter) != letter) return 0;
    if (has(steps, FoldStep::width)) like = smallAscii(like);
    return like;
}

std::vector<char32_t> foldablePoints() {
    std::vector<char32_t> points(kLineEnds.begin(), kLineEnds.end());
    for (const auto pairs : {kFoldData.width, kFoldData.unmarked, kFoldData.simplified, kFoldData.lookAlikes})
        for (const FoldPair& pair : pairs) points.push_back(pair.from);
    const auto add = [&](const FoldRange& range) {
        for (char32_t letter = range.first; letter <= range.last; ++letter) points.push_back(letter);
    };
    for (const FoldRange& range : kFoldData.ignorable) add(range);
    for (const Separators& each : kSeparators) add(each.range);
    std::sort(points.begin(), points.end());
    points.erase(std::unique(points.begin(), points.end()), points.end());
    return points;
}

}  // namespace mirror::filter
