#include <QtCore/QStringList>

#include "http/head_parser.h"
#include "pipeline/answer_fields.h"
#include "pipeline/cors.h"
#include "pipeline/upstream_request.h"
#include "support/recorded_client.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

/// An exchange whose head was really parsed, since views point into the text.
struct Asked : RecordedExchange {
    explicit Asked(std::string_view fields, std::string_view line = "POST /v1/chat/completions?x=1") {
        text = std::string(line) + " HTTP/1.1\r\nHost: mirror.internal\r\n" + std::string(fields) + "\r\n";
        const auto parsed = http::parseRequestHead(text, {}, exchange.head);
        if (!parsed) qFatal("%s", parsed.error().cause.c_str());
        exchange.clientAddress = "203.0.113.9";
        exchange.config = &config;
    }
    std::string text;
    Config config;
};

std::shared_ptr<const upstream::Target> target(bool withKey = true, bool forwardIp = false) {
    UpstreamConfig config;
    config.name = "up";
    config.baseUrl = "http://api.example:8000/compatible/v1";
    config.forwardClientIp = forwardIp;
    std::vector<crypto::Secret> keys;
    if (withKey) keys.emplace_back(std::string_view("sk-ours"));
    return *upstream::makeTarget(config, std::move(keys));
}

QStringList linesOf(const std::string& head) {
    QStringList lines = QString::fromStdString(head).split("\r\n");
    lines.removeAll(QString());
    return lines;
}

std::string upstreamHead(const exchange::Exchange& exchange, const upstream::Target& target, std::optional<std::uint64_t> contentLength) {
    std::string head = "what was there is replaced";
    pipeline::writeUpstreamHead(head, exchange, target, contentLength);
    return head;
}

http::ResponseHead answered(std::string& text, std::string_view fields) {
    text = "HTTP/1.1 200 OK\r\n" + std::string(fields) + "Content-Length: 2\r\n\r\n";
    http::ResponseHead head;
    const auto parsed = http::parseResponseHead(text, {}, "POST", head);
    if (!parsed) qFatal("%s", parsed.error().cause.c_str());
    return head;
}

}  // namespace

