#include "upstream/pool.h"

#include "proxycore/net/certificates.h"
#include "proxycore/upstream/manual_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

class TstPool : public QObject {
    Q_OBJECT
private slots:
    void idleConnectionsAreTakenLastInFirstOut() {
        PoolBench bench;
        ManualUpstream upstream;
        const auto target = PoolBench::target(upstream.url());
        auto a = bench.connect(*target), b = bench.connect(*target);
        const auto peerA = upstream.accept(bench.loop), peerB = upstream.accept(bench.loop);
        const net::Stream *first = a.get(), *second = b.get();
        bench.pool.giveBack(*target, std::move(a));
        bench.pool.giveBack(*target, std::move(b));
        QCOMPARE(bench.pool.idleCount(target->poolKey), 2u);
        const auto took = bench.pool.takeIdle(*target);
        QVERIFY(took.get() == second);
        const auto tookNext = bench.pool.takeIdle(*target);
        QVERIFY(tookNext.get() == first);
        QVERIFY(!bench.pool.takeIdle(*target));
    }
    void connectionsThatHaveEndedOrSaidSomethingAreDropped() {
        PoolBench bench;
        ManualUpstream upstream;
        const auto target = PoolBench::target(upstream.url());
        auto good = bench.connect(*target);
        const auto goodPeer = upstream.accept(bench.loop);
        const net::Stream* wanted = good.get();
        auto ended = bench.connect(*target);
        auto endedPeer = upstream.accept(bench.loop);
        auto chatty = bench.connect(*target);
        const auto chattyPeer = upstream.accept(bench.loop);
        bench.pool.giveBack(*target, std::move(good));
        bench.pool.giveBack(*target, std::move(ended));
        bench.pool.giveBack(*target, std::move(chatty));
        QCOMPARE(bench.pool.idleCount(target->poolKey), 3u);
        endedPeer.reset();
        chattyPeer->send("HTTP/1.1 408 Request Timeout\r\n\r\n");
        bench.loop.settle();
        const auto took = bench.pool.takeIdle(*target);
        QVERIFY(took.get() == wanted);
        QCOMPARE(bench.pool.idleCount(target->poolKey), 0u);
    }
    void anEndedConnectionIsNotTakenBack() {
        PoolBench bench;
        ManualUpstream upstream;
        const auto target = PoolBench::target(upstream.url());
        auto stream = bench.connect(*target);
        upstream.accept(bench.loop).reset();
        bench.loop.settle();
        bench.pool.giveBack(*target, std::move(stream));
        QCOMPARE(bench.pool.idleCount(target->poolKey), 0u);
    }
    void theNumberOfIdleConnectionsIsBounded() {
        PoolBench bench;
        ManualUpstream upstream;
        UpstreamConfig config;
        config.maxIdleConnections = 2;
        const auto target = PoolBench::target(upstream.url(), config);
        std::vector<std::unique_ptr<ByteStream>> peers;
        std::vector<std::unique_ptr<net::Stream>> streams;
        for (int i = 0; i < 4; ++i) {
            streams.push_back(bench.connect(*target));
            peers.push_back(upstream.accept(bench.loop));
        }
        for (auto& stream : streams) bench.pool.giveBack(*target, std::move(stream));
        QCOMPARE(bench.pool.idleCount(target->poolKey), 2u);
        QCOMPARE(peers[3]->receive(Milliseconds(1000)).got, ByteStream::Got::end);
    }
    void anOldConnectionIsNotUsed() {
        PoolBench bench;
        ManualUpstream upstream;
        UpstreamConfig config;
        config.idleConnection = Milliseconds(5);
        const auto target = PoolBench::target(upstream.url(), config);
        auto stream = bench.connect(*target);
        const auto peer = upstream.accept(bench.loop);
        bench.pool.giveBack(*target, std::move(stream));
        bench.loop.turnUntil([] { return false; }, Milliseconds(10));
        QVERIFY(!bench.pool.takeIdle(*target));
    }
    void theSweepClosesWhatNobodyAsksFor() {
        PoolBench bench;
        ManualUpstream upstream;
        const auto target = PoolBench::target(upstream.url());
        auto ended = bench.connect(*target), good = bench.connect(*target);
        auto endedPeer = upstream.accept(bench.loop);
        const auto goodPeer = upstream.accept(bench.loop);
        bench.pool.giveBack(*target, std::move(ended));
        bench.pool.giveBack(*target, std::move(good));
        endedPeer.reset();
        bench.loop.settle();
        QCOMPARE(bench.pool.idleCount(target->poolKey), 2u);
        bench.loop.reactor().timers().advance(soon(std::chrono::seconds(6)));
        QCOMPARE(bench.pool.idleCount(target->poolKey), 1u);
    }
    void clearClosesThemAll() {
        PoolBench bench;
        ManualUpstream upstream;
        const auto target = PoolBench::target(upstream.url());
        auto stream = bench.connect(*target);
        const auto peer = upstream.accept(bench.loop);
        bench.pool.giveBack(*target, std::move(stream));
        bench.pool.clear();
        QCOMPARE(bench.pool.idleCount(target->poolKey), 0u);
        QCOMPARE(peer->receive(Milliseconds(1000)).got, ByteStream::Got::end);
    }
    void failuresNameTheUpstream() {
        PoolBench bench;
        ManualUpstream upstream;
        const auto target = PoolBench::target(upstream.url());
        const std::uint16_t port = upstream.port();
        upstream.close();
        const auto refused = bench.loop.run(bench.pool.connect(*target, soon(Milliseconds(3000)), nullptr));
        QCOMPARE(refused->error().code, ErrorCode::upstreamUnreachable);
        QCOMPARE(refused->error().args, std::vector<std::string>{"up"});
        QVERIFY(refused->error().cause.find("127.0.0.1:" + std::to_string(port)) != std::string::npos);
    }
    void aCancelledConnectIsNobodysFault() {
        PoolBench bench;
        ManualUpstream upstream;
        const auto target = PoolBench::target(upstream.url());
        net::Canceller gone;
        gone.cancel();
        const auto answer = bench.loop.run(bench.pool.connect(*target, soon(Milliseconds(3000)), &gone));
        QCOMPARE(answer->error().code, ErrorCode::clientGone);
        QVERIFY(answer->error().args.empty());
    }
    void anUnverifiedCertificateIsRefused() {
        PoolBench bench;
        ManualUpstream upstream;
        const CertificateFiles theirs({"other.example"});
        UpstreamConfig config;
        config.caFile = theirs.certificate;  // trusted, but for another name
        const auto target = PoolBench::target(upstream.url("https"), config);
        const auto outcome = bench.loop.start(bench.pool.connect(*target, soon(Milliseconds(3000)), nullptr));
        net::Stream server(bench.loop.reactor(), acceptWhenThere(bench, upstream), true);
        server.startTls(theirs.server()->accept());
        const auto shaken = bench.loop.start(server.handshake(soon(Milliseconds(3000)), nullptr));
        QVERIFY(bench.loop.turnUntil([&] { return outcome->has_value() && shaken->has_value(); }));
        QCOMPARE((*outcome)->error().code, ErrorCode::tlsVerification);
        QCOMPARE((*outcome)->error().args, std::vector<std::string>{"up"});
    }
    void theNextTlsConnectionResumesTheLast() {
        PoolBench bench;
        ManualUpstream upstream;
        const CertificateFiles theirs({"127.0.0.1"});
        const auto context = theirs.server();
        UpstreamConfig config;
        config.caFile = theirs.certificate;
        const auto target = PoolBench::target(upstream.url("https"), config);
        for (const bool resumed : {false, true}) {
            const auto outcome = bench.loop.start(bench.pool.connect(*target, soon(Milliseconds(3000)), nullptr));
            net::Stream server(bench.loop.reactor(), acceptWhenThere(bench, upstream), true);
            server.startTls(context->accept());
            const auto shaken = bench.loop.start(server.handshake(soon(Milliseconds(3000)), nullptr));
            QVERIFY(bench.loop.turnUntil([&] { return outcome->has_value() && shaken->has_value(); }));
            QVERIFY((*outcome)->has_value());
            const std::unique_ptr<net::Stream>& stream = (*outcome)->value();
            QCOMPARE(SSL_session_reused(stream->ssl()) == 1, resumed);
            QCOMPARE(server.writeNow("x").count, 1u);
            char byte[8];
            QVERIFY(bench.loop.turnUntil([&] { return stream->readNow(byte).count == 1; }));
            bench.pool.giveBack(*target, std::move((*outcome)->value()));
            QCOMPARE(bench.pool.idleCount(target->poolKey), 1u);
            bench.pool.takeIdle(*target).reset();
        }
    }

private:
    static int acceptWhenThere(PoolBench& bench, ManualUpstream& upstream) {
        bench.loop.settle();
        bench.loop.settle();
        return upstream.acceptDescriptor();
    }
};

MIRROR_TEST(TstPool, tst_pool)
#include "tst_pool.moc"
