#pragma once
#include <atomic>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "log/journal_event.h"
#include "log/order_check.h"
#include "log/segment_reader.h"

namespace mirror::log {

/// Opens what `line` might be with the keys of other segments: the number of the one it belongs to, 0 if none.
using ForeignTest = std::function<std::uint32_t(std::string_view line)>;

/// What one walk over a segment found.
struct SegmentFindings {
    std::uint64_t records = 0;             ///< that could be opened
    std::vector<JournalProblem> problems;  ///< rising by record
    std::uint64_t lastSeq = 0;             ///< the highest
    std::string lastHash;                  ///< of the last line as it stands; of the header if there is none
    bool isEndSound = true;                ///< the last line is the record it should be
    bool hasFooter = false;
    std::uint64_t torn = 0;                ///< bytes behind the last line
    std::vector<JournalEvent> events;
    std::map<std::uint64_t, std::string> hashes;  ///< of the records asked for
    bool isStopped = false;
};

/// Walks over all lines of a segment: every token is opened, strictly; numbers, chain, footer. `wanted` are the records whose hashes the caller compares with anchors;
/// `walked` is told bytes now and then. Stops when `stop` becomes true.
SegmentFindings checkSegment(SegmentReader& reader, const ForeignTest& isForeign, const std::set<std::uint64_t>& wanted,
                             const std::function<void(std::uint64_t bytes)>& walked, const std::atomic<bool>& stop);

}  // namespace mirror::log
