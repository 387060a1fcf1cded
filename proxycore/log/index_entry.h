#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "log/journal_entry.h"
#include "proxycore/api/result.h"

/// What a segment's index says of its records: where they stand and what a list shows of them.
namespace mirror::log {

struct IndexEntry {
    std::uint64_t seq = 0;
    std::uint64_t offset = 0;  ///< of its line in the segment's file
    std::uint32_t length = 0;  ///< of the line, without its break
    RecordPart part = RecordPart::event;
    bool isAlone = false;
    JournalRow row;  ///< empty for events and ends, but for the time
    bool operator==(const IndexEntry&) const = default;
};

/// Binary form of entries that follow each other without a gap, at least one. Names that come again (keys, models, upstreams) stand once: about
/// 45 bytes an entry with request ids of 32 characters.
std::string packEntries(const std::vector<IndexEntry>& entries);
/// The inverse; journalDamaged if it is not that.
Result<std::vector<IndexEntry>> unpackEntries(std::string_view packed);

}  // namespace mirror::log
