#include <fcntl.h>
#include <openssl/ssl.h>
#include <poll.h>

#include <thread>

#include "proxycore/net/certificates.h"
#include "proxycore/net/stream_pair.h"
#include "support/loopback.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;
using net::IoStatus;
using net::Stream;
using net::TlsContext;

namespace {

/// Both sides of a TLS connection on one reactor.
struct Pair {
    Pair(TestLoop& testLoop, SSL* clientSsl, SSL* serverSsl) : Pair(testLoop, socketPair(), clientSsl, serverSsl) {}
    Pair(TestLoop& testLoop, std::pair<int, int> fds, SSL* clientSsl, SSL* serverSsl)
        : loop(testLoop),
          client(std::make_unique<Stream>(loop.reactor(), fds.first, true)),
          server(std::make_unique<Stream>(loop.reactor(), fds.second, true)) {
        client->startTls(clientSsl);
        server->startTls(serverSsl);
    }
    /// Runs both handshakes to their ends.
    void shakeHands() {
        const auto c = loop.start(client->handshake(soon(Milliseconds(4000)), nullptr));
        const auto s = loop.start(server->handshake(soon(Milliseconds(4000)), nullptr));
        QVERIFY(loop.turnUntil([&] { return c->has_value(); }));
        if (!(*c)->has_value()) client.reset();  // as production code does: the other side must not wait for ever
        QVERIFY(loop.turnUntil([&] { return s->has_value(); }));
        clientDone = **c;
        serverDone = **s;
    }
    bool isUp() const { return clientDone.has_value() && serverDone.has_value(); }
    TestLoop& loop;
    std::unique_ptr<Stream> client, server;
    Result<void> clientDone = fail(ErrorCode::internal), serverDone = fail(ErrorCode::internal);
};

std::string alpnOf(const Stream& stream) {
    const unsigned char* data = nullptr;
    unsigned length = 0;
    SSL_get0_alpn_selected(stream.ssl(), &data, &length);
    return {reinterpret_cast<const char*>(data), length};
}

/// Carries bytes between two descriptors one at a time, both ways, until either ends.
class DripRelay {
public:
    DripRelay(int a, int b) : m_a(a), m_b(b) {
        for (const int fd : {a, b}) ::fcntl(fd, F_SETFL, 0);  // blocking: nothing may be lost when a side is slow
        m_thread = std::thread([this] { run(); });
    }
    ~DripRelay() {
        ::shutdown(m_a.get(), SHUT_RDWR);
        ::shutdown(m_b.get(), SHUT_RDWR);
        m_thread.join();
    }

private:
    void run() {
        pollfd both[2] = {{m_a.get(), POLLIN, 0}, {m_b.get(), POLLIN, 0}};
        while (::poll(both, 2, 5000) > 0)
            for (int i = 0; i < 2; ++i) {
                char byte = 0;
                if (both[i].revents == 0) continue;
                if (::recv(both[i].fd, &byte, 1, 0) != 1) return;
                if (::send(both[1 - i].fd, &byte, 1, MSG_NOSIGNAL) != 1) return;
            }
    }
    Fd m_a, m_b;
    std::thread m_thread;
};

}  // namespace

