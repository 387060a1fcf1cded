#include "log/retention.h"

#include <chrono>

namespace mirror::log {

std::vector<Expired> expiredSegments(const std::vector<SegmentPlace>& segments, const std::function<SystemTime(std::size_t index)>& begun,
                                     const JournalSettings& settings, SystemTime now) {
    std::vector<Expired> expired;
    std::uint64_t total = 0;
    for (const SegmentPlace& place : segments) total += place.bytes;
    const auto bound = static_cast<std::uint64_t>(settings.maxBytes.value);
    // Only from the old end: what is left is always one unbroken stretch of the chain.
    for (std::size_t i = 0; i + 1 < segments.size(); ++i) {
        const bool isOld = settings.keepDays > 0 && now - begun(i + 1) > std::chrono::hours(24) * settings.keepDays;
        const bool isTooMuch = bound > 0 && total > bound;
        if (!isOld && !isTooMuch) break;
        expired.push_back({segments[i], isOld ? "age" : "size"});
        total -= segments[i].bytes;
    }
    return expired;
}

}  // namespace mirror::log
