#include "engine/listener_set.h"

#include <atomic>
#include <thread>

#include "base/file.h"
#include "crypto/self_signed.h"
#include "proxycore/engine/pool_bench.h"
#include "support/http_client.h"
#include "support/loopback.h"
#include "support/run_test.h"
#include "support/temp_profile.h"

using namespace mirror;
using namespace mirror::test;
using engine::ListenerSet;

namespace {

ListenerConfig plain(std::string name, std::uint16_t port = 0) {
    ListenerConfig config;
    config.name = std::move(name);
    config.port = port;
    return config;
}

/// Two workers and the listeners they share.
struct Bench {
    Bench() : workers(2), set(config::ProfilePaths{profile.path()}) {}
    ~Bench() { set.closeAll(workers.pool->workers()); }
    std::size_t apply(std::vector<ListenerConfig> listeners) {
        Config config;
        config.listeners = std::move(listeners);
        return set.apply(config, workers.pool->workers());
    }
    std::string url(std::size_t index) const { return set.status()[index].url; }
    std::uint16_t port(std::size_t index) const { return static_cast<std::uint16_t>(std::stoi(url(index).substr(url(index).rfind(':') + 1))); }
    void writeCertificate(const std::string& name) {
        const auto pair = crypto::makeSelfSigned({name}, 30);
        std::filesystem::create_directories(profile.path() / "tls");
        QVERIFY(base::writeFileAtomically(profile.path() / "tls" / "certificate.pem", pair->certificatePem).has_value());
        QVERIFY(base::writeFileAtomically(profile.path() / "tls" / "key.pem", pair->keyPem).has_value());
    }
    std::vector<std::string> reload(bool force) {
        problems.clear();
        return set.reloadCertificates(force, workers.pool->workers(), problems);
    }
    TempProfile profile;
    PoolBench workers;
    ListenerSet set;
    std::vector<Error> problems;
};

bool listens(std::uint16_t port) { return connectPlain(port) != nullptr; }

/// New connections get the new certificate as soon as their worker has heard of it.
bool comesToProve(std::uint16_t port, const ConnectOptions& trust) {
    const SteadyTime deadline = soon(Milliseconds(5000));
    while (std::chrono::steady_clock::now() < deadline)
        if (connectTls(port, trust)) return true;
    return false;
}

std::uint16_t freePort() { return listenOnLoopback().port; }

/// Whether a worker serves there, not only the kernel.
bool comesToAnswer(std::uint16_t port) {
    HttpClient client(connectPlain(port));
    return client.send(getRequest("/health")) && client.read("GET").status == 200;
}

bool stopsListening(std::uint16_t port) {
    const SteadyTime deadline = soon(Milliseconds(5000));
    int refused = 0;  // in a row: while the first worker's socket closes, the kernel may refuse once though the second still listens
    while (refused < 10 && std::chrono::steady_clock::now() < deadline) refused = listens(port) ? 0 : refused + 1;
    return refused == 10;
}

}  // namespace

