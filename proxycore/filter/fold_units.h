#pragma once
#include <cstddef>
#include <string_view>

namespace mirror::filter {

/// A code point as it stands in a text: as UTF-8, as an HTML entity or as an escape.
struct FoldUnit {
    char32_t letter = 0;
    std::size_t end = 0;      ///< the byte behind it
    bool unfinished = false;  ///< the text ends inside, and may go on; the other members mean nothing
};

/// The unit that begins at `at` (inside the text). With `atEnd` false a unit that more text may change is unfinished. `entities`: HTML
/// entities (decimal, hexadecimal, also without a semicolon; common names, HTML 5 section 13.5) and escapes (\uXXXX also as surrogate pairs, \u{X...}, \UXXXXXXXX,
/// with up to eight backslashes) are read, and where one makes an '&' or a backslash that begins another, that one too, three deep.
/// What is no Unicode scalar value is text as it stands. An octet that is no UTF-8 is U+FFFD.
FoldUnit readUnit(std::string_view text, std::size_t at, bool atEnd, bool entities);

}  // namespace mirror::filter
