#include "simulator/answer_json.h"

#include <array>
#include <nlohmann/json.hpp>

#include "simulator/embedding.h"

namespace mirror::simulator {
namespace {

using json = nlohmann::ordered_json;

constexpr std::string_view kFingerprint = "fp_simulator";
constexpr std::array<std::string_view, 9> kModels{"qwen-turbo",    "qwen-plus", "qwen-max",       "deepseek-chat",         "glm-4",
                                                  "moonshot-v1-8k", "gpt-4o",    "gpt-4o-mini", "text-embedding-3-small"};

/// Invalid UTF-8 in what a caller sent comes back as U+FFFD rather than as an exception.
std::string dump(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

std::string_view finishReason(bool complete) { return complete ? "stop" : "length"; }

json usageOf(std::size_t prompt, std::size_t completion) {
    return {{"prompt_tokens", prompt}, {"completion_tokens", completion}, {"total_tokens", prompt + completion}};
}

json orNull(std::string_view text) { return text.empty() ? json() : json(text); }

json envelope(const AnswerHead& head, bool chunk) {
    std::string_view object = "text_completion";
    if (head.chat) object = chunk ? "chat.completion.chunk" : "chat.completion";
    return {{"id", head.id}, {"object", object}, {"created", head.created}, {"model", head.model}, {"system_fingerprint", kFingerprint}};
}

json choiceOf(bool chat, std::size_t index, const Answer& answer) {
    json choice{{"index", index}};
    if (chat)
        choice["message"] = {{"role", "assistant"}, {"content", answer.text()}, {"refusal", nullptr}};
    else
        choice["text"] = answer.text();
    choice["logprobs"] = nullptr;
    choice["finish_reason"] = finishReason(answer.complete);
    return choice;
}

json modelObject(std::string_view id, std::int64_t created) {
    return {{"id", id}, {"object", "model"}, {"created", created}, {"owned_by", "simulator"}};
}

std::string chunkWith(const AnswerHead& head, bool usageAsked, json choice) {
    json chunk = envelope(head, true);
    chunk["choices"] = json::array({std::move(choice)});
    if (usageAsked) chunk["usage"] = nullptr;
    return dump(chunk);
}

}  // namespace

std::string answerJson(const AnswerHead& head, const std::vector<Answer>& answers, std::size_t promptTokens) {
    json answer = envelope(head, false);
    json choices = json::array();
    std::size_t completion = 0;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        choices.push_back(choiceOf(head.chat, i, answers[i]));
        completion += answers[i].tokens.size();
    }
    answer["choices"] = std::move(choices);
    answer["usage"] = usageOf(promptTokens, completion);
    return dump(answer);
}

std::string ChunkJson::role(std::size_t choice) const {
    return chunkWith(m_head, m_usageAsked,
                     {{"index", choice}, {"delta", {{"role", "assistant"}, {"content", ""}, {"refusal", nullptr}}}, {"logprobs", nullptr}, {"finish_reason", nullptr}});
}

std::string ChunkJson::text(std::size_t choice, std::string_view piece) const {
    json body{{"index", choice}};
    if (m_head.chat)
        body["delta"] = {{"content", piece}};
    else
        body["text"] = piece;
    body["logprobs"] = nullptr;
    body["finish_reason"] = nullptr;
    return chunkWith(m_head, m_usageAsked, std::move(body));
}

std::string ChunkJson::finish(std::size_t choice, bool complete) const {
    json body{{"index", choice}};
    if (m_head.chat)
        body["delta"] = json::object();
    else
        body["text"] = "";
    body["logprobs"] = nullptr;
    body["finish_reason"] = finishReason(complete);
    return chunkWith(m_head, m_usageAsked, std::move(body));
}

std::string ChunkJson::usage(std::size_t promptTokens, std::size_t completionTokens) const {
    json chunk = envelope(m_head, true);
    chunk["choices"] = json::array();
    chunk["usage"] = usageOf(promptTokens, completionTokens);
    return dump(chunk);
}

std::string embeddingsJson(const ModelRequest& request, std::uint64_t seed) {
    const std::size_t dimensions = request.dimensions > 0 ? request.dimensions : dimensionsOf(request.model);
    json data = json::array();
    for (std::size_t i = 0; i < request.inputs.size(); ++i) {
        const std::vector<float> vector = embed(request.inputs[i], dimensions, seed);
        json entry{{"object", "embedding"}, {"index", i}};
        entry["embedding"] = request.format == EmbeddingFormat::base64 ? json(base64Floats(vector)) : json(vector);
        data.push_back(std::move(entry));
    }
    json answer{{"object", "list"}, {"data", std::move(data)}, {"model", request.model}};
    answer["usage"] = {{"prompt_tokens", request.promptTokens}, {"total_tokens", request.promptTokens}};
    return dump(answer);
}

std::string errorJson(std::string_view message, std::string_view type, std::string_view code, std::string_view param) {
    json error{{"message", message}, {"type", type}, {"param", orNull(param)}, {"code", orNull(code)}};
    return dump(json{{"error", std::move(error)}});
}

std::string modelListJson(std::int64_t created) {
    json data = json::array();
    for (std::string_view id : kModels) data.push_back(modelObject(id, created));
    return dump(json{{"object", "list"}, {"data", std::move(data)}});
}

std::string modelObjectJson(std::string_view id, std::int64_t created) { return dump(modelObject(id, created)); }

}  // namespace mirror::simulator
