#include "pipeline/transcript.h"

#include <algorithm>

#include "base/text.h"

namespace mirror::pipeline {

void Transcript::add(std::string_view path, std::string_view piece) {
    if (piece.empty() || m_isCut) return;
    if (m_last >= m_texts.size() || m_texts[m_last].path != path) {
        const auto known = std::find_if(m_texts.begin(), m_texts.end(), [&](const Text& text) { return text.path == path; });
        m_last = static_cast<std::size_t>(known - m_texts.begin());
        if (known == m_texts.end()) {
            if (m_texts.size() == kMaxTexts) {
                m_isCut = true;
                return;
            }
            m_texts.push_back({std::string(path), {}});
        }
    }
    const std::string_view kept = base::utf8Prefix(piece, kMaxBytes - m_bytes);
    m_isCut = kept.size() < piece.size();
    m_bytes += kept.size();
    m_texts[m_last].text += kept;
}

void Transcript::add(const openai::AnswerTexts& texts) {
    if (repeatsEarlierTexts(texts.type)) return;
    for (const openai::AnswerText& text : texts.texts)
        if (!text.isAside && !text.isName) add(texts.path(text), text.text);
}

void Transcript::add(const openai::AnswerTexts& texts, std::string_view body) {
    auto input = texts.inputs.begin();
    const auto addInputsBefore = [&](std::size_t place) {
        for (; input != texts.inputs.end() && input->raw.begin < place; ++input) add(texts.path(*input), body.substr(input->raw.begin, input->raw.end - input->raw.begin));
    };
    for (const openai::AnswerText& text : texts.texts) {
        if (text.isAside || text.isName || text.isInput) continue;
        addInputsBefore(text.raw.begin);
        add(texts.path(text), text.text);
    }
    addInputsBefore(body.size());
}

void Transcript::clear() { *this = Transcript(); }

bool repeatsEarlierTexts(std::string_view eventType) {
    return eventType.starts_with("response.") && (eventType.ends_with(".done") || eventType == "response.completed" || eventType == "response.incomplete" || eventType == "response.failed");
}

}  // namespace mirror::pipeline
