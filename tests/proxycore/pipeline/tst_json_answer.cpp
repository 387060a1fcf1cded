#include "support/run_test.h"  // first: moc 6.4 does not parse <concepts> when it comes upon it before Qt

#include "http/content_coding.h"
#include "pipeline/json_answer.h"
#include "proxycore/pipeline/stage_bench.h"

using namespace mirror;
using namespace mirror::test;

namespace {

const std::string kAnswer = R"({"id":"c","model":"up-model","choices":[{"index":0,"message":{"content":"你好"}}],"usage":{"prompt_tokens":9,"completion_tokens":3}})";

base::Task<Result<void>> ask(pipeline::Context& context, std::shared_ptr<const upstream::Target> target, exchange::Exchange& exchange) {
    upstream::Attempt attempt(context.pool, target, nullptr);
    upstream::Attempt::Deadlines limits{};
    limits.start = std::chrono::steady_clock::now();
    limits.connectTime = Milliseconds(3000);
    limits.head = soon(Milliseconds(3000));
    const Result<void> begun = co_await attempt.begin("POST / HTTP/1.1\r\n\r\n", "{}", limits);
    if (!begun) co_return begun;
    const pipeline::AnswerRules rules;
    const Result<void> relayed = co_await pipeline::relayJson(context, exchange, attempt, limits.head, "X-Cors: 1\r\n", rules, nullptr);
    if (relayed) attempt.release();
    co_return relayed;
}

/// One answer being relayed.
struct Relay : StageBench {
    explicit Relay(std::string_view fields = {}) {
        asks("POST /v1/chat/completions", fields);
        outcome = loop.start(ask(context, target(server.url()), caller.exchange));
        accept();
    }
    /// "" when it was relayed, or the name of the error.
    QString end() {
        if (!loop.turnUntil([this] { return outcome->has_value(); })) return "nothing";
        return **outcome ? QString() : QString::fromUtf8(errorName((*outcome)->error().code).data());
    }
    QString answered(std::string_view body, std::string_view fields = {}) {
        say("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string(fields) + "\r\n" + std::string(body));
        return end();
    }
    Outlet<Result<void>> outcome;
};

}  // namespace

class TstJsonAnswer : public QObject {
    Q_OBJECT
private slots:
    void aWholeAnswerIsPassedOnAndRead() {
        Relay relay;
        QCOMPARE(relay.answered(kAnswer, "openai-version: 7\r\nServer: x\r\n"), QString());
        const RecordedClient& client = relay.caller.client;
        QCOMPARE(client.status, 200);
        QCOMPARE(client.body, kAnswer);
        QCOMPARE(client.announced, kAnswer.size());
        QVERIFY(client.finished && client.kind == exchange::AnswerBody::length);
        QCOMPARE(client.field("Content-Type"), std::string("application/json"));
        QCOMPARE(client.field("openai-version"), std::string("7"));
        QCOMPARE(client.field("X-Cors"), std::string("1"));
        QVERIFY(client.field("Server").empty());
        QCOMPARE(relay.caller.exchange.modelAnswered, std::string("up-model"));
        QCOMPARE(relay.caller.exchange.usage.prompt.value, 9);
        QCOMPARE(relay.caller.exchange.usage.completion.value, 3);
        QCOMPARE(relay.idle(), std::size_t(1));
    }
    void itMayArriveByteByByte() {
        Relay relay;
        relay.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (const char byte : kAnswer) relay.say("1\r\n" + std::string(1, byte) + "\r\n");
        QCOMPARE(relay.caller.client.begun, 0);  // nothing before all of it is there
        relay.say("0\r\n\r\n");
        QCOMPARE(relay.end(), QString());
        QCOMPARE(relay.caller.client.body, kAnswer);
    }
    void lineEndsBeforeItAreTakenOff() {
        Relay relay;
        QCOMPARE(relay.answered("\n\r\n \n" + kAnswer), QString());
        QCOMPARE(relay.caller.client.body, kAnswer);
    }
    void whatIsNoAnswerIsTriedElsewhere_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("fields");
        QTest::newRow("html") << QByteArray("<html>") << QByteArray();
        QTest::newRow("empty") << QByteArray("") << QByteArray();
        QTest::newRow("list") << QByteArray("[]") << QByteArray();
        QTest::newRow("half") << QByteArray("{\"id\":") << QByteArray();
        QTest::newRow("no UTF-8") << QByteArray("{\"id\":\"\xFF\"}") << QByteArray();
        QTest::newRow("nested without end") << "{\"id\":" + QByteArray(100'000, '[') + QByteArray(100'000, ']') + "}" << QByteArray();
        QTest::newRow("error under 200") << QByteArray(R"({"error":{"message":"overloaded"}})") << QByteArray();
        QTest::newRow("unknown coding") << QByteArray::fromStdString(kAnswer) << QByteArray("Content-Encoding: br\r\n");
        QTest::newRow("not what its coding says") << QByteArray::fromStdString(kAnswer) << QByteArray("Content-Encoding: gzip\r\n");
        QTest::newRow("too large") << "{\"a\":\"" + QByteArray(3 << 20, 'x') + "\"}" << QByteArray();
    }
    void whatIsNoAnswerIsTriedElsewhere() {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, fields);
        Relay relay;
        relay.config.http.maxAnswer = 1_MiB;
        QCOMPARE(relay.answered(body.toStdString(), fields.toStdString()), QString("upstream_bad_response"));
        QCOMPARE(relay.caller.client.begun, 0);
    }
    void aCutAnswerReachesNobody() {
        Relay relay;
        relay.say("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"id\":");
        relay.peer.reset();
        QCOMPARE(relay.end(), QString("upstream_cut"));
        QCOMPARE(relay.caller.client.begun, 0);
        QCOMPARE(relay.idle(), std::size_t(0));
    }
    void aCodedAnswerIsInflated() {
        Relay relay;
        QCOMPARE(relay.answered(http::gzipBody(kAnswer), "Content-Encoding: gzip\r\n"), QString());
        QCOMPARE(relay.caller.client.body, kAnswer);
        QVERIFY(relay.caller.client.field("Content-Encoding").empty());
    }
    void itIsCompressedForWhoAsksWhenItIsWorthIt() {
        const std::string large = "{\"id\":\"" + std::string(5000, 'a') + "\"}";
        Relay asking("Accept-Encoding: gzip\r\n");
        QCOMPARE(asking.answered(large), QString());
        QCOMPARE(asking.caller.client.field("Content-Encoding"), std::string("gzip"));
        QCOMPARE(asking.caller.client.field("Vary"), std::string("Accept-Encoding"));
        QCOMPARE(*http::inflateBody("gzip", asking.caller.client.body, 1 << 20, 1000), large);
        Relay small("Accept-Encoding: gzip\r\n");
        QCOMPARE(small.answered(kAnswer), QString());
        QVERIFY(small.caller.client.field("Content-Encoding").empty());
        Relay silent;
        QCOMPARE(silent.answered(large), QString());
        QCOMPARE(silent.caller.client.body, large);
    }
};

MIRROR_TEST(TstJsonAnswer, tst_json_answer)
#include "tst_json_answer.moc"
