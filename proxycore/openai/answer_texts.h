#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "openai/endpoint.h"
#include "openai/json_edit.h"

namespace mirror::openai {

/// The three ways in which answers are built: lists of choices (chat and text completions), /v1/responses, /v1/messages.
enum class AnswerShape : std::uint8_t { choices, responses, messages };
AnswerShape answerShape(Endpoint endpoint);

/// What stands outside every choice.
inline constexpr std::uint32_t kNoChoice = 0xFFFFFFFF;

/// One text of a whole answer, or of one event of a stream.
struct AnswerText {
    std::string_view text;  ///< unescaped
    ValueSpan raw;          ///< in the JSON, quotes included
    std::uint32_t choice = kNoChoice;  ///< 0 in shapes without choices
    std::uint32_t pathBegin = 0, pathEnd = 0;  ///< in AnswerTexts::paths
    bool isWhole = false;  ///< no other text of the same path continues it
    bool isName = false;   ///< a member's name no API defines, and not its value
    bool isInput = false;  ///< within one of AnswerTexts::inputs
    bool isAside = false;  ///< in logprobs: says again what stands elsewhere, and what might have stood there
};

/// A choice as it stands in the JSON.
struct AnswerChoice {
    std::uint32_t index = 0;
    std::size_t open = 0;     ///< offset behind its '{'
    bool isEmpty = false;     ///< has no members
    bool isFinished = false;  ///< finish_reason is filled
    ValueSpan finishReason;   ///< with quotes, or null; not present when there is no such member
    ValueSpan logprobs;       ///< an object; not present when null
};

/// Every text of an answer or event, in order. Left out: ids, words of the protocol (type, role, finish_reason ...), base64, and what /v1/responses repeats of the
/// request. Views live until the reader it came from reads again or is told to release().
struct AnswerTexts {
    std::vector<AnswerText> texts;
    std::vector<AnswerText> inputs;  ///< arguments of tools that are JSON themselves (`input` of /v1/messages), each with its braces; `text` is the JSON as it stands
    std::vector<AnswerChoice> choices;
    std::vector<ValueSpan> logprobs;  ///< lists outside of choices, as /v1/responses has them; empty ones left out
    std::vector<std::string> ended;  ///< nothing more is said at paths that begin so; "" stands for all
    std::string paths;  ///< each at most 256 bytes
    std::string_view type;  ///< of an event of /v1/responses or /v1/messages
    // members of the top level, as they are written; not present when they are not there
    ValueSpan id, object, created, model, stopReason, status, incompleteDetails;
    std::optional<std::uint64_t> block;     ///< index of an event of /v1/messages
    std::optional<std::uint64_t> sequence;  ///< sequence_number of an event of /v1/responses
    ValueSpan response;                     ///< the object inside such an event

    std::string_view path(const AnswerText& text) const { return std::string_view(paths).substr(text.pathBegin, text.pathEnd - text.pathBegin); }
    void clear();
};

/// `path` with every name that no API defines as "*"; at most 120 bytes. What may be told of where something was found.
std::string publicPath(std::string_view path);

}  // namespace mirror::openai
