#include "log/journal_entry.h"

namespace mirror::log {

std::string_view recordPartName(RecordPart part) {
    switch (part) {
        case RecordPart::request: return "request";
        case RecordPart::answer: return "answer";
        case RecordPart::event: return "event";
        case RecordPart::end: return "end";
    }
    return "event";
}

std::size_t footprint(const JournalEntry& entry) { return sizeof(JournalEntry) + entry.content.size() + entry.values.size() + 256; }

}  // namespace mirror::log
