#include "filter/word_import.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "filter/csv_reader.h"
#include "filter/json_words.h"
#include "filter/txt_line.h"
#include "filter/word_columns.h"
#include "filter/word_intake.h"

namespace mirror::filter {

namespace {

constexpr std::uint64_t kTellEvery = 1024;  // entries

tl::unexpected<Error> noList(std::string reason) { return fail(ErrorCode::configValue, {"file", std::move(reason)}); }
std::size_t octetsBefore(std::string_view all, std::string_view rest) { return all.size() - rest.size(); }

// -- what kind of file ------------------------------------------------------------------------------------------------

/// What the first record of a csv file says about the rest.
struct CsvLayout {
    char delimiter = ',';
    std::vector<std::optional<WordColumn>> columns;
    bool hasHeader = false;
};

std::vector<std::optional<WordColumn>> columnsOf(const CsvRecord& record) {
    std::vector<std::optional<WordColumn>> columns;
    for (const CsvRecord::Field& field : record.fields) {
        std::optional<WordColumn> column = columnOf(withoutBlanks(field.text));
        // A name twice: the first one counts.
        if (std::find(columns.begin(), columns.end(), column) != columns.end()) column.reset();
        columns.push_back(column);
    }
    return columns;
}

bool firstRecord(std::string_view text, char delimiter, CsvRecord& record) {
    CsvReader reader(text, delimiter);
    while (reader.next(record))
        if (!record.isBlank()) return true;
    return false;
}

CsvLayout layoutOf(std::string_view text) {
    CsvLayout best;
    std::size_t bestFields = 0, bestKnown = 0;
    for (const char delimiter : {',', ';', '\t'}) {
        CsvRecord record;
        if (!firstRecord(text, delimiter, record) || record.isMalformed) continue;
        std::vector<std::optional<WordColumn>> columns = columnsOf(record);
        const auto known = static_cast<std::size_t>(std::count_if(columns.begin(), columns.end(), [](const auto& column) { return column.has_value(); }));
        const bool hasHeader = std::find(columns.begin(), columns.end(), WordColumn::text) != columns.end();
        const auto rank = std::tuple(hasHeader, hasHeader ? known : 0, columns.size());
        if (rank <= std::tuple(best.hasHeader, bestKnown, bestFields)) continue;
        best = {delimiter, std::move(columns), hasHeader};
        bestKnown = hasHeader ? known : 0;
        bestFields = record.fields.size();
    }
    if (!best.hasHeader) best.columns = {WordColumn::text, WordColumn::category};
    return best;
}

bool endsWith(std::string_view name, std::string_view ending) {
    return name.size() > ending.size() && base::equalsIgnoreCase(name.substr(name.size() - ending.size()), ending);
}

WordFileFormat formatOf(const ImportWords& command, std::string_view text) {
    if (command.format != WordFileFormat::automatic) return command.format;
    if (endsWith(command.fileName, ".csv") || endsWith(command.fileName, ".tsv")) return WordFileFormat::csv;
    if (endsWith(command.fileName, ".json")) return WordFileFormat::json;
    if (endsWith(command.fileName, ".txt")) return WordFileFormat::txt;
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first != text.npos && (text[first] == '[' || text[first] == '{')) return WordFileFormat::json;
    return layoutOf(text).hasHeader ? WordFileFormat::csv : WordFileFormat::txt;
}

// -- reading ----------------------------------------------------------------------------------------------------------

/// Tells somebody who waits how far it is; false when it is to stop.
class Watch {
public:
    Watch(const Progress& progress, std::size_t size) : m_progress(progress), m_size(size) {}
    bool goesOn(std::size_t offset) {
        if (++m_count % kTellEvery != 0) return true;
        m_progress.tell(std::min(offset, m_size), m_size);
        m_isStopped = m_progress.stop();
        return !m_isStopped;
    }
    bool isStopped() const { return m_isStopped; }

private:
    const Progress& m_progress;
    std::size_t m_size;
    std::uint64_t m_count = 0;
    bool m_isStopped = false;
};

void readTxt(std::string_view text, const Word& defaults, WordIntake& intake, Watch& watch) {
    std::uint64_t number = 0;
    std::string_view rest = text, line;
    while (nextLine(rest, line) && watch.goesOn(octetsBefore(text, rest))) {
        ++number;
        line = entryOfLine(line);
        if (line.empty()) continue;
        Word word = defaults;
        word.text = line;
        intake.take(std::move(word), number, number);
    }
}

bool isText(WordColumn column) { return column == WordColumn::text || column == WordColumn::category || column == WordColumn::note; }

/// The name of the first column whose value means nothing; empty if there is none.
std::string fill(Word& word, const CsvRecord& record, const CsvLayout& layout) {
    for (std::size_t i = 0; i < std::min(record.fields.size(), layout.columns.size()); ++i) {
        const std::optional<WordColumn> column = layout.columns[i];
        if (!column) continue;
        const CsvRecord::Field& field = record.fields[i];
        const std::string_view value = isText(*column) ? withoutFormulaGuard(field.text) : withoutBlanks(field.text);
        if (!setColumn(word, *column, value)) return std::string(columnName(*column));
    }
    return {};
}

void readCsv(std::string_view text, const Word& defaults, WordIntake& intake, Watch& watch) {
    const CsvLayout layout = layoutOf(text);
    CsvReader reader(text, layout.delimiter);
    CsvRecord record;
    bool isHeader = layout.hasHeader;
    while (reader.next(record) && watch.goesOn(reader.offset())) {
        if (!record.isMalformed && std::all_of(record.fields.begin(), record.fields.end(), [](const CsvRecord::Field& field) { return field.text.empty(); })) continue;
        if (std::exchange(isHeader, false)) continue;
        Word word = defaults;
        const std::string badColumn = record.isMalformed ? "quotes" : fill(word, record, layout);
        if (badColumn.empty()) {
            intake.take(std::move(word), record.firstLine, record.lastLine);
        } else {
            intake.refuse(record.firstLine, record.lastLine, WordFlaw::badColumn, record.isMalformed ? std::string_view(record.fields[0].text) : word.text, badColumn);
        }
    }
}

void takeJson(const JsonEntry& entry, const Word& defaults, WordIntake& intake) {
    Word word = defaults;
    std::string badColumn = entry.isEntry ? "" : "text";
    for (const auto& [column, value] : entry.values) {
        // Unlike a cell, a member that is there and empty is meant to be.
        if (column == WordColumn::category) word.category = value;
        if (column == WordColumn::note) word.note = value;
        if (!setColumn(word, column, value)) badColumn = columnName(column);
    }
    if (!entry.badColumns.empty()) badColumn = entry.badColumns.front();
    if (badColumn.empty()) return intake.take(std::move(word), entry.line, entry.line);
    intake.refuse(entry.line, entry.line, WordFlaw::badColumn, word.text, std::move(badColumn));
}

Result<void> readJson(std::string_view text, const Word& defaults, WordIntake& intake, Watch& watch) {
    std::string json(text);
    return readJsonWords(json, [&](const JsonEntry& entry) {
        takeJson(entry, defaults, intake);
        return watch.goesOn(entry.offset);
    });
}

Result<void> read(WordFileFormat format, std::string_view text, const Word& defaults, WordIntake& intake, Watch& watch) {
    if (format == WordFileFormat::json) return readJson(text, defaults, intake, watch);
    if (format == WordFileFormat::csv) readCsv(text, defaults, intake, watch);
    if (format == WordFileFormat::txt) readTxt(text, defaults, intake, watch);
    return {};
}

Word defaultsOf(const ImportWords& command) {
    Word word = command.defaults;
    word.id = 0;
    word.text.clear();
    return word;
}

}  // namespace

