#include "support/run_test.h"  // first: moc 6.4 does not parse <concepts> when it comes upon it before Qt

#include "pipeline/pass_through.h"
#include "proxycore/pipeline/pieced_body.h"
#include "proxycore/pipeline/stage_bench.h"

using namespace mirror;
using namespace mirror::test;

namespace {

base::Task<bool> serve(pipeline::Context& context, const pipeline::Runtime& runtime, exchange::Exchange& exchange) {
    co_await pipeline::passThrough(context, runtime, exchange);
    co_return true;
}

struct Passing : StageBench {
    void begin(std::string_view line, std::string_view fields = {}, std::vector<std::string> pieces = {}, std::optional<ErrorCode> trouble = {}) {
        asks(line, fields);
        body = std::make_unique<PiecedBody>(std::move(pieces), trouble);
        caller.exchange.requestBody = body.get();
        std::vector<std::shared_ptr<const upstream::Target>> targets;
        for (const UpstreamConfig& upstream : config.upstreams) targets.push_back(*upstream::makeTarget(upstream, {}));
        runtime = std::make_unique<pipeline::Runtime>(pipeline::Runtime{1, std::make_shared<const Config>(config), route::RouteTable(config), std::move(targets)});
        done = loop.start(serve(context, *runtime, caller.exchange));
    }
    bool ends() {
        return loop.turnUntil([this] { return done->has_value(); });
    }
    std::unique_ptr<PiecedBody> body;
    std::unique_ptr<pipeline::Runtime> runtime;
    Outlet<bool> done;
};

}  // namespace

class TstPassThroughStage : public QObject {
    Q_OBJECT
private slots:
    void aBodyOfKnownLengthGoesUpAsItIs() {
        Passing passing;
        passing.begin("POST /v1/files", "Content-Length: 6\r\nContent-Type: a/b\r\n", {"abc", "def"});
        const std::string got = passing.accept();
        QVERIFY(got.starts_with("POST /v1/files HTTP/1.1\r\n"));
        QVERIFY(got.find("\r\nContent-Length: 6\r\n") != std::string::npos);
        QVERIFY(got.ends_with("\r\n\r\nabcdef"));
        passing.say("HTTP/1.1 200 OK\r\nContent-Type: c/d\r\nContent-Length: 2\r\n\r\nok");
        QVERIFY(passing.ends());
        QCOMPARE(passing.caller.client.status, 200);
        QCOMPARE(passing.caller.client.field("Content-Type"), std::string("c/d"));
        QCOMPARE(passing.caller.client.body, std::string("ok"));
        QCOMPARE(passing.caller.client.announced, std::uint64_t(2));
        QVERIFY(passing.caller.client.finished);
        QCOMPARE(passing.idle(), std::size_t(1));
        QCOMPARE(passing.caller.exchange.attempts.size(), std::size_t(1));
        QCOMPARE(passing.caller.exchange.attempts[0].errorCode, std::string());
    }
    void aBodyOfUnknownLengthGoesUpInChunks() {
        Passing passing;
        passing.begin("POST /v1/files", "Transfer-Encoding: chunked\r\n", {"abc", std::string(16, 'x')});
        const std::string got = passing.accept();
        QVERIFY(got.find("\r\nTransfer-Encoding: chunked\r\n") != std::string::npos);
        QVERIFY(got.ends_with("\r\n\r\n3\r\nabc\r\n10\r\nxxxxxxxxxxxxxxxx\r\n0\r\n\r\n"));
        passing.say("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n");
        QVERIFY(passing.ends());
        QCOMPARE(passing.caller.client.kind, exchange::AnswerBody::chunked);
        QCOMPARE(passing.caller.client.body, std::string("a"));
    }
    void theFramingOfAnEmptyAnswerIsNeverLeftOut_data() {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("length");
        const auto row = [](const char* name, const char* method, const char* head, exchange::AnswerBody kind, int length) {
            QTest::newRow(name) << QByteArray(method) << QByteArray(head) << static_cast<int>(kind) << length;
        };
        using exchange::AnswerBody;
        row("200 of length 0", "GET", "200 OK\r\nContent-Length: 0", AnswerBody::length, 0);
        row("205", "POST", "205 Reset Content\r\nContent-Length: 0", AnswerBody::length, 0);
        row("204", "DELETE", "204 No Content", AnswerBody::none, 0);
        row("HEAD with a length", "HEAD", "200 OK\r\nContent-Length: 77", AnswerBody::length, 77);
        row("HEAD of nothing", "HEAD", "200 OK\r\nContent-Length: 0", AnswerBody::length, 0);
        row("HEAD without a length", "HEAD", "200 OK\r\nX: y", AnswerBody::none, 0);
    }
    void theFramingOfAnEmptyAnswerIsNeverLeftOut() {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, head);
        QFETCH(int, kind);
        QFETCH(int, length);
        Passing passing;
        passing.begin(method.toStdString() + " /v1/files/f1");
        passing.accept();
        passing.say("HTTP/1.1 " + head.toStdString() + "\r\n\r\n");
        QVERIFY(passing.ends());
        QCOMPARE(static_cast<int>(passing.caller.client.kind), kind);
        QCOMPARE(passing.caller.client.announced, static_cast<std::uint64_t>(length));
        QVERIFY(passing.caller.client.finished && passing.caller.client.body.empty());
    }
    void anAnswerThatIsCutIsAborted() {
        Passing passing;
        passing.begin("GET /v1/files/f1/content");
        passing.accept();
        passing.say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        passing.peer.reset();
        QVERIFY(passing.ends());
        QVERIFY(passing.caller.client.aborted && !passing.caller.client.finished);
        QCOMPARE(passing.caller.client.begun, 1);
        QVERIFY(passing.caller.exchange.error && passing.caller.exchange.error->code == ErrorCode::upstreamCut);
        QCOMPARE(passing.caller.exchange.attempts[0].errorCode, std::string("upstream_cut"));
    }
    void theCallersOwnFaultIsToldToItAlone() {
        Passing passing;
        passing.begin("POST /v1/files", "Transfer-Encoding: chunked\r\n", {"abc"}, ErrorCode::badRequest);
        QVERIFY(passing.ends());
        QCOMPARE(passing.caller.client.status, 400);
        QCOMPARE(passing.caller.exchange.attempts[0].errorCode, std::string("bad_request"));
        QCOMPARE(passing.shard.take().upstreams.at("up").failures, std::uint64_t(0));
    }
    void anUpstreamForEveryModelIsChosenBeforeOthers() {
        Passing passing;
        passing.config.upstreams[0].name = "all";
        passing.config.upstreams.insert(passing.config.upstreams.begin(), UpstreamConfig{.name = "some", .baseUrl = "http://127.0.0.1:9/v1", .models = {"qwen-*"}});
        passing.begin("GET /v1/files");
        passing.accept();
        passing.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        QVERIFY(passing.ends());
        QCOMPARE(passing.caller.client.field("x-mirror-upstream"), std::string("all"));
    }
    void withoutAnUpstreamItIs503() {
        Passing passing;
        passing.config.upstreams.clear();
        passing.begin("GET /v1/files");
        QVERIFY(passing.ends());
        QCOMPARE(passing.caller.client.status, 503);
        QCOMPARE(passing.caller.client.field("Retry-After"), std::string("30"));
        QVERIFY(passing.caller.exchange.attempts.empty());
    }
};

MIRROR_TEST(TstPassThroughStage, tst_pass_through)
#include "tst_pass_through.moc"
