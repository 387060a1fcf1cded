#include <algorithm>
#include <mutex>

#include "engine/engine_impl.h"
#include "proxycore/engine/pool_bench.h"
#include "support/engine_fixture.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

std::function<bool(const Snapshot&)> stateIs(EngineState state) {
    return [state](const Snapshot& now) { return now.state == state; };
}

bool hasStalled(const Snapshot& now) {
    return std::any_of(now.workers.begin(), now.workers.end(), [](const WorkerStatus& worker) { return worker.state == WorkerState::stalled; });
}

FixtureOptions oneWorker(Overrides more = {}) {
    FixtureOptions options;
    options.overrides = {{"workers.count", "1"}, {"workers.heartbeat_timeout", "500ms"}};
    options.overrides.insert(options.overrides.end(), more.begin(), more.end());
    return options;
}

}  // namespace

/// The engine's states through its own commands.
class TstSupervisor : public QObject {
    Q_OBJECT
private slots:
    void commandsLeadFromStateToState() {
        FixtureOptions options = oneWorker();
        options.startServing = false;
        EngineFixture mirror(options);
        QVERIFY(mirror.waitFor(stateIs(EngineState::stopped)));
        QVERIFY(mirror.submit(StopEngine{}).has_value());  // nothing to stop
        QVERIFY(mirror.submit(DrainEngine{}).has_value());
        QCOMPARE(mirror.engine().snapshot()->state, EngineState::stopped);
        QVERIFY(mirror.submit(StartEngine{}).has_value());
        QVERIFY(mirror.waitFor(stateIs(EngineState::running)));
        const SystemTime began = mirror.engine().snapshot()->startedAt;
        QVERIFY(mirror.submit(StartEngine{}).has_value());  // it runs already
        QCOMPARE(mirror.engine().snapshot()->startedAt, began);
        QVERIFY(mirror.submit(DrainEngine{}).has_value());
        QVERIFY(mirror.waitFor(stateIs(EngineState::stopped)));
        QVERIFY(mirror.engine().snapshot()->workers.empty());
        QVERIFY(mirror.engine().snapshot()->listeners.empty());
        QVERIFY(mirror.submit(RestartEngine{}).has_value());
        QVERIFY(mirror.waitFor(stateIs(EngineState::running)));
    }
    void startingWhileDrainingStartsAgainAfterwards() {
        EngineFixture mirror(oneWorker());
        const SystemTime began = mirror.engine().snapshot()->startedAt;
        mirror.engine().submit(DrainEngine{}, [](const Result<Receipt>&) {});
        QVERIFY(mirror.submit(StartEngine{}).has_value());
        QVERIFY(mirror.waitFor([&](const Snapshot& now) { return now.state == EngineState::running && now.startedAt > began; }));
    }
    void stoppingARestartStops() {
        EngineFixture mirror(oneWorker());
        mirror.engine().submit(RestartEngine{}, [](const Result<Receipt>&) {});
        QVERIFY(mirror.submit(StopEngine{}).has_value());
        QVERIFY(mirror.waitFor(stateIs(EngineState::stopped)));
    }
    void withEveryAddressInUseItFailsAndStartsOnceTheyAreFree() {
        LoopbackListener a = listenOnLoopback(), b = listenOnLoopback();
        EngineFixture mirror(oneWorker({{"listeners[0].port", std::to_string(a.port)}, {"listeners[1].port", std::to_string(b.port)}}));
        QVERIFY(mirror.waitFor(stateIs(EngineState::failed)));
        QCOMPARE(mirror.engine().snapshot()->failure->code, ErrorCode::addressInUse);
        QVERIFY(mirror.submit(StartEngine{}).has_value());
        QVERIFY(mirror.waitFor(stateIs(EngineState::failed)));
        a.fd.close();
        b.fd.close();
        QVERIFY(mirror.submit(StartEngine{}).has_value());
        QVERIFY(mirror.waitFor(stateIs(EngineState::running)));
        QVERIFY(!mirror.engine().snapshot()->failure);
        QVERIFY(connectPlain(a.port));
    }
    void aRestartLeavesTheFailedStateOnceTheAddressIsFree() {
        LoopbackListener a = listenOnLoopback(), b = listenOnLoopback();
        EngineFixture mirror(oneWorker({{"listeners[0].port", std::to_string(a.port)}, {"listeners[1].port", std::to_string(b.port)}}));
        QVERIFY(mirror.waitFor(stateIs(EngineState::failed)));
        QVERIFY(mirror.submit(RestartEngine{}).has_value());
        QVERIFY(mirror.waitFor(stateIs(EngineState::failed)));
        a.fd.close();
        QVERIFY(mirror.submit(RestartEngine{}).has_value());
        QVERIFY(mirror.waitFor(stateIs(EngineState::running)));
        QVERIFY(!mirror.engine().snapshot()->failure);
        QVERIFY(connectPlain(a.port));
    }
    void withOneAddressInUseItServesOnTheOtherAndTakesTheFirstWhenFree() {
        LoopbackListener taken = listenOnLoopback();
        EngineFixture mirror(oneWorker({{"listeners[0].port", std::to_string(taken.port)}}));
        QVERIFY(mirror.waitFor(stateIs(EngineState::running)));
        QCOMPARE(mirror.engine().snapshot()->listeners[0].error->code, ErrorCode::addressInUse);
        QVERIFY(connectPlain(mirror.tlsPort()));
        taken.fd.close();
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return !now.listeners[0].error; }));
        QVERIFY(connectPlain(taken.port));
    }
    void anEngineThatEndsLeavesNoThreadBehind() {
        {
            EngineFixture mirror(oneWorker());
            QTRY_COMPARE(workerThreads(), 1u);
        }
        QTRY_COMPARE(workerThreads(), 0u);
    }
    /// The worker comes back to life when the engine it belonged to is gone.
    void aStalledWorkerMayOutliveItsEngine() {
        auto goOn = std::make_shared<Signal>();
        {
            EngineFixture mirror(oneWorker());
            auto* engine = dynamic_cast<engine::EngineImpl*>(&mirror.engine());
            QVERIFY(engine);
            engine->postToWorker([goOn] { goOn->wait(Milliseconds(20'000)); });
            QVERIFY(mirror.waitFor(hasStalled));
            mirror.destroy();
            QTRY_COMPARE(workerThreads(), 1u);
        }
        goOn->raise();
        QTRY_COMPARE(workerThreads(), 0u);
    }
    void receiptsOfCommandsComeOnceAndInOrder() {
        EngineFixture mirror(oneWorker());
        std::mutex mutex;
        std::vector<int> order;
        Signal last;
        for (int i = 0; i < 50; ++i)
            mirror.engine().submit(GetConfig{}, [&, i](const Result<Receipt>& receipt) {
                const std::lock_guard lock(mutex);
                if (receipt && std::holds_alternative<ConfigDocument>(*receipt)) order.push_back(i);
                if (i == 49) last.raise();
            });
        QVERIFY(last.wait());
        QCOMPARE(order.size(), 50u);
        QVERIFY(std::is_sorted(order.begin(), order.end()));
    }
};

MIRROR_TEST(TstSupervisor, tst_supervisor)
#include "tst_supervisor.moc"
