#include "openai/nested_json.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace mirror::openai {

namespace {

constexpr std::string_view kSpaces = " \t\r\n";
constexpr std::size_t kMostSpaces = 64;  // around a text; more would have to be read

char blankFor(char escape) {
    switch (escape) {
        case 't': return '\t';
        case 'n':
        case 'r':
        case 'b':
        case 'f': return '\n';
        default: return escape;
    }
}

}  // namespace

bool looksLikeNestedJson(std::string_view text) {
    const std::size_t begin = text.substr(0, kMostSpaces).find_first_not_of(kSpaces);
    if (begin == std::string_view::npos || (text[begin] != '{' && text[begin] != '[')) return false;
    const std::string_view tail = text.substr(text.size() - std::min(text.size(), kMostSpaces));
    const std::size_t last = tail.find_last_not_of(kSpaces);
    return last != std::string_view::npos && tail[last] == (text[begin] == '{' ? '}' : ']');
}

bool isNestedJson(std::string_view text) { return looksLikeNestedJson(text) && nlohmann::json::accept(text); }

std::string_view EscapedBlanks::opened(std::string_view piece) {
    if (!m_isEscaped && piece.find('\\') == std::string_view::npos) return piece;
    m_copy = piece;
    for (char& c : m_copy) {
        if (m_isEscaped) c = blankFor(c);
        m_isEscaped = !m_isEscaped && c == '\\';
    }
    return m_copy;
}

}  // namespace mirror::openai
