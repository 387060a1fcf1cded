#pragma once
#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

namespace mirror::base {

/// Appends a JSON string of `text`, quotes included. Control characters are escaped, all else stays: `text` must be UTF-8.
void appendJsonString(std::string& out, std::string_view text);

/// Writes JSON into a text piece by piece, where a document in memory would cost more than what it is for. Commas are its business, the nesting is the caller's.
class JsonText {
public:
    explicit JsonText(std::string& out) : m_out(out) {}
    JsonText& open(char bracket) { return punctuate(), m_out += bracket, m_first = true, *this; }
    JsonText& close(char bracket) { return m_out += bracket, m_first = false, *this; }
    /// What follows is the member's value.
    JsonText& key(std::string_view name) {
        punctuate();
        appendJsonString(m_out, name);
        m_out += ':';
        m_first = true;
        return *this;
    }
    JsonText& value(std::string_view text) { return punctuate(), appendJsonString(m_out, text), *this; }
    JsonText& value(bool flag) { return raw(flag ? "true" : "false"); }
    template <std::integral Number>
        requires(!std::same_as<Number, bool> && !std::same_as<Number, char>)
    JsonText& value(Number number) {
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
        return raw({digits, static_cast<std::size_t>(end - digits)});
    }
    /// JSON that is ready.
    JsonText& raw(std::string_view json) { return punctuate(), m_out += json, *this; }
    template <class Value>
    JsonText& member(std::string_view name, const Value& content) {
        key(name);
        return value(content);
    }
    JsonText& member(std::string_view name, const char* content) { return key(name).value(std::string_view(content)); }

private:
    void punctuate() {
        if (!m_first) m_out += ',';
        m_first = false;
    }
    std::string& m_out;
    bool m_first = true;
};

}  // namespace mirror::base
