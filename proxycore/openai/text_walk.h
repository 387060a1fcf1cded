#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "openai/json_body.h"

namespace mirror::openai {

/// One string (or number) of a JSON document.
struct TextLeaf {
    enum class Kind : std::uint8_t { text, key, number };
    Kind kind = Kind::text;
    std::string_view text;  ///< unescaped; of a number its digits as written
    ValueSpan raw;          ///< in the document, quotes included
};

/// Leaves that are one text to a reader: a leaf alone, or adjacent text parts of one message.
struct TextRun {
    std::uint32_t first = 0;  ///< index of the leaf
    std::uint32_t count = 1;
};

/// Every text of a request body, in order. Valid until the reader it came from parses again or is told to release(). Left out: values of id members (id, *_id), `user`,
/// `model`, base64 data URLs and long base64 `data`; keys and numbers are there by their kind.
struct BodyTexts {
    std::vector<TextLeaf> leaves;
    std::vector<TextRun> runs;  ///< of text and key leaves; numbers are in no run
    void clear() {
        leaves.clear();
        runs.clear();
    }
};

/// Where a leaf stands, as "messages[2].content[0].text"; found again by its place in the document. For the few that are hits.
std::string pathOfLeaf(std::string_view body, const TextLeaf& leaf);

/// One replacement of raw bytes in a document.
struct JsonEdit {
    ValueSpan raw;
    std::string text;  ///< JSON
};
/// A JSON string of `text`, quotes included.
std::string quoted(std::string_view text);
/// `document` with the edits, which must not overlap; in any order.
std::string applyEdits(std::string_view document, std::vector<JsonEdit> edits);

}  // namespace mirror::openai
