#include "route/retry_policy.h"

#include "support/fixed_random.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;
using route::decideRetry;
using route::Decision;
using route::Failure;

Q_DECLARE_METATYPE(mirror::ErrorCode)

namespace {

using Kind = Decision::Kind;

/// A failure of the first attempt with everything else in favour of another.
Failure failureOf(ErrorCode code, int status = 0, bool hasOther = false) {
    Failure failure;
    failure.error = makeError(code);
    failure.status = status;
    failure.hasOtherCandidate = hasOther;
    failure.timeLeft = Milliseconds(600'000);
    return failure;
}

QString kindName(Kind kind) { return kind == Kind::giveUp ? "give up" : kind == Kind::sameUpstream ? "same" : "next"; }

}  // namespace

class TstRetryPolicy : public QObject {
    Q_OBJECT
private slots:
    /// What each failure leads to, when the failed upstream is the only one and when there is another.
    void theWholeTable_data() {
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("alone");
        QTest::addColumn<QString>("withOther");
        const auto row = [](ErrorCode code, int status, const char* alone, const char* withOther) {
            QTest::addRow("%s %d", std::string(errorName(code)).c_str(), status) << code << status << alone << withOther;
        };
        // nothing was heard, or the connection broke: it may pass
        row(ErrorCode::upstreamUnreachable, 0, "same", "next");
        row(ErrorCode::upstreamReset, 0, "same", "next");
        row(ErrorCode::upstreamCut, 200, "same", "next");
        row(ErrorCode::upstreamStreamError, 200, "same", "next");
        // the answer says try again
        for (const int status : {408, 429, 500, 502, 503, 504}) row(ErrorCode::upstreamStatus, status, "same", "next");
        // the answer is about the request, or says never
        for (const int status : {400, 404, 409, 413, 422, 501, 505, 529}) row(ErrorCode::upstreamStatus, status, "give up", "give up");
        // silent ones are never asked twice
        row(ErrorCode::upstreamTimeoutConnect, 0, "give up", "next");
        row(ErrorCode::upstreamTimeoutHeaders, 0, "give up", "next");
        row(ErrorCode::upstreamTimeoutFirstToken, 200, "give up", "next");
        row(ErrorCode::upstreamTimeoutIdle, 200, "give up", "next");
        row(ErrorCode::upstreamTimeoutTotal, 200, "give up", "give up");
        // asking the same again would give the same
        row(ErrorCode::upstreamBadResponse, 200, "give up", "next");
        row(ErrorCode::upstreamCredentials, 401, "give up", "next");
        row(ErrorCode::tlsVerification, 0, "give up", "next");
        row(ErrorCode::dnsFailure, 0, "give up", "next");
        row(ErrorCode::addressRefused, 0, "give up", "next");
        // not the upstream's fault
        row(ErrorCode::clientGone, 0, "give up", "give up");
        row(ErrorCode::badJson, 0, "give up", "give up");
        row(ErrorCode::bodyTooLarge, 0, "give up", "give up");
        row(ErrorCode::requestTimeout, 0, "give up", "give up");
        row(ErrorCode::internal, 0, "give up", "give up");
    }
    void theWholeTable() {
        QFETCH(ErrorCode, code);
        QFETCH(int, status);
        FixedRandom random(0.5);
        QTEST(kindName(decideRetry(failureOf(code, status, false), RetryConfig(), random).kind), "alone");
        const Decision other = decideRetry(failureOf(code, status, true), RetryConfig(), random);
        QTEST(kindName(other.kind), "withOther");
        if (other.kind == Kind::nextCandidate) QCOMPARE(other.delay.count(), 0);
    }
    void theNumberOfAttemptsIsBounded() {
        FixedRandom random(0.5);
        RetryConfig config;
        config.attempts = 3;
        for (const bool hasOther : {false, true}) {
            Failure failure = failureOf(ErrorCode::upstreamReset, 0, hasOther);
            failure.attemptsMade = 2;
            QVERIFY(decideRetry(failure, config, random).kind != Kind::giveUp);
            failure.attemptsMade = 3;
            QCOMPARE(decideRetry(failure, config, random).kind, Kind::giveUp);
        }
        config.attempts = 1;
        QCOMPARE(decideRetry(failureOf(ErrorCode::upstreamReset), config, random).kind, Kind::giveUp);
    }
    void theBackoffIsUniformUpToADoublingCeiling_data() {
        QTest::addColumn<int>("attemptsHere");
        QTest::addColumn<int>("ceiling");
        QTest::newRow("after the first") << 1 << 1000;
        QTest::newRow("after the second") << 2 << 2000;
        QTest::newRow("after the third") << 3 << 4000;
        QTest::newRow("after the eleventh") << 11 << 1'024'000;
        QTest::newRow("no overflow") << 1000 << 1'024'000;
    }
    void theBackoffIsUniformUpToADoublingCeiling() {
        QFETCH(int, attemptsHere);
        QFETCH(int, ceiling);
        RetryConfig config;
        config.attempts = 2000;
        Failure failure = failureOf(ErrorCode::upstreamReset);
        failure.attemptsMade = failure.attemptsHere = attemptsHere;
        failure.timeLeft = Milliseconds(100'000'000);
        for (const double fraction : {0.0, 0.25, 0.5, 0.999}) {
            FixedRandom random(fraction);
            const Decision decision = decideRetry(failure, config, random);
            QCOMPARE(decision.kind, Kind::sameUpstream);
            QVERIFY(std::abs(static_cast<double>(decision.delay.count()) - fraction * ceiling) <= 1);
            QVERIFY(decision.delay.count() < ceiling);
        }
    }
    void retryAfterIsTheLeastWait() {
        Failure failure = failureOf(ErrorCode::upstreamStatus, 429);
        failure.retryAfter = Milliseconds(7000);
        FixedRandom low(0), high(0.9);
        QCOMPARE(decideRetry(failure, RetryConfig(), low).delay.count(), 7000);
        failure.retryAfter = Milliseconds(10);
        QCOMPARE(decideRetry(failure, RetryConfig(), high).delay.count(), 900);
    }
    void retryAfterUpToTheBoundIsObeyedAndBeyondItIsNot() {
        FixedRandom random(0);
        Failure failure = failureOf(ErrorCode::upstreamStatus, 503);
        failure.retryAfter = Milliseconds(60'000);
        QCOMPARE(decideRetry(failure, RetryConfig(), random).delay.count(), 60'000);
        failure.retryAfter = Milliseconds(60'001);
        QCOMPARE(decideRetry(failure, RetryConfig(), random).kind, Kind::giveUp);
        failure.hasOtherCandidate = true;  // elsewhere nobody asked us to wait
        const Decision other = decideRetry(failure, RetryConfig(), random);
        QCOMPARE(other.kind, Kind::nextCandidate);
        QCOMPARE(other.delay.count(), 0);
    }
    void aWaitThatTheDeadlineCutsOffIsNotBegun() {
        FixedRandom random(0.5);
        Failure failure = failureOf(ErrorCode::upstreamReset);
        failure.timeLeft = Milliseconds(501);
        QCOMPARE(decideRetry(failure, RetryConfig(), random).kind, Kind::sameUpstream);
        failure.timeLeft = Milliseconds(500);
        QCOMPARE(decideRetry(failure, RetryConfig(), random).kind, Kind::giveUp);
        failure.timeLeft = Milliseconds(-5);
        QCOMPARE(decideRetry(failure, RetryConfig(), random).kind, Kind::giveUp);
    }
};

MIRROR_TEST(TstRetryPolicy, tst_retry_policy)
#include "tst_retry_policy.moc"
