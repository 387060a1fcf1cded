#include "integration/claims.h"
#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

std::string multipart(std::string_view content) {
    return "--b\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nfine-tune\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n"
           "Content-Type: application/octet-stream\r\n\r\n" + std::string(content) + "\r\n--b--\r\n";
}

std::string uploadHead(const std::string& key, std::size_t length) {
    return "POST /v1/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n";
}

}  // namespace

/// Files, audio, images: streamed both ways without buffering.
class TstPassThrough : public QObject {
    Q_OBJECT
private slots:
    void uploadsArriveUnchanged() {
        std::string got, type;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            const auto request = peer.request();
            if (!request) return;
            got = request->body;
            type = request->field("content-type");
            peer.answerJson(200, R"({"id":"file-1"})");
        });
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const std::string body = multipart(std::string("\0\x01\xFF binary", 10));
        const HttpAnswer answer = mirror.ask(uploadHead(mirror.key(), body.size()) + body);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.json()["id"], "file-1");
        QCOMPARE(type, std::string("multipart/form-data; boundary=b"));
        QCOMPARE(got, body);
    }
    void anUploadReachesTheUpstreamBeforeItIsComplete() {
        Signal firstPart;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            const auto request = peer.requestHead();
            if (!request) return;
            std::string body;
            while (body.find("--b--") == std::string::npos) {
                const std::string more = peer.receive();
                if (more.empty()) return;
                body += more;
                if (body.find("first") != std::string::npos) firstPart.raise();
            }
            peer.answerJson(200, "{}");
        });
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const std::string body = multipart("first" + std::string(1000, 'x') + "last");
        const std::size_t half = body.size() / 2;
        HttpClient client = mirror.connect();
        client.send(uploadHead(mirror.key(), body.size()) + body.substr(0, half));
        QVERIFY(firstPart.wait());
        client.send(body.substr(half));
        QCOMPARE(client.read().status, 200);
    }
    void aDownloadReachesTheClientBeforeItIsComplete() {
        Signal seen;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            if (!peer.request()) return;
            peer.send("HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\nTransfer-Encoding: chunked\r\n\r\n");
            peer.chunk("first");
            if (!seen.wait(Milliseconds(1500))) return;
            peer.chunk("last");
            peer.end();
        });
        EngineFixture mirror({.upstreams = {upstream.url()}});
        HttpClient client = mirror.connect();
        client.send(postRequest("/v1/audio/speech", mirror.key(), R"({"model":"tts-1","input":"x"})"));
        HttpAnswer answer = client.readHead();
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.field("content-type"), std::string("audio/mpeg"));
        client.finish(answer, "POST", Milliseconds(200));
        QCOMPARE(answer.body, std::string("first"));
        seen.raise();
        client.finish(answer);
        QVERIFY(answer.isComplete());
        QCOMPARE(answer.body, std::string("firstlast"));
    }
    void uploadsMayBeLargerThanJsonBodies() {
        std::atomic<std::size_t> received = 0;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            const auto request = peer.request();
            if (!request) return;
            received = request->body.size();
            peer.answerJson(200, "{}");
        });
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"http.max_body", "64 KiB"}}});
        const std::string body = multipart(std::string(3 << 20, 'x'));
        const HttpAnswer answer = mirror.ask(uploadHead(mirror.key(), body.size()) + body);
        QVERIFY2(answer.status == 200 || answer.status == 413, answer.body.c_str());
        if (answer.status == 200) QCOMPARE(received.load(), body.size());
    }
    void anUploadNeedsAKey() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const std::string body = multipart("x");
        QCOMPARE(errorProblem(mirror.ask(uploadHead("sk-wrong", body.size()) + body), 401, "invalid_request_error", "invalid_api_key"), QString());
        QCOMPARE(upstream.connections(), std::size_t(0));
    }
    /// Without a length or chunks the next answer on the connection would be read as this one's body.
    void anEmptyAnswerSaysThatItIsEmpty_data() {
        QTest::addColumn<QByteArray>("head");
        QTest::newRow("200") << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 0\r\n\r\n");
        QTest::newRow("201 chunked") << QByteArray("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        QTest::newRow("205") << QByteArray("HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n");
        QTest::newRow("204") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n");
    }
    void anEmptyAnswerSaysThatItIsEmpty() {
        QFETCH(QByteArray, head);
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            while (peer.request()) peer.send(head.toStdString());
        });
        EngineFixture mirror({.upstreams = {upstream.url()}});
        HttpClient client = mirror.connect();
        for (int i = 0; i < 2; ++i) {
            client.send(getRequest("/v1/files/f1/content", mirror.key()) + getRequest("/health"));
            const HttpAnswer empty = client.read("GET", Milliseconds(2000));
            QVERIFY2(empty.isComplete(), empty.why.c_str());
            QCOMPARE(empty.status, head.mid(9, 3).toInt());
            QCOMPARE(empty.body, std::string());
            QCOMPARE(client.read("GET").json()["status"], "ok");
        }
    }
    void aHeadKeepsTheLengthTheUpstreamToldAndHasNoBody() {
        FakeUpstream upstream([](UpstreamPeer& peer) {
            while (const auto request = peer.request()) peer.send("HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\nContent-Length: 1234\r\n\r\n");
        });
        EngineFixture mirror({.upstreams = {upstream.url()}});
        HttpClient client = mirror.connect();
        client.send("HEAD /v1/files/f1/content HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + mirror.key() + "\r\n\r\n" + getRequest("/health"));
        const HttpAnswer head = client.read("HEAD");
        QCOMPARE(head.status, 200);
        QCOMPARE(head.field("content-length"), std::string("1234"));
        QCOMPARE(client.read("GET").json()["status"], "ok");
    }
    void anUpstreamsVerdictOnTheRequestIsKeptAsOurErrorObject_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("code");
        const QByteArray json = R"({"error":{"message":"no such file","type":"invalid_request_error","param":"id","code":"missing"},"trace":"x"})";
        for (const int status : {400, 404, 413, 422}) QTest::newRow(QByteArray::number(status).data()) << status << QByteArray("application/json") << json << QByteArray("missing");
        QTest::newRow("html") << 404 << QByteArray("text/html") << QByteArray("<html><title>nginx</title></html>") << QByteArray("null");
    }
    void anUpstreamsVerdictOnTheRequestIsKeptAsOurErrorObject() {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, code);
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            while (peer.request())
                peer.send("HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Type: " + type.toStdString() + "\r\nSet-Cookie: a=b\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body.toStdString());
        });
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const HttpAnswer answer = mirror.ask(getRequest("/v1/files/f1", mirror.key()));
        QCOMPARE(errorProblem(answer, status, "invalid_request_error", code.toStdString()), QString());
        QVERIFY(!answer.has("set-cookie"));
        QVERIFY(answer.body.find("nginx") == std::string::npos);
        const auto records = mirror.traffic();
        QCOMPARE(records.size(), std::size_t(1));
        QCOMPARE(records[0].outcome, Outcome::clientError);
    }
    void anUpstreamsOwnFaultIsNeverPassedOnRaw_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("told");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("attempt");
        const auto row = [](int status, int told, const char* type, const char* code, const char* attempt) {
            QTest::newRow(QByteArray::number(status).data()) << status << told << QByteArray(type) << QByteArray(code) << QByteArray(attempt);
        };
        row(302, 502, "upstream_error", "upstream_bad_response", "upstream_bad_response");
        row(304, 502, "upstream_error", "upstream_bad_response", "upstream_bad_response");
        row(401, 502, "upstream_error", "upstream_credentials", "upstream_credentials");
        row(408, 502, "upstream_error", "upstream_bad_response", "upstream_status");
        row(429, 503, "service_unavailable_error", "no_healthy_upstream", "upstream_status");
        row(500, 502, "upstream_error", "upstream_bad_response", "upstream_status");
        row(503, 502, "upstream_error", "upstream_bad_response", "upstream_status");
        row(529, 502, "upstream_error", "upstream_bad_response", "upstream_status");
    }
    void anUpstreamsOwnFaultIsNeverPassedOnRaw() {
        QFETCH(int, status);
        QFETCH(int, told);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, attempt);
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            const std::string body = status == 304 ? "" : "<html>inner 10.0.0.7</html>";
            while (peer.request())
                peer.send("HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Type: text/html\r\nLocation: https://elsewhere\r\nRetry-After: 7\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        });
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const HttpAnswer answer = mirror.ask(postRequest("/v1/moderations", mirror.key(), R"({"input":"x"})"));
        QCOMPARE(errorProblem(answer, told, type.toStdString(), code.toStdString()), QString());
        QVERIFY(answer.body.find("10.0.0.7") == std::string::npos && !answer.has("location"));
        QCOMPARE(answer.field("retry-after"), std::string(told == 503 ? "7" : ""));
        QCOMPARE(answer.field("x-mirror-attempts"), std::string("1"));
        const auto records = mirror.traffic();
        QCOMPARE(records.size(), std::size_t(1));
        QCOMPARE(records[0].outcome, told == 503 ? Outcome::overloaded : Outcome::upstreamError);
        QCOMPARE(records[0].attempts.size(), std::size_t(1));
        QCOMPARE(records[0].attempts[0].errorCode, attempt.toStdString());
        QCOMPARE(records[0].attempts[0].status, status);
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return now.upstreams[0].failures == 1; }));
    }
    void aClientsBadChunksAreNotTheUpstreamsFailure() {
        FakeUpstream upstream([](UpstreamPeer& peer) { peer.request(); });
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"filter.enabled", "false"}}});
        const HttpAnswer answer = mirror.ask("POST /v1/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + mirror.key() + "\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n+1\r\nx\r\n");
        QCOMPARE(answer.status, 400);
        const auto records = mirror.traffic();
        QCOMPARE(records.size(), std::size_t(1));
        QCOMPARE(records[0].outcome, Outcome::clientError);
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return now.upstreams[0].attempts == 1; }));
        QCOMPARE(mirror.engine().snapshot()->upstreams[0].failures, std::uint64_t(0));
        QVERIFY(mirror.engine().snapshot()->upstreams[0].lastErrorCode.empty());
    }
    void aCodedUploadArrivesWithItsCoding() {
        std::string coding, got;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            const auto request = peer.request();
            if (!request) return;
            coding = request->field("content-encoding");
            got = request->body;
            peer.answerJson(200, "{}");
        });
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"filter.enabled", "false"}}});
        const std::string bytes("\x1f\x8b\x08 not looked into", 19);
        QCOMPARE(mirror.ask(postRequest("/v1/moderations", mirror.key(), bytes, "Content-Encoding: gzip\r\n")).status, 200);
        QCOMPARE(got, bytes);
        QCOMPARE(coding, std::string("gzip"));
    }
    void noPathClimbsOutWithOurKey() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}});
        for (const char* path : {"/v1/files/..;/chat/completions", "/v1/files/.;/../x", "/v1/files/%2e%2e%3b/models"})
            QCOMPARE(errorProblem(mirror.ask(getRequest(path, mirror.key())), 404, "invalid_request_error", "unknown_url"), QString());
        QCOMPARE(upstream.connections(), std::size_t(0));
    }
    void aCutDownloadLooksCut() {
        FakeUpstream upstream([](UpstreamPeer& peer) {
            if (!peer.request()) return;
            peer.send("HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\nContent-Length: 100\r\n\r\nhalf");
            peer.close();
        });
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const HttpAnswer answer = mirror.ask(postRequest("/v1/audio/speech", mirror.key(), R"({"model":"tts-1","input":"x"})"));
        QVERIFY(!answer.isComplete() || answer.status >= 500);
    }
};

MIRROR_TEST(TstPassThrough, tst_pass_through)
#include "tst_pass_through.moc"
