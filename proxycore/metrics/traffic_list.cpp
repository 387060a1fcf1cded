#include "metrics/traffic_list.h"

#include <algorithm>
#include <iterator>

namespace mirror::metrics {

void TrafficList::add(std::vector<TrafficRecord>&& records) {
    for (TrafficRecord& record : records) {
        record.id = ++m_lastId;
        m_records.push_back(std::move(record));
        if (m_records.size() > kCapacity) m_records.pop_front();
    }
    records.clear();
}

TrafficPage TrafficList::query(std::uint64_t afterId, std::uint32_t limit) const {
    TrafficPage page;
    page.firstAvailableId = m_lastId + 1 - m_records.size();  // ids have no gaps
    const std::uint64_t from = std::max(afterId, page.firstAvailableId - 1);
    if (from >= m_lastId) return page;
    const auto available = static_cast<std::size_t>(m_lastId - from);
    const std::size_t count = std::min({available, static_cast<std::size_t>(limit), kCapacity});
    const auto begin = m_records.end() - static_cast<std::ptrdiff_t>(available);
    page.records.assign(begin, begin + static_cast<std::ptrdiff_t>(count));
    page.more = count < available;
    return page;
}

}  // namespace mirror::metrics
