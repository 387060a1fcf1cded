#pragma once
#include <functional>
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
/// `begun` gives the time of
/// its header, and is asked only as far as it matters. The open segment never goes.
std::vector<Expired> expiredSegments(const std::vector<SegmentPlace>& segments, const std::function<SystemTime(std::size_t index)>& begun,
                                     const JournalSettings& settings, SystemTime now);

}  // namespace mirror::log
