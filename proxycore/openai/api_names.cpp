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

constexpr auto kKnown = std::to_array<Known>({
        {"role", word}, {"type", word}, {"object", word}, {"status", word}, {"detail", word}, {"effort", word}, {"verbosity", word},
        {"finish_reason", word}, {"native_finish_reason", word}, {"stop_reason", word}, {"service_tier", word}, {"phase", word},
        {"response_format", plain}, {"encoding_format", word}, {"truncation", word}, {"reasoning_effort", word},
        {"user", caller}, {"model", NameKind::model}, {"id", id}, {"tool_call_id", id}, {"tool_use_id", id}, {"call_id", id}, {"item_id", id}, {"file_id", id},
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
        {"enable_thinking"}, {"thinking_budget"}, {"budget_tokens"}, {"revised_prompt"}, {"language"}, {"custom"}, {"input_schema"}, {"incomplete_details"},
        {"reason"}, {"additionalProperties"}, {"anyOf"}, {"oneOf"}, {"allOf"}, {"$ref"}, {"$defs"}, {"minimum"}, {"maximum"}, {"minLength"}, {"maxLength"},
    });

constexpr std::size_t kSlots = 1024;
constexpr std::uint8_t kEmpty = 0xFF;
static_assert(kKnown.size() < kEmpty);

/// Keys are looked up at every member of every document: a few letters tell nearly all names apart.
constexpr std::size_t slotOf(std::string_view name) {
    const auto letter = [&](std::size_t at) { return static_cast<std::size_t>(static_cast<unsigned char>(name[at])); };
    if (name.empty()) return 0;
    return (name.size() * 7 + letter(0) * 31 + letter(name.size() / 2) * 131 + letter(name.size() - 1) * 17) % kSlots;
}

constexpr auto kSlotOfNames = [] {
    std::array<std::uint8_t, kSlots> slots{};
    for (std::uint8_t& slot : slots) slot = kEmpty;
    for (std::size_t i = 0; i < kKnown.size(); ++i) {
        std::size_t at = slotOf(kKnown[i].name);
        while (slots[at] != kEmpty) at = (at + 1) % kSlots;
        slots[at] = static_cast<std::uint8_t>(i);
    }
    return slots;
}();

constexpr auto kWords = std::to_array<std::string_view>({
    "user", "system", "assistant", "tool", "developer", "function", "text", "input_text", "output_text", "image_url", "message", "string", "object", "array",
    "number", "integer", "boolean", "null", "input_image", "input_audio", "input_file", "file", "function_call", "function_call_output", "tool_use", "tool_result",
    "thinking", "redacted_thinking", "reasoning", "summary_text", "image", "base64", "url", "ephemeral", "json_object", "json_schema", "auto", "none", "required",
    "low", "medium", "high", "minimal", "float", "enabled", "disabled", "item_reference", "custom", "audio", "refusal", "document",
});

const Known* find(std::string_view name) {
    for (std::size_t at = slotOf(name); kSlotOfNames[at] != kEmpty; at = (at + 1) % kSlots)
        if (kKnown[kSlotOfNames[at]].name == name) return &kKnown[kSlotOfNames[at]];
    return nullptr;
}

bool areAll(std::string_view value, std::size_t most, bool (*fits)(char)) { return value.size() <= most && std::all_of(value.begin(), value.end(), fits); }

}  // namespace

Name nameOf(std::string_view name) {
    if (const Known* known = find(name)) return {known->kind, true};
    return {name.ends_with("_id") && isProtocolWord(name) ? id : unknown, false};
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
