#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mirror::openai {

/// A position in the original text: [begin, end) byte offsets of a member's value.
struct ValueSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool present() const { return end > begin; }
};

/// One replacement of raw bytes in a document.
struct JsonEdit {
    ValueSpan raw;
    std::string text;  ///< JSON
};
/// A JSON string of `text`, quotes included.
std::string quoted(std::string_view text);
/// Into the order of their places, as the functions that take edits want them. Of two of the same place the one given last stays, of two that overlap the larger.
void sortEdits(std::vector<JsonEdit>& edits);
/// `document` with the edits, which are in order and do not overlap; appended to `out`.
void applyEdits(std::string_view document, const std::vector<JsonEdit>& edits, std::string& out);

}  // namespace mirror::openai
