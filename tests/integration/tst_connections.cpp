#include "integration/claims.h"
#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

/// Bounds of connections: how many, how long idle, how many requests.
class TstConnections : public QObject {
    Q_OBJECT
private slots:
    void connectionsBeyondTheBoundAreTurnedAway() {
        EngineFixture mirror({.overrides = {{"http.connections_per_address", "3"}}});
        std::vector<HttpClient> clients;
        for (int i = 0; i < 3; ++i) {
            clients.push_back(mirror.connect());
            clients.back().send(getRequest("/health"));
            QCOMPARE(clients.back().read("GET").status, 200);
        }
        HttpClient fourth = mirror.connect();
        fourth.send(getRequest("/health"));
        const HttpAnswer refused = fourth.read("GET");
        QVERIFY(refused.status == 0 || refused.status == 503);
        clients.pop_back();
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return now.connections == 2; }));
        QCOMPARE(mirror.ask(getRequest("/health")).status, 200);
    }
    void idleConnectionsAreClosed() {
        EngineFixture mirror({.overrides = {{"http.keep_alive", "1s"}}});
        HttpClient never = mirror.connect();
        HttpClient once = mirror.connect();
        once.send(getRequest("/health"));
        QCOMPARE(once.read("GET").status, 200);
        QVERIFY(once.isClosedByPeer(Milliseconds(3000)));
        QVERIFY(never.isClosedByPeer(Milliseconds(3000)));
    }
    void aConnectionServesItsNumberOfRequests() {
        EngineFixture mirror({.overrides = {{"http.requests_per_connection", "3"}}});
        HttpClient client = mirror.connect();
        for (int i = 0; i < 3; ++i) {
            client.send(getRequest("/health"));
            const HttpAnswer answer = client.read("GET");
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.field("connection") == "close", i == 2);
        }
        QVERIFY(client.isClosedByPeer());
    }
    void aHeadInManyPiecesHasOneDeadline() {
        EngineFixture mirror({.overrides = {{"http.header_deadline", "500ms"}}});
        HttpClient client = mirror.connect();
        const SteadyTime begun = std::chrono::steady_clock::now();
        client.send("GET /health HTTP/1.1\r\nHost: x\r\n");
        while (client.send("X: y\r\n") && std::chrono::steady_clock::now() - begun < std::chrono::seconds(4)) {
            if (client.stream().receive(Milliseconds(100)).got != ByteStream::Got::timeout) break;  // told 408, however busy the client was
        }
        QVERIFY(std::chrono::steady_clock::now() - begun < Milliseconds(1500));
    }
    void manyIdleConnectionsAreCheap() {
        EngineFixture mirror({.overrides = {{"workers.count", "1"}}});
        [[maybe_unused]] const std::int64_t before = mirror.engine().snapshot()->residentMemory.value;
        std::vector<HttpClient> clients;
        for (int i = 0; i < 400; ++i) {
            clients.push_back(mirror.connect());
            QVERIFY(clients.back().isConnected());
        }
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return now.connections == 400; }));
#ifndef MIRROR_SANITIZED  // shadow memory is resident too
        const std::int64_t each = (mirror.engine().snapshot()->residentMemory.value - before) / 400;
        QVERIFY2(each < 40 * 1024, std::to_string(each).c_str());  // the client's 16 KiB buffers live in this process too
#endif
    }
    void twoHundredStreamsAtOnce() {
        auto simulator = makeSimulator({.listen = "127.0.0.1:0", .think = Milliseconds(20), .tokens = 20, .tokensPerSecond = 100});
        QVERIFY(simulator.has_value());
        EngineFixture mirror({.upstreams = {(*simulator)->url()}});
        std::vector<HttpClient> clients;
        for (int i = 0; i < 200; ++i) {
            clients.push_back(mirror.connect());
            clients.back().send(mirror.streamChat("m" + std::to_string(i % 7)));
        }
        for (HttpClient& client : clients) {
            const HttpAnswer answer = client.read("POST", Milliseconds(10'000));
            const std::string told = "end " + std::to_string(static_cast<int>(answer.end)) + ", " + std::to_string(answer.events().size()) + " events, ..." +
                                     answer.body.substr(answer.body.size() - std::min<std::size_t>(answer.body.size(), 300));
            QVERIFY2(answer.isComplete() && answer.saysDone(), told.c_str());
        }
        QCOMPARE(mirror.traffic(200).size(), std::size_t(200));
    }
};

MIRROR_TEST(TstConnections, tst_connections)
#include "tst_connections.moc"
