#include "openai/answer_fields.h"

#include <algorithm>

namespace mirror::openai {

namespace dom = simdjson::dom;

std::string_view textOf(dom::element element) {
    std::string_view text;
    if (element.get(text)) return {};
    return text;
}

bool isFilled(dom::element element) {
    switch (element.type()) {
        case dom::element_type::NULL_VALUE:
            return false;
        case dom::element_type::STRING:
            return !textOf(element).empty();
        case dom::element_type::ARRAY:
            return element.get_array().value_unsafe().size() > 0;
        case dom::element_type::OBJECT:
            return element.get_object().value_unsafe().size() > 0;
        default:
            return true;
    }
}

std::optional<Usage> readUsage(dom::element element) {
    dom::object object;
    if (element.get(object)) return std::nullopt;
    Usage usage;
    bool any = false;
    for (auto member = object.begin(); member != object.end(); ++member) {
        const std::string_view key = member.key();
        const bool prompt = key == "prompt_tokens" || key == "input_tokens";
        if (!prompt && key != "completion_tokens" && key != "output_tokens") continue;
        std::int64_t count = 0;
        if (member.value().get(count)) continue;
        any = true;
        (prompt ? usage.prompt : usage.completion).value = std::max<std::int64_t>(count, 0);
    }
    if (!any) return std::nullopt;
    return usage;
}

void FailureSigns::note(std::string_view key, dom::element value) {
    if (key == "error")
        error = isFilled(value);
    else if (key == "choices" || key == "data" || key == "output")
        answer = true;
    else if (key == "message" || key == "msg" || key == "error_msg")
        message = isFilled(value) && value.is_string();
    else if (key == "code" || key == "error_code")
        code = isFilled(value);
    else if (key == "object")
        objectError = textOf(value) == "error";
}

}  // namespace mirror::openai
