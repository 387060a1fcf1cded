#include <atomic>

#include "integration/claims.h"
#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

constexpr std::size_t kEventBytes = 16 * 1024;
constexpr std::size_t kEvents = 4096;  // 64 MiB: far more than the sockets between hold

/// Sends big events as fast as they are taken, and tells how many bytes went.
class Fountain {
public:
    Fountain() : m_upstream([this](UpstreamPeer& peer) { serve(peer); }) {}
    std::string url() const { return m_upstream.url(); }
    std::size_t sent() const { return m_sent; }
    /// Waits until nothing more is taken for a while.
    std::size_t settle() const {
        std::size_t before = 0;
        for (int i = 0; i < 100; ++i) {
            const std::size_t now = m_sent;
            if (now > 0 && now == before) return now;
            before = now;
            QTest::qWait(150);
        }
        return m_sent;
    }

private:
    void serve(UpstreamPeer& peer) {
        peer.request();
        peer.beginStream();
        const std::string event = contentChunk(std::string(kEventBytes, 'x'));
        for (std::size_t i = 0; i < kEvents; ++i) {
            if (!peer.event(event)) return;
            m_sent += event.size();
        }
        peer.event(finishChunk());
        peer.event("[DONE]");
        peer.end();
    }
    std::atomic<std::size_t> m_sent = 0;
    FakeUpstream m_upstream;
};

}  // namespace

class TstBackPressure : public QObject {
    Q_OBJECT
private slots:
    void aSlowReaderPausesTheUpstream() {
        Fountain fountain;
        EngineFixture mirror({.upstreams = {fountain.url()}, .overrides = {{"http.write_stall", "30s"}}});
        [[maybe_unused]] const std::int64_t before = mirror.engine().snapshot()->residentMemory.value;
        HttpClient client = mirror.connect({.receiveBuffer = 16 * 1024});
        client.send(mirror.streamChat());
        HttpAnswer answer = client.readHead();
        QCOMPARE(answer.status, 200);
        const std::size_t held = fountain.settle();
        QVERIFY2(held < 24u << 20, std::to_string(held).c_str());  // what the kernel's buffers on both ways hold, not 64 MiB
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return now.activeStreams == 1; }));
#ifndef MIRROR_SANITIZED  // a sanitizer keeps freed memory for a while: the resident size says nothing there
        const std::int64_t grown = mirror.engine().snapshot()->residentMemory.value - before;
        QVERIFY2(grown < 8 << 20, std::to_string(grown).c_str());
#endif
        client.finish(answer, "POST", Milliseconds(20'000));
        QVERIFY2(answer.isComplete() && answer.saysDone(), answer.why.c_str());
        QCOMPARE(answer.events().size(), kEvents + 2);
        const auto records = mirror.traffic();
        QVERIFY(records.front().bytesOut.value > static_cast<std::int64_t>(answer.body.size()));  // all that was sent, not what had left when the upstream ended
        QVERIFY(records.front().bytesIn.value > 100);
    }
    void aClientThatTakesNothingIsClosed() {
        Fountain fountain;
        EngineFixture mirror({.upstreams = {fountain.url()}, .overrides = {{"http.write_stall", "1s"}}});
        HttpClient client = mirror.connect({.receiveBuffer = 16 * 1024});
        client.send(mirror.streamChat());
        const auto records = mirror.traffic();
        QCOMPARE(records.size(), std::size_t(1));
        QVERIFY(records.front().outcome != Outcome::ok);
        const HttpAnswer answer = client.read();
        QVERIFY(!answer.isComplete() && !answer.saysDone());
    }
    void aSlowReaderDoesNotSlowTheOthers() {
        Fountain fountain;
        FakeUpstream quick(scripts::wellBehaved({"quick"}));
        EngineFixture mirror({.upstreams = {fountain.url(), quick.url()},
                              .overrides = {{"workers.count", "1"}, {"upstreams[0].models", "fountain"}, {"upstreams[1].models", "quick"}}});
        HttpClient slow = mirror.connect({.receiveBuffer = 16 * 1024});
        slow.send(mirror.streamChat("fountain"));
        QCOMPARE(slow.readHead().status, 200);
        fountain.settle();
        for (int i = 0; i < 20; ++i) QCOMPARE(streamProblem(mirror.ask(mirror.streamChat("quick"), Milliseconds(500)), "quick"), QString());
    }
};

MIRROR_TEST(TstBackPressure, tst_back_pressure)
#include "tst_back_pressure.moc"
