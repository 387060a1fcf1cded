#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

constexpr Milliseconds kBound{50};  // wire.md section 3
constexpr Milliseconds kSlack{30};  // two threads of a busy test machine

/// When the client left and when the upstream noticed.
class Departure {
public:
    /// The upstream's part: waits until the mirror hangs up.
    void watch(UpstreamPeer& peer) {
        m_reached.raise();
        m_noticed = peer.waitClosed(Milliseconds(3000));
        m_done.raise();
    }
    bool isReached() { return m_reached.wait(); }
    void reached() { m_reached.raise(); }
    void leave(HttpClient& client, bool byReset) {
        m_left = std::chrono::steady_clock::now();
        if (byReset) client.stream().reset();
        client.close();
    }
    QString problem() {
        if (!m_done.wait()) return "the upstream's thread did not end";
        if (!m_noticed) return "the upstream was not cancelled";
        const auto took = std::chrono::duration_cast<Milliseconds>(*m_noticed - m_left);
        return took <= kBound + kSlack ? QString() : QString("cancelled after %1 ms").arg(took.count());
    }

private:
    Signal m_reached, m_done;
    SteadyTime m_left{};
    std::optional<SteadyTime> m_noticed;
};

}  // namespace

/// The client goes: the upstream is cancelled within 50 ms, in every phase.
class TstCancel : public QObject {
    Q_OBJECT
private slots:
    void inEveryPhase_data() {
        QTest::addColumn<int>("phase");
        QTest::addColumn<bool>("stream");
        QTest::addColumn<bool>("byReset");
        QTest::addColumn<bool>("tls");
        for (bool byReset : {false, true}) {
            const char* how = byReset ? "reset" : "close";
            QTest::addRow("waiting for the head, %s", how) << 0 << true << byReset << false;
            QTest::addRow("before the first token, %s", how) << 1 << true << byReset << false;
            QTest::addRow("in mid-stream, %s", how) << 2 << true << byReset << false;
            QTest::addRow("waiting for an answer without stream, %s", how) << 0 << false << byReset << false;
            QTest::addRow("in mid-stream over TLS, %s", how) << 2 << true << byReset << true;
        }
        QTest::addRow("in the middle of an answer without stream") << 3 << false << false << false;
    }
    void inEveryPhase() {
        QFETCH(int, phase);
        QFETCH(bool, stream);
        QFETCH(bool, byReset);
        QFETCH(bool, tls);
        Departure departure;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            peer.request();
            if (phase == 1 || phase == 2) peer.beginStream();
            if (phase == 1) peer.event(roleChunk());
            if (phase == 2) peer.event(contentChunk("x"));
            if (phase == 3) peer.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
            departure.watch(peer);
        });
        EngineFixture mirror({.upstreams = {upstream.url()}});
        HttpClient client = tls ? mirror.connectTls() : mirror.connect();
        client.send(stream ? mirror.streamChat() : mirror.chat());
        QVERIFY(departure.isReached());
        if (phase == 2) {
            HttpAnswer answer = client.readHead();
            QVERIFY(client.readEvents(answer, 1));
        }
        departure.leave(client, byReset);
        QCOMPARE(departure.problem(), QString());
        if (byReset) return;  // counted alike
        const auto records = mirror.traffic();
        QVERIFY(!records.empty() && records.front().outcome == Outcome::cancelled);
    }
    void whileConnecting() {
        LoopbackListener full = listenOnLoopback(0, 0);
        auto filler = connectPlain(full.port);
        EngineFixture mirror({.upstreams = {"http://127.0.0.1:" + std::to_string(full.port) + "/v1"}});
        HttpClient client = mirror.connect();
        client.send(mirror.chat());
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return now.activeRequests == 1; }));
        const SteadyTime left = std::chrono::steady_clock::now();
        client.close();
        QCOMPARE(mirror.traffic().size(), std::size_t(1));
        QVERIFY(std::chrono::steady_clock::now() - left < Milliseconds(1500));  // a snapshot later, not 5 s
    }
    void duringBackoff() {
        std::atomic<int> requests = 0;
        Signal failed;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            while (peer.request()) {
                ++requests;
                peer.answerJson(503, "{}", "Retry-After: 2\r\n");
                failed.raise();
            }
        });
        EngineFixture mirror({.upstreams = {upstream.url()}});
        HttpClient client = mirror.connect();
        client.send(mirror.chat());
        QVERIFY(failed.wait());
        client.close();
        const auto records = mirror.traffic();
        QVERIFY(!records.empty() && records.front().outcome == Outcome::cancelled);
        QVERIFY(records.front().total < std::chrono::milliseconds(1500));
        QCOMPARE(requests.load(), 1);
    }
    void aHalfClosedClientStillGetsItsAnswerOrIsCancelled() {
        // RFC 9112 9.6 lets a server treat a half-close as a departure; what must not happen is an answer that is cut and looks whole.
        FakeUpstream upstream(scripts::wellBehaved({"x"}));
        EngineFixture mirror({.upstreams = {upstream.url()}});
        HttpClient client = mirror.connect();
        client.send(mirror.streamChat());
        client.stream().shutdownWrite();
        const HttpAnswer answer = client.read();
        QVERIFY(answer.status == 0 || (answer.saysDone() && answer.isComplete()) || !answer.isComplete());
    }
    void otherStreamsOfTheSameWorkerGoOn() {
        Signal leave, goOn;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            peer.request();
            peer.beginStream();
            peer.event(contentChunk("a"));
            if (!goOn.wait(Milliseconds(3000))) return;
            peer.event(contentChunk("b"));
            peer.event(finishChunk());
            peer.event("[DONE]");
            peer.end();
        });
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"workers.count", "1"}}});
        HttpClient stays = mirror.connect(), goes = mirror.connect();
        stays.send(mirror.streamChat());
        goes.send(mirror.streamChat());
        HttpAnswer answer = stays.readHead();
        QVERIFY(stays.readEvents(answer, 1));
        HttpAnswer other = goes.readHead();
        goes.close();
        QVERIFY(!mirror.traffic().empty());
        goOn.raise();
        stays.finish(answer);
        QCOMPARE(answer.text(), std::string("ab"));
        QVERIFY(answer.saysDone() && answer.isComplete());
    }
};

MIRROR_TEST(TstCancel, tst_cancel)
#include "tst_cancel.moc"
