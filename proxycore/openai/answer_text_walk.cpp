#include "openai/answer_text_walk.h"

#include <algorithm>
#include <array>
#include <utility>

#include "openai/answer_fields.h"
#include "openai/base64_text.h"

namespace mirror::openai {

namespace dom = simdjson::dom;
using dom::element_type;

namespace {

/// What /v1/responses repeats of the request.
constexpr auto kEchoes = std::to_array<std::string_view>(
    {"instructions", "tools", "tool_choice", "metadata", "text", "reasoning", "prompt", "input", "user", "safety_identifier", "prompt_cache_key"});

std::optional<std::uint64_t> numberIn(dom::object object, std::string_view name) {
    std::uint64_t number = 0;
    if (object.at_key(name).get(number)) return std::nullopt;
    return number;
}

/// Each text has a copy of its path: one long name around a million texts must not be copied a million times. Texts beyond share the path of what is around them.
constexpr std::size_t kLongestPath = 256;

/// Puts a path back at the end of a scope.
class PathScope {
public:
    PathScope(std::string& path, std::string_view more) : m_path(path), m_size(path.size()) { m_path += more.substr(0, kLongestPath - std::min(kLongestPath, m_size)); }
    ~PathScope() { m_path.resize(m_size); }
    PathScope(const PathScope&) = delete;
    PathScope& operator=(const PathScope&) = delete;

private:
    std::string& m_path;
    std::size_t m_size;
};

std::string indexed(std::string_view name, std::uint64_t index) {
    std::string path(name);
    path += '[';
    path += std::to_string(index);
    path += ']';
    return path;
}

bool isDataUrl(std::string_view text) {
    if (!text.starts_with("data:")) return false;
    const auto base64 = findDataUrl(text, 0);
    return base64 && base64->end == text.size();
}

}  // namespace

void AnswerTextWalk::walk(Object root) {
    if (m_shape != AnswerShape::choices) m_choice = 0;
    if (m_isEvent && m_shape != AnswerShape::choices) readTypedEvent(root);
    if (!m_isEvent && m_shape == AnswerShape::responses) {
        responseMembers(root, 0);
        return;
    }
    walkObject(root, 0, [this](std::string_view key, std::size_t keyPlace, Element value, std::size_t at) {
        const std::size_t next = rootMember(key, keyPlace, value, at);
        noteRoot(key, at, next);
        return next;
    });
}

/// By length first: it is asked for every member of the top level of every event.
ValueSpan* AnswerTextWalk::placeFor(std::string_view key) const {
    const auto is = [key](std::string_view name, ValueSpan& span) { return key == name ? &span : nullptr; };
    switch (key.size()) {
        case 2: return is("id", m_out.id);
        case 5: return is("model", m_out.model);
        case 6: return key.front() == 'o' ? is("object", m_out.object) : is("status", m_out.status);
        case 7: return is("created", m_out.created);
        case 8: return is("response", m_out.response);
        case 11: return is("stop_reason", m_out.stopReason);
        case 18: return is("incomplete_details", m_out.incompleteDetails);
        default: return nullptr;
    }
}

void AnswerTextWalk::noteRoot(std::string_view key, std::size_t at, std::size_t next) {
    if (ValueSpan* span = placeFor(key)) *span = m_places.span(at, next);
}

std::size_t AnswerTextWalk::rootMember(std::string_view key, std::size_t keyPlace, Element value, std::size_t at) {
    if (key == "usage") return skipValue(value, at);
    if (m_shape == AnswerShape::choices && key == "choices") return choices(value, at);
    Object object;
    if (m_isEvent && m_shape == AnswerShape::responses && key == "response" && !value.get(object)) return responseMembers(object, at);
    if (m_isEvent && !m_deltaPath.empty() && (key == "delta" || key == "content_block")) return blockEvent(key, value, at);
    return member(key, keyPlace, value, at);
}

// -- choices

std::size_t AnswerTextWalk::choices(Element value, std::size_t at) {
    dom::array list;
    if (value.get(list)) return this->value(value, at, NameKind::plain);
    return walkArray(list, at, [this](Element element, std::size_t place, std::size_t position) {
        Object object;
        return element.get(object) ? this->value(element, place, NameKind::unknown) : choice(object, place, position);
    });
}

std::size_t AnswerTextWalk::choice(Object object, std::size_t at, std::size_t position) {
    AnswerChoice found;
    found.index = static_cast<std::uint32_t>(std::min<std::uint64_t>(numberIn(object, "index").value_or(position), kNoChoice - 1));
    found.open = m_places.scalar(at).begin + 1;
    found.isEmpty = object.begin() == object.end();
    m_choice = found.index;
    const PathScope scope(m_path, indexed("choices", found.index));
    const std::size_t next = walkObject(object, at, [&](std::string_view key, std::size_t keyPlace, Element value, std::size_t place) {
        return choiceMember(key, keyPlace, value, place, found);
    });
    if (found.isFinished || !m_isEvent) m_out.ended.push_back(m_path);
    m_out.choices.push_back(found);
    m_choice = kNoChoice;
    return next;
}

std::size_t AnswerTextWalk::choiceMember(std::string_view key, std::size_t keyPlace, Element value, std::size_t at, AnswerChoice& choice) {
    m_goesOn = m_isEvent && (key == "delta" || key == "text" || key == "message");  // some vendors stream messages
    m_isAside = key == "logprobs";
    const std::size_t next = member(key, keyPlace, value, at);
    if (key == "finish_reason") {
        choice.isFinished = isFilled(value);
        choice.finishReason = m_places.span(at, next);
    }
    if (m_isAside && !value.is_null()) choice.logprobs = m_places.span(at, next);
    m_goesOn = m_isAside = false;
    return next;
}

// -- events with a type

/// Says by what path the text of a delta is known, so that it is the same in each event of one item.
void AnswerTextWalk::readTypedEvent(Object root) {
    Element element;
    if (!root.at_key("type").get(element)) m_out.type = textOf(element);
    m_out.sequence = numberIn(root, "sequence_number");
    const std::string_view type = m_out.type;
    if (m_shape == AnswerShape::messages) {
        const auto index = numberIn(root, "index");
        m_out.block = index;
        // without a number it is the only one
        if (type.starts_with("content_block")) m_deltaPath = indexed("content", index.value_or(0));
        if (type == "content_block_stop") m_out.ended.push_back(m_deltaPath);
        if (type == "message_stop") m_out.ended.emplace_back();
        return;
    }
    const std::string item = indexed("output", numberIn(root, "output_index").value_or(0));
    if (type.ends_with(".done")) m_out.ended.push_back(item);
    if (type == "response.completed" || type == "response.incomplete") m_out.ended.emplace_back();
    if (!type.ends_with(".delta")) return;
    m_deltaPath = item + '.' + std::string(type.substr(0, type.size() - 6));
    for (const char* name : {"content_index", "summary_index"})
        if (const auto index = numberIn(root, name)) m_deltaPath += '[' + std::to_string(*index) + ']';
}

std::size_t AnswerTextWalk::blockEvent(std::string_view key, Element value, std::size_t at) {
    const PathScope scope(m_path, m_deltaPath);
    m_goesOn = true;
    const std::size_t next = this->value(value, at, nameOf(key).kind);
    m_goesOn = false;
    return next;
}

std::size_t AnswerTextWalk::responseMembers(Object object, std::size_t at) {
    return walkObject(object, at, [this](std::string_view key, std::size_t keyPlace, Element value, std::size_t place) {
        const bool isEcho = key == "usage" || std::find(kEchoes.begin(), kEchoes.end(), key) != kEchoes.end();
        const std::size_t next = isEcho ? skipValue(value, place) : member(key, keyPlace, value, place);
        noteRoot(key, place, next);
        return next;
    });
}

// -- any value

std::size_t AnswerTextWalk::value(Element value, std::size_t at, NameKind kind) {
    switch (value.type()) {
        case element_type::OBJECT: return members(value.get_object().value_unsafe(), at);
        case element_type::ARRAY: return elements(value.get_array().value_unsafe(), at, kind);
        case element_type::STRING: addString(value.get_string().value_unsafe(), at, kind); break;
        default: break;
    }
    return at + 1;
}

std::size_t AnswerTextWalk::member(std::string_view key, std::size_t keyPlace, Element value, std::size_t at) {
    const Name name = nameOf(key);
    if (!name.isApi) {
        add(key, keyPlace, true);
        m_out.texts.back().isName = true;
    }
    if (!value.is_string() && !value.is_object() && !value.is_array()) return at + 1;
    if (value.is_string() && isExempt(value.get_string().value_unsafe(), name.kind)) return at + 1;
    if (key == "logprobs" && m_shape == AnswerShape::responses && !value.is_string() && isFilled(value)) return logprobs(value, at);
    const PathScope dot(m_path, m_path.empty() ? "" : ".");
    const PathScope more(m_path, key);
    if (key == "input" && m_shape == AnswerShape::messages && value.is_object() && !m_isInput) return input(value, at);
    return this->value(value, at, name.kind);
}

/// Arguments of a tool as JSON: its texts are texts like others, and the whole is told of, too.
std::size_t AnswerTextWalk::input(Element value, std::size_t at) {
    m_isInput = true;
    const std::size_t next = this->value(value, at, NameKind::plain);
    m_isInput = false;
    add({}, at, true);
    m_out.texts.back().raw = m_places.span(at, next);
    m_out.inputs.push_back(m_out.texts.back());
    m_out.texts.pop_back();
    return next;
}

/// Of /v1/responses, where they stand beside the text they repeat.
std::size_t AnswerTextWalk::logprobs(Element value, std::size_t at) {
    const bool within = std::exchange(m_isAside, true);
    const std::size_t next = this->value(value, at, NameKind::plain);
    m_isAside = within;
    if (!within) m_out.logprobs.push_back(m_places.span(at, next));
    return next;
}

std::size_t AnswerTextWalk::members(Object object, std::size_t at) {
    return walkObject(object, at, [this](std::string_view key, std::size_t keyPlace, Element value, std::size_t place) {
        return member(key, keyPlace, value, place);
    });
}

bool AnswerTextWalk::isTextPart(Element element) const {
    Object object;
    Element text;
    return !element.get(object) && !object.at_key("text").get(text) && text.is_string();
}

/// Of a delta: some vendors say one event in parts and the next as a string, and both go on with one text.
std::size_t AnswerTextWalk::textPart(Element part, std::size_t at) {
    return walkObject(part.get_object().value_unsafe(), at, [this](std::string_view key, std::size_t keyPlace, Element value, std::size_t place) {
        if (key != "text" || !value.is_string()) return member(key, keyPlace, value, place);
        addString(value.get_string().value_unsafe(), place, NameKind::text);
        return place + 1;
    });
}

/// Text parts that follow one another are one text: they have the path of the first.
std::size_t AnswerTextWalk::elements(dom::array array, std::size_t at, NameKind kind) {
    std::size_t run = 0;
    bool inRun = false;
    return walkArray(array, at, [&](Element element, std::size_t place, std::size_t position) {
        const bool isPart = isTextPart(element);
        if (isPart && m_goesOn) return textPart(element, place);
        if (!isPart || !inRun) run = position;
        inRun = isPart;
        Object object;
        const auto index = element.get(object) ? std::nullopt : numberIn(object, "index");
        const PathScope scope(m_path, indexed("", index.value_or(run)));
        return value(element, place, kind);
    });
}

bool AnswerTextWalk::isExempt(std::string_view text, NameKind kind) {
    switch (kind) {
        case NameKind::word: return isProtocolWord(text);
        case NameKind::id:
        case NameKind::caller:
        case NameKind::model: return looksLikeId(text);
        case NameKind::opaque: return isPlainlyBase64(text) || (text.size() < kShortestBase64 && looksLikeId(text));
        default: return text.empty();
    }
}

void AnswerTextWalk::addString(std::string_view text, std::size_t at, NameKind kind) {
    if (isExempt(text, kind) || text.empty()) return;
    if (text.size() > kShortestBase64 && isDataUrl(text)) return;
    add(text, at, m_isEvent ? !m_goesOn : kind != NameKind::text);
}

void AnswerTextWalk::add(std::string_view text, std::size_t at, bool isWhole) {
    AnswerText found;
    found.text = text;
    found.raw = m_places.scalar(at);
    found.choice = m_choice;
    found.pathBegin = static_cast<std::uint32_t>(m_out.paths.size());
    m_out.paths += m_path;
    found.pathEnd = static_cast<std::uint32_t>(m_out.paths.size());
    found.isWhole = isWhole;
    found.isAside = m_isAside;
    found.isInput = m_isInput;
    m_out.texts.push_back(found);
}

}  // namespace mirror::openai
