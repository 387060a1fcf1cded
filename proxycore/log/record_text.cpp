#include "log/record_text.h"

#include <array>
#include <charconv>

#include "base/text.h"
#include "log/journal_error.h"

namespace mirror::log {

namespace {
constexpr std::array kParts{RecordPart::request, RecordPart::answer, RecordPart::event, RecordPart::end};

/// Takes a text apart from its front; once something is missing it stays broken.
class Cutter {
public:
    explicit Cutter(std::string_view text) : m_rest(text) {}
    void literal(std::string_view expected) {
        if (!m_rest.starts_with(expected)) return breakOff();
        m_rest.remove_prefix(expected.size());
    }
    bool optionalLiteral(std::string_view expected) {
        if (!m_rest.starts_with(expected)) return false;
        m_rest.remove_prefix(expected.size());
        return true;
    }
    /// A string that needs no escapes, without its quotes.
    std::string_view plainString() {
        literal("\"");
        const std::string_view text = take(m_rest.find('"'));
        literal("\"");
        return text;
    }
    std::string_view value() { return take(jsonValueLength(m_rest)); }
    std::uint64_t number() {
        const std::string_view digits = take(m_rest.find_first_not_of("0123456789"));
        const auto parsed = base::parseDecimal(digits);
        if (!parsed || (digits.size() > 1 && digits[0] == '0')) breakOff();
        return parsed.value_or(0);
    }
    bool isWhole() const { return !m_isBroken && m_rest.empty(); }
    void breakOff() { m_isBroken = true; }

private:
    std::string_view take(std::size_t length) {
        if (length == 0 || length > m_rest.size()) {
            breakOff();
            return {};
        }
        const std::string_view taken = m_rest.substr(0, length);
        m_rest.remove_prefix(length);
        return taken;
    }
    std::string_view m_rest;
    bool m_isBroken = false;
};

// Whether the quote at `at` belongs to the string: an odd number of backslashes stands before it.
bool isEscaped(std::string_view text, std::size_t at) {
    std::size_t begin = at;
    while (text[begin - 1] == '\\') --begin;
    return (at - begin) % 2 == 1;
}

// Behind the closing quote of the string that begins at 0. From quote to quote: texts are long and quotes in them rare.
std::size_t stringLength(std::string_view text) {
    for (std::size_t i = text.find('"', 1); i != std::string_view::npos; i = text.find('"', i + 1))
        if (!isEscaped(text, i)) return i + 1;
    return 0;
}

std::size_t nestedLength(std::string_view text) {
    std::size_t depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') {
            const std::size_t length = stringLength(text.substr(i));
            if (length == 0) return 0;
            i += length - 1;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return i + 1;
        }
    }
    return 0;
}

std::optional<RecordPart> partFromName(std::string_view name) {
    for (const RecordPart part : kParts)
        if (recordPartName(part) == name) return part;
    return std::nullopt;
}
}  // namespace

std::size_t jsonValueLength(std::string_view text) {
    if (text.empty()) return 0;
    if (text[0] == '"') return stringLength(text);
    if (text[0] == '{' || text[0] == '[') return nestedLength(text);
    const std::size_t end = text.find_first_of(",]}");
    return end == std::string_view::npos ? text.size() : end;
}

void appendRecord(std::string& out, const RecordView& record) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, record.seq).ptr;
    base::append(out, {R"({"v":1,"seq":)", std::string_view(digits, static_cast<std::size_t>(end - digits)), R"(,"prev":")", record.prev, R"(","part":")",
                       recordPartName(record.part), R"(","row":)", record.row, R"(,"content":)", record.content});
    if (!record.values.empty()) base::append(out, {R"(,"values":")", record.values, "\""});
    out += '}';
}

Result<RecordView> parseRecord(std::string_view text) {
    Cutter cutter(text);
    RecordView record;
    cutter.literal(R"({"v":1,"seq":)");
    record.seq = cutter.number();
    cutter.literal(R"(,"prev":)");
    record.prev = cutter.plainString();
    cutter.literal(R"(,"part":)");
    const auto part = partFromName(cutter.plainString());
    cutter.literal(R"(,"row":)");
    record.row = cutter.value();
    cutter.literal(R"(,"content":)");
    record.content = cutter.value();
    if (cutter.optionalLiteral(R"(,"values":)")) record.values = cutter.plainString();
    cutter.literal("}");
    if (!cutter.isWhole() || !part || record.seq == 0) return damaged("record", "its form is unknown");
    record.part = *part;
    return record;
}

}  // namespace mirror::log
