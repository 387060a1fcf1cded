#include "pipeline/blocked_end.h"

#include <algorithm>

#include "pipeline/held_event.h"

namespace mirror::pipeline {

using openai::Endpoint;

namespace {
constexpr std::size_t kMaxKept = 64 * 1024;  // of a response that repeats a long request
constexpr std::size_t kMostChoices = 1024;
constexpr std::string_view kWhy = R"({"reason":"content_filter"})";

std::string_view rawOf(std::string_view data, openai::ValueSpan span) { return data.substr(span.begin, span.end - span.begin); }
}  // namespace

void BlockedEnd::noteArrived(std::string_view data, const openai::AnswerTexts& texts, const openai::StreamEvent& event) {
    if (event.usage) {
        m_usageKnown = true;
        if (event.usage->prompt.value > 0) m_usage.prompt = event.usage->prompt;
        if (event.usage->completion.value > 0) m_usage.completion = event.usage->completion;
    }
    if (texts.sequence) m_sequence = *texts.sequence;
    for (const openai::AnswerChoice& choice : texts.choices) {
        const auto same = std::find_if(m_choices.begin(), m_choices.end(), [&](const Choice& known) { return known.index == choice.index; });
        if (same == m_choices.end() && m_choices.size() < kMostChoices) m_choices.push_back({choice.index});
    }
    if (texts.type == "content_block_start" && texts.block) m_openBlocks.push_back(*texts.block);
    if (texts.type == "content_block_stop" && texts.block) std::erase(m_openBlocks, *texts.block);
    if (m_envelope.empty()) noteEnvelope(data, texts);
    if (texts.response.present() && m_response.empty()) noteResponse(data, texts);
}

void BlockedEnd::noteEnvelope(std::string_view data, const openai::AnswerTexts& texts) {
    const auto add = [&](std::string_view name, openai::ValueSpan span) {
        if (span.present()) m_envelope += '"' + std::string(name) + "\":" + std::string(rawOf(data, span)) + ',';
    };
    add("id", texts.id);
    add("object", texts.object);
    add("created", texts.created);
    add("model", texts.model);
}

void BlockedEnd::noteResponse(std::string_view data, const openai::AnswerTexts& texts) {
    if (texts.response.end - texts.response.begin > kMaxKept || !texts.status.present()) return;
    std::vector<openai::JsonEdit> edits;
    const auto within = [&](openai::ValueSpan span) { return openai::ValueSpan{span.begin - texts.response.begin, span.end - texts.response.begin}; };
    std::string status = R"("incomplete")";
    if (texts.incompleteDetails.present())
        edits.push_back({within(texts.incompleteDetails), std::string(kWhy)});
    else
        status += R"(,"incomplete_details":)" + std::string(kWhy);
    edits.push_back({within(texts.status), status});
    openai::sortEdits(edits);
    openai::applyEdits(rawOf(data, texts.response), edits, m_response);
}

void BlockedEnd::noteFinished(std::uint32_t choice) {
    for (Choice& known : m_choices)
        if (known.index == choice) known.isFinished = true;
}

void BlockedEnd::append(std::string& out, std::int64_t& events) const {
    if (m_endpoint == Endpoint::messages)
        appendMessage(out, events);
    else if (m_endpoint == Endpoint::responses)
        appendResponse(out, events);
    else
        appendChoices(out, events);
}

void BlockedEnd::appendChoices(std::string& out, std::int64_t& events) const {
    const std::string_view said = m_endpoint == Endpoint::completions ? R"("text":"")" : R"("delta":{})";
    const auto event = [&](const std::string& rest) {
        appendEvent(out, '{' + m_envelope + rest + '}', {});
        ++events;
    };
    const auto finish = [&](std::uint32_t index) {
        event(R"("choices":[{"index":)" + std::to_string(index) + ',' + std::string(said) + R"(,"finish_reason":"content_filter"}])");
    };
    for (const Choice& choice : m_choices)
        if (!choice.isFinished) finish(choice.index);
    if (m_choices.empty()) finish(0);
    if (!m_keepUsage || !m_usageKnown) return;
    const std::int64_t prompt = m_usage.prompt.value, completion = m_usage.completion.value;
    event(R"("choices":[],"usage":{"prompt_tokens":)" + std::to_string(prompt) + R"(,"completion_tokens":)" + std::to_string(completion) + R"(,"total_tokens":)" +
          std::to_string(prompt + completion) + '}');
}

void BlockedEnd::appendMessage(std::string& out, std::int64_t& events) const {
    for (const std::uint64_t block : m_openBlocks) {
        appendEvent(out, R"({"type":"content_block_stop","index":)" + std::to_string(block) + '}', "content_block_stop");
        ++events;
    }
    appendEvent(out, R"({"type":"message_delta","delta":{"stop_reason":"refusal","stop_sequence":null},"usage":{"output_tokens":)" + std::to_string(m_usage.completion.value) + "}}",
                "message_delta");
    appendEvent(out, R"({"type":"message_stop"})", "message_stop");
    events += 2;
}

void BlockedEnd::appendResponse(std::string& out, std::int64_t& events) const {
    std::string response = m_response;
    if (response.empty()) response = R"({"object":"response","status":"incomplete","incomplete_details":)" + std::string(kWhy) + R"(,"output":[]})";
    appendEvent(out, R"({"type":"response.incomplete","sequence_number":)" + std::to_string(m_sequence + 1) + R"(,"response":)" + response + '}', "response.incomplete");
    ++events;
}

}  // namespace mirror::pipeline
