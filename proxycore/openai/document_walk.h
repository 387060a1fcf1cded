#pragma once
#include <span>

#include "openai/json_body.h"
#include "openai/json_parser.h"

/// Goes through a parsed document and the positions simdjson found, in step: element and place of every value without a second look at the
/// text. Private to this room. A place is an index among JsonParser::structurals(); each scalar, bracket, colon and comma has one.
namespace mirror::openai {

/// Where values stand in the text. The text has been validated.
class Places {
public:
    Places(std::string_view text, std::span<const std::uint32_t> structurals) : m_text(text), m_structurals(structurals) {}
    /// Of the value that begins at place `at` and ends before place `next`.
    ValueSpan span(std::size_t at, std::size_t next) const {
        std::size_t end = m_structurals[next];
        while (isSpace(m_text[end - 1])) --end;
        return {m_structurals[at], end};
    }
    ValueSpan scalar(std::size_t at) const { return span(at, at + 1); }
    std::string_view raw(ValueSpan span) const { return m_text.substr(span.begin, span.end - span.begin); }

private:
    static bool isSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
    std::string_view m_text;
    std::span<const std::uint32_t> m_structurals;
};

/// Calls visit(key, keyPlace, value, valuePlace) for each member; it returns the place behind the value, as walkObject itself does.
template <class Visit>
std::size_t walkObject(simdjson::dom::object object, std::size_t at, Visit&& visit) {
    if (object.begin() == object.end()) return at + 2;
    for (auto member = object.begin(); member != object.end(); ++member) at = visit(member.key(), at + 1, member.value(), at + 3);
    return at + 1;
}

/// Calls visit(element, place, index) for each element; it returns the place behind the element, as walkArray itself does.
template <class Visit>
std::size_t walkArray(simdjson::dom::array array, std::size_t at, Visit&& visit) {
    if (array.begin() == array.end()) return at + 2;
    std::size_t index = 0;
    for (auto element = array.begin(); element != array.end(); ++element) at = visit(*element, at + 1, index++);
    return at + 1;
}

/// The place behind a value, whatever it is.
inline std::size_t skipValue(simdjson::dom::element element, std::size_t at) {
    using simdjson::dom::element_type;
    if (element.type() == element_type::OBJECT)
        return walkObject(element.get_object().value_unsafe(), at, [](std::string_view, std::size_t, simdjson::dom::element value, std::size_t place) { return skipValue(value, place); });
    if (element.type() == element_type::ARRAY)
        return walkArray(element.get_array().value_unsafe(), at, [](simdjson::dom::element value, std::size_t place, std::size_t) { return skipValue(value, place); });
    return at + 1;
}

}  // namespace mirror::openai
