#include "filter/json_words.h"

#include <iterator>
#include <nlohmann/json.hpp>

namespace mirror::filter {

namespace {

/// Where the parser is.
struct Place {
    std::uint64_t line = 1;
    std::size_t offset = 0;
};

/// Goes through a text and keeps count of lines; they end with CR LF, CR or LF.
class CountingIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    CountingIterator(const char* at, Place* place) : m_at(at), m_place(place) {}
    reference operator*() const { return *m_at; }
    CountingIterator& operator++() {
        if (*m_at == '\n' && !m_wasReturn) ++m_place->line;
        m_wasReturn = *m_at == '\r';
        if (m_wasReturn) ++m_place->line;
        ++m_at;
        ++m_place->offset;
        return *this;
    }
    CountingIterator operator++(int) {
        CountingIterator before = *this;
        ++*this;
        return before;
    }
    bool operator==(const CountingIterator& other) const { return m_at == other.m_at; }

private:
    const char* m_at;
    Place* m_place;
    bool m_wasReturn = false;
};

/// Told of each piece by the parser. Depth 1 is inside the list of words, depth 2 inside one of its objects.
class Handler : public nlohmann::json_sax<nlohmann::json> {
public:
    Handler(const Place& place, const std::function<bool(const JsonEntry&)>& take) : m_place(place), m_take(take) {}

    bool foundList() const { return m_foundList; }
    const std::string& reason() const { return m_reason; }

    bool string(string_t& value) override { return scalar(&value, true); }
    bool boolean(bool value) override {
        std::string name = value ? "true" : "false";
        return scalar(&name, false);
    }
    bool null() override { return scalar(nullptr, false); }
    bool number_integer(number_integer_t) override { return scalar(nullptr, false); }
    bool number_unsigned(number_unsigned_t) override { return scalar(nullptr, false); }
    bool number_float(number_float_t, const string_t&) override { return scalar(nullptr, false); }
    bool binary(binary_t&) override { return false; }

    bool start_array(std::size_t) override {
        const bool isList = !m_inList && (m_depth == 0 || (m_depth == 1 && m_isWanted && !m_foundList));
        if (isList) {
            m_inList = m_foundList = true;
            m_listDepth = m_depth + 1;
        } else {
            nested();
        }
        ++m_depth;
        return true;
    }
    bool end_array() override {
        --m_depth;
        if (m_inList && m_depth + 1 == m_listDepth) m_inList = false;
        return finish();
    }
    bool start_object(std::size_t) override {
        if (isElement()) {
            begin();
        } else {
            nested();
        }
        ++m_depth;
        return true;
    }
    bool end_object() override {
        --m_depth;
        return finish();
    }
    bool key(string_t& name) override {
        if (!m_inList) m_isWanted = m_depth == 1 && name == "words";
        if (isMember()) m_column = columnOf(name);
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
        m_reason = "it is not JSON";
        return false;
    }

private:
    bool isElement() const { return m_inList && m_depth == m_listDepth; }
    bool isMember() const { return m_inList && m_depth == m_listDepth + 1; }
    void begin() {
        m_entry = {};
        m_entry.line = m_place.line;
        m_entry.offset = m_place.offset;
    }
    /// An element of the list is over, be it a container or not.
    bool finish() { return !isElement() || m_take(m_entry); }
    void nested() {
        if (isElement()) {
            begin();
            m_entry.isEntry = false;
        } else if (isMember() && m_entry.isEntry && m_column) {
            m_entry.badColumns.emplace_back(columnName(*m_column));
        }
    }
    bool scalar(std::string* value, bool isText) {
        if (isElement()) {
            begin();
            m_entry.isText = m_entry.isEntry = isText;
            if (isText) m_entry.values.emplace_back(WordColumn::text, std::move(*value));
            return m_take(m_entry);
        }
        if (!isMember() || !m_entry.isEntry || !m_column) return true;
        const bool isUsable = value != nullptr && (isText || *m_column == WordColumn::enabled || *m_column == WordColumn::exact);
        if (isUsable) m_entry.values.emplace_back(*m_column, std::move(*value));
        if (!isUsable) m_entry.badColumns.emplace_back(columnName(*m_column));
        return true;
    }

    const Place& m_place;
    const std::function<bool(const JsonEntry&)>& m_take;
    JsonEntry m_entry;
    std::optional<WordColumn> m_column;
    std::size_t m_depth = 0;
    std::size_t m_listDepth = 0;
    bool m_inList = false;
    bool m_foundList = false;
    bool m_isWanted = false;  // the member that comes is `words`
    std::string m_reason;
};

/// JSON has none, lists written by hand have.
void blankTrailingCommas(std::string& json) {
    std::size_t comma = json.npos;
    bool inText = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inText) {
            if (c == '\\') ++i;
            if (c == '"') inText = false;
            continue;
        }
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n') continue;
        if ((c == ']' || c == '}') && comma != json.npos) json[comma] = ' ';
        comma = c == ',' ? i : json.npos;
        inText = c == '"';
    }
}

}  // namespace

Result<void> readJsonWords(std::string& json, const std::function<bool(const JsonEntry&)>& take) {
    blankTrailingCommas(json);
    Place place;
    Handler handler(place, take);
    const CountingIterator begin(json.data(), &place), end(json.data() + json.size(), &place);
    const bool isRead = nlohmann::json::sax_parse(begin, end, &handler);
    const auto failure = [&](std::string reason) { return fail(ErrorCode::configValue, {"file", std::move(reason)}); };
    if (!handler.reason().empty()) return failure("line " + std::to_string(place.line) + ": " + handler.reason());
    if (isRead && !handler.foundList()) return failure("neither an array nor an object with a member words");
    return {};
}

}  // namespace mirror::filter
