#pragma once
#include <memory>
#include <optional>
#include <string>

#include "engine/loop_thread.h"
#include "listen/census.h"
#include "listen/listener.h"
#include "listen/service.h"
#include "proxycore/make_simulator.h"
#include "simulator/pauses.h"
#include "simulator/simulator_handler.h"

namespace mirror::engine {

/// A simulator behind a listener, on a thread of its own.
class SimulatorHost final : public RunningSimulator {
public:
    static Result<std::unique_ptr<RunningSimulator>> start(const SimulatorSettings& settings);
    SimulatorHost(std::unique_ptr<net::Reactor> reactor, const simulator::SimulatorOptions& options, net::BoundSockets sockets);
    std::uint16_t port() const override { return m_address.port(); }
    std::string url() const override { return "http://" + m_address.text() + "/v1"; }

private:
    void letGo();

    std::unique_ptr<net::Reactor> m_reactor;
    net::Address m_address;
    simulator::ReactorPauses m_pauses;
    simulator::SimulatorHandler m_handler;
    listen::ConnectionCensus m_census;
    listen::Service m_service;
    std::optional<listen::Listener> m_listener;
    LoopThread m_thread;  // last: it uses everything above
};

}  // namespace mirror::engine
