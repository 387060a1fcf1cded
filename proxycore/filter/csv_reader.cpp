#include "filter/csv_reader.h"

#include <algorithm>
#include <array>

namespace mirror::filter {

namespace {
constexpr std::array<std::string_view, 4> kBlanks{" ", "\t", "\xC2\xA0", "\xE3\x80\x80"};
}  // namespace

std::string_view withoutBlanks(std::string_view text) {
    const auto begins = [&](std::string_view blank) { return text.starts_with(blank); };
    const auto ends = [&](std::string_view blank) { return text.ends_with(blank); };
    for (auto blank = kBlanks.end(); (blank = std::find_if(kBlanks.begin(), kBlanks.end(), begins)) != kBlanks.end();) text.remove_prefix(blank->size());
    for (auto blank = kBlanks.end(); (blank = std::find_if(kBlanks.begin(), kBlanks.end(), ends)) != kBlanks.end();) text.remove_suffix(blank->size());
    return text;
}

bool CsvReader::next(CsvRecord& record) {
    if (m_at >= m_text.size()) return false;
    const std::size_t begin = m_at;
    record.firstLine = m_line;
    record.isMalformed = false;
    std::size_t count = 0;
    for (bool more = true; more;) {
        if (count == record.fields.size()) record.fields.emplace_back();
        if (!takeField(record.fields[count++])) {
            record.isMalformed = true;
            m_at = begin;
            m_line = record.firstLine;
            skipLine();
        }
        more = !record.isMalformed && !atLineEnd();
        if (more) ++m_at;  // the delimiter
    }
    record.fields.resize(count);
    record.lastLine = m_line;
    skipLineEnd();
    return true;
}

bool CsvReader::takeField(CsvRecord::Field& field) {
    field.text.clear();
    field.quoted = false;
    std::size_t quote = m_at;
    while (quote < m_text.size() && m_text[quote] == ' ') ++quote;  // a quote may stand behind blanks
    if (quote >= m_text.size() || m_text[quote] != '"') {
        takePlain(field);
        return true;
    }
    m_at = quote + 1;
    field.quoted = true;
    return takeQuoted(field);
}

/// Behind the first quote.
bool CsvReader::takeQuoted(CsvRecord::Field& field) {
    const std::size_t limit = std::min(m_text.size(), m_at + kMaxField);
    for (; m_at < limit; ++m_at) {
        const char c = m_text[m_at];
        if (c == '"') {
            ++m_at;
            if (m_at < m_text.size() && m_text[m_at] == '"') {
                field.text += '"';
                continue;
            }
            while (!atLineEnd() && m_text[m_at] == ' ') ++m_at;
            return atLineEnd() || m_text[m_at] == m_delimiter;
        }
        if (c == '\n' || (c == '\r' && !m_text.substr(m_at + 1).starts_with('\n'))) ++m_line;
        field.text += c;
    }
    return false;
}

void CsvReader::takePlain(CsvRecord::Field& field) {
    const std::size_t begin = m_at;
    while (!atLineEnd() && m_text[m_at] != m_delimiter) ++m_at;
    field.text = withoutBlanks(m_text.substr(begin, m_at - begin));
}

void CsvReader::skipLine() {
    while (!atLineEnd()) ++m_at;
}

void CsvReader::skipLineEnd() {
    if (m_at >= m_text.size()) return;
    m_at += m_text.substr(m_at).starts_with("\r\n") ? 2 : 1;
    ++m_line;
}

}  // namespace mirror::filter
