#include "integration/claims.h"
#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

constexpr const char* kBusy = R"({"error":{"message":"busy","type":"server_error","param":null,"code":"busy"}})";

/// Fails the first `failures` requests over all connections, then answers.
class Recovering {
public:
    Recovering(int failures, std::function<bool(UpstreamPeer&)> failure)
        : m_left(failures), m_failure(std::move(failure)), m_upstream([this](UpstreamPeer& peer) { serve(peer); }) {}
    std::string url() const { return m_upstream.url(); }
    int requests() const { return m_requests; }

private:
    void serve(UpstreamPeer& peer) {
        while (peer.request()) {
            ++m_requests;
            if (m_left-- > 0) {
                if (!m_failure(peer)) return;
                continue;
            }
            peer.answerJson(200, wholeAnswer("late"));
        }
    }
    std::atomic<int> m_left;
    std::atomic<int> m_requests = 0;
    std::function<bool(UpstreamPeer&)> m_failure;
    FakeUpstream m_upstream;
};

bool answers503(UpstreamPeer& peer) { return peer.answerJson(503, kBusy); }

}  // namespace

class TstRetries : public QObject {
    Q_OBJECT
private slots:
    void asksTheSameUpstreamAgainWhenThereIsNoOther_data() {
        QTest::addColumn<int>("status");
        for (int status : {500, 502, 503, 504}) QTest::newRow(std::to_string(status).c_str()) << status;
        QTest::newRow("reset") << 0;
    }
    void asksTheSameUpstreamAgainWhenThereIsNoOther() {
        QFETCH(int, status);
        Recovering upstream(1, [status](UpstreamPeer& peer) {
            if (status > 0) return peer.answerJson(status, kBusy);
            peer.reset();
            return false;
        });
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const HttpAnswer answer = mirror.ask(mirror.chat());
        QCOMPARE(answer.status, 200);
        QCOMPARE(upstream.requests(), 2);
        QCOMPARE(answer.field("x-mirror-attempts"), std::string("2"));
    }
    void waitsAtMostTheBackoffBetweenTries() {
        Recovering upstream(1, answers503);
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"retry.backoff_base", "400ms"}}});
        const SteadyTime begun = std::chrono::steady_clock::now();
        QCOMPARE(mirror.ask(mirror.chat()).status, 200);
        QVERIFY(std::chrono::steady_clock::now() - begun < Milliseconds(1200));  // full jitter: between nothing and the base
    }
    void obeysAShortRetryAfter() {
        Recovering upstream(1, [](UpstreamPeer& peer) { return peer.answerJson(503, kBusy, "Retry-After: 1\r\n"); });
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const SteadyTime begun = std::chrono::steady_clock::now();
        QCOMPARE(mirror.ask(mirror.chat()).status, 200);
        QVERIFY(std::chrono::steady_clock::now() - begun >= Milliseconds(950));
    }
    void obeysRetryAfterInMilliseconds() {
        Recovering upstream(1, [](UpstreamPeer& peer) { return peer.answerJson(503, kBusy, "retry-after-ms: 300\r\nRetry-After: 30\r\n"); });
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const SteadyTime begun = std::chrono::steady_clock::now();
        QCOMPARE(mirror.ask(mirror.chat()).status, 200);
        const auto took = std::chrono::steady_clock::now() - begun;
        QVERIFY(took >= Milliseconds(280) && took < Milliseconds(3000));
    }
    void givesUpAfterItsTries() {
        Recovering upstream(100, answers503);
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const HttpAnswer answer = mirror.ask(mirror.chat());
        QVERIFY(answer.status == 503 || answer.status == 502);
        QVERIFY(answer.json()["error"]["message"].is_string());
        QVERIFY(upstream.requests() >= 2 && upstream.requests() <= 3);
    }
    void aRetryBudgetStopsStorms() {
        Recovering upstream(100'000, answers503);
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"retry.budget_minimum", "1"}, {"retry.budget_percent", "10"}, {"workers.count", "1"}, {"retry.backoff_base", "1ms"}}});
        for (int i = 0; i < 40; ++i) mirror.ask(mirror.chat());
        QVERIFY2(upstream.requests() < 60, std::to_string(upstream.requests()).c_str());  // 40 without retries, 120 without a budget
    }
    /// The floor is the engine's, not each worker's: every worker has one retry at hand, and together they get 3 a second.
    void theFloorOfTheBudgetIsSharedByTheWorkers() {
        Recovering upstream(100'000, answers503);
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"retry.budget_minimum", "3"}, {"retry.budget_percent", "0"}, {"workers.count", "4"}, {"retry.backoff_base", "1ms"}}});
        const SteadyTime begun = std::chrono::steady_clock::now();
        constexpr int kRequests = 200;
        for (int i = 0; i < kRequests; ++i) mirror.ask(mirror.chat());
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        const int retries = upstream.requests() - kRequests;
        QVERIFY2(retries >= 1 && retries <= 4 + 3 * seconds, std::to_string(retries).c_str());
    }
    void verdictsOnTheRequestAreNotRetried() {
        for (int status : {400, 404, 422}) {
            Recovering upstream(1, [status](UpstreamPeer& peer) { return peer.answerJson(status, kBusy); });
            EngineFixture mirror({.upstreams = {upstream.url(), upstream.url()}});
            QCOMPARE(mirror.ask(mirror.chat()).status, status);
            QCOMPARE(upstream.requests(), 1);
        }
    }
    void aConnectFailureGoesToTheNext() {
        const std::uint16_t dead = listenOnLoopback().port;
        FakeUpstream good(scripts::wellBehaved({"ok"}));
        EngineFixture mirror({.upstreams = {"http://127.0.0.1:" + std::to_string(dead) + "/v1", good.url()}});
        const HttpAnswer answer = mirror.ask(mirror.streamChat());
        QCOMPARE(streamProblem(answer, "ok"), QString());
        const auto records = mirror.traffic();
        QCOMPARE(records.front().attempts.size(), std::size_t(2));
        QCOMPARE(records.front().attempts[0].errorCode, std::string("upstream_unreachable"));
        QVERIFY(records.front().attempts[1].errorCode.empty());
    }
    void nothingIsRetriedOnceTheClientHasSomething() {
        std::atomic<int> requests = 0;
        FakeUpstream first([&](UpstreamPeer& peer) {
            peer.request();
            ++requests;
            peer.beginStream();
            peer.event(contentChunk("ab"));
            peer.close();
        });
        FakeUpstream second(scripts::wellBehaved({"second"}));
        EngineFixture mirror({.upstreams = {first.url(), second.url()}});
        const HttpAnswer answer = mirror.ask(mirror.streamChat());
        QCOMPARE(inBandProblem(answer, "upstream_bad_response"), QString());
        QCOMPARE(answer.text(), std::string("ab"));
        QCOMPARE(requests.load(), 1);
        QCOMPARE(second.connections(), std::size_t(0));
    }
    void reusesConnectionsLastInFirstOut() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"workers.count", "1"}}});
        for (int i = 0; i < 5; ++i) {
            QVERIFY(mirror.ask(i % 2 == 0 ? mirror.chat() : mirror.streamChat()).isComplete());
            // the end of a stream's framing comes after its [DONE], and only then the connection is free
            QVERIFY(mirror.waitFor([](const Snapshot& now) { return now.upstreams[0].idleConnections == 1; }));
        }
        QCOMPARE(upstream.connections(), std::size_t(1));
        QVERIFY(mirror.traffic(5).back().attempts.front().reusedConnection);
    }
    void aStaleConnectionIsReplacedOnceWithoutCountingAsATry() {
        std::atomic<int> requests = 0;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            peer.request();
            ++requests;
            peer.answerJson(200, wholeAnswer("x"));
            if (peer.index() > 0) return;
            peer.request();  // taken, and closed without a byte: what a stale connection looks like
        });
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"workers.count", "1"}, {"retry.attempts", "1"}}});
        QCOMPARE(mirror.ask(mirror.chat()).status, 200);
        QCOMPARE(mirror.ask(mirror.chat()).status, 200);
        QCOMPARE(upstream.connections(), std::size_t(2));
        QCOMPARE(requests.load(), 2);
    }
    void aConnectionThatEndsWhileTheUpstreamIsAtWorkCountsAsATry() {
        std::atomic<int> requests = 0;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            peer.request();
            peer.answerJson(200, wholeAnswer("x"));
            peer.request();
            ++requests;
            peer.waitClosed(Milliseconds(1500));  // longer than it takes to notice that a connection was stale
        });
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"workers.count", "1"}, {"retry.attempts", "1"}}});
        QCOMPARE(mirror.ask(mirror.chat()).status, 200);
        QCOMPARE(mirror.ask(mirror.chat()).status, 502);
        QCOMPARE(upstream.connections(), std::size_t(1));
        QCOMPARE(requests.load(), 1);
    }
    void aConnectionClosedWhileIdleIsNotUsed() {
        Signal closed;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            peer.request();
            peer.answerJson(200, wholeAnswer("x"));
            if (peer.index() == 0) {
                peer.close();
                closed.raise();
            } else {
                peer.waitClosed(Milliseconds(3000));
            }
        });
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"workers.count", "1"}, {"retry.attempts", "1"}}});
        QCOMPARE(mirror.ask(mirror.chat()).status, 200);
        QVERIFY(closed.wait());
        QCOMPARE(mirror.ask(mirror.chat()).status, 200);
    }
    void anAnswerThatClosesIsNotPooled() {
        FakeUpstream upstream([](UpstreamPeer& peer) {
            peer.request();
            peer.answerJson(200, wholeAnswer("x"), "Connection: close\r\n");
            peer.waitClosed(Milliseconds(500));
        });
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"workers.count", "1"}, {"retry.attempts", "1"}}});
        for (int i = 0; i < 3; ++i) QCOMPARE(mirror.ask(mirror.chat()).status, 200);
        QCOMPARE(upstream.connections(), std::size_t(3));
    }
};

MIRROR_TEST(TstRetries, tst_retries)
#include "tst_retries.moc"
