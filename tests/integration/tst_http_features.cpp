#include <zlib.h>

#include "integration/claims.h"
#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

/// zlib by its own API: what the mirror inflates must not be made by the code that inflates it.
std::string deflated(std::string_view text, int windowBits) {
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, static_cast<uLong>(text.size())) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}
std::string gzipped(std::string_view text) { return deflated(text, 15 + 16); }

std::string gunzipped(const std::string& data) {
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    std::string out(1 << 20, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
    stream.avail_in = static_cast<uInt>(data.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = inflate(&stream, Z_FINISH);
    out.resize(result == Z_STREAM_END ? stream.total_out : 0);
    inflateEnd(&stream);
    return out;
}

/// Answers with the request's body inside, so that a test sees what arrived.
FakeUpstream::Script echoing() {
    return [](UpstreamPeer& peer) {
        while (const auto request = peer.request()) peer.answerJson(200, wholeAnswer(request->body));
    };
}

/// One more member of a body, so many bytes long.
std::string member(std::size_t count, char filler) { return ",\"x\":\"" + std::string(count, filler) + "\""; }

std::string contentOf(const HttpAnswer& answer) {
    const nlohmann::json body = answer.json();
    return body.is_object() ? body.value(nlohmann::json::json_pointer("/choices/0/message/content"), std::string()) : std::string();
}

}  // namespace

class TstHttpFeatures : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        m_upstream = std::make_unique<FakeUpstream>(echoing());
        m_mirror = std::make_unique<EngineFixture>(
            FixtureOptions{.upstreams = {m_upstream->url()}, .overrides = {{"http.cors_origins", "https://app.example"}, {"http.max_body", "256 KiB"}}});
    }
    void cleanupTestCase() {
        m_mirror.reset();
        m_upstream.reset();
    }
    void pipelinedRequestsAreAnsweredInOrder() {
        HttpClient client = m_mirror->connect();
        std::string all;
        for (int i = 0; i < 5; ++i) all += i % 2 == 0 ? m_mirror->chat("m" + std::to_string(i)) : getRequest("/health");
        client.send(all);
        for (int i = 0; i < 5; ++i) {
            const HttpAnswer answer = client.read();
            QVERIFY(answer.isComplete());
            QCOMPARE(answer.status, 200);
            if (i % 2 == 0)
                QCOMPARE(contentOf(answer), chatBody("m" + std::to_string(i)));
            else
                QCOMPARE(answer.json()["status"], "ok");
        }
    }
    void saysContinueWhenAsked() {
        HttpClient client = m_mirror->connect();
        const std::string request = m_mirror->chat("m", {}, "Expect: 100-continue\r\n");
        const std::size_t head = request.find("\r\n\r\n") + 4;
        client.send(request.substr(0, head));
        const ByteStream::Received interim = client.stream().receive(Milliseconds(2000));
        QCOMPARE(std::string(interim.data), std::string("HTTP/1.1 100 Continue\r\n\r\n"));
        client.send(request.substr(head));
        QCOMPARE(client.read().status, 200);
    }
    void refusesBeforeTheBodyIsSent() {
        HttpClient client = m_mirror->connect();
        const std::string request = postRequest("/v1/chat/completions", "sk-wrong", chatBody(), "Expect: 100-continue\r\n");
        client.send(request.substr(0, request.find("\r\n\r\n") + 4));
        const HttpAnswer answer = client.read();
        QCOMPARE(errorProblem(answer, 401, "invalid_request_error", "invalid_api_key"), QString());
        QVERIFY(answer.interim.empty());
    }
    void headIsGetWithoutBody() {
        HttpClient client = m_mirror->connect();
        const std::string head = "HEAD /health HTTP/1.1\r\nHost: x\r\n\r\n";
        client.send(head + getRequest("/health"));
        const HttpAnswer first = client.read("HEAD");
        QCOMPARE(first.status, 200);
        const HttpAnswer second = client.read("GET");
        QCOMPARE(second.status, 200);
        QVERIFY(!second.body.empty());
        QVERIFY(first.field("content-length") == second.field("content-length"));
    }
    void optionsAnswersCorsForConfiguredOriginsOnly() {
        const std::string preflight = "OPTIONS /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization,content-type\r\nOrigin: ";
        const HttpAnswer allowed = m_mirror->ask(preflight + "https://app.example\r\n\r\n");
        QVERIFY(allowed.status == 204 || allowed.status == 200);
        QCOMPARE(allowed.field("access-control-allow-origin"), std::string("https://app.example"));
        QVERIFY(allowed.field("access-control-allow-methods").find("POST") != std::string::npos);
        QVERIFY(!allowed.field("access-control-allow-headers").empty());
        const HttpAnswer other = m_mirror->ask(preflight + "https://evil.example\r\n\r\n");
        QVERIFY(!other.has("access-control-allow-origin"));
        const HttpAnswer answer = m_mirror->ask(m_mirror->chat("m", {}, "Origin: https://app.example\r\n"));
        QCOMPARE(answer.field("access-control-allow-origin"), std::string("https://app.example"));
    }
    void servesHttp10() {
        HttpClient client = m_mirror->connect();
        const std::string body = chatBody();
        client.send("POST /v1/chat/completions HTTP/1.0\r\nAuthorization: Bearer " + m_mirror->key() + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        const HttpAnswer answer = client.read();
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.isComplete() && !answer.chunked);
        QCOMPARE(contentOf(answer), body);
        QVERIFY(client.isClosedByPeer());
    }
    void streamsToHttp10UntilTheConnectionEnds() {
        FakeUpstream upstream(scripts::wellBehaved({"a", "b"}));
        EngineFixture mirror({.upstreams = {upstream.url()}});
        HttpClient client = mirror.connect();
        const std::string body = chatBody("m", ",\"stream\":true");
        client.send("POST /v1/chat/completions HTTP/1.0\r\nAuthorization: Bearer " + mirror.key() + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        const HttpAnswer answer = client.read();
        QVERIFY(!answer.chunked && !answer.has("content-length"));
        QVERIFY(answer.isComplete() && answer.saysDone());
        QCOMPARE(answer.text(), std::string("ab"));
    }
    void closesWhenAsked() {
        HttpClient client = m_mirror->connect();
        client.send(getRequest("/health", {}, "Connection: close\r\n"));
        const HttpAnswer answer = client.read("GET");
        QCOMPARE(answer.field("connection"), std::string("close"));
        QVERIFY(client.isClosedByPeer());
    }
    void inflatesRequestBodies() {
        const std::string body = chatBody("m", member(500, 'y'));
        const std::pair<const char*, std::string> codings[] = {{"gzip", gzipped(body)}, {"x-gzip", gzipped(body)}, {"deflate", deflated(body, 15)}, {"identity", body}};
        for (const auto& [coding, bytes] : codings) {
            const HttpAnswer answer = m_mirror->ask(postRequest("/v1/chat/completions", m_mirror->key(), bytes, "Content-Encoding: " + std::string(coding) + "\r\n"));
            QVERIFY2(answer.status == 200, coding);
            QCOMPARE(contentOf(answer), body);
        }
    }
    void brokenCompressionIs400() {
        std::string bytes = gzipped(chatBody());
        bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x55);
        QCOMPARE(m_mirror->ask(postRequest("/v1/chat/completions", m_mirror->key(), bytes, "Content-Encoding: gzip\r\n")).status, 400);
        QCOMPARE(m_mirror->ask(postRequest("/v1/chat/completions", m_mirror->key(), gzipped(chatBody()).substr(0, 20), "Content-Encoding: gzip\r\n")).status, 400);
    }
    void bombsAre413() {
        const std::string large = chatBody("m", member(300000, 'y'));
        const HttpAnswer answer = m_mirror->ask(postRequest("/v1/chat/completions", m_mirror->key(), gzipped(large), "Content-Encoding: gzip\r\n"));
        QCOMPARE(errorProblem(answer, 413, "invalid_request_error", "request_too_large"), QString());
        const std::string ratio = chatBody("m", member(200000, 'y'));  // within the size, beyond 100:1
        QCOMPARE(m_mirror->ask(postRequest("/v1/chat/completions", m_mirror->key(), gzipped(ratio), "Content-Encoding: gzip\r\n")).status, 413);
    }
    void gzipsJsonAnswersWhenAsked() {
        const std::string more = member(4000, 'z');
        const HttpAnswer answer = m_mirror->ask(m_mirror->chat("m", more, "Accept-Encoding: gzip, br\r\n"));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.field("content-encoding"), std::string("gzip"));
        QVERIFY(answer.field("vary").find("ccept-") != std::string::npos);
        QVERIFY(answer.body.size() < 1000);
        QCOMPARE(nlohmann::json::parse(gunzipped(answer.body))["choices"][0]["message"]["content"].get<std::string>(), chatBody("m", more));
        QVERIFY(!m_mirror->ask(m_mirror->chat("m", more)).has("content-encoding"));
        QVERIFY(!m_mirror->ask(m_mirror->chat("m", more, "Accept-Encoding: gzip;q=0\r\n")).has("content-encoding"));
        QVERIFY(!m_mirror->ask(m_mirror->chat("m", {}, "Accept-Encoding: gzip\r\n")).has("content-encoding"));  // too small to be worth it
    }
    void neverGzipsStreams() {
        FakeUpstream upstream(scripts::wellBehaved({std::string(5000, 'a')}));
        EngineFixture mirror({.upstreams = {upstream.url()}});
        QVERIFY(!mirror.ask(mirror.streamChat("m", "Accept-Encoding: gzip\r\n")).has("content-encoding"));
    }
    void chunkedRequestsGoUpstreamWithALength() {
        const std::string body = chatBody();
        char size[16];
        std::snprintf(size, sizeof size, "%zx", body.size());
        HttpClient client = m_mirror->connect();
        client.send("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + m_mirror->key() + "\r\nTransfer-Encoding: chunked\r\n\r\n" + size + "\r\n" + body +
                    "\r\n0\r\nTrailer: x\r\n\r\n");
        QCOMPARE(contentOf(client.read()), body);
    }
    void absoluteFormTargetsAreServed() {
        QCOMPARE(m_mirror->ask("GET http://mirror.example/health HTTP/1.1\r\nHost: mirror.example\r\n\r\n").status, 200);
    }

private:
    std::unique_ptr<FakeUpstream> m_upstream;
    std::unique_ptr<EngineFixture> m_mirror;
};

MIRROR_TEST(TstHttpFeatures, tst_http_features)
#include "tst_http_features.moc"
