#pragma once
#include <string_view>

#include "proxycore/api/journal.h"

namespace mirror::engine {

/// Fills turns, attempts, rules and names of masked values from the contents of a dialogue's records (pipeline/dialogue_text.h), either of which may be empty. What it
/// does not know the shape of is shown as it is: nothing that was written stays unseen.
void showRequest(std::string_view content, Dialogue& out);
void showAnswer(std::string_view content, Dialogue& out);

}  // namespace mirror::engine
