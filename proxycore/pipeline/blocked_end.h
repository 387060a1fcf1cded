#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "openai/answer_texts.h"
#include "openai/stream_event.h"

namespace mirror::pipeline {

/// How a stream ends that a rule has cut: what clients of its protocol take for an end because of the content. Notes what has gone out, so that the end fits. Pure.
class BlockedEnd {
public:
    BlockedEnd(openai::Endpoint endpoint, bool keepUsage) : m_endpoint(endpoint), m_keepUsage(keepUsage) {}
    /// An event arrived, whether or not it goes out.
    void noteArrived(std::string_view data, const openai::AnswerTexts& texts, const openai::StreamEvent& event);
    /// A choice finished in an event that went out.
    void noteFinished(std::uint32_t choice);
    /// The last events; [DONE] is left to others. How many are counted in `events`.
    void append(std::string& out, std::int64_t& events) const;

private:
    struct Choice {
        std::uint32_t index = 0;
        bool isFinished = false;
    };
    void noteEnvelope(std::string_view data, const openai::AnswerTexts& texts);
    void noteResponse(std::string_view data, const openai::AnswerTexts& texts);
    void appendChoices(std::string& out, std::int64_t& events) const;
    void appendMessage(std::string& out, std::int64_t& events) const;
    void appendResponse(std::string& out, std::int64_t& events) const;

    openai::Endpoint m_endpoint;
    bool m_keepUsage;
    std::string m_envelope;  // "id":...,"object":...,"created":...,"model":..., as the upstream wrote them
    std::string m_response;  // of /v1/responses, as an incomplete one
    std::vector<Choice> m_choices;
    std::vector<std::uint64_t> m_openBlocks;
    std::uint64_t m_sequence = 0;
    openai::Usage m_usage;
    bool m_usageKnown = false;
};

}  // namespace mirror::pipeline
