#include "support/engine_fixture.h"

#include <future>
#include <stdexcept>
#include <thread>

#include "base/text.h"

namespace mirror::test {
namespace {

constexpr Milliseconds kPoll{10};

/// Ports of the system's choice, timers as the test wants them.
Overrides ownOverrides(const FixtureOptions& options) {
    const std::string patience = options.impatient ? "400ms" : "10s";
    Overrides all{{"listeners[0].port", "0"}, {"listeners[1].port", "0"},       {"listeners[1].address", "127.0.0.1"},
                  {"admin.port", "0"},        {"workers.count", "2"},           {"workers.drain_timeout", "3s"},
                  {"log.level", "error"},     {"retry.backoff_base", "20ms"}};
    for (const char* timer : {"connect", "headers", "first_token", "idle", "only_candidate", "non_stream_first_byte"})
        all.emplace_back(std::string("timeouts.") + timer, patience);
    for (std::size_t i = 0; i < options.upstreams.size(); ++i) {
        const std::string element = "upstreams[" + std::to_string(i) + "].";
        all.emplace_back(element + "name", "up" + std::to_string(i));
        all.emplace_back(element + "base_url", options.upstreams[i]);
        all.emplace_back(element + "api_keys", "sk-upstream-" + std::to_string(i));
    }
    all.insert(all.end(), options.overrides.begin(), options.overrides.end());
    return all;
}

}  // namespace

std::uint16_t portOf(std::string_view url) {
    const std::size_t colon = url.rfind(':');
    if (colon == std::string_view::npos) return 0;
    const std::string_view rest = url.substr(colon + 1);
    return static_cast<std::uint16_t>(base::parseDecimal(rest.substr(0, rest.find('/'))).value_or(0));
}

EngineFixture::EngineFixture(FixtureOptions options) : m_profile(std::make_shared<TempProfile>()) { start(std::move(options)); }

EngineFixture::EngineFixture(std::shared_ptr<TempProfile> profile, FixtureOptions options) : m_profile(std::move(profile)) { start(std::move(options)); }

EngineFixture::~EngineFixture() {
    if (!m_made.engine) return;
    const Result<Receipt> stopped = submit(StopEngine{});
    if (stopped) waitFor([](const Snapshot& now) { return now.state == EngineState::stopped || now.state == EngineState::failed; });
}

void EngineFixture::start(FixtureOptions options) {
    EngineOptions made;
    made.profile = m_profile->path();
    made.overrides = ownOverrides(options);
    made.version = "test";
    made.startServing = options.startServing;
    Result<MadeEngine> engine = makeEngine(std::move(made));
    if (!engine) throw std::runtime_error("makeEngine: " + describe(engine.error()) + " " + engine.error().cause);
    m_made = std::move(*engine);
    if (!options.startServing) return;
    waitFor([](const Snapshot& now) { return now.state == EngineState::running || now.state == EngineState::failed; });
    readPorts();
}

void EngineFixture::readPorts() {
    const auto now = engine().snapshot();
    m_adminPort = portOf(now->adminUrl);
    for (const ListenerStatus& listener : now->listeners) (listener.tls ? m_tlsPort : m_port) = portOf(listener.url);
}

HttpClient EngineFixture::connectTls() const {
    ConnectOptions options;
    options.caFile = m_profile->certificate().string();
    return HttpClient(test::connectTls(m_tlsPort, options));
}

std::string EngineFixture::chat(std::string_view model, std::string_view more, std::string_view fields) const {
    return postRequest("/v1/chat/completions", key(), chatBody(model, more), fields);
}

std::string EngineFixture::streamChat(std::string_view model, std::string_view fields) const { return chat(model, ",\"stream\":true", fields); }

HttpAnswer EngineFixture::ask(const std::string& request, Milliseconds timeout) const {
    HttpClient client = connect();
    client.send(request);
    return client.read(std::string_view(request).substr(0, request.find(' ')), timeout);
}

Result<Receipt> EngineFixture::submit(Command command) {
    auto promise = std::make_shared<std::promise<Result<Receipt>>>();
    std::future<Result<Receipt>> answer = promise->get_future();
    engine().submit(std::move(command), [promise](Result<Receipt> receipt) { promise->set_value(std::move(receipt)); });
    if (answer.wait_for(kPatience) != std::future_status::ready) return fail(ErrorCode::internal, {}, "no receipt in time");
    return answer.get();
}

bool EngineFixture::waitFor(const std::function<bool(const Snapshot&)>& claim, Milliseconds timeout) const {
    const SteadyTime deadline = std::chrono::steady_clock::now() + timeout;
    while (!claim(*m_made.engine->snapshot())) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(kPoll);
    }
    return true;
}

std::vector<TrafficRecord> EngineFixture::traffic(std::size_t count) {
    waitFor([&](const Snapshot& now) { return now.lastTrafficId >= count; });
    Result<Receipt> receipt = submit(QueryTraffic{.afterId = 0, .limit = 10'000});
    if (!receipt || !std::holds_alternative<TrafficPage>(*receipt)) return {};
    return std::get<TrafficPage>(std::move(*receipt)).records;
}

}  // namespace mirror::test
