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
