#pragma once
#include <string>
#include <string_view>

/// Texts that are JSON themselves: arguments of tools, and what tools return.
namespace mirror::openai {

/// Whether `text` begins and ends as an object or a list does; costs nothing.
bool looksLikeNestedJson(std::string_view text);
/// Whether all of `text` is one object or list. Reads it.
bool isNestedJson(std::string_view text);

/// Writes blanks where such a text has escapes for them: to its reader "buy\nheroin" are two words, letter by letter they are "buy" and "nheroin". Every byte keeps its
/// place, so that what is found in the copy stands there in the text too. The text may come in pieces.
class EscapedBlanks {
public:
    /// `piece`, or a copy that lives until the next call.
    std::string_view opened(std::string_view piece);

private:
    bool m_isEscaped = false;  // by a backslash before, which was not escaped itself
    std::string m_copy;
};

}  // namespace mirror::openai
