#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "openai/answer_texts.h"

namespace mirror::pipeline {

/// The texts of an answer as they went to the client, each under its place ("choices[0].delta.content"), in the order in which they began. Pure.
class Transcript {
public:
    struct Text {
        std::string path;
        std::string text;
    };
    /// More than this is not kept; see isCut().
    static constexpr std::size_t kMaxBytes = 16 * 1024 * 1024;
    static constexpr std::size_t kMaxTexts = 1024;

    /// `piece` continues the text at `path`.
    void add(std::string_view path, std::string_view piece);
    /// All texts of an event, but names of members and those that say again what stands elsewhere.
    void add(const openai::AnswerTexts& texts);
    /// The same of a whole answer, whose JSON is `body`: arguments of tools that are JSON stay JSON.
    void add(const openai::AnswerTexts& texts, std::string_view body);
    /// There was more than could be looked at.
    void setCut() { m_isCut = true; }
    /// An attempt that came to nothing is forgotten.
    void clear();

    const std::vector<Text>& texts() const { return m_texts; }
    bool isCut() const { return m_isCut; }

private:
    std::vector<Text> m_texts;
    std::size_t m_last = 0;  // most pieces continue the text before
    std::size_t m_bytes = 0;
    bool m_isCut = false;
};

/// Whether events of this type repeat what others said piece by piece (/v1/responses closes every text and the answer with a copy).
bool repeatsEarlierTexts(std::string_view eventType);

}  // namespace mirror::pipeline
