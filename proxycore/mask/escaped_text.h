#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mirror::mask {

/// A text in which JSON's \uXXXX stands for characters, as in the arguments of a tool call, which are JSON within JSON: read without the escapes, with the way back to where
/// each character stands. Escapes that stand for no character (half a pair) stay as they are.
class EscapedText {
public:
    /// Whether `text` has any; quick where it has none.
    static bool isEscaped(std::string_view text);
    explicit EscapedText(std::string_view text);
    const std::string& plain() const { return m_plain; }
    /// The place in the text of the character at `place`, a border of characters of plain().
    std::size_t placeOf(std::size_t place) const;

private:
    struct Step {
        std::size_t plain, text;  ///< from here on both advance alike
    };
    std::size_t takeEscape(std::string_view text, std::size_t at);
    std::string m_plain;
    std::vector<Step> m_steps;  ///< by plain
};

}  // namespace mirror::mask
