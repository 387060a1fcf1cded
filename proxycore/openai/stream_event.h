#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "proxycore/api/units.h"

namespace mirror::openai {

struct AnswerTexts;
enum class AnswerShape : std::uint8_t;

struct Usage {
    Tokens prompt;
    Tokens completion;
};

/// One SSE event of a chat or text completion, seen from the pipeline.
struct StreamEvent {
    enum class Kind : std::uint8_t {
        done,       ///< [DONE]
        malformed,  ///< not a JSON object
        error,      ///< carries an error object: a failure, whatever the status line said
        chunk,
    };
    Kind kind = Kind::malformed;
    bool meaningful = false;     ///< content, reasoning, tool call, refusal, audio, text or finish_reason: opens the commit gate
    bool finish = false;         ///< some choice carries a finish_reason
    std::uint32_t choices = 0;   ///< number of choices in this chunk
    std::uint64_t choiceMask = 0;    ///< bit i: choice index i appears (indexes above 63 count as 63)
    std::uint64_t finishedMask = 0;  ///< bit i: choice i has a finish_reason here
    std::optional<Usage> usage;
    bool usageOnly = false;  ///< choices is empty and usage is there: the chunk removed unless the client asked for it
    std::string_view model;  ///< model the upstream says it is; valid until the next read()
};

/// Reads events with simdjson; one a worker, reused. Never copies the event; what is sent on are the original bytes.
class StreamEventReader {
public:
    StreamEventReader();
    ~StreamEventReader();
    StreamEventReader(const StreamEventReader&) = delete;
    StreamEventReader& operator=(const StreamEventReader&) = delete;
    StreamEvent read(std::string_view data);
    /// As above; of a chunk the texts are collected too. Their views live until the next read().
    StreamEvent read(std::string_view data, AnswerShape shape, AnswerTexts& texts);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// What a non-streaming answer tells: usage, model; nullopt if it is no JSON object.
struct AnswerInfo {
    std::string model;
    std::optional<Usage> usage;
    bool isError = false;  ///< has an "error" object in spite of a 2xx status
};
class AnswerReader {
public:
    AnswerReader();
    ~AnswerReader();
    AnswerReader(const AnswerReader&) = delete;
    AnswerReader& operator=(const AnswerReader&) = delete;
    std::optional<AnswerInfo> read(std::string_view body);
    /// As above, and collects the texts. Their views live until the next read() or release().
    std::optional<AnswerInfo> read(std::string_view body, AnswerShape shape, AnswerTexts& texts);
    /// Done with the texts: what a large answer took is given back.
    void release();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mirror::openai
