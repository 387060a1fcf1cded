#include "integration/claims.h"
#include "support/engine_fixture.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

/// Every fault of the simulator, and what the client of the mirror must see. One simulator, one mirror for all.
class TstSimulatorFaults : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        SimulatorSettings settings;
        settings.listen = "127.0.0.1:0";
        settings.think = Milliseconds(5);
        settings.tokens = 12;
        settings.tokensPerSecond = 400;
        settings.faultDelay = Milliseconds(2000);
        auto made = makeSimulator(settings);
        QVERIFY(made.has_value());
        m_simulator = std::move(*made);
        m_mirror = std::make_unique<EngineFixture>(FixtureOptions{.upstreams = {m_simulator->url()}, .overrides = {{"retry.max_retry_after", "100ms"}, {"retry.budget_minimum", "1000"}}, .impatient = true});
    }
    void cleanupTestCase() {
        m_mirror.reset();
        m_simulator.reset();
    }
    void faultsBeforeTheFirstTokenBecomePlainErrors_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("reset") << 502 << QByteArray("upstream_error") << QByteArray("upstream_unreachable");
        QTest::newRow("silence") << 504 << QByteArray("timeout_error") << QByteArray("upstream_timeout_headers");
        QTest::newRow("401") << 502 << QByteArray("upstream_error") << QByteArray("upstream_credentials");
        QTest::newRow("400") << 400 << QByteArray("invalid_request_error") << QByteArray("invalid_value");
        QTest::newRow("html") << 502 << QByteArray("upstream_error") << QByteArray("upstream_bad_response");
    }
    void faultsBeforeTheFirstTokenBecomePlainErrors() {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, code);
        const std::string model = std::string("qwen-max+") + QTest::currentDataTag();
        QCOMPARE(errorProblem(m_mirror->ask(m_mirror->streamChat(model)), status, type.toStdString(), code.toStdString()), QString());
        QCOMPARE(errorProblem(m_mirror->ask(m_mirror->chat(model)), status, type.toStdString(), code.toStdString()), QString());
    }
    void aSlowFirstTokenOnlyEndsAStream() {
        QCOMPARE(errorProblem(m_mirror->ask(m_mirror->streamChat("m+slow-first-token")), 504, "timeout_error", "upstream_timeout_first_token"), QString());
    }
    void overloadedUpstreamsKeepTheirStatusShapedAsOurs_data() {
        QTest::addColumn<int>("status");
        for (int status : {429, 500, 502, 503, 504}) QTest::newRow(std::to_string(status).c_str()) << status;
        QTest::newRow("429-no-retry-after") << 429;
    }
    void overloadedUpstreamsKeepTheirStatusShapedAsOurs() {
        QFETCH(int, status);
        const HttpAnswer answer = m_mirror->ask(m_mirror->streamChat(std::string("fault-") + QTest::currentDataTag()));
        QVERIFY2(answer.isComplete(), answer.why.c_str());
        QVERIFY2(answer.status >= 429 && answer.status <= 504, answer.body.c_str());
        Q_UNUSED(status);
        QVERIFY(answer.field("content-type").starts_with("application/json"));
        const nlohmann::json error = answer.json()["error"];
        QVERIFY2(error.is_object() && error["message"].is_string() && error["code"].is_string(), answer.body.c_str());
        QVERIFY(answer.body.find("<html") == std::string::npos);
    }
    void aCutIsToldInBand() { QCOMPARE(inBandProblem(m_mirror->ask(m_mirror->streamChat("m+cut")), "upstream_bad_response"), QString()); }
    void aStallIsToldInBand() { QCOMPARE(inBandProblem(m_mirror->ask(m_mirror->streamChat("m+stall")), "upstream_timeout_idle"), QString()); }
    void anErrorEventEndsTheStreamWithoutDone() {
        const HttpAnswer answer = m_mirror->ask(m_mirror->streamChat("m+error-event"));
        QVERIFY(!answer.saysDone() && !answer.isComplete());
        QVERIFY(answer.events().back().data.find("\"error\"") != std::string::npos);
    }
    void oneMalformedEventIsSkipped() {
        const HttpAnswer good = m_mirror->ask(m_mirror->streamChat("m"));
        QVERIFY(good.saysDone());
        QCOMPARE(streamProblem(m_mirror->ask(m_mirror->streamChat("m+malformed")), good.text()), QString());
    }
    void manyMalformedEventsEndTheStream() { QCOMPARE(inBandProblem(m_mirror->ask(m_mirror->streamChat("m+malformed-many")), "upstream_bad_response"), QString()); }
    void aMissingDoneIsMadeGood() {
        const HttpAnswer good = m_mirror->ask(m_mirror->streamChat("m"));
        QCOMPARE(streamProblem(m_mirror->ask(m_mirror->streamChat("m+no-done")), good.text()), QString());
    }
    void aFlakyUpstreamIsHiddenByTheRetry() {
        for (int i = 0; i < 4; ++i) QVERIFY(m_mirror->ask(m_mirror->streamChat("m+flaky")).saysDone());
    }
    void brokenAnswersWithoutStreamAreErrors_data() {
        QTest::addColumn<int>("status");
        QTest::newRow("cut") << 502;
        QTest::newRow("malformed") << 502;
        QTest::newRow("error-event") << 502;
    }
    void brokenAnswersWithoutStreamAreErrors() {
        QFETCH(int, status);
        const HttpAnswer answer = m_mirror->ask(m_mirror->chat(std::string("m+") + QTest::currentDataTag()));
        QVERIFY(answer.isComplete());
        QCOMPARE(answer.status, status);
        QVERIFY(answer.json()["error"]["message"].is_string());
    }
    void anotherUpstreamHidesEveryFaultBeforeTheFirstToken() {
        SimulatorSettings settings;
        settings.listen = "127.0.0.1:0";
        settings.think = Milliseconds(1);
        settings.tokens = 8;
        settings.tokensPerSecond = 0;
        for (const char* fault : {"429", "429-no-retry-after", "500", "502", "503", "504", "401", "reset", "silence", "slow-first-token", "html"}) {
            settings.fault = fault;
            auto bad = makeSimulator(settings);
            settings.fault.clear();
            auto good = makeSimulator(settings);
            QVERIFY(bad && good);
            EngineFixture mirror({.upstreams = {(*bad)->url(), (*good)->url()}, .overrides = {{"retry.max_retry_after", "100ms"}}, .impatient = true});
            const HttpAnswer answer = mirror.ask(mirror.streamChat());
            QVERIFY2(answer.saysDone() && answer.isComplete(), fault);
            QVERIFY2(answer.field("x-mirror-upstream") == "up1", fault);
        }
    }

private:
    std::unique_ptr<RunningSimulator> m_simulator;
    std::unique_ptr<EngineFixture> m_mirror;
};

MIRROR_TEST(TstSimulatorFaults, tst_simulator_faults)
#include "tst_simulator_faults.moc"
