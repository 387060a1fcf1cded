#include "exchange/local_reply.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include "support/recorded_client.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

Q_DECLARE_METATYPE(mirror::ErrorCode)

class TstLocalReply : public QObject {
    Q_OBJECT
private slots:
    void aJsonAnswerIsCompleteAndOfKnownLength() {
        RecordedExchange recorded;
        exchange::replyJson(recorded.exchange, 200, R"({"a":1})", "X-Cache: MISS\r\n");
        QCOMPARE(recorded.client.status, 200);
        QCOMPARE(recorded.exchange.status, 200);
        QCOMPARE(recorded.client.kind, exchange::AnswerBody::length);
        QCOMPARE(recorded.client.announced, 7u);
        QCOMPARE(recorded.client.body, std::string(R"({"a":1})"));
        QCOMPARE(recorded.client.field("Content-Type"), std::string("application/json"));
        QCOMPARE(recorded.client.field("x-request-id"), std::string("req_test"));
        QCOMPARE(recorded.client.field("X-Cache"), std::string("MISS"));
        QVERIFY(recorded.client.finished);
        QVERIFY(!recorded.client.closes);
    }
    void errorsHaveTheHeadersOfTheContract_data() {
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("closes");
        QTest::newRow("no key") << ErrorCode::invalidKey << 401 << "WWW-Authenticate" << "Bearer" << false;
        QTest::newRow("method") << ErrorCode::methodNotAllowed << 405 << "Allow" << "POST, OPTIONS" << false;
        QTest::newRow("too large") << ErrorCode::bodyTooLarge << 413 << "" << "" << true;
        QTest::newRow("head too large") << ErrorCode::headersTooLarge << 431 << "" << "" << true;
        QTest::newRow("too slow") << ErrorCode::requestTimeout << 408 << "" << "" << true;
        QTest::newRow("bad JSON") << ErrorCode::badJson << 400 << "WWW-Authenticate" << "" << false;
    }
    void errorsHaveTheHeadersOfTheContract() {
        QFETCH(ErrorCode, code);
        QFETCH(QString, header);
        RecordedExchange recorded;
        recorded.exchange.endpoint.allow = "POST, OPTIONS";
        exchange::replyError(recorded.exchange, makeError(code));
        QTEST(recorded.client.status, "status");
        QTEST(QString::fromStdString(recorded.client.field(header.toStdString())), "value");
        QTEST(recorded.client.closes, "closes");
        if (recorded.client.closes) QVERIFY(recorded.client.closedBeforeBegin);  // else the head could not announce it
        QCOMPARE(recorded.exchange.error->code, code);
        QCOMPARE(recorded.exchange.status, recorded.client.status);
    }
    void everyErrorIsTheObjectThatClientsParse() {
        for (int i = 0; i <= static_cast<int>(ErrorCode::internal); ++i) {
            RecordedExchange recorded;
            exchange::replyError(recorded.exchange, makeError(static_cast<ErrorCode>(i), {"what"}, "the cause"), "Retry-After: 5\r\n");
            QCOMPARE(recorded.client.begun, 1);
            QVERIFY(recorded.client.status >= 400 && recorded.client.status < 600);
            const QJsonObject whole = QJsonDocument::fromJson(QByteArray::fromStdString(recorded.client.body)).object();
            QCOMPARE(whole.keys(), QStringList{"error"});
            const QJsonObject error = whole.value("error").toObject();
            QCOMPARE(error.keys(), (QStringList{"code", "message", "param", "type"}));
            QVERIFY(error.value("message").isString() && !error.value("message").toString().isEmpty());
            QVERIFY(error.value("type").isString());
            QCOMPARE(recorded.client.field("Retry-After"), std::string("5"));
        }
    }
};

MIRROR_TEST(TstLocalReply, tst_local_reply)
#include "tst_local_reply.moc"
