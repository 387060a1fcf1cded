#include "engine/demo_traffic.h"

namespace mirror {
namespace engine {

Result<std::unique_ptr<RunningTraffic>> DemoTraffic::start(const DemoTrafficSettings& settings) {
    const auto target = net::Address::parse(settings.address, settings.port);
    if (!target) return fail(ErrorCode::addressInvalid, {settings.address}, "not an IP address");
    Result<std::unique_ptr<net::Reactor>> reactor = net::Reactor::make();
    if (!reactor) return fail(reactor.error());
    return std::make_unique<DemoTraffic>(std::move(*reactor), *target, settings);
}

DemoTraffic::DemoTraffic(std::unique_ptr<net::Reactor> reactor, net::Address target, const DemoTrafficSettings& settings)
    : m_reactor(std::move(reactor)),
      m_player(*m_reactor, target, settings.virtualKey, simulator::TrafficPlan(settings.seed, settings.requestsPerSecond)),
      m_thread(*m_reactor, "demo-traffic", [this] { m_player.stop(); }, [this] { return m_player.isIdle(); }) {
    m_reactor->post([this] { m_player.start(); });
}

}  // namespace engine

Result<std::unique_ptr<RunningTraffic>> startDemoTraffic(const DemoTrafficSettings& settings) { return engine::DemoTraffic::start(settings); }

}  // namespace mirror
