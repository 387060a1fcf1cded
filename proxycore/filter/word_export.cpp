#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "filter/txt_line.h"
#include "filter/word_columns.h"
#include "filter/word_import.h"

namespace mirror::filter {

namespace {

constexpr std::array<WordColumn, kWordColumns> kColumns{WordColumn::text,    WordColumn::category, WordColumn::action, WordColumn::scope,
                                                        WordColumn::enabled, WordColumn::exact,    WordColumn::kind,   WordColumn::note};

bool isBlank(char c) { return c == ' ' || c == '\t'; }

/// Quoted where the reader would change or split it otherwise: blanks at the ends are only kept inside quotes (those beyond ASCII too).
bool needsQuotes(std::string_view cell) {
    if (cell.empty()) return false;
    if (cell.find_first_of(",;\"\r\n\t") != cell.npos || isBlank(cell.front()) || isBlank(cell.back())) return true;
    return (static_cast<unsigned char>(cell.front()) | static_cast<unsigned char>(cell.back())) >= 0x80 && (cell.find("\xC2\xA0") != cell.npos || cell.find("\xE3\x80\x80") != cell.npos);
}

void appendCell(std::string& out, std::string_view cell) {
    const bool isGuarded = needsFormulaGuard(cell);
    if (!needsQuotes(cell)) {
        if (isGuarded) out += '\'';
        out += cell;
        return;
    }
    out += isGuarded ? "\"'" : "\"";
    for (const char c : cell) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

void appendCsv(std::string& out, const Word& word) {
    for (const WordColumn column : kColumns) {
        if (column != kColumns.front()) out += ',';
        appendCell(out, columnValue(word, column));
    }
    out += "\r\n";
}

void appendHeader(std::string& out) {
    out += "\xEF\xBB\xBF";
    for (const WordColumn column : kColumns) {
        if (column != kColumns.front()) out += ',';
        out += columnName(column);
    }
    out += "\r\n";
}

void appendJson(std::string& out, const Word& word, bool isFirst) {
    nlohmann::ordered_json entry = nlohmann::ordered_json::object();
    for (const WordColumn column : kColumns) entry[std::string(columnName(column))] = std::string(columnValue(word, column));
    entry["enabled"] = word.enabled;
    entry["exact"] = word.exact;
    out += isFirst ? "  " : ",\n  ";
    out += entry.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

/// Whether a line of its text alone comes back as this word.
bool fitsTxt(const Word& word) { return word.kind == WordKind::word && entryOfLine(word.text) == word.text; }

void append(std::string& out, const Word& word, WordFileFormat format, bool isFirst) {
    if (format == WordFileFormat::json) return appendJson(out, word, isFirst);
    if (format == WordFileFormat::txt) {
        out += word.text;
        out += '\n';
    } else {
        appendCsv(out, word);
    }
}

}  // namespace

ExportedWords exportWords(const WordBook& book, const std::vector<std::uint32_t>& ids, WordFileFormat format) {
    std::vector<std::uint32_t> wanted = ids;
    std::sort(wanted.begin(), wanted.end());
    ExportedWords out;
    if (format == WordFileFormat::json) out.content = "[\n";
    if (format == WordFileFormat::csv || format == WordFileFormat::automatic) appendHeader(out.content);
    for (const Word& word : book.words) {
        if (!wanted.empty() && !std::binary_search(wanted.begin(), wanted.end(), word.id)) continue;
        if (format == WordFileFormat::txt && !fitsTxt(word)) continue;
        append(out.content, word, format, out.words == 0);
        ++out.words;
    }
    if (format == WordFileFormat::json) out.content += "\n]\n";
    return out;
}

}  // namespace mirror::filter
