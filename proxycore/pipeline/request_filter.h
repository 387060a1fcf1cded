#pragma once
#include <vector>

#include "mask/restorer.h"
#include "openai/text_walk.h"
#include "pipeline/context.h"
#include "pipeline/runtime.h"

namespace mirror::pipeline {

/// What looking through a request leaves to its sending and to its answer.
struct Screening {
    std::vector<openai::JsonEdit> edits;  ///< of the body as it goes upstream, in order
    mask::Restorer restorer{std::vector<mask::Masker::Name>()};  ///< names given to personal data, with config mask.restore
};

/// Whether anything is looked for in what callers send.
bool screensWords(const Runtime& runtime);
bool screensPersonalData(const Runtime& runtime);
inline bool screensRequests(const Runtime& runtime) { return screensWords(runtime) || screensPersonalData(runtime); }

/// Looks through the texts of `body`. contentNotAllowed (args: rule id) at the first text with a rule that blocks; what follows it is not looked at. Rules that
/// mask, and personal data with mask.before_upstream, become edits: a '*' a character, a name a piece, 0 for a number. In a key a rule that masks blocks: a key
/// that is changed means something else. Personal data in a key is replaced: that much of its meaning is given up for privacy. Texts of adjacent parts
/// are looked at one by one and joined. Counted and kept in exchange.rules.
Result<void> screenRequest(Context& context, const Runtime& runtime, exchange::Exchange& exchange, std::string_view body, const openai::BodyTexts& texts, Screening& out);

}  // namespace mirror::pipeline
