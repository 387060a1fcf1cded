#include "openai/json_edit.h"

#include <algorithm>

#include "openai/json_text.h"

namespace mirror::openai {

std::string quoted(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 2);
    appendQuoted(out, text);
    return out;
}

void sortEdits(std::vector<JsonEdit>& edits) {
    std::stable_sort(edits.begin(), edits.end(), [](const JsonEdit& a, const JsonEdit& b) { return a.raw.begin < b.raw.begin; });
}

void applyEdits(std::string_view document, const std::vector<JsonEdit>& edits, std::string& out) {
    std::size_t from = 0;
    for (const JsonEdit& edit : edits) {
        out += document.substr(from, edit.raw.begin - from);
        out += edit.text;
        from = edit.raw.end;
    }
    out += document.substr(from);
}

}  // namespace mirror::openai
