#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "openai/endpoint.h"
#include "proxycore/api/result.h"

namespace mirror::simulator {

enum class EmbeddingFormat : std::uint8_t { numbers, base64 };

/// What a provider needs of a chat, completion or embedding request.
struct ModelRequest {
    openai::Endpoint endpoint = openai::Endpoint::chatCompletions;
    std::string model;
    std::string question;              ///< what the answer is about: the last user message, or the prompt
    std::vector<std::string> inputs;   ///< embeddings: one text each
    std::size_t promptTokens = 0;      ///< over everything sent
    std::size_t maxTokens = 0;         ///< 0: no limit asked
    std::size_t choices = 1;           ///< `n`
    std::size_t dimensions = 0;        ///< embeddings; 0: the model's own
    EmbeddingFormat format = EmbeddingFormat::numbers;
    bool stream = false;
    bool includeUsage = false;
};

/// Reads a JSON body as OpenAI does. badJson (args: the member; cause: what it must be) when it cannot be answered.
Result<ModelRequest> readModelRequest(openai::Endpoint endpoint, std::string_view body);

}  // namespace mirror::simulator
