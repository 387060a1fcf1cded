#pragma once
#include <memory>

#include "engine/loop_thread.h"
#include "proxycore/make_simulator.h"
#include "simulator/traffic_player.h"

namespace mirror::engine {

/// Planned traffic towards a mirror, on a thread of its own.
class DemoTraffic final : public RunningTraffic {
public:
    static Result<std::unique_ptr<RunningTraffic>> start(const DemoTrafficSettings& settings);
    DemoTraffic(std::unique_ptr<net::Reactor> reactor, net::Address target, const DemoTrafficSettings& settings);

private:
    std::unique_ptr<net::Reactor> m_reactor;
    simulator::TrafficPlayer m_player;
    LoopThread m_thread;  // last: it uses everything above
};

}  // namespace mirror::engine
