#pragma once
#include "openai/answer_texts.h"
#include "openai/api_names.h"
#include "openai/document_walk.h"

namespace mirror::openai {

/// Collects the texts of one parsed answer or event. Private to this room.
class AnswerTextWalk {
public:
    AnswerTextWalk(Places places, AnswerShape shape, bool isEvent, AnswerTexts& out) : m_places(places), m_shape(shape), m_isEvent(isEvent), m_out(out) {}
    void walk(simdjson::dom::object root);

private:
    using Element = simdjson::dom::element;
    using Object = simdjson::dom::object;
    std::size_t rootMember(std::string_view key, std::size_t keyPlace, Element value, std::size_t at);
    std::size_t choices(Element value, std::size_t at);
    std::size_t choice(Object object, std::size_t at, std::size_t position);
    std::size_t choiceMember(std::string_view key, std::size_t keyPlace, Element value, std::size_t at, AnswerChoice& choice);
    std::size_t blockEvent(std::string_view key, Element value, std::size_t at);
    std::size_t responseMembers(Object object, std::size_t at);
    ValueSpan* placeFor(std::string_view key) const;
    void noteRoot(std::string_view key, std::size_t at, std::size_t next);
    void readTypedEvent(Object root);

    std::size_t value(Element value, std::size_t at, NameKind kind);
    std::size_t logprobs(Element value, std::size_t at);
    std::size_t input(Element value, std::size_t at);
    std::size_t members(Object object, std::size_t at);
    std::size_t elements(simdjson::dom::array array, std::size_t at, NameKind kind);
    std::size_t member(std::string_view key, std::size_t keyPlace, Element value, std::size_t at);
    void addString(std::string_view text, std::size_t at, NameKind kind);
    static bool isExempt(std::string_view text, NameKind kind);
    std::size_t textPart(Element part, std::size_t at);
    bool isTextPart(Element element) const;
    void add(std::string_view text, std::size_t at, bool isWhole);

    Places m_places;
    AnswerShape m_shape;
    bool m_isEvent;
    AnswerTexts& m_out;
    std::string m_path;
    std::string m_deltaPath;  // of the member "delta" of a typed event
    std::uint32_t m_choice = kNoChoice;
    bool m_isAside = false;
    bool m_isInput = false;
    bool m_goesOn = false;  // texts are continued by later events
};

}  // namespace mirror::openai
