#include <algorithm>
#include <nlohmann/json.hpp>

#include "fuzz/claim.h"
#include "openai/answer_texts.h"
#include "openai/stream_event.h"
#include "openai/text_walk.h"

using namespace mirror::openai;
using nlohmann::json;

namespace {

json parsed(std::string_view text, ValueSpan span) { return json::parse(text.substr(span.begin, span.end - span.begin), nullptr, false); }

bool sameShape(const json& a, const json& b) {
    if (a.is_number() && b.is_number()) return true;
    if (a.type() != b.type() || a.size() != b.size()) return false;
    if (!a.is_structured()) return true;
    return std::equal(a.begin(), a.end(), b.begin(), [](const json& x, const json& y) { return sameShape(x, y); });
}

/// Every leaf stands where it says, and changing all of them leaves a document of the same shape.
void checkBody(std::string_view text, const BodyTexts& texts) {
    std::vector<JsonEdit> edits;
    std::size_t end = 0;
    for (const TextLeaf& leaf : texts.leaves) {
        const json value = parsed(text, leaf.raw);
        if (leaf.kind == TextLeaf::Kind::number)
            MIRROR_CLAIM(value.is_number());
        else
            MIRROR_CLAIM(value == std::string(leaf.whole));
        MIRROR_CLAIM(leaf.text.data() >= leaf.whole.data() && leaf.text.data() + leaf.text.size() <= leaf.whole.data() + leaf.whole.size());
        MIRROR_CLAIM(pathOf(text, leaf.raw).size() <= 120);
        if (leaf.raw.begin < end) {
            MIRROR_CLAIM(edits.empty() || leaf.raw.begin == edits.back().raw.begin || leaf.kind != TextLeaf::Kind::key);
            continue;  // another piece of one string
        }
        end = leaf.raw.end;
        if (leaf.kind != TextLeaf::Kind::key) edits.push_back({leaf.raw, leaf.kind == TextLeaf::Kind::number ? "0" : quoted("*\"\n\xE5\xA4\xA7")});
    }
    for (const TextRun& run : texts.runs) {
        MIRROR_CLAIM(run.count >= 2 && run.first + run.count <= texts.joined.size());
        for (std::uint32_t i = 0; i < run.count; ++i) MIRROR_CLAIM(texts.joined[run.first + i] < texts.leaves.size());
    }
    std::string out;
    applyEdits(text, edits, out);
    MIRROR_CLAIM(sameShape(json::parse(text, nullptr, false), json::parse(out, nullptr, false)));
}

void checkAnswer(std::string_view text, const AnswerTexts& texts) {
    for (const AnswerText& found : texts.texts) {
        MIRROR_CLAIM(parsed(text, found.raw) == std::string(found.text));
        MIRROR_CLAIM(publicPath(texts.path(found)).size() <= 120);
    }
    for (const AnswerChoice& choice : texts.choices) {
        MIRROR_CLAIM(text[choice.open - 1] == '{');
        if (choice.finishReason.present()) MIRROR_CLAIM(!parsed(text, choice.finishReason).is_discarded());
        if (choice.logprobs.present()) MIRROR_CLAIM(!parsed(text, choice.logprobs).is_discarded());
    }
    for (const ValueSpan span : {texts.id, texts.object, texts.created, texts.model, texts.status, texts.stopReason, texts.incompleteDetails, texts.response})
        if (span.present()) MIRROR_CLAIM(!parsed(text, span).is_discarded());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static RequestBodyReader reader;
    static StreamEventReader events;
    static AnswerReader answers;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    BodyTexts body;
    body.withNumbers = true;
    if (reader.parseTexts(text, size, 64, body)) {
        checkBody(text, body);
        reader.release();
    }
    for (const AnswerShape shape : {AnswerShape::choices, AnswerShape::responses, AnswerShape::messages}) {
        AnswerTexts texts;
        if (events.read(text, shape, texts).kind == StreamEvent::Kind::chunk) checkAnswer(text, texts);
        if (answers.read(text, shape, texts)) checkAnswer(text, texts);
        answers.release();
    }
    return 0;
}
