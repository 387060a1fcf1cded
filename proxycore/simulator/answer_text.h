#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mirror::simulator {

/// An invented answer, in pieces as a model would produce them.
struct Answer {
    std::vector<std::string> tokens;  ///< joined they are the text
    bool complete = true;             ///< false: cut by `limit` ("length"), true: came to its end ("stop")
    std::string text() const;
};

/// What to write; the same request always gives the same answer.
struct AnswerRequest {
    std::string_view prompt;  ///< UTF-8; the answer speaks its language and takes up its words
    std::uint64_t seed = 1;
    std::size_t tokens = 120;  ///< length aimed at: whole sentences of at most so many
    std::size_t limit = 0;     ///< the caller's max_tokens, a hard end; 0: none
    std::size_t choice = 0;    ///< of several answers to one prompt, each differs
};
Answer inventAnswer(const AnswerRequest& request);

/// FNV-1a over seed and text: the source of everything that must be invented alike again.
std::uint64_t hashOf(std::uint64_t seed, std::string_view text);

}  // namespace mirror::simulator
