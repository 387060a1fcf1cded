#include "engine/engine_impl.h"
#include "integration/claims.h"
#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

bool hasStalled(const Snapshot& now) {
    for (const WorkerStatus& worker : now.workers) {
        if (worker.state == WorkerState::stalled) return true;
    }
    return false;
}

FixtureOptions quickHeartbeat(std::string url) { return {.upstreams = {std::move(url)}, .overrides = {{"workers.heartbeat_timeout", "500ms"}, {"workers.count", "1"}}}; }

/// Blocks the first worker until told to go on.
void block(EngineFixture& mirror, Signal& goOn) {
    auto* engine = dynamic_cast<engine::EngineImpl*>(&mirror.engine());
    QVERIFY(engine);
    engine->postToWorker([&goOn] { goOn.wait(Milliseconds(8000)); });
}

}  // namespace

/// A worker that stops answering.
class TstSupervision : public QObject {
    Q_OBJECT
private slots:
    void aStalledWorkerIsReportedAndItsRecoveryToo() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror(quickHeartbeat(upstream.url()));
        std::mutex mutex;
        std::vector<EventKind> events;
        Signal stalled, recovered;
        const auto subscription = mirror.engine().onEvent([&](const Event& event) {
            const std::lock_guard lock(mutex);
            events.push_back(event.kind);
            if (event.kind == EventKind::workerStalled) stalled.raise();
            if (event.kind == EventKind::workerRecovered) recovered.raise();
        });
        Signal goOn;
        block(mirror, goOn);
        QVERIFY(stalled.wait());
        QVERIFY(mirror.waitFor(hasStalled));
        goOn.raise();
        QVERIFY(recovered.wait());
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return !hasStalled(now); }));
        QCOMPARE(mirror.ask(mirror.chat()).status, 200);
    }
    void restartingLeavesAStalledWorkerBehind() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror(quickHeartbeat(upstream.url()));
        Signal goOn;
        block(mirror, goOn);
        QVERIFY(mirror.waitFor(hasStalled));
        const auto before = mirror.engine().snapshot()->startedAt;
        mirror.engine().submit(RestartEngine{}, [](const Result<Receipt>&) {});
        QVERIFY(mirror.waitFor([&](const Snapshot& now) { return now.state == EngineState::running && now.startedAt > before && !hasStalled(now); }));
        HttpClient client(connectPlain(portOf(mirror.engine().snapshot()->listeners[0].url)));
        QVERIFY(client.isConnected());
        client.send(mirror.chat());
        QCOMPARE(client.read().status, 200);
        goOn.raise();
    }
    void theSnapshotIsThereWhileAWorkerHangs() {
        EngineFixture mirror(quickHeartbeat("http://127.0.0.1:9/v1"));
        Signal goOn;
        block(mirror, goOn);
        const std::uint64_t before = mirror.engine().snapshot()->sequence;
        QVERIFY(mirror.waitFor([&](const Snapshot& now) { return now.sequence > before + 2; }));
        goOn.raise();
    }
    void aPlainRestartServesAgain() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const auto before = mirror.engine().snapshot()->startedAt;
        mirror.engine().submit(RestartEngine{}, [](const Result<Receipt>&) {});
        QVERIFY(mirror.waitFor([&](const Snapshot& now) { return now.state == EngineState::running && now.startedAt > before; }));
        HttpClient client(connectPlain(portOf(mirror.engine().snapshot()->listeners[0].url)));
        client.send(mirror.chat());
        QCOMPARE(client.read().status, 200);
    }
};

MIRROR_TEST(TstSupervision, tst_supervision)
#include "tst_supervision.moc"
