#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/answer_text.h"
#include "simulator/model_request.h"

/// The JSON shapes of OpenAI's answers, as its API reference describes them.
namespace mirror::simulator {

/// What every object of one answer repeats.
struct AnswerHead {
    std::string id;            ///< "chatcmpl-..." or "cmpl-..."
    std::int64_t created = 0;  ///< Unix seconds
    std::string model;
    bool chat = true;
};

/// A whole answer with one choice for each of `answers`.
std::string answerJson(const AnswerHead& head, const std::vector<Answer>& answers, std::size_t promptTokens);

/// One piece of a stream, without SSE framing. With `usage` wanted, every chunk but the last carries "usage": null.
class ChunkJson {
public:
    ChunkJson(AnswerHead head, bool usageAsked) : m_head(std::move(head)), m_usageAsked(usageAsked) {}
    std::string role(std::size_t choice) const;  ///< chat only: who speaks, no text yet
    std::string text(std::size_t choice, std::string_view piece) const;
    std::string finish(std::size_t choice, bool complete) const;
    std::string usage(std::size_t promptTokens, std::size_t completionTokens) const;

private:
    AnswerHead m_head;
    bool m_usageAsked;
};

std::string embeddingsJson(const ModelRequest& request, std::uint64_t seed);
std::string errorJson(std::string_view message, std::string_view type, std::string_view code, std::string_view param = {});
/// Models a simulator says it has; it answers for any.
std::string modelListJson(std::int64_t created);
std::string modelObjectJson(std::string_view id, std::int64_t created);

}  // namespace mirror::simulator
