#include "openai/answer_texts.h"

#include <algorithm>

#include "base/text.h"
#include "openai/api_names.h"

namespace mirror::openai {

AnswerShape answerShape(Endpoint endpoint) {
    if (endpoint == Endpoint::responses) return AnswerShape::responses;
    return endpoint == Endpoint::messages ? AnswerShape::messages : AnswerShape::choices;
}

void AnswerTexts::clear() {
    constexpr std::size_t kKept = 4096;
    texts.clear();
    inputs.clear();
    choices.clear();
    logprobs.clear();
    ended.clear();
    paths.clear();
    // one large answer must not pin its memory for ever
    if (texts.capacity() > kKept) std::vector<AnswerText>().swap(texts);
    if (choices.capacity() > kKept) std::vector<AnswerChoice>().swap(choices);
    if (paths.capacity() > 64 * kKept) std::string().swap(paths);
    type = {};
    id = object = created = model = stopReason = status = incompleteDetails = response = {};
    block.reset();
    sequence.reset();
}

std::string publicPath(std::string_view path) {
    std::string out;
    while (!path.empty()) {
        if (path.front() == '.' || path.front() == '[') {
            const std::size_t end = path.front() == '.' ? 1 : std::min(path.find(']'), path.size() - 1) + 1;
            const bool isIndex = path.front() == '.' || std::all_of(path.begin() + 1, path.begin() + static_cast<std::ptrdiff_t>(end) - 1, [](char c) { return c >= '0' && c <= '9'; });
            out += isIndex ? path.substr(0, end) : std::string_view("*");
            path.remove_prefix(end);
            continue;
        }
        const std::string_view name = path.substr(0, path.find_first_of(".["));
        out += isApiName(name) ? name : std::string_view("*");
        path.remove_prefix(name.size());
    }
    return std::string(base::utf8Prefix(out, 120));
}

}  // namespace mirror::openai
