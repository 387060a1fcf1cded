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
    // what is put in before a value goes before what replaces it
    std::stable_sort(edits.begin(), edits.end(), [](const JsonEdit& a, const JsonEdit& b) {
        if (a.raw.begin != b.raw.begin) return a.raw.begin < b.raw.begin;
        return a.raw.present() != b.raw.present() ? b.raw.present() : a.raw.end > b.raw.end;
    });
    std::size_t kept = 0;
    for (JsonEdit& edit : edits) {
        const bool isInside = kept > 0 && edit.raw.begin < edits[kept - 1].raw.end;
        const bool isSame = isInside && edit.raw.begin == edits[kept - 1].raw.begin && edit.raw.end == edits[kept - 1].raw.end;
        if (isInside && !isSame) continue;
        JsonEdit& place = edits[isSame ? kept - 1 : kept++];
        if (&place != &edit) place = std::move(edit);
    }
    edits.resize(kept);
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
