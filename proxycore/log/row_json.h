#pragma once
#include <string>
#include <string_view>

#include "log/journal_entry.h"
#include "proxycore/api/result.h"

/// A row as JSON, the text of "row" in a record. What is empty or zero is left out; what is not UTF-8 in a text becomes U+FFFD.
namespace mirror::log {

void appendRow(std::string& out, const JournalRow& row, bool isAlone);

/// What appendRow wrote; members it does not know are passed over, so that older programs read newer journals.
struct ParsedRow {
    JournalRow row;
    bool isAlone = false;
};
/// journalDamaged if it is not JSON or a member has another type.
Result<ParsedRow> parseRow(std::string_view text);

}  // namespace mirror::log
