#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proxycore/api/result.h"

namespace mirror::filter {

/// The content of a text file as UTF-8.
struct DecodedText {
    std::string encoding;                 ///< "UTF-8", "UTF-16", "GB18030"
    std::vector<std::uint64_t> badLines;  ///< numbers of the lines, from 1, that were no text in this encoding; rising
    std::uint64_t lines = 0;              ///< a line ends with CR LF, CR or LF; what stands behind the last end is a line too
    std::string_view given;               ///< what was decoded, where it needed no change
    std::string made;                     ///< and where it did
    /// Without byte order mark; what was no text is U+FFFD. Lives as long as this and what was decoded.
    std::string_view text() const { return made.empty() ? given : made; }
    bool isBad(std::uint64_t first, std::uint64_t last) const;  ///< one of these lines is
};

/// Decodes a file of an unknown encoding, strictly. A byte order mark decides. Without one it is UTF-8 when all of it is, or when nine in ten lines beyond ASCII are: the
/// others are damaged then; else GB18030. `content` must outlive the result. unsupported (args: encoding) when the C library has no GB18030.
Result<DecodedText> decodeText(std::string_view content);

/// Whether a file is no text at all: it has NUL octets and no byte order mark of UTF-16.
bool isBinary(std::string_view content);

/// Takes the next line off `rest`, without its end; false when there is none.
bool nextLine(std::string_view& rest, std::string_view& line);

}  // namespace mirror::filter
