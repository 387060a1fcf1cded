#include "filter/text_folder.h"

#include <algorithm>

#include "filter/fold_run.h"

namespace mirror::filter {
namespace {

bool has(FoldSteps steps, FoldStep step) { return (steps & foldBit(step)) != 0; }

// The steps by which one code point became `folded`; a separator that is left out has become nothing.
FoldSteps stepsOfPoint(char32_t letter, FoldSteps steps, std::u32string_view folded) {
    const std::u32string alone = foldPoint(letter, steps);
    const bool isSeparator = has(steps, FoldStep::separators) && separatorKind(letter) != SeparatorKind::none;
    if (isSeparator && folded.empty()) return foldBit(FoldStep::separators);
    FoldSteps taken = 0;
    for (const FoldStep step : {FoldStep::width, FoldStep::ignorable, FoldStep::traditional}) {
        const auto without = static_cast<FoldSteps>(steps & ~foldBit(step));
        if (has(steps, step) && foldPoint(letter, without) != alone) taken |= foldBit(step);
    }
    if (folded != alone) taken |= foldBit(isSeparator ? FoldStep::separators : FoldStep::confusables);
    return taken;
}

}  // namespace

TextFolder::TextFolder(FoldSteps steps) : m_steps(steps), m_table(&FoldTable::of(steps)) {}

std::size_t TextFolder::fold(std::string_view text, const FoldContext& context, bool atEnd, FoldedText& out) const {
    return FoldRun(*m_table, has(m_steps, FoldStep::entities), text, context, atEnd, out).run();
}

std::size_t TextFolder::unitEnd(std::string_view text, std::size_t begin) const {
    return readUnit(text, begin, true, has(m_steps, FoldStep::entities)).end;
}

FoldContext TextFolder::contextAt(const FoldedText& folded, std::size_t index, const FoldContext& context) {
    index = std::min(index, folded.letters.size());
    // Several letters of one character are folded again together.
    while (index > 0 && index < folded.begins.size() && folded.begins[index] == folded.begins[index - 1]) --index;
    if (index == 0) return context;
    FoldContext at{folded.letters[index - 1], false};
    for (; index > 0 && isBordered(folded.letters[index - 1]); --index)
        if (isLatin(folded.letters[index - 1])) break;
    at.latinToken = index == 0 ? context.latinToken : isLatin(folded.letters[index - 1]);
    return at;
}

std::u32string TextFolder::fold(std::string_view text) const {
    FoldedText folded;
    fold(text, {}, true, folded);
    return {folded.letters.begin(), folded.letters.end()};
}

FoldSteps TextFolder::stepsIn(std::string_view original) const {
    FoldedText folded;
    fold(original, {}, true, folded);
    FoldSteps taken = 0;
    std::size_t letter = 0;
    for (std::size_t at = 0; at < original.size();) {
        const FoldUnit unit = readUnit(original, at, true, has(m_steps, FoldStep::entities));
        const std::size_t first = letter;
        while (letter < folded.begins.size() && folded.begins[letter] == at) ++letter;
        const bool isReference = unit.end - at > 1 && (original[at] == '&' || original[at] == '\\');
        if (isReference) taken |= foldBit(FoldStep::entities);
        taken |= stepsOfPoint(unit.letter, m_steps, {folded.letters.data() + first, letter - first});
        at = unit.end;
    }
    return taken;
}

}  // namespace mirror::filter
