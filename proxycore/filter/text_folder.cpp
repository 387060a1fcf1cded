#include "filter/text_folder.h"

namespace mirror::filter {

TextFolder::TextFolder(FoldSteps steps) : m_steps(steps), m_table(nullptr) {}
std::size_t TextFolder::fold(std::string_view text, const FoldContext&, bool, FoldedText& out) const {
    out.clear();
    for (std::size_t i = 0; i < text.size(); ++i) {
        out.letters.push_back(static_cast<unsigned char>(text[i]));
        out.begins.push_back(static_cast<std::uint32_t>(i));
    }
    return text.size();
}
std::size_t TextFolder::unitEnd(std::string_view, std::size_t begin) const { return begin + 1; }
FoldContext TextFolder::contextAt(const FoldedText&, std::size_t, const FoldContext& context) { return context; }
std::u32string TextFolder::fold(std::string_view text) const {
    FoldedText folded;
    fold(text, {}, true, folded);
    return {folded.letters.begin(), folded.letters.end()};
}
FoldSteps TextFolder::stepsIn(std::string_view) const { return 0; }
bool isHan(char32_t letter) { return letter >= 0x4E00 && letter <= 0x9FFF; }
bool isBordered(char32_t letter) { return letter < 0x80 && (letter | 32) >= 'a' && (letter | 32) <= 'z'; }

}  // namespace mirror::filter
