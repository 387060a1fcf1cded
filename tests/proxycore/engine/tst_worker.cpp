#include "engine/worker.h"

#include <fcntl.h>

#include "net/tcp_listener.h"
#include "proxycore/engine/pool_bench.h"
#include "support/http_client.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

bool isOpen(int fd) { return ::fcntl(fd, F_GETFD) >= 0; }

net::BoundSockets socketForOne() { return net::bindSockets("127.0.0.1", 0, 1).value(); }

bool isServed(std::uint16_t port) {
    HttpClient client(connectPlain(port));
    return client.send(getRequest("/health")) && client.read("GET").status == 200;
}

}  // namespace

class TstWorker : public QObject {
    Q_OBJECT
private slots:
    void servesOnTheSocketItIsGivenUntilItIsTakenAway() {
        PoolBench bench(1);
        const auto& worker = bench.pool->workers().front();
        const net::BoundSockets bound = socketForOne();
        worker->addListener("a", bound.descriptors[0], nullptr);
        QVERIFY(isServed(bound.address.port()));
        worker->removeListener("other");
        QVERIFY(isServed(bound.address.port()));
        worker->removeListener("a");
        QTRY_VERIFY(!connectPlain(bound.address.port()));
        QVERIFY(!isOpen(bound.descriptors[0]));
    }
    void aSecondListenerOfTheNameTakesTheFirstOnesPlace() {
        PoolBench bench(1);
        const auto& worker = bench.pool->workers().front();
        const net::BoundSockets first = socketForOne(), second = socketForOne();
        worker->addListener("a", first.descriptors[0], nullptr);
        worker->addListener("a", second.descriptors[0], nullptr);
        QVERIFY(isServed(second.address.port()));
        QVERIFY(!connectPlain(first.address.port()));
    }
    void aSocketForAWorkerThatHasEndedIsClosed() {
        PoolBench bench(1);
        std::shared_ptr<engine::Worker> worker = bench.pool->workers().front();
        worker->stop();
        QTRY_VERIFY(worker->hasEnded());
        const net::BoundSockets bound = socketForOne();
        worker->addListener("late", bound.descriptors[0], nullptr);
        QVERIFY(bench.stop());
        bench.pool.reset();
        worker.reset();
        QVERIFY(!isOpen(bound.descriptors[0]));
        QVERIFY(!connectPlain(bound.address.port()));
    }
    void collectHandsOverWhatWasCountedSinceTheLastTime() {
        PoolBench bench(1);
        const auto& worker = bench.pool->workers().front();
        const net::BoundSockets bound = socketForOne();
        worker->addListener("a", bound.descriptors[0], nullptr);
        HttpClient client(connectPlain(bound.address.port()));
        client.send(getRequest("/v1/models"));
        QCOMPARE(client.read("GET").status, 401);
        metrics::ShardDelta first = collected(*worker), second = collected(*worker);
        QCOMPARE(first.accepted, 1u);
        QCOMPARE(first.outcomes[static_cast<std::size_t>(Outcome::unauthorised)], 1u);
        QCOMPARE(first.gauges.connections, 1);
        QCOMPARE(second.accepted, 0u);
        QCOMPARE(second.outcomes[static_cast<std::size_t>(Outcome::unauthorised)], 0u);
        QCOMPARE(second.gauges.connections, 1);
        QCOMPARE(second.workerId, worker->id());
    }
    void drainingRefusesNewRequests() {
        PoolBench bench(1);
        const auto& worker = bench.pool->workers().front();
        const net::BoundSockets bound = socketForOne();
        worker->addListener("a", bound.descriptors[0], nullptr);
        QVERIFY(isServed(bound.address.port()));
        worker->drain();
        HttpClient client(connectPlain(bound.address.port()));
        client.send(getRequest("/health"));
        QCOMPARE(client.read("GET").status, 503);
    }

private:
    static metrics::ShardDelta collected(engine::Worker& worker) {
        auto signal = std::make_shared<Signal>();
        auto delta = std::make_shared<metrics::ShardDelta>();
        worker.collect([signal, delta](metrics::ShardDelta answer) {
            *delta = std::move(answer);
            signal->raise();
        });
        if (!signal->wait()) qFatal("the worker does not answer");
        return std::move(*delta);
    }
};

MIRROR_TEST(TstWorker, tst_worker)
#include "tst_worker.moc"
