#pragma once
#include <cstdint>
#include <deque>
#include <vector>

#include "proxycore/api/command.h"
#include "proxycore/api/traffic.h"

namespace mirror::metrics {

/// The last finished requests, in the order the workers handed them over. Control thread only; numbers them from 1 without gaps.
class TrafficList {
public:
    static constexpr std::size_t kCapacity = 10'000;
    void add(std::vector<TrafficRecord>&& records);
    /// Records with id > afterId, oldest first; `more` when the limit left some out.
    TrafficPage query(std::uint64_t afterId, std::uint32_t limit) const;
    std::uint64_t lastId() const { return m_lastId; }

private:
    std::deque<TrafficRecord> m_records;
    std::uint64_t m_lastId = 0;
};

}  // namespace mirror::metrics
