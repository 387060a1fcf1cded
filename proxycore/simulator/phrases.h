#pragma once
#include <span>
#include <string_view>

#include "simulator/prompt_topics.h"

namespace mirror::simulator {

/// Sentences with gaps: {a} and {b} are filled with topics of the prompt. They live as long as the program.
struct Phrases {
    std::span<const std::string_view> openings;
    std::span<const std::string_view> body;
    std::string_view context;  ///< for {b} when there is only one topic
    std::string_view fullStop;
};
Phrases phrasesFor(Language language);

}  // namespace mirror::simulator
