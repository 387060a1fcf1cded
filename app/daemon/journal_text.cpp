#include "daemon/journal_text.h"

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "daemon/terminal_text.h"
#include "proxycore/api/wire.h"

namespace mirror::app {

namespace {

using Json = nlohmann::json;

/// Length of the character at `at` when it steers a terminal (C1 controls) or turns the order of reading around (bidirectional marks, embeddings, overrides, isolates); else 0.
std::size_t steeringLength(std::string_view text, std::size_t at) {
    const auto octet = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned>(static_cast<unsigned char>(text[i])) : 0U; };
    const unsigned second = octet(at + 1), third = octet(at + 2);
    if (octet(at) == 0xC2) return second >= 0x80 && second < 0xA0 ? 2 : 0;
    if (octet(at) != 0xE2) return 0;
    const bool isMark = second == 0x80 && (third == 0x8E || third == 0x8F || (third >= 0xAA && third <= 0xAE));
    const bool isIsolate = second == 0x81 && third >= 0xA6 && third <= 0xA9;
    return isMark || isIsolate ? 3 : 0;
}

/// Such characters as \uXXXX. In JSON they stand within strings only, where that says the same.
std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = steeringLength(text, i);
        if (length == 0) {
            out += text[i++];
            continue;
        }
        const unsigned low = static_cast<unsigned char>(text[i + length - 1]);
        const unsigned point = length == 2 ? low : 0x2000U + ((static_cast<unsigned char>(text[i + 1]) & 0x3FU) << 6) + (low & 0x3FU);
        std::array<char, 8> code{};
        std::snprintf(code.data(), code.size(), "\\u%04x", point);
        out += code.data();
        i += length;
    }
    return out;
}

std::string shown(std::string text) { return escaped(plain(std::move(text))); }

std::string placeText(const JournalProblem& problem) {
    std::string text = "segment " + std::to_string(problem.segment);
    if (problem.record != 0) text += ", record " + std::to_string(problem.record);
    return text;
}

std::string problemText(const JournalProblem& problem) {
    std::string text = placeText(problem) + ": " + std::string(journalFlawName(problem.flaw));
    if (!problem.detail.empty()) text += " (" + shown(problem.detail) + ")";
    return text + "\n";
}

Json wireForm(const JournalEntryRow& row) {
    Json page = Json::parse(wire::encode(Receipt(JournalPage{.rows = {row}})), nullptr, /*allow_exceptions=*/false);
    return page["rows"][0];
}

std::string line(const Json& json) { return escaped(json.dump(-1, ' ', false, Json::error_handler_t::replace)); }

/// Contents stand in records as JSON that the engine made; one that is none came from a record somebody wrote anew.
std::string jsonOrNull(const std::string& content) { return Json::accept(content) ? escaped(content) : "null"; }

}  // namespace

std::string keysText(const JournalKeys& keys) {
    std::string text = "KEY\tMADE\tSTATE\n";
    for (const JournalKeyInfo& key : keys.keys) text += plain(key.id) + '\t' + timeOf(key.created) + '\t' + (key.isCurrent ? "sealed to" : "retired, still opens") + '\n';
    return text;
}

std::string reportText(const JournalReport& report) {
    std::string text;
    for (const JournalProblem& problem : report.problems) text += problemText(problem);
    if (report.problemCount > report.problems.size()) text += "and " + std::to_string(report.problemCount - report.problems.size()) + " more\n";
    text += std::to_string(report.records) + " records in " + std::to_string(report.segments) + " segments, " + std::to_string(report.removed) + " segments removed with a record of it, " +
            std::to_string(report.anchors) + " anchors compared: " + (report.problemCount == 0 ? "no problem found" : std::to_string(report.problemCount) + " problems") +
            (report.isComplete ? "\n" : ", stopped before the end\n");
    text += report.lastAnchor.segment == 0 ? "There is no anchor: records cut off at the very end would not show, nor would a history that somebody with the passphrase wrote anew.\n"
                                           : "The last anchor is of segment " + std::to_string(report.lastAnchor.segment) + ", record " + std::to_string(report.lastAnchor.record) +
                                                 ": records behind it could have been cut off, or written anew by somebody with the passphrase, without showing.\n";
    return text;
}

std::string rowHead() { return "TIME\tREQUEST\tKEY\tASKED\tANSWERED\tSTATUS\tOUTCOME\n"; }

std::string rowText(const JournalEntryRow& entry) {
    const JournalRow& row = entry.row;
    std::string text = timeOf(row.time) + '\t' + shown(row.requestId) + '\t' + shown(row.keyName) + '\t' + shown(row.modelAsked) + '\t' + shown(row.modelAnswered) + '\t' +
                       (row.isAnswered ? std::to_string(row.status) : "-") + '\t' + (row.isAnswered ? std::string(outcomeName(row.outcome)) : "no answer") + '\n';
    if (!entry.passage.empty()) text += "    " + shown(entry.passage) + '\n';
    return text;
}

std::string dialogueText(const FoundDialogue& dialogue) {
    std::string text = rowText(dialogue.row);
    if (!dialogue.request.empty()) text += "    request: " + plain(escaped(dialogue.request)) + '\n';
    if (!dialogue.answer.empty()) text += "    answer: " + plain(escaped(dialogue.answer)) + '\n';
    return text;
}

std::string readingText(const JournalReading& reading) {
    std::string text;
    for (const JournalProblem& problem : reading.problems) text += problemText(problem);
    if (reading.isLimited) text += "There may be more than these " + std::to_string(reading.dialogues) + ".\n";
    return text;
}

std::string rowJson(const JournalEntryRow& row) { return line(wireForm(row)) + "\n"; }

std::string dialogueJson(const FoundDialogue& dialogue) {
    std::string text = line(wireForm(dialogue.row));
    text.pop_back();  // the object's end: contents go in as they are
    return text + ",\"contents\":{\"request\":" + jsonOrNull(dialogue.request) + ",\"answer\":" + jsonOrNull(dialogue.answer) + "}}\n";
}

}  // namespace mirror::app
