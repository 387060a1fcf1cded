#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "log/journal_entry.h"
#include "proxycore/api/result.h"

/// The plaintext of a token: {"v":1,"seq":n,"prev":hash,"part":name,"row":{...},"content":...} and, where values were masked, "values":text. Always in this
/// order, without blanks; row and content stand as they were given.
namespace mirror::log {

/// Views into the text they were parsed from.
struct RecordView {
    std::uint64_t seq = 0;   ///< from 1, rising in its segment
    std::string_view prev;   ///< lineHash of the line before it; of the header's for the first
    RecordPart part = RecordPart::event;
    std::string_view row;      ///< JSON object; "{}" of a footer
    std::string_view content;  ///< JSON value
    std::string_view values;   ///< base64url; empty: none
};

/// Appends the text of `record`.
void appendRecord(std::string& out, const RecordView& record);

/// The inverse. journalDamaged for anything else; row and content are checked for where they end, not for being right.
Result<RecordView> parseRecord(std::string_view text);

/// Length of the JSON value at the start of `text`: quotes and brackets are matched, nothing else is looked at. 0 if it does not end.
std::size_t jsonValueLength(std::string_view text);

}  // namespace mirror::log
