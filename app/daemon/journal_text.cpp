#include "daemon/journal_text.h"

#include <nlohmann/json.hpp>

#include "daemon/terminal_text.h"
#include "proxycore/api/wire.h"

namespace mirror::app {

namespace {

using Json = nlohmann::json;

std::string placeText(const JournalProblem& problem) {
    std::string text = "segment " + std::to_string(problem.segment);
    if (problem.record != 0) text += ", record " + std::to_string(problem.record);
    return text;
}

std::string problemText(const JournalProblem& problem) {
    std::string text = placeText(problem) + ": " + std::string(journalFlawName(problem.flaw));
    if (!problem.detail.empty()) text += " (" + plain(problem.detail) + ")";
    return text + "\n";
}

Json wireForm(const JournalEntryRow& row) {
    Json page = Json::parse(wire::encode(Receipt(JournalPage{.rows = {row}})), nullptr, /*allow_exceptions=*/false);
    return page["rows"][0];
}

std::string line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// Contents stand in records as JSON that the engine made; one that is none came from a record somebody wrote anew.
std::string jsonOrNull(const std::string& content) { return Json::accept(content) ? content : "null"; }

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
    std::string text = timeOf(row.time) + '\t' + plain(row.requestId) + '\t' + plain(row.keyName) + '\t' + plain(row.modelAsked) + '\t' + plain(row.modelAnswered) + '\t' +
                       (row.isAnswered ? std::to_string(row.status) : "-") + '\t' + (row.isAnswered ? std::string(outcomeName(row.outcome)) : "no answer") + '\n';
    if (!entry.passage.empty()) text += "    " + plain(entry.passage) + '\n';
    return text;
}

std::string dialogueText(const FoundDialogue& dialogue) {
    std::string text = rowText(dialogue.row);
    if (!dialogue.request.empty()) text += "    request: " + plain(dialogue.request) + '\n';
    if (!dialogue.answer.empty()) text += "    answer: " + plain(dialogue.answer) + '\n';
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
