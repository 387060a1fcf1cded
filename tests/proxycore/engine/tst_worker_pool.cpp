#include "engine/worker_pool.h"

#include <algorithm>

#include "net/tcp_listener.h"
#include "proxycore/engine/pool_bench.h"
#include "support/http_client.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

/// Keeps a worker from answering until told to go on. Shared with it, for it may outlive the test's frame.
std::shared_ptr<Signal> block(const engine::WorkerPool& pool) {
    auto goOn = std::make_shared<Signal>();
    pool.workers().front()->post([goOn] { goOn->wait(Milliseconds(20'000)); });
    return goOn;
}

}  // namespace

class TstWorkerPool : public QObject {
    Q_OBJECT
private slots:
    void everyWorkerAnswersTheHeartbeat() {
        PoolBench bench(3);
        for (const int id : {1, 2, 3}) QVERIFY(bench.beatUntil([&] { return std::count(bench.answers.begin(), bench.answers.end(), id) >= 2; }));
        QVERIFY(bench.stalled.empty());
        QVERIFY(!bench.pool->hasStalled());
    }
    void growingAddsWhatIsMissingWithNewIds() {
        PoolBench bench(1);
        bench.grow(3);
        bench.grow(2);
        QCOMPARE(bench.pool->workers().size(), 3u);
        std::vector<int> ids;
        for (const WorkerStatus& status : bench.pool->status()) ids.push_back(status.id);
        QCOMPARE(ids, (std::vector<int>{1, 2, 3}));
    }
    void aWorkerThatDoesNotAnswerIsStalledUntilItDoes() {
        PoolBench bench(2);
        const auto goOn = block(*bench.pool);
        QVERIFY(bench.beatUntil([&] { return !bench.stalled.empty(); }, Milliseconds(50)));
        QVERIFY(bench.beatUntil([&] { return std::count(bench.answers.begin(), bench.answers.end(), 2) > 3; }, Milliseconds(50)));
        QCOMPARE(bench.stalled, std::vector<int>{1});  // told once, and the other goes on
        QVERIFY(bench.pool->hasStalled());
        QCOMPARE(bench.pool->status()[0].state, WorkerState::stalled);
        QCOMPARE(bench.pool->status()[1].state, WorkerState::running);
        goOn->raise();
        QVERIFY(bench.beatUntil([&] { return !bench.recovered.empty(); }));
        QCOMPARE(bench.recovered, std::vector<int>{1});
        QVERIFY(!bench.pool->hasStalled());
        QCOMPARE(bench.pool->status()[0].state, WorkerState::running);
    }
    /// Numbers from before say nothing about a request that has come since.
    void aWorkerIsBusyUntilItHasAnsweredSinceTheDrain() {
        PoolBench bench(2);
        for (const int id : {1, 2}) QVERIFY(bench.beatUntil([&] { return std::count(bench.answers.begin(), bench.answers.end(), id) >= 1; }));
        QVERIFY(!bench.pool->isBusy());
        const auto goOn = block(*bench.pool);
        bench.pool->heartbeat(Milliseconds(10'000));  // asked before the drain, answered after it
        bench.pool->drainAll();
        const std::size_t known = bench.answers.size();
        QVERIFY(bench.beatUntil([&] { return std::count(bench.answers.begin() + static_cast<std::ptrdiff_t>(known), bench.answers.end(), 2) >= 3; }));
        QVERIFY(bench.pool->isBusy());
        goOn->raise();
        QVERIFY(bench.beatUntil([&] { return !bench.pool->isBusy(); }));
        QVERIFY(std::count(bench.answers.begin() + static_cast<std::ptrdiff_t>(known), bench.answers.end(), 1) >= 2);
    }
    void aStalledWorkerHoldsUpNoDrain() {
        PoolBench bench(1);
        const auto goOn = block(*bench.pool);
        bench.pool->drainAll();
        QVERIFY(bench.beatUntil([&] { return !bench.stalled.empty(); }, Milliseconds(50)));
        QVERIFY(!bench.pool->isBusy());
        goOn->raise();
    }
    void drainingIsShown() {
        PoolBench bench(1);
        bench.pool->drainAll();
        QCOMPARE(bench.pool->status()[0].state, WorkerState::draining);
    }
    void stoppedWorkersAreJoined() {
        PoolBench bench(3);
        QVERIFY(bench.stop());
        QVERIFY(bench.pool->workers().empty());
        QTRY_COMPARE(workerThreads(), 0u);
    }
    void whatAWorkerCountedBeforeItEndedIsHandedOn() {
        PoolBench bench(2);
        for (const auto& worker : bench.pool->workers()) {
            const net::BoundSockets bound = net::bindSockets("127.0.0.1", 0, 1).value();
            worker->addListener("a", bound.descriptors[0], nullptr);
            HttpClient client(connectPlain(bound.address.port()));
            QVERIFY(client.send(getRequest("/health")));
            QCOMPARE(client.read("GET").status, 200);
        }
        QCOMPARE(bench.accepted, std::uint64_t(0));  // nobody asked yet
        QVERIFY(bench.stop());
        QCOMPARE(bench.accepted, std::uint64_t(2));
    }
    /// An answer that is on its way to the control thread when its worker is joined.
    void anAnswerThatCameLastIsNotLostWithThePool() {
        PoolBench bench(1);
        std::shared_ptr<engine::Worker> worker = bench.pool->workers().front();
        const net::BoundSockets bound = net::bindSockets("127.0.0.1", 0, 1).value();
        worker->addListener("a", bound.descriptors[0], nullptr);
        HttpClient client(connectPlain(bound.address.port()));
        QVERIFY(client.send(getRequest("/health")));
        QCOMPARE(client.read("GET").status, 200);
        bench.pool->heartbeat(Milliseconds(10'000));
        Signal answered;  // the worker does one thing after the other
        worker->post([&] { answered.raise(); });
        QVERIFY(answered.wait());
        bench.pool->stopAll();
        QTRY_VERIFY(worker->hasEnded());
        QVERIFY(bench.pool->reap(Milliseconds(3000)));
        bench.pool.reset();
        QCOMPARE(bench.accepted, std::uint64_t(1));
    }
    void aWorkerThatWillNotEndIsLetGoAfterAWhile() {
        PoolBench bench(2);
        const auto goOn = block(*bench.pool);
        QVERIFY(bench.stop(Milliseconds(800)));
        QTRY_COMPARE(workerThreads(), 1u);
        goOn->raise();
        QTRY_COMPARE(workerThreads(), 0u);
    }
    /// The abandoned thread answers a question of somebody who is no longer there.
    void anAbandonedWorkerMayOutliveItsControlThread() {
        std::shared_ptr<Signal> goOn;
        {
            PoolBench bench(1);
            goOn = block(*bench.pool);
            QVERIFY(bench.beatUntil([&] { return !bench.stalled.empty(); }, Milliseconds(30)));
            bench.pool.reset();
            bench.loop.reset();
        }
        goOn->raise();
        QTRY_COMPARE(workerThreads(), 0u);
    }
    void workPostedToAWorkerRunsOnItsThread() {
        PoolBench bench(1);
        Signal ran;
        std::thread::id where;
        bench.pool->workers().front()->post([&] {
            where = std::this_thread::get_id();
            ran.raise();
        });
        QVERIFY(ran.wait());
        QVERIFY(where != std::this_thread::get_id());
    }
};

MIRROR_TEST(TstWorkerPool, tst_worker_pool)
#include "tst_worker_pool.moc"
