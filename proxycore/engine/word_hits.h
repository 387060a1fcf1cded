#pragma once
#include <map>
#include <string>

#include "metrics/worker_shard.h"
#include "proxycore/api/command.h"
#include "proxycore/api/snapshot.h"

namespace mirror::engine {

/// What the rules of the word lists found since midnight, local time. Control thread only.
class WordHitsToday {
public:
    explicit WordHitsToday(SystemTime now);
    void merge(const metrics::ShardDelta& delta, SystemTime now);
    /// By category, most first, at most `limit`.
    std::vector<CategoryHits> categories(std::size_t limit) const;
    const std::array<std::uint64_t, kPiiKinds>& masked() const { return m_masked; }
    WordHits words() const;
    /// Begins anew when another day has begun.
    void turnDay(SystemTime now);

private:
    SystemTime m_since;
    std::int64_t m_day;  // local, counted from anywhere
    std::map<std::uint32_t, std::uint64_t> m_words;
    std::map<std::string, std::array<std::uint64_t, 3>, std::less<>> m_categories;
    std::array<std::uint64_t, kPiiKinds> m_masked{};
};

/// The day of a time in the time zone of this machine, as a number that changes at midnight.
std::int64_t localDay(SystemTime time);
/// When it began.
SystemTime localMidnight(SystemTime time);

}  // namespace mirror::engine
