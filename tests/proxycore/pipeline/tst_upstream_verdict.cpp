#include "pipeline/upstream_verdict.h"

#include "http/head_parser.h"
#include "support/recorded_client.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

std::optional<Milliseconds> wait(std::string_view fields) {
    const std::string text = "HTTP/1.1 429 X\r\nContent-Length: 0\r\n" + std::string(fields) + "\r\n";
    http::ResponseHead head;
    if (!http::parseResponseHead(text, {}, "POST", head)) qFatal("malformed");
    return pipeline::retryAfterOf(head);
}

}  // namespace

class TstUpstreamVerdict : public QObject {
    Q_OBJECT
private slots:
    void everyStatusHasItsMeaning() {
        for (const int callers : {400, 404, 409, 413, 415, 416, 422}) QVERIFY2(!pipeline::failureOf(callers, "up"), std::to_string(callers).c_str());
        for (const int odd : {300, 302, 304, 399}) QCOMPARE(pipeline::failureOf(odd, "up")->code, ErrorCode::upstreamBadResponse);
        for (const int ours : {401, 402, 403}) QCOMPARE(pipeline::failureOf(ours, "up")->code, ErrorCode::upstreamCredentials);
        for (const int theirs : {408, 429, 500, 502, 503, 504, 529, 599}) {
            const auto failure = pipeline::failureOf(theirs, "up");
            QCOMPARE(failure->code, ErrorCode::upstreamStatus);
            QCOMPARE(failure->args, (std::vector<std::string>{"up", std::to_string(theirs)}));
            QCOMPARE(failure->origin, ErrorOrigin::upstream);
        }
    }
    void readsHowLongToWait() {
        QVERIFY(!wait(""));
        QCOMPARE(*wait("Retry-After: 3\r\n"), Milliseconds(3000));
        QCOMPARE(*wait("Retry-After: 3\r\nretry-after-ms: 250\r\n"), Milliseconds(250));
        QCOMPARE(*wait("Retry-After: 18446744073709551615\r\n"), Milliseconds(86'400'000));
        QCOMPARE(*wait("retry-after-ms: 18446744073709551615\r\n"), Milliseconds(86'400'000));
        QVERIFY(!wait("Retry-After: Wed, 21 Oct 2099 07:28:00 GMT\r\n"));
        QCOMPARE(*wait("retry-after-ms: x\r\nRetry-After: 2\r\n"), Milliseconds(2000));
    }
    void aRateLimitOfOursIsNotTheCallers_data() {
        QTest::addColumn<int>("milliseconds");
        QTest::addColumn<QString>("told");
        QTest::newRow("none") << -1 << "5";
        QTest::newRow("at once") << 0 << "1";
        QTest::newRow("rounded up") << 1500 << "2";
        QTest::newRow("a minute at most") << 3'600'000 << "60";
    }
    void aRateLimitOfOursIsNotTheCallers() {
        QFETCH(int, milliseconds);
        QFETCH(QString, told);
        RecordedExchange recorded;
        recorded.exchange.attempts.resize(2);
        const auto failure = pipeline::failureOf(429, "up");
        const auto asked = milliseconds < 0 ? std::optional<Milliseconds>() : Milliseconds(milliseconds);
        pipeline::replyFailure(recorded.exchange, *failure, 429, asked, "X-Cors: 1\r\n");
        QCOMPARE(recorded.client.status, 503);
        QCOMPARE(recorded.client.field("Retry-After"), told.toStdString());
        QCOMPARE(recorded.client.field("x-mirror-attempts"), std::string("2"));
        QCOMPARE(recorded.client.field("X-Cors"), std::string("1"));
        QVERIFY(recorded.client.body.find("no_healthy_upstream") != std::string::npos);
    }
    void otherFailuresAreTheUpstreams() {
        RecordedExchange recorded;
        pipeline::replyFailure(recorded.exchange, *pipeline::failureOf(503, "up"), 503, Milliseconds(2000), {});
        QCOMPARE(recorded.client.status, 502);
        QVERIFY(recorded.client.field("Retry-After").empty());
        QCOMPARE(recorded.exchange.error->code, ErrorCode::upstreamStatus);
    }
};

MIRROR_TEST(TstUpstreamVerdict, tst_upstream_verdict)
#include "tst_upstream_verdict.moc"
