#include "integration/claims.h"
#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

/// Remembers the requests an upstream got.
class Recorder {
public:
    FakeUpstream::Script answering(std::string head, std::string body) {
        return [this, head, body](UpstreamPeer& peer) {
            while (auto request = peer.request()) {
                {
                    const std::lock_guard lock(m_mutex);
                    m_requests.push_back(std::move(*request));
                }
                peer.send(head + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
            }
        };
    }
    UpstreamRequest last() {
        const std::lock_guard lock(m_mutex);
        return m_requests.empty() ? UpstreamRequest() : m_requests.back();
    }

private:
    std::mutex m_mutex;
    std::vector<UpstreamRequest> m_requests;
};

constexpr const char* kJsonHead = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

FakeUpstream::Script rawStream(std::string bytes) {
    return [bytes](UpstreamPeer& peer) {
        while (peer.request()) {
            peer.beginStream();
            peer.chunk(bytes);
            peer.end();
        }
    };
}

}  // namespace

class TstRelay : public QObject {
    Q_OBJECT
private slots:
    void relaysAChatAnswerOverPlainAndTls() {
        Recorder recorder;
        const std::string body = wholeAnswer("晴天 {\"vendor\":1}");
        FakeUpstream upstream(recorder.answering(kJsonHead, body));
        EngineFixture mirror({.upstreams = {upstream.url()}});
        for (bool tls : {false, true}) {
            HttpClient client = tls ? mirror.connectTls() : mirror.connect();
            QVERIFY(client.isConnected());
            client.send(mirror.chat());
            const HttpAnswer answer = client.read();
            QVERIFY2(answer.isComplete(), answer.why.c_str());
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.body, body);
            QCOMPARE(recorder.last().target, std::string("/v1/chat/completions"));
            QCOMPARE(recorder.last().body, chatBody());
        }
    }
    void relaysAStreamWithTheHeadOfTheContract() {
        FakeUpstream upstream(scripts::wellBehaved({"你好", ",", " world"}));
        EngineFixture mirror({.upstreams = {upstream.url()}});
        QCOMPARE(streamProblem(mirror.ask(mirror.streamChat()), "你好, world"), QString());
        HttpClient tls = mirror.connectTls();
        tls.send(mirror.streamChat());
        QCOMPARE(streamProblem(tls.read(), "你好, world"), QString());
    }
    void sendsEachEventAsItIsProduced() {
        std::array<Signal, 3> seen;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            peer.request();
            peer.beginStream();
            peer.event(roleChunk());
            for (std::size_t i = 0; i < seen.size(); ++i) {
                peer.event(contentChunk(std::to_string(i)));
                if (!seen[i].wait(Milliseconds(300))) return;  // the next one only after the client has this one
            }
            peer.event(finishChunk());
            peer.event("[DONE]");
            peer.end();
        });
        EngineFixture mirror({.upstreams = {upstream.url()}});
        HttpClient client = mirror.connect();
        client.send(mirror.streamChat());
        HttpAnswer answer = client.readHead();
        for (std::size_t i = 0; i < seen.size(); ++i) {
            QVERIFY(client.readEvents(answer, i + 2));
            seen[i].raise();
        }
        client.finish(answer);
        QCOMPARE(streamProblem(answer, "012"), QString());
    }
    void passesEventsOnByteForByte() {
        const std::string vendor = R"({ "id" : "x","choices":[{"index":0,"delta":{"reasoning_content":"想\u4e00想","content":null},"x_vendor":{"a":[1.50,1e3]}}] })";
        FakeUpstream upstream(rawStream("data: " + vendor + "\n\ndata: " + finishChunk() + "\n\ndata: [DONE]\n\n"));
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const auto events = mirror.ask(mirror.streamChat()).events();
        QVERIFY(!events.empty());
        QCOMPARE(events.front().data, vendor);
    }
    void toleratesWhatUpstreamsDo_data() {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray role = QByteArray::fromStdString(roleChunk()), text = QByteArray::fromStdString(contentChunk("ok")), finish = QByteArray::fromStdString(finishChunk());
        QTest::newRow("CRLF") << QByteArray("data: " + role + "\r\n\r\ndata: " + text + "\r\n\r\ndata: " + finish + "\r\n\r\ndata: [DONE]\r\n\r\n");
        QTest::newRow("no space") << QByteArray("data:" + role + "\n\ndata:" + text + "\n\ndata:" + finish + "\n\ndata:[DONE]\n\n");
        QTest::newRow("missing DONE") << QByteArray("data: " + text + "\n\ndata: " + finish + "\n\n");
        QTest::newRow("newlines first") << QByteArray("\n\n\n\ndata: " + text + "\n\ndata: " + finish + "\n\ndata: [DONE]\n\n");
        QTest::newRow("comments") << QByteArray(": keep-alive\n\n: more\n\ndata: " + text + "\n\n: x\n\ndata: " + finish + "\n\ndata: [DONE]\n\n");
        QTest::newRow("empty choices") << QByteArray("data: {\"choices\":[]}\n\ndata: " + text + "\n\ndata: " + finish + "\n\ndata: [DONE]\n\n");
        QTest::newRow("final chunk without delta")
            << QByteArray("data: " + text + "\n\ndata: {\"choices\":[{\"index\":0,\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
        QTest::newRow("one malformed event") << QByteArray("data: " + text + "\n\ndata: {\"choices\n\ndata: " + finish + "\n\ndata: [DONE]\n\n");
        QTest::newRow("DONE without finish") << QByteArray("data: " + text + "\n\ndata: [DONE]\n\n");
    }
    void toleratesWhatUpstreamsDo() {
        QFETCH(QByteArray, bytes);
        FakeUpstream upstream(rawStream(bytes.toStdString()));
        EngineFixture mirror({.upstreams = {upstream.url()}});
        QCOMPARE(streamProblem(mirror.ask(mirror.streamChat()), "ok"), QString());
    }
    void readsAStreamCutIntoSingleBytes() {
        FakeUpstream upstream([](UpstreamPeer& peer) {
            peer.request();
            peer.beginStream();
            for (char c : "data: " + contentChunk("你好") + "\n\ndata: " + finishChunk() + "\n\ndata: [DONE]\n\n") peer.chunk(std::string(1, c));
            peer.end();
        });
        EngineFixture mirror({.upstreams = {upstream.url()}});
        QCOMPARE(streamProblem(mirror.ask(mirror.streamChat()), "你好"), QString());
    }
    void takesOffAndReplacesRequestHeaders() {
        Recorder recorder;
        FakeUpstream upstream(recorder.answering(kJsonHead, wholeAnswer("x")));
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const std::string fields =
            "Accept: application/json\r\nOpenAI-Beta: assistants=v2\r\ntraceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n"
            "Cookie: a=b\r\nOpenAI-Organization: org\r\nOpenAI-Project: p\r\nAccept-Encoding: gzip\r\nX-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: https\r\n"
            "X-Stainless-Lang: js\r\nX-Custom: 1\r\nConnection: keep-alive, X-Custom\r\nKeep-Alive: timeout=5\r\nX-Real-IP: 9.9.9.9\r\n";
        QCOMPARE(mirror.ask(mirror.chat("test-model", {}, fields)).status, 200);
        const UpstreamRequest got = recorder.last();
        QCOMPARE(got.field("authorization"), std::string("Bearer sk-upstream-0"));
        QCOMPARE(got.field("host"), "127.0.0.1:" + std::to_string(upstream.port()));
        QCOMPARE(got.field("content-length"), std::to_string(chatBody().size()));
        QCOMPARE(got.field("content-type"), std::string("application/json"));
        QCOMPARE(got.field("accept"), std::string("application/json"));
        QCOMPARE(got.field("openai-beta"), std::string("assistants=v2"));
        QVERIFY(got.field("traceparent").starts_with("00-0af76519"));
        for (const char* name : {"cookie", "openai-organization", "openai-project", "x-forwarded-for", "x-forwarded-proto", "x-stainless-lang", "x-custom", "keep-alive",
                                 "x-real-ip", "expect", "transfer-encoding", "api-key", "x-api-key"})
            QVERIFY2(!got.has(name), name);
        QVERIFY(got.field("accept-encoding").find("gzip") == std::string::npos || got.field("accept-encoding").empty());
    }
    void theClientsAddressGoesUpstreamOnlyWhenConfigured() {
        Recorder recorder;
        FakeUpstream upstream(recorder.answering(kJsonHead, wholeAnswer("x")));
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"upstreams[0].forward_client_ip", "true"}}});
        mirror.ask(mirror.chat("test-model", {}, "X-Real-IP: 9.9.9.9\r\nX-Forwarded-For: 9.9.9.9\r\n"));
        QCOMPARE(recorder.last().field("x-real-ip"), std::string("127.0.0.1"));
    }
    void takesOffAndAddsAnswerHeaders() {
        Recorder recorder;
        FakeUpstream upstream(recorder.answering(
            std::string(kJsonHead) + "openai-processing-ms: 12\r\nopenai-version: 2020-10-01\r\nx-request-id: req_up\r\nSet-Cookie: a=b\r\nServer: nginx\r\nAlt-Svc: h3\r\n"
                                     "Strict-Transport-Security: max-age=1\r\nx-ratelimit-limit-requests: 1\r\nopenai-organization: acc\r\nX-Hop: 1\r\nConnection: X-Hop\r\n",
            wholeAnswer("x")));
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const HttpAnswer answer = mirror.ask(mirror.chat());
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.field("openai-processing-ms"), std::string("12"));
        QCOMPARE(answer.field("openai-version"), std::string("2020-10-01"));
        QCOMPARE(answer.field("x-mirror-upstream-request-id"), std::string("req_up"));
        QCOMPARE(answer.field("x-mirror-upstream"), std::string("up0"));
        QCOMPARE(answer.field("x-mirror-attempts"), std::string("1"));
        QVERIFY(!answer.field("x-request-id").empty() && answer.field("x-request-id") != "req_up");
        QVERIFY(answer.field("server-timing").find("dur=") != std::string::npos);
        for (const char* name : {"set-cookie", "server", "alt-svc", "strict-transport-security", "x-ratelimit-limit-requests", "openai-organization", "x-hop"})
            QVERIFY2(!answer.has(name), name);
    }
    void asksForUsageAndKeepsItToItself() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const HttpAnswer quiet = mirror.ask(mirror.streamChat());
        QVERIFY(quiet.saysDone());
        QVERIFY2(quiet.body.find("prompt_tokens") == std::string::npos, quiet.body.c_str());
        const HttpAnswer asked = mirror.ask(mirror.chat("test-model", R"(,"stream":true,"stream_options":{"include_usage":true})"));
        QVERIFY(asked.body.find("\"prompt_tokens\":9") != std::string::npos);
        const auto records = mirror.traffic(2);
        QCOMPARE(records.size(), std::size_t(2));
        for (const TrafficRecord& record : records) QCOMPARE(record.promptTokens.value, std::int64_t(9));
    }
    void usageIsNotAskedOfAnswersWithoutStream() {
        Recorder recorder;
        FakeUpstream upstream(recorder.answering(kJsonHead, wholeAnswer("x")));
        EngineFixture mirror({.upstreams = {upstream.url()}});
        mirror.ask(mirror.chat());
        QVERIFY(recorder.last().body.find("stream_options") == std::string::npos);
    }
    void replacesAnAliasAndNothingElse() {
        Recorder recorder;
        FakeUpstream upstream(recorder.answering(kJsonHead, wholeAnswer("x")));
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"aliases[0].from", "gpt-3.5-turbo"}, {"aliases[0].to", "qwen-turbo"}}});
        QCOMPARE(mirror.ask(mirror.chat("gpt-3.5-turbo", R"(, "x":[1.0, 2e5])")).status, 200);
        QCOMPARE(recorder.last().body, chatBody("qwen-turbo", R"(, "x":[1.0, 2e5])"));
    }
    void relaysTheOtherJsonEndpoints() {
        Recorder recorder;
        FakeUpstream upstream(recorder.answering(kJsonHead, R"({"ok":true})"));
        EngineFixture mirror({.upstreams = {upstream.url()}});
        for (const char* path : {"/v1/completions", "/v1/embeddings", "/v1/responses", "/v1/messages"}) {
            const HttpAnswer answer = mirror.ask(postRequest(path, mirror.key(), R"({"model":"m","input":"x","prompt":"x","messages":[]})"));
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.body, std::string(R"({"ok":true})"));
            QCOMPARE(recorder.last().target, std::string(path));
        }
    }
    void answersModelsAndHealthByItself() {
        EngineFixture mirror({.upstreams = {"http://127.0.0.1:9/v1"}, .overrides = {{"upstreams[0].models", "qwen-max, qwen-turbo"}}});
        const HttpAnswer list = mirror.ask(getRequest("/v1/models", mirror.key()));
        QCOMPARE(list.status, 200);
        QCOMPARE(list.json()["object"], "list");
        QCOMPARE(list.json()["data"].size(), std::size_t(2));
        const HttpAnswer one = mirror.ask(getRequest("/v1/models/qwen-max", mirror.key()));
        QCOMPARE(one.json()["id"], "qwen-max");
        QCOMPARE(errorProblem(mirror.ask(getRequest("/v1/models/nothing", mirror.key())), 404, "invalid_request_error", "model_not_found"), QString());
        const HttpAnswer health = mirror.ask(getRequest("/health"));
        QCOMPARE(health.status, 200);
        QCOMPARE(health.json()["status"], "ok");
    }
    void aSimulatorsChineseAnswerArrivesPaced() {
        auto simulator = makeSimulator({.listen = "127.0.0.1:0", .think = Milliseconds(20), .tokens = 12, .tokensPerSecond = 50});
        QVERIFY(simulator.has_value());
        EngineFixture mirror({.upstreams = {(*simulator)->url()}});
        const HttpAnswer answer = mirror.ask(mirror.streamChat("qwen-max"));
        QVERIFY(answer.saysDone() && answer.isComplete());
        QVERIFY(answer.text().find("。") != std::string::npos);
        const auto events = answer.events();
        QVERIFY(events.back().at - events.front().at > Milliseconds(150));  // 11 gaps of 20 ms, not one lump
    }
};

MIRROR_TEST(TstRelay, tst_relay)
#include "tst_relay.moc"
