#include "openai/models_list.h"

#include "openai/json_text.h"

namespace mirror::openai {

namespace {

void appendModel(std::string& out, const ModelEntry& model) {
    out += R"({"id":)";
    appendQuoted(out, model.id);
    out += R"(,"object":"model","created":0,"owned_by":)";
    appendQuoted(out, model.ownedBy);
    out += '}';
}

int hexValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char l = static_cast<char>(c | 0x20);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

}  // namespace

std::string modelsJson(const std::vector<ModelEntry>& models) {
    std::string out = R"({"object":"list","data":[)";
    for (const ModelEntry& model : models) {
        if (&model != models.data()) out += ',';
        appendModel(out, model);
    }
    return out + "]}";
}

std::string modelJson(const ModelEntry& model) {
    std::string out;
    appendModel(out, model);
    return out;
}

std::string percentDecode(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hexValue(text[i + 2]) : -1;
        if (high < 0 || low < 0) return std::string(text);
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

}  // namespace mirror::openai
