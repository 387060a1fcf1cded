#include "engine/simulator_host.h"

#include "support/http_client.h"
#include "support/loopback.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

SimulatorSettings quick() { return {.listen = "127.0.0.1:0", .think = Milliseconds(0), .tokens = 6, .tokensPerSecond = 1000}; }

HttpAnswer asked(std::uint16_t port, const std::string& request) {
    HttpClient client(connectPlain(port));
    client.send(request);
    return client.read();
}

}  // namespace

class TstSimulatorHost : public QObject {
    Q_OBJECT
private slots:
    void answersUnderTheUrlItTells() {
        const auto simulator = makeSimulator(quick());
        QVERIFY(simulator);
        QVERIFY((*simulator)->port() != 0);
        QCOMPARE((*simulator)->url(), "http://127.0.0.1:" + std::to_string((*simulator)->port()) + "/v1");
        const HttpAnswer answer = asked((*simulator)->port(), postRequest("/v1/chat/completions", "any", chatBody()));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.json()["object"], "chat.completion");
    }
    void itsOptionsReachTheSimulator() {
        SimulatorSettings settings = quick();
        settings.apiKey = "sk-only-this";
        const auto simulator = makeSimulator(settings);
        QVERIFY(simulator);
        QCOMPARE(asked((*simulator)->port(), postRequest("/v1/chat/completions", "sk-other", chatBody())).status, 401);
        QCOMPARE(asked((*simulator)->port(), postRequest("/v1/chat/completions", "sk-only-this", chatBody())).status, 200);
        settings.fault = "503";
        const auto faulty = makeSimulator(settings);
        QVERIFY2(faulty, faulty ? "" : describe(faulty.error()).c_str());
        QCOMPARE(asked((*faulty)->port(), postRequest("/v1/chat/completions", "sk-only-this", chatBody())).status, 503);
    }
    void addressesThatAreNoneAreTold() {
        for (const char* listen : {"", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:x", "localhost:0", ":0"}) {
            SimulatorSettings settings = quick();
            settings.listen = listen;
            const auto refused = makeSimulator(settings);
            QVERIFY2(!refused, listen);
            QVERIFY2(refused.error().code == ErrorCode::addressInvalid, listen);
        }
    }
    void aPortInUseIsTold() {
        const LoopbackListener taken = listenOnLoopback();
        SimulatorSettings settings = quick();
        settings.listen = "127.0.0.1:" + std::to_string(taken.port);
        const auto refused = makeSimulator(settings);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::addressInUse);
    }
    void anUnknownFaultIsTold() {
        SimulatorSettings settings = quick();
        settings.fault = "no-such-fault";
        QVERIFY(!makeSimulator(settings));
    }
    void itsEndCutsWhatStillRunsAndFreesThePort() {
        SimulatorSettings settings = quick();
        settings.tokens = 100'000;
        settings.tokensPerSecond = 20;
        auto simulator = makeSimulator(settings);
        QVERIFY(simulator);
        const std::uint16_t port = (*simulator)->port();
        HttpClient client(connectPlain(port));
        client.send(postRequest("/v1/chat/completions", "any", chatBody("m", ",\"stream\":true")));
        HttpAnswer answer = client.readHead();
        QVERIFY(client.readEvents(answer, 1));
        const SteadyTime begun = std::chrono::steady_clock::now();
        simulator->reset();
        QVERIFY(std::chrono::steady_clock::now() - begun < Milliseconds(3'000));
        client.finish(answer);
        QVERIFY(!answer.isComplete() && !answer.saysDone());
        QVERIFY(!connectPlain(port));
        settings.listen = "127.0.0.1:" + std::to_string(port);
        QVERIFY(makeSimulator(settings).has_value());
    }
};

MIRROR_TEST(TstSimulatorHost, tst_simulator_host)
#include "tst_simulator_host.moc"
