#include "engine/simulator_host.h"

#include "base/text.h"
#include "net/tcp_listener.h"

namespace mirror {
namespace engine {
namespace {

/// A provider sets its bounds wider than the mirror before it, so that what is tested is the mirror.
std::shared_ptr<const Config> generousConfig() {
    auto config = std::make_shared<Config>();
    config->http.maxBody = 64_MiB;
    config->http.requestsPerConnection = 1'000'000'000;
    config->http.keepAlive = Milliseconds(300'000);
    config->http.gzipAnswers = false;
    return config;
}

Result<simulator::SimulatorOptions> optionsFrom(const SimulatorSettings& settings) {
    simulator::SimulatorOptions options;
    const std::size_t colon = settings.listen.rfind(':');
    const auto port = base::parseDecimal(std::string_view(settings.listen).substr(colon == std::string::npos ? settings.listen.size() : colon + 1));
    if (!port || *port > 65'535) return fail(ErrorCode::addressInvalid, {settings.listen}, "an address and a port are needed, e.g. 127.0.0.1:9001");
    options.address = settings.listen.substr(0, colon);
    options.port = static_cast<std::uint16_t>(*port);
    if (!settings.fault.empty()) {
        const Result<simulator::Fault> fault = simulator::parseFault(settings.fault);
        if (!fault) return fail(fault.error());
        options.fault = *fault;
    }
    options.think = settings.think;
    options.tokens = settings.tokens;
    options.tokensPerSecond = settings.tokensPerSecond;
    options.faultDelay = settings.faultDelay;
    options.apiKey = settings.apiKey;
    options.seed = settings.seed;
    return options;
}

}  // namespace

Result<std::unique_ptr<RunningSimulator>> SimulatorHost::start(const SimulatorSettings& settings) {
    const Result<simulator::SimulatorOptions> options = optionsFrom(settings);
    if (!options) return fail(options.error());
    Result<std::unique_ptr<net::Reactor>> reactor = net::Reactor::make();
    if (!reactor) return fail(reactor.error());
    Result<net::BoundSockets> sockets = net::bindSockets(options->address, options->port, 1);
    if (!sockets) return fail(sockets.error());
    return std::make_unique<SimulatorHost>(std::move(*reactor), *options, std::move(*sockets));
}

SimulatorHost::SimulatorHost(std::unique_ptr<net::Reactor> reactor, const simulator::SimulatorOptions& options, net::BoundSockets sockets)
    : m_reactor(std::move(reactor)),
      m_address(sockets.address),
      m_pauses(*m_reactor),
      m_handler(options, m_pauses),
      m_service(*m_reactor, m_handler, m_census, generousConfig(), 0),
      m_listener(std::in_place, m_service, sockets.descriptors.front(), "simulator", nullptr),
      m_thread(*m_reactor, "simulator", [this] { letGo(); }, [this] { return m_service.connections == 0; }) {}

void SimulatorHost::letGo() {
    m_listener.reset();
    m_service.cutAll();
}

}  // namespace engine

Result<std::unique_ptr<RunningSimulator>> makeSimulator(const SimulatorSettings& settings) { return engine::SimulatorHost::start(settings); }

}  // namespace mirror
