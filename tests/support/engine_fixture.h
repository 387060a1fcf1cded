#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "proxycore/make_engine.h"
#include "proxycore/make_simulator.h"
#include "support/http_client.h"
#include "support/patience.h"
#include "support/temp_profile.h"

namespace mirror::test {

/// What an engine under test is made of.
struct FixtureOptions {
    std::vector<std::string> upstreams;  ///< base URLs in the order of candidates: "up0", "up1" ...
    Overrides overrides;                 ///< laid over the fixture's own
    bool startServing = true;
    /// Upstream timers of 400 ms, for tests that wait for one to run out. Otherwise they are longer than any pause of a loaded
    /// machine, so that a slow run is not taken for a silent upstream.
    bool impatient = false;
};

/// A real engine in this process, with a profile of its own, plain, TLS and admin listeners on ports the system chose.
class EngineFixture {
public:
    explicit EngineFixture(FixtureOptions options = {});
    /// The engine of a profile that exists already (restart, second engine).
    EngineFixture(std::shared_ptr<TempProfile> profile, FixtureOptions options);
    /// Stops without draining: what still runs at the end of a test is of no interest.
    ~EngineFixture();
    EngineFixture(const EngineFixture&) = delete;
    EngineFixture& operator=(const EngineFixture&) = delete;

    Engine& engine() { return *m_made.engine; }
    const FirstRun& firstRun() const { return m_made.firstRun; }
    std::shared_ptr<TempProfile> profile() const { return m_profile; }
    const std::string& key() const { return m_made.firstRun.virtualKey; }
    std::uint16_t port() const { return m_port; }
    std::uint16_t tlsPort() const { return m_tlsPort; }
    std::uint16_t adminPort() const { return m_adminPort; }

    HttpClient connect(const ConnectOptions& options = {}) const { return HttpClient(connectPlain(m_port, options)); }
    HttpClient connectTls() const;
    HttpClient connectAdmin() const { return HttpClient(connectPlain(m_adminPort)); }
    std::string chat(std::string_view model = "test-model", std::string_view more = {}, std::string_view fields = {}) const;
    std::string streamChat(std::string_view model = "test-model", std::string_view fields = {}) const;
    std::string adminGet(std::string_view path) const { return getRequest(path, m_profile->adminToken()); }
    /// One request on a connection of its own.
    HttpAnswer ask(const std::string& request, Milliseconds timeout = kPatience) const;

    /// Waits for the receipt, at most kPatience.
    Result<Receipt> submit(Command command);
    /// Waits until a snapshot satisfies `claim`.
    bool waitFor(const std::function<bool(const Snapshot&)>& claim, Milliseconds timeout = kPatience) const;
    /// The finished requests known so far; waits until there are at least `count`.
    std::vector<TrafficRecord> traffic(std::size_t count = 1);
    /// Destroys the engine, as the end of the program would.
    void destroy() { m_made.engine.reset(); }

private:
    void start(FixtureOptions options);
    void readPorts();
    std::shared_ptr<TempProfile> m_profile;
    MadeEngine m_made;
    std::uint16_t m_port = 0, m_tlsPort = 0, m_adminPort = 0;
};

/// The port of "https://127.0.0.1:8443"; 0 if there is none.
std::uint16_t portOf(std::string_view url);

}  // namespace mirror::test
