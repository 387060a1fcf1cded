#include "listen/census.h"

namespace mirror::listen {

bool ConnectionCensus::enter(const std::string& address, std::int64_t maxConnections, std::int64_t maxPerAddress) {
    const std::lock_guard lock(m_mutex);
    if (m_total >= maxConnections) return false;
    std::int64_t& here = m_byAddress[address];
    if (here >= maxPerAddress) return false;
    ++here;
    ++m_total;
    return true;
}

void ConnectionCensus::leave(const std::string& address) {
    const std::lock_guard lock(m_mutex);
    --m_total;
    const auto found = m_byAddress.find(address);
    if (found != m_byAddress.end() && --found->second == 0) m_byAddress.erase(found);
}

}  // namespace mirror::listen
