#include "openai/api_names.h"

#include <algorithm>
#include <array>

namespace mirror::openai {

namespace {

using enum NameKind;

struct Known {
    std::string_view name;
    NameKind kind = plain;
};

/// By length, then by letters: most names that are looked for differ in length from most that are here.
constexpr bool before(std::string_view a, std::string_view b) { return a.size() != b.size() ? a.size() < b.size() : a < b; }

constexpr auto sorted() {
    auto names = std::to_array<Known>({
        {"role", word}, {"type", word}, {"object", word}, {"status", word}, {"detail", word}, {"effort", word}, {"verbosity", word},
        {"finish_reason", word}, {"native_finish_reason", word}, {"stop_reason", word}, {"service_tier", word}, {"phase", word},
        {"response_format", plain}, {"encoding_format", word}, {"truncation", word}, {"reasoning_effort", word},
        {"user", caller}, {"model", caller}, {"id", id}, {"tool_call_id", id}, {"tool_use_id", id}, {"call_id", id}, {"item_id", id}, {"file_id", id},
        {"response_id", id}, {"previous_response_id", id}, {"conversation_id", id}, {"system_fingerprint", id}, {"provider", word},
        {"data", opaque}, {"b64_json", opaque}, {"file_data", opaque}, {"signature", opaque}, {"encrypted_content", opaque},
        {"embedding", opaque}, {"obfuscation", opaque}, {"thought_signature", opaque}, {"partial_image_b64", opaque}, {"result", opaque},
        {"content", content}, {"text", text},
        {"messages"}, {"prompt"}, {"input"}, {"suffix"}, {"instructions"}, {"system"}, {"tools"}, {"tool_calls"}, {"tool_choice"}, {"function"}, {"functions"},
        {"function_call"}, {"name"}, {"description"}, {"parameters"}, {"arguments"}, {"properties"}, {"required"}, {"items"}, {"enum"}, {"default"}, {"format"},
        {"pattern"}, {"title"}, {"strict"}, {"schema"}, {"json_schema"}, {"image_url"}, {"image"}, {"url"}, {"file"}, {"filename"}, {"input_audio"}, {"audio"}, {"voice"},
        {"source"}, {"media_type"}, {"refusal"}, {"reasoning"}, {"reasoning_content"}, {"thinking"}, {"summary"}, {"transcript"}, {"stop"}, {"stop_sequences"},
        {"stop_sequence"}, {"metadata"}, {"stream"}, {"stream_options"}, {"include_usage"}, {"temperature"}, {"top_p"}, {"top_k"}, {"n"}, {"seed"},
        {"max_tokens"}, {"max_completion_tokens"}, {"max_output_tokens"}, {"presence_penalty"}, {"frequency_penalty"}, {"logit_bias"}, {"logprobs"}, {"top_logprobs"},
        {"token"}, {"bytes"}, {"logprob"}, {"parallel_tool_calls"}, {"store"}, {"include"}, {"index"}, {"choices"}, {"message"}, {"delta"}, {"usage"}, {"created"},
        {"output"}, {"output_text"}, {"output_index"}, {"content_index"}, {"sequence_number"}, {"created_at"}, {"summary_index"}, {"annotations"}, {"citations"}, {"citation"}, {"error"}, {"code"}, {"param"},
        {"partial_json"}, {"content_block"}, {"part"}, {"item"}, {"response"}, {"prefix"}, {"partial"}, {"prediction"}, {"modalities"}, {"size"}, {"quality"}, {"style"},
        {"background"}, {"mask"}, {"echo"}, {"best_of"}, {"dimensions"}, {"cache_control"}, {"search_results"}, {"web_search_options"}, {"documents"}, {"extra_body"},
        {"enable_thinking"}, {"thinking_budget"}, {"budget_tokens"}, {"response"}, {"revised_prompt"}, {"language"}, {"custom"}, {"input_schema"}, {"incomplete_details"},
        {"reason"}, {"additionalProperties"}, {"anyOf"}, {"oneOf"}, {"allOf"}, {"$ref"}, {"$defs"}, {"minimum"}, {"maximum"}, {"minLength"}, {"maxLength"},
    });
    std::sort(names.begin(), names.end(), [](const Known& a, const Known& b) { return before(a.name, b.name); });
    return names;
}
constexpr auto kKnown = sorted();

constexpr auto kWords = std::to_array<std::string_view>({
    "user", "system", "assistant", "tool", "developer", "function", "text", "input_text", "output_text", "image_url", "message", "string", "object", "array",
    "number", "integer", "boolean", "null", "input_image", "input_audio", "input_file", "file", "function_call", "function_call_output", "tool_use", "tool_result",
    "thinking", "redacted_thinking", "reasoning", "summary_text", "image", "base64", "url", "ephemeral", "json_object", "json_schema", "auto", "none", "required",
    "low", "medium", "high", "minimal", "float", "enabled", "disabled", "item_reference", "custom", "audio", "refusal", "document",
});

const Known* find(std::string_view name) {
    const auto at = std::lower_bound(kKnown.begin(), kKnown.end(), name, [](const Known& a, std::string_view b) { return before(a.name, b); });
    return at != kKnown.end() && at->name == name ? &*at : nullptr;
}

bool areAll(std::string_view value, std::size_t most, bool (*fits)(char)) { return value.size() <= most && std::all_of(value.begin(), value.end(), fits); }

}  // namespace

NameKind kindOf(std::string_view name) {
    if (const Known* known = find(name)) return known->kind;
    return name.ends_with("_id") && isProtocolWord(name) ? id : unknown;
}

bool isApiName(std::string_view name) { return find(name) != nullptr; }

bool isApiWord(std::string_view value) { return std::find(kWords.begin(), kWords.end(), value) != kWords.end(); }

bool isProtocolWord(std::string_view value) {
    return areAll(value, 64, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-'; });
}

bool looksLikeId(std::string_view value) {
    return areAll(value, 256, [](char c) { return c > ' ' && c < 0x7F; });
}

}  // namespace mirror::openai
