#include "simulator/plain_answer.h"

#include <nlohmann/json.hpp>

#include "support/run_test.h"

using namespace mirror::simulator;

class TstPlainAnswer : public QObject {
    Q_OBJECT
private slots:
    void refusalsHaveTheStatusOfTheirName_data() {
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("status");
        const auto row = [](const char* name, Fault fault, int status) { QTest::newRow(name) << static_cast<int>(fault) << status; };
        row("429", Fault::rateLimited, 429);
        row("429 without a time", Fault::rateLimitedNoHeader, 429);
        row("500", Fault::serverError, 500);
        row("502", Fault::badGateway, 502);
        row("503", Fault::unavailable, 503);
        row("504", Fault::gatewayTimeout, 504);
        row("401", Fault::unauthorised, 401);
        row("400", Fault::badRequest, 400);
        row("html", Fault::html, 200);
    }
    void refusalsHaveTheStatusOfTheirName() {
        QFETCH(int, fault);
        QFETCH(int, status);
        const auto answer = refusalFor(static_cast<Fault>(fault));
        QVERIFY(answer);
        QCOMPARE(answer->status, status);
        QVERIFY(!answer->body.empty());
        if (answer->contentType != "application/json") return;
        const auto json = nlohmann::json::parse(answer->body, nullptr, false);
        QVERIFY(json["error"]["message"].is_string());
    }
    void onlyOneOfTheTwoRateLimitsSaysWhen() {
        QCOMPARE(refusalFor(Fault::rateLimited)->fields, std::string("Retry-After: 1\r\n"));
        QVERIFY(refusalFor(Fault::rateLimitedNoHeader)->fields.empty());
    }
    void faultsOfTheDeliveryAreNoRefusals() {
        for (const Fault fault : {Fault::none, Fault::cut, Fault::stall, Fault::silence, Fault::reset, Fault::slowFirstToken, Fault::errorEvent, Fault::missingDone})
            QVERIFY(!refusalFor(fault));
    }
    void aGoodAnswerIsDeliveredWhole() {
        const PlainDelivery good = deliver("{\"a\":1}", Fault::none);
        QCOMPARE(good.body, std::string("{\"a\":1}"));
        QCOMPARE(good.announced, good.body.size());
        QVERIFY(good.end == BodyEnd::finish);
    }
    void aCutAnswerAnnouncesMoreThanItSends() {
        const PlainDelivery cut = deliver(std::string(100, 'x'), Fault::cut);
        QCOMPARE(cut.announced, 100u);
        QVERIFY(cut.body.size() < 100 && !cut.body.empty());
        QVERIFY(cut.end != BodyEnd::finish);
    }
    void anErrorEventIsAnErrorBody() {
        const PlainDelivery error = deliver("{\"a\":1}", Fault::errorEvent);
        QVERIFY(nlohmann::json::parse(error.body, nullptr, false).contains("error"));
        QCOMPARE(error.announced, error.body.size());
    }
};

MIRROR_TEST(TstPlainAnswer, tst_plain_answer)
#include "tst_plain_answer.moc"
