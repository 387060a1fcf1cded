#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "openai/json_body.h"

namespace mirror::openai {

/// One string (or number) of a JSON document, or a piece of one: base64 of a data URL parts a string into what stands before and behind it.
struct TextLeaf {
    enum class Kind : std::uint8_t {
        text, key, number,
        caller,  ///< `user` of the top level: no model reads it, but it may say who a person is
    };
    Kind kind = Kind::text;
    std::string_view text;   ///< unescaped; of a number its digits as written
    std::string_view whole;  ///< the string that `text` is a piece of; pieces of one string follow one another
    ValueSpan raw;           ///< of the whole, in the document, quotes included
};

/// Leaves joined[first, first + count) that are one text to a reader: adjacent text parts of one message.
struct TextRun {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

/// Every text of a request body, in order. Left out: names and words that the APIs define (`content`, "assistant"), values of id members (id, *_id) that look like
/// one, `user` and `model` of the top level, base64 in data URLs, and members such as `data` that are plainly base64.
struct BodyTexts {
    std::vector<TextLeaf> leaves;
    std::vector<TextRun> runs;          ///< of two leaves or more
    std::vector<std::uint32_t> joined;  ///< indices into leaves
    bool withNumbers = false;           ///< set by who looks for personal data: numbers of kShortestNumber characters and more, and the caller, are leaves too
    static constexpr std::size_t kShortestNumber = 8;
    /// Keeps memory for bodies of the usual size.
    void clear();
};

/// Where a value of a document stands, as "messages[2].content[0].text"; a key stands where its object does. Names that no API defines appear as "*": they may be
/// what was found. At most 120 bytes. For the few that are hits: it reads the document up to there.
std::string pathOf(std::string_view document, ValueSpan raw);

}  // namespace mirror::openai
