#pragma once
#include <optional>
#include <string>

#include "openai/answer_texts.h"
#include "pipeline/text_channel.h"

namespace mirror::pipeline {

/// What became of a whole answer.
struct FilteredAnswer {
    std::optional<std::string> body;  ///< nothing: it goes out as it came
    std::string blockedBy;            ///< id of the rule that cut a text; empty: none did
};

/// Looks at the texts of a non-streamed answer. Rules that mask put stars, names of personal data get their originals back; one that blocks cuts the text before it, leaves
/// the later texts of that choice empty and says so as the protocol does: finish_reason "content_filter", stop_reason "refusal", status "incomplete".
/// Every other byte stays. Pure but for the counting.
FilteredAnswer filterAnswer(std::string_view body, const openai::AnswerTexts& texts, openai::AnswerShape shape, const AnswerRules& rules, filter::ScanRoom& room, RuleLog& log);

/// Whether a sentence of an upstream (the message of an error) may be passed on.
bool mayPass(std::string_view sentence, const AnswerRules& rules, filter::ScanRoom& room);

}  // namespace mirror::pipeline
