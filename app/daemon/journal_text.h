#pragma once
#include <string>

#include "proxycore/journal_tools.h"

/// What the subcommands about the journal say, as functions of what they know. Foreign texts are shown without control characters; those that turn the order of reading
/// around stand as \uXXXX, in JSON and elsewhere.
namespace mirror::app {

/// A table, tabs between the columns.
std::string keysText(const JournalKeys& keys);
/// A line for each problem, "segment 3, record 17: chain (...)", what was looked at, and what a check like this cannot see.
std::string reportText(const JournalReport& report);
/// One line, tabs between the columns, with the passage of a search behind them.
std::string rowText(const JournalEntryRow& row);
std::string rowHead();
/// The row and the contents, a line each.
std::string dialogueText(const FoundDialogue& dialogue);
/// What could not be read, a line each, and whether there may be more.
std::string readingText(const JournalReading& reading);

/// {"position", "request": {"segment", "record"}, "answer", "row", "passage"}, as in the admin API's journal_page, on a line.
std::string rowJson(const JournalEntryRow& row);
/// The same with "contents": {"request": JSON or null, "answer": JSON or null}.
std::string dialogueJson(const FoundDialogue& dialogue);

}  // namespace mirror::app