/// What passes in heads, and what does not: wire.md section 4.
class TstHeads : public QObject {
    Q_OBJECT
private slots:
    void theRequestIsWrittenAnew() {
        const Asked asked("Content-Type: application/json\r\nContent-Length: 99\r\n");
        QCOMPARE(linesOf(upstreamHead(asked.exchange, *target(), 42)),
                 (QStringList{"POST /compatible/v1/chat/completions?x=1 HTTP/1.1", "Host: api.example:8000", "Authorization: Bearer sk-ours", "User-Agent: MirrorDesk",
                              "Content-Type: application/json", "Content-Length: 42"}));
        QVERIFY(upstreamHead(asked.exchange, *target(), std::nullopt).find("Transfer-Encoding: chunked\r\n\r\n") != std::string::npos);
        QVERIFY(upstreamHead(asked.exchange, *target(false), 1).find("Authorization") == std::string::npos);
    }
    void requestFieldsThatPass_data() {
        QTest::addColumn<QString>("field");
        for (const char* field : {"Content-Type: multipart/form-data; boundary=x", "Accept: text/event-stream", "OpenAI-Beta: assistants=v2", "traceparent: 00-a-b-01", "anthropic-version: 2023-06-01"}) QTest::newRow(field) << field;
    }
    void requestFieldsThatPass() {
        QFETCH(QString, field);
        const Asked asked(field.toStdString() + "\r\n");
        QVERIFY(linesOf(upstreamHead(asked.exchange, *target(), 1)).contains(field));
    }
    void requestFieldsThatNeverPass_data() {
        QTest::addColumn<QString>("field");
        for (const char* field : {"Authorization: Bearer sk-theirs", "api-key: sk-theirs", "x-api-key: sk-theirs", "Cookie: session=secret", "OpenAI-Organization: org-secret",
                                  "OpenAI-Project: proj-secret", "Accept-Encoding: br-secret", "X-Forwarded-For: 10.secret", "X-Forwarded-Host: secret", "X-Forwarded-Proto: secret",
                                  "X-Real-IP: secret", "Forwarded: for=secret", "X-Stainless-Lang: secret", "Expect: 100-continue", "Keep-Alive: timeout=secret", "TE: trailers-secret",
                                  "Upgrade: secret", "Proxy-Authorization: secret", "Connection: keep-alive, secret", "Referer: https://secret", "Origin: https://secret",
                                  "User-Agent: secret", "x-request-id: secret", "Trailer: secret"})
            QTest::newRow(field) << field;
    }
    void requestFieldsThatNeverPass() {
        QFETCH(QString, field);
        const Asked asked(field.toStdString() + "\r\n");
        const QString head = QString::fromStdString(upstreamHead(asked.exchange, *target(), 1));
        QVERIFY(!head.contains(field.mid(field.indexOf(':') + 2)));
        QVERIFY(!head.contains("secret"));
        QVERIFY(!head.contains("theirs"));
    }
    void listedFieldsPassAsTheyAreListed() {
        Asked asked("x-trace-id: 7\r\nBAGGAGE: a=1\r\nbaggage: b=2\r\nx-other: secret\r\nx-trace-id-2: secret\r\n");
        asked.config.http.passFields = {"X-Trace-Id", "baggage", "x-absent"};
        const QStringList lines = linesOf(upstreamHead(asked.exchange, *target(), 1));
        QVERIFY(lines.contains("X-Trace-Id: 7"));
        QCOMPARE(lines.filter("baggage"), (QStringList{"baggage: a=1", "baggage: b=2"}));
        QVERIFY(lines.filter("secret").isEmpty());
        QVERIFY(lines.filter("x-absent").isEmpty());
    }
    void aListedFieldThatConnectionNamesDoesNotPass() {
        Asked asked("Connection: x-trace-id\r\nx-trace-id: 7\r\n");
        asked.config.http.passFields = {"x-trace-id"};
        QVERIFY(linesOf(upstreamHead(asked.exchange, *target(), 1)).filter("x-trace-id").isEmpty());
    }
    /// Where the body is passed on as it came, so is what it is coded with; where it was inflated, it is coded no more.
    void theContentCodingGoesWithABodyThatIsPassedOn() {
        Asked asked("Content-Encoding: gzip\r\nContent-Type: application/json\r\n", "POST /v1/files");
        asked.exchange.endpoint = openai::matchEndpoint("/v1/files");
        QVERIFY(linesOf(upstreamHead(asked.exchange, *target(), 9)).contains("Content-Encoding: gzip"));
        asked.exchange.endpoint = openai::matchEndpoint("/v1/chat/completions");
        QVERIFY(!linesOf(upstreamHead(asked.exchange, *target(), 9)).contains("Content-Encoding: gzip"));
    }
    /// RFC 9110 7.6.1: what Connection names belongs to this connection only.
    void whatConnectionNamesDoesNotPass() {
        const Asked asked("Connection: close, TraceParent , openai-beta\r\ntraceparent: hop\r\nOpenAI-Beta: hop\r\nAccept: end-to-end\r\n");
        const QStringList lines = linesOf(upstreamHead(asked.exchange, *target(), 1));
        QVERIFY(!lines.contains("traceparent: hop"));
        QVERIFY(!lines.contains("OpenAI-Beta: hop"));
        QVERIFY(lines.contains("Accept: end-to-end"));
    }
    void theClientsAddressGoesOnlyWhereItMay() {
        const Asked asked("");
        QVERIFY(!linesOf(upstreamHead(asked.exchange, *target(), 1)).contains("X-Real-IP: 203.0.113.9"));
        QVERIFY(linesOf(upstreamHead(asked.exchange, *target(true, true), 1)).contains("X-Real-IP: 203.0.113.9"));
    }
    void aKeyWithALineEndCannotSplitTheHead() {
        UpstreamConfig config;
        config.baseUrl = "http://a/v1";
        std::vector<crypto::Secret> keys;
        keys.emplace_back(std::string_view("sk-file\r\nX-Evil: 1"));
        const Asked asked("");
        const std::string head = upstreamHead(asked.exchange, **upstream::makeTarget(config, std::move(keys)), 1);
        QVERIFY(!linesOf(head).contains("X-Evil: 1"));
    }
    void answerFieldsThatPassAndThatDoNot() {
        std::string text;
        const http::ResponseHead head = answered(text,
                                                 "openai-processing-ms: 12\r\nOpenAI-Version: 2020-10-01\r\nRetry-After: 3\r\nX-Request-Id: up-7\r\nSet-Cookie: secret\r\nServer: secret\r\n"
                                                 "Alt-Svc: secret\r\nStrict-Transport-Security: secret\r\nx-ratelimit-remaining-requests: secret\r\nopenai-organization: secret\r\n"
                                                 "Connection: keep-alive\r\nKeep-Alive: secret\r\nContent-Encoding: secret\r\nContent-Type: secret\r\n");
        Asked asked("");
        asked.exchange.upstream = "up";
        asked.exchange.attempts.resize(2);
        asked.exchange.stage(StageId::receive, asked.exchange.begun, asked.exchange.begun + Microseconds(1250));
        asked.exchange.stage(StageId::connect, asked.exchange.begun, asked.exchange.begun + Microseconds(20'000));
        std::string fields = "what was there is replaced";
        pipeline::writeAnswerFields(fields, asked.exchange, head, "application/json", "X-Extra: 1\r\n");
        const QStringList lines = linesOf(fields);
        QCOMPARE(lines, (QStringList{"Content-Type: application/json", "openai-processing-ms: 12", "openai-version: 2020-10-01", "Retry-After: 3", "x-mirror-upstream-request-id: up-7",
                                     "x-request-id: req_test", "x-mirror-upstream: up", "x-mirror-attempts: 2", "Server-Timing: receive;dur=1.3, connect;dur=20.0", "X-Extra: 1"}));
    }
    /// Clients sleep for as long as they are told; wire.md section 2.
    void anUpstreamsRetryAfterIsAMinuteAtMost_data() {
        QTest::addColumn<QString>("told");
        QTest::addColumn<QString>("passed");
        for (const char* kept : {"0", "1", "60"}) QTest::newRow(kept) << kept << kept;
        for (const char* long_ : {"61", "3600", "99999999999999999999999"}) QTest::newRow(long_) << long_ << "60";
        for (const char* odd : {"Wed, 21 Oct 2099 07:28:00 GMT", "-1", "soon", "1.5", ""}) QTest::newRow(odd) << odd << "";
    }
    void anUpstreamsRetryAfterIsAMinuteAtMost() {
        QFETCH(QString, told);
        QFETCH(QString, passed);
        const Asked asked("");
        std::string text, fields;
        const http::ResponseHead head = answered(text, "Retry-After: " + told.toStdString() + "\r\nretry-after-ms: 9000000\r\n");
        pipeline::writeAnswerFields(fields, asked.exchange, head, "application/json", {});
        const QStringList lines = linesOf(fields).filter("retry-after", Qt::CaseInsensitive);
        QCOMPARE(lines, passed.isEmpty() ? QStringList() : QStringList{"Retry-After: " + passed});
    }
    void corsIsSaidToConfiguredOriginsOnly_data() {
        QTest::addColumn<QStringList>("configured");
        QTest::addColumn<QString>("origin");
        QTest::addColumn<QString>("allowed");
        QTest::newRow("none configured") << QStringList() << "https://a.example" << "";
        QTest::newRow("no Origin") << QStringList{"*"} << "" << "";
        QTest::newRow("any") << QStringList{"*"} << "https://a.example" << "*";
        QTest::newRow("this one") << QStringList{"https://b.example", "https://a.example"} << "https://a.example" << "https://a.example";
        QTest::newRow("another port") << QStringList{"https://a.example"} << "https://a.example:8443" << "";
        QTest::newRow("another scheme") << QStringList{"https://a.example"} << "http://a.example" << "";
        QTest::newRow("a longer name") << QStringList{"https://a.example"} << "https://a.example.evil" << "";
        QTest::newRow("null") << QStringList{"https://a.example"} << "null" << "";
    }
    void corsIsSaidToConfiguredOriginsOnly() {
        QFETCH(QStringList, configured);
        QFETCH(QString, origin);
        QFETCH(QString, allowed);
        HttpConfig config;
        for (const QString& one : configured) config.corsOrigins.push_back(one.toStdString());
        const Asked asked(origin.isEmpty() ? std::string() : "Origin: " + origin.toStdString() + "\r\n");
        const QStringList lines = linesOf(pipeline::corsFields(asked.exchange.head, config));
        QCOMPARE(lines.isEmpty(), allowed.isEmpty());
        if (allowed.isEmpty()) return;
        QVERIFY(lines.contains("Access-Control-Allow-Origin: " + allowed));
        QCOMPARE(lines.contains("Vary: Origin"), allowed != "*");
        QVERIFY(!lines.contains("Access-Control-Allow-Credentials: true"));
    }
    void aPreflightIsAnsweredWithoutABody() {
        Asked asked("Origin: https://a\r\nAccess-Control-Request-Headers: authorization, x-stainless-os\r\n", "OPTIONS /v1/files/f1");
        asked.exchange.endpoint = openai::matchEndpoint("/v1/files/f1");
        pipeline::replyOptions(asked.exchange, "Access-Control-Allow-Origin: *\r\n");
        QCOMPARE(asked.client.status, 204);
        QCOMPARE(asked.client.kind, exchange::AnswerBody::none);
        QVERIFY(asked.client.finished);
        QCOMPARE(asked.client.field("Access-Control-Allow-Headers"), std::string("authorization, x-stainless-os"));
        QCOMPARE(asked.client.field("Access-Control-Allow-Origin"), std::string("*"));
        QCOMPARE(asked.client.field("Access-Control-Allow-Methods"), std::string("GET, HEAD, POST, DELETE, OPTIONS"));
        QCOMPARE(asked.client.field("Allow"), std::string("GET, HEAD, POST, DELETE, OPTIONS"));
    }
    void optionsWithoutAPermittedOriginSaysOnlyWhatIsAllowed() {
        Asked asked("Origin: https://a\r\nAccess-Control-Request-Headers: authorization\r\n", "OPTIONS /v1/chat/completions");
        asked.exchange.endpoint = openai::matchEndpoint("/v1/chat/completions");
        pipeline::replyOptions(asked.exchange, {});
        QCOMPARE(asked.client.status, 204);
        QCOMPARE(asked.client.field("Allow"), std::string("POST, OPTIONS"));
        QVERIFY(asked.client.fields.find("Access-Control") == std::string::npos);
    }
};

MIRROR_TEST(TstHeads, tst_heads)
#include "tst_heads.moc"
