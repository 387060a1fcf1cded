#include "integration/claims.h"
#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {
constexpr const char* kInvalid = "invalid_request_error";
}

/// Each row of wire.md section 2 that this version has.
class TstErrors : public QObject {
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
    void badJsonNamesTheMember_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("param");
        QTest::newRow("not json") << QByteArray("{") << QByteArray();
        QTest::newRow("empty") << QByteArray("") << QByteArray();
        QTest::newRow("list") << QByteArray("[]") << QByteArray();
        QTest::newRow("trailing text") << QByteArray(R"({"model":"m","messages":[]}x)") << QByteArray();
        QTest::newRow("BOM") << QByteArray("\xEF\xBB\xBF{\"model\":\"m\",\"messages\":[]}") << QByteArray();
        QTest::newRow("invalid UTF-8") << QByteArray("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"\xFF\"}]}") << QByteArray();
        QTest::newRow("lone surrogate") << QByteArray(R"({"model":"m","messages":[{"role":"user","content":"\ud800"}]})") << QByteArray();
        QTest::newRow("duplicate key") << QByteArray(R"({"model":"m","model":"n","messages":[]})") << QByteArray();
        QTest::newRow("duplicate key by escape") << QByteArray(R"({"model":"m","mod\u0065l":"n","messages":[]})") << QByteArray();
        QTest::newRow("no model") << QByteArray(R"({"messages":[]})") << QByteArray("model");
        QTest::newRow("model no text") << QByteArray(R"({"model":1,"messages":[]})") << QByteArray("model");
        QTest::newRow("messages no list") << QByteArray(R"({"model":"m","messages":{}})") << QByteArray("messages");
        QTest::newRow("stream no boolean") << QByteArray(R"({"model":"m","messages":[],"stream":"yes"})") << QByteArray("stream");
        QTest::newRow("stream_options no object") << QByteArray(R"({"model":"m","messages":[],"stream":true,"stream_options":1})") << QByteArray("stream_options");
        QTest::newRow("too deep") << QByteArray("{\"model\":\"m\",\"messages\":[],\"x\":" + QByteArray(70, '[') + QByteArray(70, ']') + "}") << QByteArray();
    }
    void badJsonNamesTheMember() {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, param);
        const HttpAnswer answer = m_mirror->ask(postRequest("/v1/chat/completions", m_mirror->key(), body.toStdString()));
        QCOMPARE(errorProblem(answer, 400, kInvalid, "null"), QString());
        if (!param.isEmpty()) QCOMPARE(answer.json()["error"]["param"].get<std::string>(), param.toStdString());
        QCOMPARE(m_upstream->connections(), std::size_t(0));
    }
    void aMissingOrUnknownKeyIs401() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}});
        for (const std::string& key : {std::string(), std::string("sk-wrong"), mirror.key() + "x", mirror.key().substr(1)}) {
            const HttpAnswer answer = mirror.ask(postRequest("/v1/chat/completions", key, chatBody()));
            QCOMPARE(errorProblem(answer, 401, kInvalid, "invalid_api_key"), QString());
            QVERIFY(answer.field("www-authenticate").starts_with("Bearer"));
            if (!key.empty()) QVERIFY(answer.body.find(key) == std::string::npos);
        }
        QCOMPARE(upstream.connections(), std::size_t(0));
    }
    void aKeyMayAlsoComeAsApiKey() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}});
        for (const char* name : {"api-key: ", "x-api-key: "})
            QCOMPARE(mirror.ask(postRequest("/v1/chat/completions", {}, chatBody(), name + mirror.key() + "\r\n")).status, 200);
    }
    void unknownPathsAre404AndNeverHtml() {
        EngineFixture mirror;
        for (const char* path : {"/", "/v1", "/v1/nothing", "/index.html", "/v1/chat/completions/x", "/metrics", "/admin/v1/snapshot"})
            QCOMPARE(errorProblem(mirror.ask(getRequest(path, mirror.key())), 404, kInvalid, "unknown_url"), QString());
    }
    void anUnservedModelIs404() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"upstreams[0].models", "qwen-*"}}});
        QCOMPARE(mirror.ask(mirror.chat("qwen-max")).status, 200);
        QCOMPARE(errorProblem(mirror.ask(mirror.chat("gpt-9")), 404, kInvalid, "model_not_found"), QString());
    }
    void wrongMethodsAre405WithAllow() {
        EngineFixture mirror;
        const HttpAnswer answer = mirror.ask(getRequest("/v1/chat/completions", mirror.key()));
        QCOMPARE(errorProblem(answer, 405, kInvalid, "method_not_allowed"), QString());
        QVERIFY(answer.field("allow").find("POST") != std::string::npos);
        const HttpAnswer models = mirror.ask(postRequest("/v1/models", mirror.key(), "{}"));
        QCOMPARE(errorProblem(models, 405, kInvalid, "method_not_allowed"), QString());
        QVERIFY(models.field("allow").find("GET") != std::string::npos);
    }
    void aSlowHeadIs408AndClosed() {
        EngineFixture mirror({.overrides = {{"http.header_deadline", "300ms"}}});
        HttpClient client = mirror.connect();
        client.send("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\n");
        QCOMPARE(errorProblem(client.read(), 408, "timeout_error", "request_timeout"), QString());
        QVERIFY(client.isClosedByPeer());
    }
    void tooLargeBodiesAre413AndClosed_data() {
        QTest::addColumn<QByteArray>("request");
        const QByteArray head = "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer KEY\r\n";
        QTest::newRow("announced") << head + "Content-Length: 70000\r\n\r\n";
        QTest::newRow("announced hugely") << head + "Content-Length: 900000000000\r\n\r\n";
        QTest::newRow("chunked") << head + "Transfer-Encoding: chunked\r\n\r\n11170\r\n" + QByteArray(70'000, ' ') + "\r\n";
    }
    void tooLargeBodiesAre413AndClosed() {
        QFETCH(QByteArray, request);
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"http.max_body", "64 KiB"}}});
        HttpClient client = mirror.connect();
        client.send(request.replace("KEY", mirror.key().c_str()).toStdString());
        QCOMPARE(errorProblem(client.read(), 413, kInvalid, "request_too_large"), QString());
        QVERIFY(client.isClosedByPeer());
        QCOMPARE(upstream.connections(), std::size_t(0));
    }
    void unknownContentCodingsAre415() {
        EngineFixture mirror({.upstreams = {"http://127.0.0.1:9/v1"}});
        for (const char* coding : {"br", "zstd", "gzip, gzip", "bogus"})
            QCOMPARE(errorProblem(mirror.ask(mirror.chat("m", {}, "Content-Encoding: " + std::string(coding) + "\r\n")), 415, kInvalid, "unsupported_encoding"), QString());
    }
    void otherCharsetsThanUtf8Are415() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const auto ask = [&](const std::string& type) {
            const std::string body = chatBody();
            return mirror.ask("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + mirror.key() + "\r\nContent-Type: " + type +
                              "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        };
        for (const char* type : {"application/json; charset=gbk", "application/json;charset=UTF-16", "application/json; Charset=\"gb18030\"", "application/json; a=b; charset=iso-8859-1",
                                 "application/json; charset=", "application/json; charset=utf-8; charset=gbk", "application/json; x=\"; charset=utf-8\"; charset=gbk"})
            QCOMPARE(errorProblem(ask(type), 415, kInvalid, "unsupported_encoding"), QString());
        QCOMPARE(upstream.connections(), std::size_t(0));
        for (const char* type : {"application/json; charset=utf-8", "application/json;charset=\"UTF-8\"", "application/json; charset=utf8", "application/json; x=\"; charset=gbk\"", "text/plain", "application/json;"})
            QCOMPARE(ask(type).status, 200);
    }
    void optionsAsksForNoKey() {
        EngineFixture mirror;
        const HttpAnswer answer = mirror.ask("OPTIONS /v1/chat/completions HTTP/1.1\r\nHost: x\r\nOrigin: https://app.example\r\nAccess-Control-Request-Method: POST\r\n\r\n");
        QCOMPARE(answer.status, 204);
        QCOMPARE(answer.field("allow"), std::string("POST, OPTIONS"));
        QVERIFY(!answer.has("access-control-allow-origin"));
        QVERIFY(!answer.has("access-control-allow-methods"));
        QCOMPARE(errorProblem(mirror.ask("OPTIONS /v1/nothing HTTP/1.1\r\nHost: x\r\n\r\n"), 404, kInvalid, "unknown_url"), QString());
        EngineFixture open({.overrides = {{"http.cors_origins", "https://app.example"}}});
        const HttpAnswer unknown = open.ask("OPTIONS /v1/nothing HTTP/1.1\r\nHost: x\r\nOrigin: https://app.example\r\n\r\n");
        QCOMPARE(errorProblem(unknown, 404, kInvalid, "unknown_url"), QString());
    }
    void anEmbeddingThatAsksForAStreamIsAnEmbedding() {
        std::string got;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            while (const auto request = peer.request()) {
                got = request->body;
                peer.answerJson(200, R"({"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1]}],"model":"m","usage":{"prompt_tokens":1,"total_tokens":1}})");
            }
        });
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const std::string body = R"({"model":"m","input":"x","stream":true})";
        const HttpAnswer answer = mirror.ask(postRequest("/v1/embeddings", mirror.key(), body));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.json()["data"][0]["index"], 0);
        QCOMPARE(got, body);
        const auto records = mirror.traffic();
        QCOMPARE(records.size(), std::size_t(1));
        QVERIFY(!records[0].stream);
        QCOMPARE(records[0].attempts.size(), std::size_t(1));
    }
    void tooLargeHeadsAre431AndClosed_data() {
        QTest::addColumn<QByteArray>("head");
        QTest::newRow("one long field") << QByteArray("GET /health HTTP/1.1\r\nHost: x\r\nX: " + QByteArray(40'000, 'a') + "\r\n\r\n");
        QByteArray many = "GET /health HTTP/1.1\r\nHost: x\r\n";
        for (int i = 0; i < 120; ++i) many += "X-" + QByteArray::number(i) + ": a\r\n";
        QTest::newRow("many fields") << QByteArray(many + "\r\n");
        QTest::newRow("long target") << QByteArray("GET /" + QByteArray(10'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    void tooLargeHeadsAre431AndClosed() {
        QFETCH(QByteArray, head);
        EngineFixture mirror;
        HttpClient client = mirror.connect();
        client.send(head.toStdString());
        QCOMPARE(errorProblem(client.read("GET"), 431, kInvalid, "headers_too_large"), QString());
        QVERIFY(client.isClosedByPeer());
    }
    void nobodyListeningUpstreamIs502() {
        const std::uint16_t port = listenOnLoopback().port;  // closed again at once
        EngineFixture mirror({.upstreams = {"http://127.0.0.1:" + std::to_string(port) + "/v1"}});
        QCOMPARE(errorProblem(mirror.ask(mirror.chat()), 502, "upstream_error", "upstream_unreachable"), QString());
    }
    void nonsenseFromAnUpstreamIs502_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH\r\n\r\n");
        QTest::newRow("CL and TE") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}");
        QTest::newRow("two lengths") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}");
        QTest::newRow("obs-fold") << QByteArray("HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 2\r\n\r\n{}");
        QTest::newRow("bad chunk size") << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n+2\r\n{}\r\n0\r\n\r\n");
        QTest::newRow("html") << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>");
    }
    void nonsenseFromAnUpstreamIs502() {
        QFETCH(QByteArray, bytes);
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            peer.request();
            peer.send(bytes.toStdString());
            peer.waitClosed();
        });
        EngineFixture mirror({.upstreams = {upstream.url()}});
        QCOMPARE(errorProblem(mirror.ask(mirror.chat()), 502, "upstream_error", "upstream_bad_response"), QString());
    }
    void ourCredentialRefusedIs502AndNeverRelayed() {
        for (int status : {401, 402, 403}) {
            FakeUpstream upstream(scripts::status(status, R"({"error":{"message":"Incorrect API key provided: sk-upstream-0","type":"t","param":null,"code":"invalid_api_key"}})"));
            EngineFixture mirror({.upstreams = {upstream.url()}});
            const HttpAnswer answer = mirror.ask(mirror.chat());
            QCOMPARE(errorProblem(answer, 502, "upstream_error", "upstream_credentials"), QString());
            QVERIFY(answer.body.find("sk-upstream") == std::string::npos);
            QCOMPARE(answer.field("x-should-retry"), std::string("false"));
        }
    }
    void aSilentUpstreamIs504() {
        FakeUpstream upstream([](UpstreamPeer& peer) {
            peer.request();
            peer.waitClosed(Milliseconds(5000));
        });
        EngineFixture mirror({.upstreams = {upstream.url()}, .impatient = true});
        QCOMPARE(errorProblem(mirror.ask(mirror.streamChat()), 504, "timeout_error", "upstream_timeout_headers"), QString());
        QCOMPARE(errorProblem(mirror.ask(mirror.chat()), 504, "timeout_error", "upstream_timeout_headers"), QString());
        QCOMPARE(upstream.connections(), std::size_t(2));  // a silent upstream is never asked twice
    }
    void theTimeOfTheWholeRequestIsNotSpentOnAnotherUpstream() {
        FakeUpstream silent([](UpstreamPeer& peer) {
            peer.request();
            peer.waitClosed();
        });
        FakeUpstream second(scripts::wellBehaved({"second"}));
        Overrides oneSecond{{"timeouts.total", "1s"}};
        for (const char* timer : {"connect", "headers", "first_token", "idle", "only_candidate", "non_stream_first_byte"}) oneSecond.emplace_back(std::string("timeouts.") + timer, "1s");
        EngineFixture mirror({.upstreams = {silent.url(), second.url()}, .overrides = oneSecond});
        const HttpAnswer answer = mirror.ask(mirror.chat());
        QCOMPARE(errorProblem(answer, 504, "timeout_error", "upstream_timeout_total"), QString());
        QVERIFY(answer.body.find("up0") != std::string::npos);
        QCOMPARE(second.connections(), std::size_t(0));
    }
    void noFirstTokenIs504() {
        FakeUpstream upstream([](UpstreamPeer& peer) {
            peer.request();
            peer.beginStream();
            peer.event(roleChunk());
            peer.waitClosed(Milliseconds(5000));
        });
        EngineFixture mirror({.upstreams = {upstream.url()}, .impatient = true});
        QCOMPARE(errorProblem(mirror.ask(mirror.streamChat()), 504, "timeout_error", "upstream_timeout_first_token"), QString());
    }
    void anUnansweredConnectIs504() {
        LoopbackListener full = listenOnLoopback(0, 0);
        std::vector<std::unique_ptr<ByteStream>> fillers;
        fillers.push_back(connectPlain(full.port));  // takes the only place in the backlog
        EngineFixture mirror({.upstreams = {"http://127.0.0.1:" + std::to_string(full.port) + "/v1"}, .overrides = {{"retry.attempts", "1"}}, .impatient = true});
        QCOMPARE(errorProblem(mirror.ask(mirror.chat()), 504, "timeout_error", "upstream_timeout_connect"), QString());
    }
    void withoutUpstreamsItIs503WithRetryAfter() {
        EngineFixture mirror;
        const HttpAnswer answer = mirror.ask(mirror.chat());
        QCOMPARE(errorProblem(answer, 503, "service_unavailable_error", "no_healthy_upstream"), QString());
        const int wait = std::stoi("0" + answer.field("retry-after"));
        QVERIFY(wait >= 1 && wait <= 60);
    }
    void anUpstreamsVerdictOnTheRequestIsKept() {
        const std::string verdict = R"({"error":{"message":"too long","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}})";
        for (int status : {400, 404, 422}) {
            FakeUpstream upstream(scripts::status(status, verdict));
            EngineFixture mirror({.upstreams = {upstream.url()}});
            const HttpAnswer answer = mirror.ask(mirror.chat());
            QCOMPARE(errorProblem(answer, status, kInvalid, "context_length_exceeded"), QString());
            QCOMPARE(answer.json()["error"]["message"], "too long");
            QCOMPARE(answer.json()["error"]["param"], "messages");
            QCOMPARE(upstream.connections(), std::size_t(1));
        }
    }
    void errorsAreCountedByOutcome() {
        EngineFixture mirror({.overrides = {{"workers.count", "1"}}});  // so that the order is kept
        mirror.ask(postRequest("/v1/chat/completions", "sk-wrong", chatBody()));
        mirror.ask(mirror.chat());
        const auto records = mirror.traffic(2);
        QCOMPARE(records.size(), std::size_t(2));
        QVERIFY(records[0].outcome == Outcome::unauthorised && records[0].errorCode == "invalid_api_key");
        QCOMPARE(records[1].errorCode, std::string("no_healthy_upstream"));
    }

private:
    std::unique_ptr<FakeUpstream> m_upstream;
    std::unique_ptr<EngineFixture> m_mirror;
};

MIRROR_TEST(TstErrors, tst_errors)
#include "tst_errors.moc"
