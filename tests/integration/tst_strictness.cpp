#include "integration/claims.h"
#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

std::string withKey(QByteArray bytes, const std::string& key) { return bytes.replace("KEY", key.c_str()).toStdString(); }

/// A good chat whose head has `field` in it.
QByteArray chatWith(const QByteArray& field) {
    const std::string body = chatBody();
    return "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer KEY\r\nContent-Type: application/json\r\n" + field +
           "Content-Length: " + QByteArray::number(static_cast<qlonglong>(body.size())) + "\r\n\r\n" + QByteArray::fromStdString(body);
}

QByteArray chunkedChat(const QByteArray& chunks) {
    return "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer KEY\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;
}

}  // namespace

/// product.md "Strict", over real sockets: each message is answered 400, the connection closed, nothing reaches the upstream.
class TstStrictness : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        m_upstream = std::make_unique<FakeUpstream>(scripts::wellBehaved());
        m_mirror = std::make_unique<EngineFixture>(FixtureOptions{.upstreams = {m_upstream->url()}});
    }
    void cleanupTestCase() {
        m_mirror.reset();
        m_upstream.reset();
    }
    void refusesWhatIsNotClear_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("CL and TE") << chatWith("Transfer-Encoding: chunked\r\n");
        QTest::newRow("two lengths") << chatWith("Content-Length: 5\r\n");
        QTest::newRow("same length twice") << chatWith("Content-Length: " + QByteArray::number(static_cast<qlonglong>(chatBody().size())) + "\r\n");
        QTest::newRow("length list") << QByteArray("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: 2, 2\r\n\r\n{}");
        QTest::newRow("signed length") << QByteArray("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: +2\r\n\r\n{}");
        QTest::newRow("hex length") << QByteArray("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: 0x2\r\n\r\n{}");
        QTest::newRow("two codings") << QByteArray("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        QTest::newRow("gzip, chunked") << QByteArray("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n");
        QTest::newRow("xchunked") << QByteArray("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n");
        QTest::newRow("TE in 1.0") << QByteArray("POST /v1/chat/completions HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        QTest::newRow("obs-fold") << chatWith("X-A: b\r\n c\r\n");
        QTest::newRow("bare LF in head") << chatWith("X-A: b\n");
        QTest::newRow("bare CR in head") << chatWith("X-A: b\rc\r\n");
        QTest::newRow("NUL in value") << chatWith(QByteArray("X-A: b\0c\r\n", 10));
        QTest::newRow("control in value") << chatWith("X-A: b\x01\r\n");
        QTest::newRow("space before colon") << chatWith("X-A : b\r\n");
        QTest::newRow("no colon") << chatWith("X-A\r\n");
        QTest::newRow("empty name") << chatWith(": b\r\n");
        QTest::newRow("space in name") << chatWith("X A: b\r\n");
        QTest::newRow("invalid UTF-8 value") << chatWith("X-A: \xFF\r\n");
        QTest::newRow("underscore look-alike TE") << chatWith("Transfer_Encoding: chunked\r\n");
        QTest::newRow("underscore look-alike CL") << chatWith("Content_Length: 5\r\n");
        QTest::newRow("no host") << QByteArray("GET /health HTTP/1.1\r\n\r\n");
        QTest::newRow("two hosts") << QByteArray("GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
        QTest::newRow("HTTP/2.0") << QByteArray("GET /health HTTP/2.0\r\nHost: x\r\n\r\n");
        QTest::newRow("HTTP/0.9") << QByteArray("GET /health\r\n\r\n");
        QTest::newRow("lower case http") << QByteArray("GET /health http/1.1\r\nHost: x\r\n\r\n");
        QTest::newRow("two spaces") << QByteArray("GET  /health HTTP/1.1\r\nHost: x\r\n\r\n");
        QTest::newRow("tab in request line") << QByteArray("GET\t/health HTTP/1.1\r\nHost: x\r\n\r\n");
        QTest::newRow("fragment in target") << QByteArray("GET /health#x HTTP/1.1\r\nHost: x\r\n\r\n");
        QTest::newRow("TLS hello on plain") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15);
        QTest::newRow("chunk size with sign") << chunkedChat("+2\r\n{}\r\n0\r\n\r\n");
        QTest::newRow("chunk size with 0x") << chunkedChat("0x2\r\n{}\r\n0\r\n\r\n");
        QTest::newRow("chunk size with space") << chunkedChat(" 2\r\n{}\r\n0\r\n\r\n");
        QTest::newRow("chunk size overflow") << chunkedChat("fffffffffffffffff\r\n{}\r\n0\r\n\r\n");
        QTest::newRow("no chunk size") << chunkedChat("\r\n{}\r\n0\r\n\r\n");
        QTest::newRow("chunk without CRLF") << chunkedChat("2\r\n{}0\r\n\r\n");
        QTest::newRow("chunk with bare LF") << chunkedChat("2\n{}\n0\n\n");
        QTest::newRow("control in extension") << chunkedChat("2;a=\x01\r\n{}\r\n0\r\n\r\n");
    }
    void refusesWhatIsNotClear() {
        QFETCH(QByteArray, bytes);
        const std::string request = withKey(bytes, m_mirror->key());
        for (bool dripped : {false, true}) {
            HttpClient client = m_mirror->connect();
            if (dripped)
                client.drip(request);
            else
                client.send(request);
            const HttpAnswer answer = client.read();
            QCOMPARE(errorProblem(answer, 400, "invalid_request_error", "null"), QString());
            QCOMPARE(answer.field("connection"), std::string("close"));
            QVERIFY(client.isClosedByPeer());
        }
        QCOMPARE(m_upstream->connections(), std::size_t(0));
    }
    void nothingAfterARefusedMessageIsServed() {
        HttpClient client = m_mirror->connect();
        client.send(withKey(chatWith("Transfer-Encoding: chunked\r\n"), m_mirror->key()) + getRequest("/health"));
        QCOMPARE(client.read().status, 400);
        QVERIFY(client.isClosedByPeer());
    }
    void aCutRequestIsNeverServed() {
        const std::string request = m_mirror->chat();
        for (std::size_t cut = 1; cut < request.size(); cut += 7) {
            HttpClient client = m_mirror->connect();
            client.send(request.substr(0, cut));
            client.stream().shutdownWrite();
            const HttpAnswer answer = client.read("POST", Milliseconds(2000));
            QVERIFY2(answer.status == 0 || answer.status >= 400, std::to_string(cut).c_str());
            QVERIFY(answer.end != HttpAnswer::End::timeout);
        }
        QCOMPARE(m_upstream->connections(), std::size_t(0));
    }
    void emptyLinesBeforeARequestAreForgiven() {
        HttpClient client = m_mirror->connect();
        client.send("\r\n\r\n" + getRequest("/health"));
        QCOMPARE(client.read("GET").status, 200);
    }
    void aRequestInSingleBytesIsServed() {
        HttpClient client = m_mirror->connect();
        client.drip(m_mirror->chat());
        QCOMPARE(client.read().status, 200);
    }

private:
    std::unique_ptr<FakeUpstream> m_upstream;
    std::unique_ptr<EngineFixture> m_mirror;
};

MIRROR_TEST(TstStrictness, tst_strictness)
#include "tst_strictness.moc"
