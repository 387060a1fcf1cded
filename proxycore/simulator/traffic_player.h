#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/task.h"
#include "net/address.h"
#include "net/reactor.h"
#include "net/stream.h"
#include "simulator/traffic_plan.h"

namespace mirror::simulator {

/// Sends a TrafficPlan to a mirror, each request on a connection of its own, and reads the answers away. Lives on one reactor's thread
/// and must not be destroyed before isIdle().
class TrafficPlayer {
public:
    TrafficPlayer(net::Reactor& reactor, net::Address target, std::string virtualKey, TrafficPlan plan);
    /// Begins; requests due while the mirror does not answer are let go.
    void start();
    /// Ends everything; the connections close within the next turns of the reactor.
    void stop() { m_stop.cancel(); }
    bool isIdle() const { return m_active == 0 && !m_pumping; }
    std::uint64_t sent() const { return m_sent; }

private:
    base::Detached pump();
    base::Detached send(PlannedRequest request);
    base::Task<void> exchangeBytes(const PlannedRequest& request);
    base::Task<bool> sendAll(net::Stream& stream, const std::string& bytes, SteadyTime deadline);
    base::Task<void> readAway(net::Stream& stream, SteadyTime deadline);
    std::string bytesOf(const PlannedRequest& request) const;

    net::Reactor& m_reactor;
    net::Address m_target;
    std::string m_key;
    TrafficPlan m_plan;
    net::Canceller m_stop;
    std::size_t m_active = 0;
    std::uint64_t m_sent = 0;
    bool m_pumping = false;
};

}  // namespace mirror::simulator
