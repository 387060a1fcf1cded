#include "openai/stream_event.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "openai/answer_fields.h"
#include "openai/answer_text_walk.h"
#include "openai/json_parser.h"

namespace mirror::openai {

namespace {

namespace dom = simdjson::dom;
using Kind = StreamEvent::Kind;

constexpr auto kSpeech = std::to_array<std::string_view>(
    {"content", "reasoning_content", "reasoning", "refusal", "tool_calls", "function_call", "audio", "text"});

bool speaks(std::string_view key, dom::element value) {
    return std::find(kSpeech.begin(), kSpeech.end(), key) != kSpeech.end() && isFilled(value);
}

bool deltaSpeaks(dom::element delta) {
    dom::object object;
    if (delta.get(object)) return false;
    for (auto member = object.begin(); member != object.end(); ++member)
        if (speaks(member.key(), member.value())) return true;
    return false;
}

std::uint64_t bitOf(std::uint64_t index) {
    return std::uint64_t{1} << std::min<std::uint64_t>(index, 63);
}

void readChoice(dom::object choice, std::uint64_t index, StreamEvent& event) {
    bool finished = false;
    for (auto member = choice.begin(); member != choice.end(); ++member) {
        const std::string_view key = member.key();
        if (key == "index") {
            std::uint64_t given = 0;
            if (!member.value().get(given)) index = given;
        } else if (key == "finish_reason") {
            finished = isFilled(member.value());  // some vendors send "" until the end
        } else if (key == "delta") {
            event.meaningful = deltaSpeaks(member.value()) || event.meaningful;
        } else if (key == "text") {
            event.meaningful = isFilled(member.value()) || event.meaningful;
        }
    }
    event.choiceMask |= bitOf(index);
    if (!finished) return;
    event.finishedMask |= bitOf(index);
    event.finish = event.meaningful = true;
}

/// False where choices is neither an array of objects nor null.
bool readChoices(dom::element value, StreamEvent& event) {
    dom::array choices;
    if (value.get(choices)) return value.is_null();
    std::uint32_t position = 0;
    for (const dom::element element : choices) {
        dom::object choice;
        if (element.get(choice)) return false;
        readChoice(choice, position++, event);
    }
    event.choices = position;
    return true;
}

/// Events of /v1/responses and /v1/messages say by their type what they are.
void readType(std::string_view type, StreamEvent& event) {
    event.finish = type == "message_stop" || type == "response.completed" || type == "response.incomplete";
    event.meaningful =
        event.finish || type.ends_with(".delta") || type == "content_block_delta" || type == "message_delta";
    if (type == "error" || type == "response.failed") event.kind = Kind::error;
}

/// Usage and model of the "message" (message_start) or "response" inside a typed event.
void readInner(dom::element value, StreamEvent& event) {
    dom::object object;
    if (value.get(object)) return;
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (member.key() == "model") event.model = textOf(member.value());
        if (member.key() == "usage") event.usage = readUsage(member.value());
    }
}

StreamEvent readObject(dom::object object) {
    StreamEvent event;
    event.kind = Kind::chunk;
    FailureSigns signs;
    std::string_view type;
    bool wellFormed = true;
    bool choicesSeen = false;
    for (auto member = object.begin(); member != object.end(); ++member) {
        const std::string_view key = member.key();
        const dom::element value = member.value();
        signs.note(key, value);
        if (key == "choices") {
            choicesSeen = true;
            wellFormed = readChoices(value, event);
        } else if (key == "usage") {
            if (const auto usage = readUsage(value)) event.usage = usage;
        } else if (key == "model") {
            event.model = textOf(value);
        } else if (key == "type") {
            type = textOf(value);
        } else if (key == "message" || key == "response") {
            readInner(value, event);
        }
    }
    if (!wellFormed) return {};
    if (!type.empty() && !choicesSeen) readType(type, event);
    if (signs.failed()) event.kind = Kind::error;
    event.usageOnly = event.usage.has_value() && event.choices == 0 && type.empty() && event.kind == Kind::chunk;
    return event;
}

}  // namespace

struct StreamEventReader::Impl {
    JsonParser parser;
    std::string model;

    StreamEvent read(std::string_view data, dom::object& object) {
        parser.trim();  // of what was read last: views into it have lived until now
        dom::element root;
        StreamEvent event;
        if (!parser.parse(data, data.size(), root) && !root.get(object)) event = readObject(object);
        model = event.model;
        event.model = model;
        return event;
    }
};

StreamEventReader::StreamEventReader() : m_impl(std::make_unique<Impl>()) {}
StreamEventReader::~StreamEventReader() = default;

StreamEvent StreamEventReader::read(std::string_view data) {
    if (base::trim(data) == "[DONE]") return {.kind = Kind::done};
    dom::object object;
    const StreamEvent event = m_impl->read(data, object);
    m_impl->parser.trim();
    return event;
}

StreamEvent StreamEventReader::read(std::string_view data, AnswerShape shape, AnswerTexts& texts) {
    texts.clear();
    if (base::trim(data) == "[DONE]") return {.kind = Kind::done};
    dom::object object;
    const StreamEvent event = m_impl->read(data, object);
    if (event.kind == Kind::chunk) AnswerTextWalk(Places(data, m_impl->parser.structurals()), shape, true, texts).walk(object);
    return event;
}

struct AnswerReader::Impl {
    JsonParser parser;
};

AnswerReader::AnswerReader() : m_impl(std::make_unique<Impl>()) {}
AnswerReader::~AnswerReader() = default;

namespace {
AnswerInfo readInfo(dom::object object) {
    AnswerInfo info;
    FailureSigns signs;
    for (auto member = object.begin(); member != object.end(); ++member) {
        const std::string_view key = member.key();
        signs.note(key, member.value());
        if (key == "model") info.model = textOf(member.value());
        if (key == "usage") info.usage = readUsage(member.value());
    }
    info.isError = signs.failed();
    return info;
}
}  // namespace

std::optional<AnswerInfo> AnswerReader::read(std::string_view body) {
    dom::element root;
    dom::object object;
    if (m_impl->parser.parse(body, body.size(), root) || root.get(object)) return std::nullopt;
    AnswerInfo info = readInfo(object);
    m_impl->parser.trim();
    return info;
}

std::optional<AnswerInfo> AnswerReader::read(std::string_view body, AnswerShape shape, AnswerTexts& texts) {
    texts.clear();
    dom::element root;
    dom::object object;
    if (m_impl->parser.parse(body, body.size(), root) || root.get(object)) return std::nullopt;
    AnswerTextWalk(Places(body, m_impl->parser.structurals()), shape, false, texts).walk(object);
    return readInfo(object);
}

void AnswerReader::release() { m_impl->parser.trim(); }

}  // namespace mirror::openai
