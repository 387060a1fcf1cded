#include "pipeline/after.h"

#include "support/recorded_client.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

Q_DECLARE_METATYPE(mirror::ErrorCode)
Q_DECLARE_METATYPE(mirror::Outcome)

class TstAfter : public QObject {
    Q_OBJECT
private slots:
    void everyEndHasItsOutcome_data() {
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<Outcome>("before");  // nothing but an error answer reached the client
        QTest::addColumn<Outcome>("after");   // the answer with status 200 had begun
        const auto row = [](ErrorCode code, Outcome before, Outcome after) { QTest::newRow(std::string(errorName(code)).c_str()) << code << before << after; };
        for (const ErrorCode code : {ErrorCode::badJson, ErrorCode::badRequest, ErrorCode::unsupportedEncoding, ErrorCode::bodyTooLarge, ErrorCode::headersTooLarge,
                                     ErrorCode::requestTimeout, ErrorCode::unknownUrl, ErrorCode::modelNotFound, ErrorCode::methodNotAllowed})
            row(code, Outcome::clientError, Outcome::clientError);
        row(ErrorCode::invalidKey, Outcome::unauthorised, Outcome::unauthorised);
        row(ErrorCode::modelNotAllowed, Outcome::unauthorised, Outcome::unauthorised);
        row(ErrorCode::clientGone, Outcome::cancelled, Outcome::cancelled);
        for (const ErrorCode code : {ErrorCode::upstreamTimeoutConnect, ErrorCode::upstreamTimeoutHeaders, ErrorCode::upstreamTimeoutFirstToken, ErrorCode::upstreamTimeoutIdle,
                                     ErrorCode::upstreamTimeoutTotal})
            row(code, Outcome::timeout, Outcome::cut);
        for (const ErrorCode code : {ErrorCode::upstreamUnreachable, ErrorCode::upstreamReset, ErrorCode::upstreamBadResponse, ErrorCode::upstreamCredentials,
                                     ErrorCode::upstreamStatus, ErrorCode::upstreamCut, ErrorCode::upstreamStreamError, ErrorCode::tlsVerification, ErrorCode::dnsFailure,
                                     ErrorCode::addressRefused})
            row(code, Outcome::upstreamError, Outcome::cut);
        row(ErrorCode::noHealthyUpstream, Outcome::overloaded, Outcome::overloaded);
        row(ErrorCode::draining, Outcome::overloaded, Outcome::cut);
        row(ErrorCode::internal, Outcome::internal, Outcome::internal);
    }
    void everyEndHasItsOutcome() {
        QFETCH(ErrorCode, code);
        RecordedExchange plain;
        plain.exchange.error = makeError(code);
        plain.exchange.status = 502;
        plain.client.begin(502, {}, exchange::AnswerBody::length, 0);
        QTEST(pipeline::outcomeOf(plain.exchange), "before");
        RecordedExchange begun;
        begun.exchange.error = makeError(code);
        begun.exchange.status = 200;
        begun.client.begin(200, {}, exchange::AnswerBody::chunked, 0);
        QTEST(pipeline::outcomeOf(begun.exchange), "after");
    }
    void withoutAnErrorTheStatusDecides() {
        const std::vector<std::pair<int, Outcome>> table{{200, Outcome::ok}, {204, Outcome::ok}, {400, Outcome::clientError}, {404, Outcome::clientError}, {499, Outcome::clientError}};
        for (const auto& [status, expected] : table) {
            RecordedExchange recorded;
            recorded.exchange.status = status;
            QCOMPARE(pipeline::outcomeOf(recorded.exchange), expected);
        }
    }
    void aFiveHundredWithoutAnErrorIsNoSuccess() {
        for (const int status : {500, 502, 503, 529}) {
            RecordedExchange relayed;
            relayed.exchange.status = status;
            relayed.exchange.upstream = "up";
            QCOMPARE(pipeline::outcomeOf(relayed.exchange), Outcome::upstreamError);
        }
    }
    void theRecordTellsTheStory() {
        RecordedExchange recorded;
        exchange::Exchange& exchange = recorded.exchange;
        exchange.workerId = 3;
        exchange.listener = "plain";
        exchange.clientAddress = "10.1.1.1";
        exchange.modelAsked.assign(5000, 'm');
        exchange.route = "default";
        exchange.status = 502;
        exchange.error = makeError(ErrorCode::upstreamCut, {"up"});
        exchange.attempts.resize(2);
        exchange.usage = {Tokens{9}, Tokens{3}};
        exchange.events = 4;
        exchange.upstream = "up";
        recorded.client.begin(502, {}, exchange::AnswerBody::length, 3);
        recorded.client.write("abc");
        metrics::WorkerShard shard(3);
        exchange.bytesIn = 321;
        pipeline::finishRecord(exchange, shard);
        const metrics::ShardDelta delta = shard.take();
        QCOMPARE(delta.traffic.size(), 1u);
        const TrafficRecord& record = delta.traffic[0];
        QCOMPARE(record.outcome, Outcome::upstreamError);
        QCOMPARE(record.errorCode, std::string("upstream_cut"));
        QCOMPARE(record.requestId, std::string("req_test"));
        QCOMPARE(record.modelAsked, std::string(200, 'm'));  // foreign text is bounded
        QCOMPARE(record.attempts.size(), 2u);
        QCOMPARE(record.promptTokens.value, 9);
        QCOMPARE(record.bytesOut.value, 3);
        QCOMPARE(record.bytesIn.value, 321);
        QCOMPARE(record.workerId, 3);
        QVERIFY(record.total.count() >= 0);
        QCOMPARE(delta.outcomes[std::size_t(Outcome::upstreamError)], 1u);
    }
    void healthProbesAreNoRequests() {
        RecordedExchange recorded;
        recorded.exchange.endpoint = openai::matchEndpoint("/health");
        recorded.exchange.status = 200;
        metrics::WorkerShard shard(0);
        pipeline::finishRecord(recorded.exchange, shard);
        const metrics::ShardDelta delta = shard.take();
        QVERIFY(delta.traffic.empty());
        QCOMPARE(delta.outcomes[std::size_t(Outcome::ok)], 0u);
    }
};

MIRROR_TEST(TstAfter, tst_after)
#include "tst_after.moc"
