#pragma once
#include <cstdint>
#include <string_view>

namespace mirror::openai {

/// What a path on the public listener means; wire.md section 1.
enum class Endpoint : std::uint8_t {
    chatCompletions, completions, embeddings, responses, messages,  // full pipeline, JSON body
    passThrough,                                                     // images, audio, files, batches, moderations: streamed
    models, model, health, unknown,
};

struct EndpointMatch {
    Endpoint endpoint = Endpoint::unknown;
    std::string_view modelId;  ///< for Endpoint::model, still percent-encoded
    std::string_view allow;    ///< methods, for the Allow header: "POST, OPTIONS"
};

/// Whether "stream":true means something there; elsewhere it is the client's whim and the answer is one JSON object.
bool canStream(Endpoint endpoint);
EndpointMatch matchEndpoint(std::string_view path);
/// Whether `method` may be used there (HEAD goes where GET goes).
bool allowsMethod(const EndpointMatch& match, std::string_view method);

}  // namespace mirror::openai
