#include "engine/word_hits.h"

#include <algorithm>
#include <ctime>
#include <numeric>

namespace mirror::engine {

namespace {

std::uint64_t sumOf(const CategoryHits& hits) { return std::accumulate(hits.byAction.begin(), hits.byAction.end(), std::uint64_t{0}); }

}  // namespace

std::int64_t localDay(SystemTime time) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm parts{};
    localtime_r(&seconds, &parts);
    return parts.tm_year * std::int64_t{366} + parts.tm_yday;
}

SystemTime localMidnight(SystemTime time) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm parts{};
    localtime_r(&seconds, &parts);
    parts.tm_hour = parts.tm_min = parts.tm_sec = 0;
    parts.tm_isdst = -1;
    return std::chrono::system_clock::from_time_t(std::mktime(&parts));
}

WordHitsToday::WordHitsToday(SystemTime now) : m_since(now), m_day(localDay(now)) {}

void WordHitsToday::turnDay(SystemTime now) {
    const std::int64_t day = localDay(now);
    if (day == m_day) return;
    m_day = day;
    m_since = localMidnight(now);
    m_words.clear();
    m_categories.clear();
    m_masked = {};
}

void WordHitsToday::merge(const metrics::ShardDelta& delta, SystemTime now) {
    turnDay(now);
    for (const auto& [id, count] : delta.wordHits) m_words[id] += count;
    for (const auto& [category, counts] : delta.categoryHits) {
        auto& into = m_categories[category];
        for (std::size_t action = 0; action < into.size(); ++action) into[action] += counts[action];
    }
    for (std::size_t kind = 0; kind < m_masked.size(); ++kind) m_masked[kind] += delta.masked[kind];
}

std::vector<CategoryHits> WordHitsToday::categories(std::size_t limit) const {
    std::vector<CategoryHits> list;
    for (const auto& [category, counts] : m_categories) list.push_back({category, counts});
    std::stable_sort(list.begin(), list.end(), [](const CategoryHits& a, const CategoryHits& b) { return sumOf(a) > sumOf(b); });
    if (list.size() > limit) list.resize(limit);
    return list;
}

WordHits WordHitsToday::words() const {
    WordHits hits;
    hits.since = m_since;
    for (const auto& [id, count] : m_words) hits.words.push_back({id, count});
    return hits;
}

}  // namespace mirror::engine
