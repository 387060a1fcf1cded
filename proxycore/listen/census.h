#pragma once
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

namespace mirror::listen {

/// Counts open connections, in all and by address, over all workers, so that one host cannot take every place. Locked only when a
/// connection opens or closes.
class ConnectionCensus {
public:
    /// False when the connection must be turned away; then leave() must not be called.
    bool enter(const std::string& address, std::int64_t maxConnections, std::int64_t maxPerAddress);
    void leave(const std::string& address);

private:
    std::mutex m_mutex;
    std::int64_t m_total = 0;
    std::unordered_map<std::string, std::int64_t> m_byAddress;
};

}  // namespace mirror::listen
