#pragma once
#include <vector>

#include "log/journal_settings.h"
#include "log/segment_name.h"

namespace mirror::log {

/// A closed segment that has to go.
struct Expired {
    SegmentPlace place;
    const char* reason;  ///< "age" or "size"
};

/// Which of `segments` (rising, the open one last) have to go now, oldest first. Age counts from the end of a segment, which is the beginning of the next one:
/// `begun` are their header times, in the same order. The open segment never goes.
std::vector<Expired> expiredSegments(const std::vector<SegmentPlace>& segments, const std::vector<SystemTime>& begun, const JournalSettings& settings,
                                     SystemTime now);

}  // namespace mirror::log
