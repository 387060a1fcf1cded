#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "proxycore/api/journal.h"

namespace mirror::log {

/// What a record of the journal is. A dialogue has a request part, written when it is admitted, and an answer part, written when it ends; the two are
/// linked by JournalRow::requestId. Events and ends are written by the journal itself.
enum class RecordPart : std::uint8_t {
    request,
    answer,
    event,  ///< a segment was removed or shredded: see journal_event.h
    end,    ///< footer of a segment: content is {"records":n}
};
std::string_view recordPartName(RecordPart part);  ///< "request", "answer", "event", "end"

/// What JournalWriter::offer() takes: one part of a dialogue, masked already. The row goes into the record and into the index; the writer makes its text
/// (row_json.h), so that the two cannot differ.
struct JournalEntry {
    RecordPart part = RecordPart::request;  ///< request or answer
    /// Of an answer the whole row; of a request what is known when it is admitted. `time` and `requestId` are the same in both.
    JournalRow row;
    /// An answer that stands for the whole dialogue, because there is no request part: refused before it was admitted.
    bool isAlone = false;
    std::string content;  ///< one JSON value, written as it is: well-formed UTF-8 without line breaks outside of strings
    std::string values;   ///< originals of masked values as ValueSealer made them (base64url text); empty: none
};

/// Bytes an entry takes while it waits, for the bound of the queue.
std::size_t footprint(const JournalEntry& entry);

}  // namespace mirror::log
