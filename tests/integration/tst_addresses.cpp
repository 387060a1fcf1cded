#include "integration/claims.h"
#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

/// Remembers the address it was told of.
struct Witness {
    Witness() : server([this](UpstreamPeer& peer) {
        while (const auto request = peer.request()) {
            {
                const std::lock_guard lock(mutex);
                realIp = request->field("x-real-ip");
                forwarded = request->has("x-forwarded-for");
            }
            peer.answerJson(200, wholeAnswer("ok"));
        }
    }) {}
    std::string heard() {
        const std::lock_guard lock(mutex);
        return realIp;
    }
    std::mutex mutex;
    std::string realIp;
    bool forwarded = false;
    FakeUpstream server;
};

}  // namespace

/// Whose address a client has, and addresses of both families.
class TstAddresses : public QObject {
    Q_OBJECT
private slots:
    void anyoneMaySayXForwardedForAndIsNotBelieved() {
        Witness upstream;
        EngineFixture mirror({.upstreams = {upstream.server.url()}, .overrides = {{"upstreams[0].forward_client_ip", "true"}}});
        QCOMPARE(mirror.ask(mirror.chat("m", {}, "X-Forwarded-For: 203.0.113.9\r\nX-Real-IP: 203.0.113.10\r\n")).status, 200);
        QCOMPARE(mirror.traffic().front().clientAddress, std::string("127.0.0.1"));
        QCOMPARE(upstream.heard(), std::string("127.0.0.1"));
        QVERIFY(!upstream.forwarded);
    }
    void aTrustedProxyIsBelieved_data() {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("address");
        QTest::newRow("one") << QByteArray("X-Forwarded-For: 203.0.113.9\r\n") << QByteArray("203.0.113.9");
        QTest::newRow("the last is our neighbour's word") << QByteArray("X-Forwarded-For: 198.51.100.1, 203.0.113.9\r\n") << QByteArray("203.0.113.9");
        QTest::newRow("ipv6") << QByteArray("X-Forwarded-For: 2001:db8::7\r\n") << QByteArray("2001:db8::7");
        QTest::newRow("real ip") << QByteArray("X-Real-IP: 203.0.113.11\r\n") << QByteArray("203.0.113.11");
        QTest::newRow("no address") << QByteArray("X-Forwarded-For: unknown\r\n") << QByteArray("127.0.0.1");
        QTest::newRow("nothing said") << QByteArray() << QByteArray("127.0.0.1");
    }
    void aTrustedProxyIsBelieved() {
        QFETCH(QByteArray, fields);
        QFETCH(QByteArray, address);
        if (!m_behindProxy) {
            m_witness = std::make_unique<Witness>();
            m_behindProxy = std::make_unique<EngineFixture>(FixtureOptions{
                .upstreams = {m_witness->server.url()}, .overrides = {{"http.trusted_proxies", "10.0.0.0/8,127.0.0.1"}, {"upstreams[0].forward_client_ip", "true"}}});
        }
        const std::size_t known = m_behindProxy->engine().snapshot()->lastTrafficId;
        QCOMPARE(m_behindProxy->ask(m_behindProxy->chat("m", {}, fields.toStdString())).status, 200);
        QCOMPARE(m_behindProxy->traffic(known + 1).back().clientAddress, address.toStdString());
        QCOMPARE(m_witness->heard(), address.toStdString());
    }
    void anotherNetworksProxyIsNotTrusted() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"http.trusted_proxies", "10.0.0.0/8"}}});
        QCOMPARE(mirror.ask(mirror.chat("m", {}, "X-Forwarded-For: 203.0.113.9\r\n")).status, 200);
        QCOMPARE(mirror.traffic().front().clientAddress, std::string("127.0.0.1"));
    }
    void cleanupTestCase() {
        m_behindProxy.reset();
        m_witness.reset();
    }
    void listenersAndUpstreamsSpeakIpv6() {
        if (!hasIpv6Loopback()) QSKIP("this machine has no ::1");
        FakeUpstream upstream(scripts::wellBehaved({"six"}), std::nullopt, Family::ipv6);
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"listeners[0].address", "::1"}, {"listeners[1].address", "::"}}});
        const auto now = mirror.engine().snapshot();
        QVERIFY2(now->listeners[0].url.starts_with("http://[::1]:"), now->listeners[0].url.c_str());
        QVERIFY2(now->listeners[1].url.starts_with("https://[::1]:"), now->listeners[1].url.c_str());
        HttpClient client(connectPlain(mirror.port(), {.family = Family::ipv6}));
        QVERIFY(client.isConnected());
        client.send(mirror.streamChat());
        QCOMPARE(streamProblem(client.read(), "six"), QString());
        QCOMPARE(mirror.traffic().front().clientAddress, std::string("::1"));
        HttpClient overTls(connectTls(mirror.tlsPort(), {.caFile = mirror.profile()->certificate().string(), .family = Family::ipv6}));
        QVERIFY(overTls.isConnected());
        overTls.send(mirror.chat());
        QCOMPARE(overTls.read().status, 200);
        QVERIFY(!connectPlain(mirror.port()));  // the IPv4 loopback is another address
    }

private:
    std::unique_ptr<Witness> m_witness;
    std::unique_ptr<EngineFixture> m_behindProxy;
};

MIRROR_TEST(TstAddresses, tst_addresses)
#include "tst_addresses.moc"