class TstListenerSet : public QObject {
    Q_OBJECT
private slots:
    void opensWhatIsAskedForAndKeepsItsPort() {
        Bench bench;
        QCOMPARE(bench.apply({plain("a"), plain("b")}), 2u);
        const std::uint16_t a = bench.port(0), b = bench.port(1);
        QVERIFY(a != b && listens(a) && listens(b));
        QCOMPARE(bench.url(0), "http://127.0.0.1:" + std::to_string(a));
        QCOMPARE(bench.apply({plain("b"), plain("a")}), 2u);  // only the order has changed
        QCOMPARE(bench.port(0), b);
        QCOMPARE(bench.port(1), a);
    }
    void closesWhatIsNoLongerAskedFor() {
        Bench bench;
        bench.apply({plain("a"), plain("b")});
        const std::uint16_t a = bench.port(0), b = bench.port(1);
        ListenerConfig off = plain("a");
        off.enabled = false;
        QCOMPARE(bench.apply({off, plain("b")}), 1u);
        QVERIFY(stopsListening(a));
        QVERIFY(listens(b));
        QCOMPARE(bench.set.status().size(), 1u);
        QCOMPARE(bench.apply({}), 0u);
        QVERIFY(stopsListening(b));
    }
    void aRenamedListenerNeverStopsListening() {
        Bench bench;
        const std::uint16_t port = freePort();
        QCOMPARE(bench.apply({plain("before", port)}), 1u);
        std::atomic<int> refused = 0, answered = 0;
        std::jthread client([&](const std::stop_token& stop) {
            while (!stop.stop_requested()) listens(port) ? ++answered : ++refused;
        });
        QTRY_VERIFY(answered > 0);
        for (int round = 0; round < 20; ++round) {
            const std::string name = "after-" + std::to_string(round);
            QCOMPARE(bench.apply({plain(name, port)}), 1u);
            const auto status = bench.set.status();
            QCOMPARE(status.size(), 1u);
            QCOMPARE(status[0].name, name);
            QVERIFY2(!status[0].error, describe(status[0].error.value_or(Error())).c_str());
        }
        client.request_stop();
        client.join();
        QCOMPARE(refused.load(), 0);
        QVERIFY(comesToAnswer(port));
    }
    void aListenerThatTurnsToTlsKeepsItsPort() {
        Bench bench;
        bench.writeCertificate("localhost");
        ListenerConfig listener = plain("a");
        QCOMPARE(bench.apply({listener}), 1u);
        const std::uint16_t port = bench.port(0);
        listener.tls = true;
        QCOMPARE(bench.apply({listener}), 1u);
        QCOMPARE(bench.port(0), port);
        QVERIFY(bench.url(0).starts_with("https://"));
        ConnectOptions trust;
        trust.caFile = (bench.profile.path() / "tls" / "certificate.pem").string();
        QVERIFY(comesToProve(port, trust));
    }
    /// Nobody who asked for TLS is served without it.
    void aPlainListenerThatCannotTurnToTlsIsClosed() {
        Bench bench;
        ListenerConfig listener = plain("a");
        QCOMPARE(bench.apply({listener}), 1u);
        const std::uint16_t port = bench.port(0);
        listener.tls = true;
        QCOMPARE(bench.apply({listener}), 0u);
        QCOMPARE(bench.set.status()[0].error->code, ErrorCode::certificateInvalid);
        QVERIFY(stopsListening(port));
    }
    void listenersMayChangeNames() {
        Bench bench;
        const std::uint16_t first = freePort(), second = freePort();
        QCOMPARE(bench.apply({plain("a", first), plain("b", second)}), 2u);
        QCOMPARE(bench.apply({plain("b", first), plain("a", second)}), 2u);
        QCOMPARE(bench.port(0), first);
        QCOMPARE(bench.port(1), second);
        QVERIFY(comesToAnswer(first) && comesToAnswer(second));
        QCOMPARE(bench.apply({plain("b", first)}), 1u);
        QVERIFY(stopsListening(second));
        QVERIFY(comesToAnswer(first));
    }
    void anAddressInUseIsToldAndTakenOnceItIsFree() {
        Bench bench;
        LoopbackListener foreign = listenOnLoopback();
        QCOMPARE(bench.apply({plain("taken", foreign.port), plain("free")}), 1u);
        QCOMPARE(bench.set.status()[0].error->code, ErrorCode::addressInUse);
        QVERIFY(bench.set.status()[0].url.empty());
        QVERIFY(!bench.set.status()[1].error);
        const std::uint16_t other = bench.port(1);
        foreign.fd.close();
        QCOMPARE(bench.apply({plain("taken", foreign.port), plain("free")}), 2u);
        QVERIFY(!bench.set.status()[0].error);
        QCOMPARE(bench.port(0), foreign.port);
        QCOMPARE(bench.port(1), other);
    }
    void aWorkerThatComesLaterGetsTheOpenListeners() {
        Bench bench;
        bench.apply({plain("a")});
        bench.workers.grow(3);
        bench.set.addWorker(*bench.workers.pool->workers().back());
        QVERIFY(!bench.set.status()[0].error);
        QVERIFY(listens(bench.port(0)));
    }
    void withoutACertificateATlsListenerHasAnError() {
        Bench bench;
        ListenerConfig tls = plain("tls");
        tls.tls = true;
        QCOMPARE(bench.apply({tls}), 0u);
        QCOMPARE(bench.set.status()[0].error->code, ErrorCode::certificateInvalid);
    }
    void newCertificatesAreTakenUpAndBadOnesAreNot() {
        Bench bench;
        bench.writeCertificate("localhost");
        ListenerConfig tls = plain("tls");
        tls.tls = true;
        QCOMPARE(bench.apply({plain("plain"), tls}), 2u);
        QVERIFY(bench.set.status()[1].selfSigned);
        QVERIFY(bench.reload(false).empty());
        QVERIFY(bench.problems.empty());

        ConnectOptions trust;
        trust.caFile = (bench.profile.path() / "tls" / "certificate.pem").string();
        QVERIFY(comesToProve(bench.port(1), trust));

        bench.writeCertificate("renewed.example");
        QCOMPARE(bench.reload(false), std::vector<std::string>{"tls"});
        trust.serverName = "renewed.example";
        QVERIFY(comesToProve(bench.port(1), trust));

        QVERIFY(base::writeFileAtomically(bench.profile.path() / "tls" / "certificate.pem", "no certificate").has_value());
        QVERIFY(bench.reload(false).empty());
        QCOMPARE(bench.problems.size(), 1u);
        QCOMPARE(bench.problems[0].code, ErrorCode::certificateInvalid);
        QVERIFY(bench.reload(false).empty());
        QVERIFY(bench.problems.empty());  // told once, not at every look
        bench.writeCertificate("again.example");
        QCOMPARE(bench.reload(false), std::vector<std::string>{"tls"});
        QCOMPARE(bench.reload(true), std::vector<std::string>{"tls"});
    }
};

MIRROR_TEST(TstListenerSet, tst_listener_set)
#include "tst_listener_set.moc"