class TstTls : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { m_own = std::make_unique<CertificateFiles>(std::vector<std::string>{"localhost", "127.0.0.1"}); }
    void cleanupTestCase() { m_own.reset(); }

    void aVerifiedHandshakeAgreesOnHttp11() {
        TestLoop loop;
        Pair pair(loop, m_own->client()->connect("localhost"), m_own->server()->accept());
        pair.shakeHands();
        QVERIFY(pair.isUp());
        QCOMPARE(alpnOf(*pair.client), std::string("http/1.1"));
        QCOMPARE(alpnOf(*pair.server), std::string("http/1.1"));
        QCOMPARE(std::string(SSL_get_servername(pair.server->ssl(), TLSEXT_NAMETYPE_host_name)), std::string("localhost"));
        QVERIFY(SSL_version(pair.client->ssl()) == TLS1_3_VERSION);
    }
    void tls12IsSpokenAndNothingOlder() {
        TestLoop loop;
        SSL* twelve = m_own->client()->connect("localhost");
        SSL_set_max_proto_version(twelve, TLS1_2_VERSION);
        Pair pair(loop, twelve, m_own->server()->accept());
        pair.shakeHands();
        QVERIFY(pair.isUp());
        SSL* eleven = m_own->client()->connect("localhost");
        SSL_set_min_proto_version(eleven, TLS1_1_VERSION);
        SSL_set_max_proto_version(eleven, TLS1_1_VERSION);
        Pair old(loop, eleven, m_own->server()->accept());
        old.shakeHands();
        QVERIFY(!old.clientDone.has_value());
    }
    void certificatesThatProveNothingAreRefused_data() {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<bool>("trusted");
        QTest::addColumn<bool>("expired");
        QTest::newRow("another name") << "other.example" << true << false;
        QTest::newRow("an address it does not carry") << "127.0.0.9" << true << false;
        QTest::newRow("expired") << "localhost" << true << true;
        QTest::newRow("unknown issuer") << "localhost" << false << false;
    }
    void certificatesThatProveNothingAreRefused() {
        QFETCH(QString, asked);
        QFETCH(bool, trusted);
        QFETCH(bool, expired);
        TestLoop loop;
        const CertificateFiles theirs({"localhost", "127.0.0.1"});
        if (expired) theirs.expire();
        const auto context = trusted ? theirs.client() : m_own->client();
        Pair pair(loop, context->connect(asked.toStdString()), theirs.server()->accept());
        pair.shakeHands();
        QVERIFY(!pair.clientDone.has_value());
        QCOMPARE(pair.clientDone.error().code, ErrorCode::tlsVerification);
        QVERIFY(!pair.clientDone.error().cause.empty());
        QVERIFY(!pair.serverDone.has_value() || SSL_version(pair.server->ssl()) == TLS1_3_VERSION);  // 1.3: the server has spoken last
    }
    void anAddressIsMatchedAsAnAddressAndSendsNoName() {
        TestLoop loop;
        Pair pair(loop, m_own->client()->connect("127.0.0.1"), m_own->server()->accept());
        pair.shakeHands();
        QVERIFY(pair.isUp());
        QVERIFY(!SSL_get_servername(pair.server->ssl(), TLSEXT_NAMETYPE_host_name));
    }
    void aClientThatOffersOnlyAnotherProtocolIsRefused() {
        TestLoop loop;
        SSL* h2 = m_own->client()->connect("localhost");
        const unsigned char offer[] = {2, 'h', '2'};
        SSL_set_alpn_protos(h2, offer, sizeof offer);
        Pair pair(loop, h2, m_own->server()->accept());
        pair.shakeHands();
        QVERIFY(!pair.clientDone.has_value());
        QVERIFY(!pair.serverDone.has_value());
        QVERIFY(pair.clientDone.error().code != ErrorCode::tlsVerification);
    }
    void theSecondConnectionResumesTheFirst() {
        TestLoop loop;
        const auto client = m_own->client();
        const auto server = m_own->server();
        Pair first(loop, client->connect("localhost"), server->accept());
        first.shakeHands();
        QVERIFY(first.isUp());
        QVERIFY(!SSL_session_reused(first.client->ssl()));
        QCOMPARE(first.server->writeNow("x").count, 1u);  // the ticket travels before it
        const auto got = loop.run(readAll(*first.client, 1));
        QCOMPARE(got->data, std::string("x"));
        SSL_SESSION* session = SSL_get1_session(first.client->ssl());
        QVERIFY(SSL_SESSION_is_resumable(session));
        Pair second(loop, client->connect("localhost", session), server->accept());
        second.shakeHands();
        SSL_SESSION_free(session);
        QVERIFY(second.isUp());
        QVERIFY(SSL_session_reused(second.client->ssl()));
        QVERIFY(SSL_session_reused(second.server->ssl()));
    }
    void recordsMayArriveAByteAtATime() {
        TestLoop loop;
        const auto [clientEnd, relayA] = socketPair();
        const auto [serverEnd, relayB] = socketPair();
        const DripRelay relay(relayA, relayB);
        Pair pair(loop, {clientEnd, serverEnd}, m_own->client()->connect("localhost"), m_own->server()->accept());
        pair.shakeHands();
        QVERIFY(pair.isUp());
        const std::string question = pattern(3000), answer = pattern(20'000);
        const auto asked = loop.start(writeAll(*pair.client, question));
        const auto heard = loop.start(readAll(*pair.server, question.size()));
        QVERIFY(loop.turnUntil([&] { return asked->has_value() && heard->has_value(); }, Milliseconds(10'000)));
        QVERIFY((*heard)->data == question);
        const auto told = loop.start(writeAll(*pair.server, answer));
        const auto read = loop.start(readAll(*pair.client, answer.size()));
        QVERIFY(loop.turnUntil([&] { return told->has_value() && read->has_value(); }, Milliseconds(20'000)));
        QVERIFY((*read)->data == answer);
    }
    void largeTransfersGoBothWaysAtOnce_data() {
        QTest::addColumn<int>("bufferSize");
        QTest::newRow("small reads") << 1500;
        QTest::newRow("as a record") << 16 * 1024;
        QTest::newRow("several records") << 128 * 1024;
    }
    void largeTransfersGoBothWaysAtOnce() {
        QFETCH(int, bufferSize);
        TestLoop loop;
        Pair pair(loop, m_own->client()->connect("localhost"), m_own->server()->accept());
        pair.shakeHands();
        QVERIFY(pair.isUp());
        const std::string up = pattern(8 << 20), down = std::string(up.rbegin(), up.rend());
        const auto size = static_cast<std::size_t>(bufferSize);
        const auto sentUp = loop.start(writeAll(*pair.client, up));
        const auto sentDown = loop.start(writeAll(*pair.server, down));
        loop.settle();
        QVERIFY(!sentUp->has_value());  // nobody reads yet: both are held back
        QVERIFY(!sentDown->has_value());
        const auto gotUp = loop.start(readAll(*pair.server, up.size(), size));
        const auto gotDown = loop.start(readAll(*pair.client, down.size(), size));
        QVERIFY(loop.turnUntil([&] { return gotUp->has_value() && gotDown->has_value(); }, Milliseconds(30'000)));
        QVERIFY((*gotUp)->data == up);
        QVERIFY((*gotDown)->data == down);
        QCOMPARE(**sentUp, true);
        QCOMPARE(**sentDown, true);
    }
    void anEndWithoutCloseNotifyIsAFailure() {
        TestLoop loop;
        Pair pair(loop, m_own->client()->connect("localhost"), m_own->server()->accept());
        pair.shakeHands();
        QCOMPARE(pair.server->writeNow("half an ans").count, 11u);
        pair.server.reset();
        const auto all = loop.run(readAll(*pair.client, 1000));
        QCOMPARE(all->data, std::string("half an ans"));
        QCOMPARE(all->end, IoStatus::failed);
    }
    void anEndWithCloseNotifyIsAnEnd() {
        TestLoop loop;
        Pair pair(loop, m_own->client()->connect("localhost"), m_own->server()->accept());
        pair.shakeHands();
        QCOMPARE(pair.server->writeNow("whole").count, 5u);
        pair.server->shutdownTls();
        pair.server.reset();
        const auto all = loop.run(readAll(*pair.client, 1000));
        QCOMPARE(all->data, std::string("whole"));
        QCOMPARE(all->end, IoStatus::closed);
    }
    void aHandshakeThatGetsNoAnswerEndsByDeadlineOrCancelling() {
        TestLoop loop;
        const auto [a, b] = socketPair();
        const Fd silent(b);
        Stream client(loop.reactor(), a, true);
        client.startTls(m_own->client()->connect("localhost"));
        const auto late = loop.run(client.handshake(soon(Milliseconds(20)), nullptr));
        QCOMPARE(late->error().code, ErrorCode::upstreamTimeoutConnect);
        net::Canceller canceller;
        const auto wait = loop.start(client.handshake(soon(Milliseconds(5000)), &canceller));
        canceller.cancel();
        QVERIFY(loop.turnUntil([&] { return wait->has_value(); }));
        QCOMPARE((*wait)->error().code, ErrorCode::clientGone);
    }
    void aPeerThatSpeaksPlainIsUnreachable() {
        TestLoop loop;
        const auto [a, b] = socketPair();
        const Fd plain(b);
        Stream client(loop.reactor(), a, true);
        client.startTls(m_own->client()->connect("localhost"));
        const std::string_view answer = "HTTP/1.1 400 Bad Request\r\n\r\n";
        QCOMPARE(::send(b, answer.data(), answer.size(), 0), static_cast<ssize_t>(answer.size()));
        const auto done = loop.run(client.handshake(soon(Milliseconds(2000)), nullptr));
        QCOMPARE(done->error().code, ErrorCode::upstreamUnreachable);
    }
    void filesThatCannotServeAreTold() {
        const CertificateFiles other({"localhost"});
        const auto mismatch = TlsContext::server(m_own->certificate, other.key);
        QCOMPARE(mismatch.error().code, ErrorCode::certificateInvalid);
        QCOMPARE(mismatch.error().args, std::vector<std::string>{other.key});
        const auto missing = TlsContext::server("/nonexistent/certificate.pem", other.key);
        QCOMPARE(missing.error().args, std::vector<std::string>{"/nonexistent/certificate.pem"});
        QCOMPARE(TlsContext::client("/nonexistent/ca.pem").error().code, ErrorCode::certificateInvalid);
    }
    void knowsItsCertificate() {
        const auto server = m_own->server();
        QVERIFY(server->isSelfSigned());
        const auto left = server->certificateExpiry() - std::chrono::system_clock::now();
        QVERIFY(left > std::chrono::hours(24 * 10 - 3));
        QVERIFY(left < std::chrono::hours(24 * 10 + 3));
    }

private:
    std::unique_ptr<CertificateFiles> m_own;
};

MIRROR_TEST(TstTls, tst_tls)
#include "tst_tls.moc"