Result<WordImport> importWords(WordBook& book, const ImportWords& command, const TextFolder& folder, const Progress& progress, WordIndex* index) {
    if (command.content.size() > static_cast<std::size_t>(kMaxImportBytes)) return fail(ErrorCode::bodyTooLarge);
    if (book.findList(command.defaults.list) == nullptr) return fail(ErrorCode::configValue, {"list", "there is no such list"});
    if (isBinary(command.content)) return noList("it is no text");
    const Result<DecodedText> file = decodeText(command.content);
    if (!file) return fail(file.error());
    WordIndex own;
    WordIndex& known = index != nullptr ? *index : own;
    known.prepare(book, folder);
    if (progress.stop()) return fail(ErrorCode::cancelled);

    WordIntake intake(book, known, folder, *file, command);
    Watch watch(progress, file->text().size());
    const WordFileFormat format = formatOf(command, file->text());
    const Result<void> done = read(format, file->text(), defaultsOf(command), intake, watch);
    if (watch.isStopped() || progress.stop()) return fail(ErrorCode::cancelled);
    if (!done) return fail(done.error());
    if (command.commit) intake.commit(book, known);
    progress.tell(1, 1);
    WordImport report = intake.takeReport();
    report.format = format;
    return report;
}

}  // namespace mirror::filter
