#include <algorithm>

#include "proxycore/make_simulator.h"
#include "support/fake_upstream.h"
#include "support/http_client.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {
SimulatorSettings quick() {
    SimulatorSettings settings;
    settings.listen = "127.0.0.1:0";
    settings.think = Milliseconds(10);
    settings.tokens = 10;
    settings.tokensPerSecond = 100;
    return settings;
}
HttpClient connectTo(const RunningSimulator& simulator) { return HttpClient(connectPlain(simulator.port())); }
HttpAnswer ask(const RunningSimulator& simulator, const std::string& request) {
    HttpClient client = connectTo(simulator);
    client.send(request);
    return client.read();
}
std::string chat(std::string_view model, bool stream) { return postRequest("/v1/chat/completions", "k", chatBody(model, stream ? ",\"stream\":true" : "")); }
}  // namespace

/// The simulator on real sockets, and the traffic that is sent to a mirror.
class TstSimulatorServer : public QObject {
    Q_OBJECT
private slots:
    void servesOnAPortOfTheSystemsChoice() {
        auto simulator = makeSimulator(quick());
        QVERIFY(simulator.has_value());
        QVERIFY((*simulator)->port() > 0);
        QCOMPARE((*simulator)->url(), "http://127.0.0.1:" + std::to_string((*simulator)->port()) + "/v1");
        const HttpAnswer answer = ask(**simulator, chat("qwen-max", false));
        QVERIFY(answer.isComplete() && answer.status == 200);
        QCOMPARE(answer.json()["model"], "qwen-max");
    }
    void streamsAtItsPace() {
        auto simulator = makeSimulator(quick());
        const HttpAnswer answer = ask(**simulator, chat("m", true));
        QVERIFY(answer.isComplete() && answer.chunked && answer.saysDone());
        const auto events = answer.events();
        const auto span = events.back().at - events.front().at;
        const auto wanted = Milliseconds(10) * (static_cast<long>(events.size()) - 3);
        QVERIFY(span >= wanted - Milliseconds(5));
        QVERIFY(span < wanted + Milliseconds(150));
    }
    void keepsConnectionsAlive() {
        auto simulator = makeSimulator(quick());
        HttpClient client = connectTo(**simulator);
        for (bool stream : {false, true, false}) {
            client.send(chat("m", stream));
            const HttpAnswer answer = client.read();
            QVERIFY(answer.isComplete() && answer.status == 200);
        }
    }
    void resetsTheConnection() {
        auto simulator = makeSimulator(quick());
        const HttpAnswer answer = ask(**simulator, chat("m+reset", true));
        QCOMPARE(answer.status, 0);
        QVERIFY(answer.end == HttpAnswer::End::reset);
    }
    void cutsWithoutTheFinalChunk() {
        auto simulator = makeSimulator(quick());
        const HttpAnswer answer = ask(**simulator, chat("m+cut", true));
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.end == HttpAnswer::End::cut || answer.end == HttpAnswer::End::reset);
        QVERIFY(!answer.saysDone() && !answer.text().empty());
        const HttpAnswer whole = ask(**simulator, chat("m+cut", false));
        QVERIFY(whole.status == 200 && !whole.isComplete() && !whole.body.empty());
    }
    void staysSilentUntilTheClientLeaves() {
        auto simulator = makeSimulator(quick());
        HttpClient client = connectTo(**simulator);
        client.send(chat("m+silence", true));
        QVERIFY(client.stream().receive(Milliseconds(100)).got == ByteStream::Got::timeout);
        client.close();
        HttpClient stall = connectTo(**simulator);
        stall.send(chat("m+stall", true));
        HttpAnswer answer = stall.readHead();
        QVERIFY(stall.readEvents(answer, 2));
        stall.finish(answer, "POST", Milliseconds(200));
        QVERIFY(answer.end == HttpAnswer::End::timeout);
    }
    void sendsKeepAlivesBeforeASlowFirstToken() {
        SimulatorSettings settings = quick();
        settings.faultDelay = Milliseconds(160);
        auto simulator = makeSimulator(settings);
        const HttpAnswer answer = ask(**simulator, chat("m+slow-first-token", true));
        QVERIFY(answer.body.starts_with(": keep-alive\n\n"));
        QVERIFY(answer.saysDone());
        QVERIFY(answer.events().front().at - answer.pieces.front().at > Milliseconds(100));
    }
    void refusesUnparsableRequests() {
        auto simulator = makeSimulator(quick());
        const HttpAnswer answer = ask(**simulator, "GET / HTTP/1.1\r\nHost: x\r\nX : y\r\n\r\n");
        QCOMPARE(answer.status, 400);
        QVERIFY(answer.json()["error"]["message"].is_string());
    }
    void refusesSettingsThatCannotBe() {
        SimulatorSettings settings = quick();
        settings.fault = "explode";
        QVERIFY(!makeSimulator(settings));
        settings = quick();
        for (const char* bad : {"", "127.0.0.1", "127.0.0.1:x", "127.0.0.1:70000", "example.org:80"}) {
            settings.listen = bad;
            QVERIFY2(!makeSimulator(settings), bad);
        }
        auto first = makeSimulator(quick());
        settings.listen = "127.0.0.1:" + std::to_string((*first)->port());
        const auto second = makeSimulator(settings);
        QVERIFY(!second && second.error().code == ErrorCode::addressInUse);
    }
    void endsAtOnceWhateverItIsDoing() {
        auto simulator = makeSimulator(quick());
        std::vector<HttpClient> clients;
        for (const char* model : {"m+silence", "m+stall", "m+slow-first-token", "m"}) {
            clients.push_back(connectTo(**simulator));
            clients.back().send(chat(model, true));
        }
        QVERIFY(clients.back().read().saysDone());
        const SteadyTime begun = std::chrono::steady_clock::now();
        simulator->reset();
        QVERIFY(std::chrono::steady_clock::now() - begun < Milliseconds(500));
        QVERIFY(clients.front().isClosedByPeer());
    }
    void demoTrafficIsAMixAndStopsAtOnce() {
        std::mutex mutex;
        std::vector<UpstreamRequest> seen;
        Signal enough;
        FakeUpstream mirror([&](UpstreamPeer& peer) {
            auto request = peer.request();
            if (!request) return;
            peer.answerJson(200, "{}");
            const std::lock_guard lock(mutex);
            seen.push_back(std::move(*request));
            if (seen.size() == 150) enough.raise();
        });
        DemoTrafficSettings settings;
        settings.port = mirror.port();
        settings.virtualKey = "sk-demo";
        settings.requestsPerSecond = 300;
        auto traffic = startDemoTraffic(settings);
        QVERIFY(traffic.has_value());
        QVERIFY(enough.wait());
        const SteadyTime begun = std::chrono::steady_clock::now();
        traffic->reset();
        QVERIFY(std::chrono::steady_clock::now() - begun < Milliseconds(500));
        const std::lock_guard lock(mutex);
        const auto share = [&](const std::function<bool(const UpstreamRequest&)>& claim) { return std::count_if(seen.begin(), seen.end(), claim); };
        QVERIFY(share([](const auto& r) { return r.body.find("\"stream\":true") != std::string::npos; }) > 50);
        QVERIFY(share([](const auto& r) { return r.target == "/v1/embeddings"; }) > 3);
        QVERIFY(share([](const auto& r) { return r.field("authorization") == "Bearer sk-demo"; }) > 120);
        QVERIFY(share([](const auto& r) { return r.body.find('+') != std::string::npos; }) > 0);
    }
    void demoTrafficSurvivesAMirrorThatIsNotThere() {
        DemoTrafficSettings settings;
        settings.port = listenOnLoopback().port;
        settings.requestsPerSecond = 500;
        auto traffic = startDemoTraffic(settings);
        QVERIFY(traffic.has_value());
        settings.address = "not an address";
        QVERIFY(!startDemoTraffic(settings));
    }
};

MIRROR_TEST(TstSimulatorServer, tst_simulator_server)
#include "tst_simulator_server.moc"
