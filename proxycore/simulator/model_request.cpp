#include "simulator/model_request.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "simulator/text_tokens.h"

namespace mirror::simulator {
namespace {

using nlohmann::json;
using openai::Endpoint;

constexpr std::size_t kMostChoices = 8;
constexpr std::size_t kMostInputs = 2048;  // as OpenAI
constexpr std::size_t kMostDimensions = 4096;
constexpr int kDeepest = 64;
constexpr std::size_t kTokensPerMessage = 4;  // role and separators, as the chat format costs with real tokenizers

const json* member(const json& object, const char* name) {
    const auto found = object.find(name);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::string textMember(const json& object, const char* name) {
    const json* value = member(object, name);
    return value && value->is_string() ? value->get<std::string>() : std::string();
}

/// A count within [0, most]; `fallback` when absent or no whole number.
std::size_t countMember(const json& object, const char* name, std::size_t fallback, std::size_t most) {
    const json* value = member(object, name);
    if (!value || !value->is_number_unsigned()) return fallback;
    return static_cast<std::size_t>(std::min<std::uint64_t>(value->get<std::uint64_t>(), most));
}

bool isTrue(const json* value) { return value && value->is_boolean() && value->get<bool>(); }

/// Content of a message: a string, or parts of which the text ones count.
std::string contentText(const json& message) {
    const json* content = member(message, "content");
    if (!content) return {};
    if (content->is_string()) return content->get<std::string>();
    std::string text;
    if (!content->is_array()) return text;
    for (const json& part : *content) {
        if (!part.is_object()) continue;
        if (!text.empty()) text += '\n';
        text += textMember(part, "text");
    }
    return text;
}

Result<void> readMessages(const json& body, ModelRequest& out) {
    const json* messages = member(body, "messages");
    if (!messages || !messages->is_array() || messages->empty())
        return fail(ErrorCode::badJson, {"messages"}, "a list with at least one message is needed");
    for (const json& message : *messages) {
        if (!message.is_object()) return fail(ErrorCode::badJson, {"messages"}, "every message must be an object");
        std::string text = contentText(message);
        out.promptTokens += countTokens(text) + kTokensPerMessage;
        if (textMember(message, "role") == "user" || out.question.empty()) out.question = std::move(text);
    }
    return {};
}

Result<void> readPrompt(const json& body, ModelRequest& out) {
    const json* prompt = member(body, "prompt");
    if (!prompt) return fail(ErrorCode::badJson, {"prompt"}, "a prompt is needed");
    if (prompt->is_string()) out.question = prompt->get<std::string>();
    if (prompt->is_array()) {
        for (const json& part : *prompt) out.question += part.is_string() ? part.get<std::string>() : part.dump();
    }
    out.promptTokens = countTokens(out.question);
    return {};
}

/// A list of token numbers is one text; a list of texts or of lists is a batch.
Result<void> readInputs(const json& body, ModelRequest& out) {
    const json* input = member(body, "input");
    if (!input) return fail(ErrorCode::badJson, {"input"}, "an input is needed");
    const auto add = [&](const json& value) {
        out.inputs.push_back(value.is_string() ? value.get<std::string>() : value.dump());
        out.promptTokens += value.is_array() ? value.size() : countTokens(out.inputs.back());
    };
    const bool isBatch = input->is_array() && !input->empty() && !input->front().is_number();
    if (!isBatch) {
        if (input->is_array() && input->empty()) return fail(ErrorCode::badJson, {"input"}, "the list is empty");
        add(*input);
        return {};
    }
    if (input->size() > kMostInputs) return fail(ErrorCode::badJson, {"input"}, "at most 2048 inputs");
    for (const json& value : *input) add(value);
    return {};
}

Result<void> readByEndpoint(const json& body, ModelRequest& out) {
    if (out.endpoint == Endpoint::embeddings) return readInputs(body, out);
    if (out.endpoint == Endpoint::completions) return readPrompt(body, out);
    return readMessages(body, out);
}

}  // namespace

Result<ModelRequest> readModelRequest(Endpoint endpoint, std::string_view text) {
    // what lies deeper is left out: values are printed below, and printing recurses
    const auto shallow = [](int depth, json::parse_event_t, json&) { return depth <= kDeepest; };
    const json body = json::parse(text, shallow, false);
    if (!body.is_object()) return fail(ErrorCode::badJson, {""}, "the body is not a JSON object");
    ModelRequest request;
    request.endpoint = endpoint;
    request.model = textMember(body, "model");
    if (request.model.empty()) return fail(ErrorCode::badJson, {"model"}, "you must provide a model parameter");
    if (const Result<void> read = readByEndpoint(body, request); !read) return fail(read.error());
    const std::size_t old = countMember(body, "max_tokens", 0, 1u << 20);
    request.maxTokens = countMember(body, "max_completion_tokens", old, 1u << 20);
    request.choices = std::max<std::size_t>(countMember(body, "n", 1, kMostChoices), 1);
    request.dimensions = countMember(body, "dimensions", 0, kMostDimensions);
    if (textMember(body, "encoding_format") == "base64") request.format = EmbeddingFormat::base64;
    request.stream = isTrue(member(body, "stream"));
    const json* options = member(body, "stream_options");
    request.includeUsage = request.stream && options && options->is_object() && isTrue(member(*options, "include_usage"));
    return request;
}

}  // namespace mirror::simulator
