#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mirror::filter {

/// One record of a csv file. Reused by its owner.
struct CsvRecord {
    struct Field {
        std::string text;
        bool quoted = false;
    };
    std::vector<Field> fields;    ///< at least one
    std::uint64_t firstLine = 0;  ///< from 1
    std::uint64_t lastLine = 0;   ///< another one when a quoted field has line ends
    bool isMalformed = false;     ///< a quote that never ends (within kMaxField), or something behind one that did; fields mean nothing then
    bool isBlank() const { return fields.size() == 1 && !fields[0].quoted && fields[0].text.empty(); }
};

/// Reads records by RFC 4180, any line ends, any delimiter. Fields that are not quoted come without blanks at their ends; a quote inside such a field is a
/// character like others. What is malformed costs its line, not what follows.
class CsvReader {
public:
    CsvReader(std::string_view text, char delimiter) : m_text(text), m_delimiter(delimiter) {}
    /// False at the end.
    bool next(CsvRecord& record);
    std::size_t offset() const { return m_at; }
    static constexpr std::size_t kMaxField = 64 * 1024;  ///< octets of a quoted field

private:
    bool takeField(CsvRecord::Field& field);
    bool takeQuoted(CsvRecord::Field& field);
    void takePlain(CsvRecord::Field& field);
    bool atLineEnd() const { return m_at >= m_text.size() || m_text[m_at] == '\r' || m_text[m_at] == '\n'; }
    void skipLine();
    void skipLineEnd();

    std::string_view m_text;
    char m_delimiter;
    std::size_t m_at = 0;
    std::uint64_t m_line = 1;
};

/// Without blanks at both ends: ASCII space and tab, U+00A0, U+3000.
std::string_view withoutBlanks(std::string_view text);

}  // namespace mirror::filter
