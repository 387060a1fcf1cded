#include "openai/endpoint.h"
#include "support/run_test.h"

using namespace mirror::openai;

class TstEndpoint : public QObject {
    Q_OBJECT
private slots:
    void knowsThePathsOfTheContract_data() {
        QTest::addColumn<int>("endpoint");
        QTest::addColumn<QString>("modelId");
        const auto row = [](const char* path, Endpoint endpoint, const char* id = "") { QTest::newRow(path) << static_cast<int>(endpoint) << id; };
        row("/v1/chat/completions", Endpoint::chatCompletions);
        row("/v1/completions", Endpoint::completions);
        row("/v1/embeddings", Endpoint::embeddings);
        row("/v1/responses", Endpoint::responses);
        row("/v1/messages", Endpoint::messages);
        row("/v1/images/generations", Endpoint::passThrough);
        row("/v1/audio/transcriptions", Endpoint::passThrough);
        row("/v1/files", Endpoint::passThrough);
        row("/v1/files/file-abc/content", Endpoint::passThrough);
        row("/v1/files/a..b/.c", Endpoint::passThrough);
        row("/v1/batches", Endpoint::passThrough);
        row("/v1/batches/b1/cancel", Endpoint::passThrough);
        row("/v1/moderations", Endpoint::passThrough);
        row("/v1/models", Endpoint::models);
        row("/v1/models/gpt-4o", Endpoint::model, "gpt-4o");
        row("/v1/models/Qwen/Qwen2.5-7B", Endpoint::model, "Qwen/Qwen2.5-7B");
        row("/v1/models/Qwen%2FQwen2.5-7B", Endpoint::model, "Qwen%2FQwen2.5-7B");
        row("/health", Endpoint::health);
        for (const char* unknown : {"", "/", "/v1", "/v1/", "/v1/models/", "/chat/completions", "/v1/chat/completions/", "/v1/Chat/completions",
                                    "/v1/chat", "//v1/models", "/v1/filesystem", "/v1/images", "/v1/images/", "/v1/responses/x", "/metrics",
                                    "/v1/%6dodels", "*"})
            row(unknown, Endpoint::unknown);
    }
    void knowsThePathsOfTheContract() {
        QFETCH(int, endpoint);
        QFETCH(QString, modelId);
        const auto match = matchEndpoint(QTest::currentDataTag());
        QCOMPARE(static_cast<int>(match.endpoint), endpoint);
        QCOMPARE(QString::fromUtf8(match.modelId.data(), static_cast<qsizetype>(match.modelId.size())), modelId);
        QCOMPARE(match.allow.empty(), match.endpoint == Endpoint::unknown);
    }
    /// What is passed through goes to an upstream with our key: it must stay below the prefix that matched.
    void refusesToClimbOutOfAPrefix() {
        for (const char* path : {"/v1/files/..", "/v1/files/../models", "/v1/files/./x", "/v1/files/a/%2e%2E/b", "/v1/files/.%2e/b",
                                 "/v1/files/a%2f..%2fb", "/v1/files/a\\..\\b", "/v1/files/a%5C..", "/v1/images/%2e", "/v1/files/x/."})
            QVERIFY2(matchEndpoint(path).endpoint == Endpoint::unknown, path);
    }
    /// Some servers cut a segment's parameters off first (RFC 3986 section 3.3): "..;x" is ".." to them.
    void aSemicolonEndsTheNameOfASegment() {
        for (const char* path : {"/v1/files/..;/chat/completions", "/v1/files/..;a=b/models", "/v1/files/.;/x", "/v1/files/a/..;", "/v1/files/%2e%2E%3B/b",
                                 "/v1/files/.%2e%3b", "/v1/files/a%2f..;%2fb", "/v1/files/a\\..;\\b"})
            QVERIFY2(matchEndpoint(path).endpoint == Endpoint::unknown, path);
        for (const char* path : {"/v1/files/a;..", "/v1/files/a..;b", "/v1/files/...;b"}) QVERIFY2(matchEndpoint(path).endpoint == Endpoint::passThrough, path);
    }
    void onlyGenerationsStream() {
        for (const Endpoint streams : {Endpoint::chatCompletions, Endpoint::completions, Endpoint::responses, Endpoint::messages}) QVERIFY(canStream(streams));
        for (const Endpoint whole : {Endpoint::embeddings, Endpoint::passThrough, Endpoint::models, Endpoint::model, Endpoint::health, Endpoint::unknown}) QVERIFY(!canStream(whole));
    }
    void allowsWhatTheAllowHeaderSays() {
        const auto chat = matchEndpoint("/v1/chat/completions");
        QCOMPARE(chat.allow, std::string_view("POST, OPTIONS"));
        QVERIFY(allowsMethod(chat, "POST"));
        QVERIFY(allowsMethod(chat, "OPTIONS"));
        for (const char* method : {"GET", "HEAD", "PUT", "post", "POS", "", ",", "POST, OPTIONS", " OPTIONS"}) QVERIFY2(!allowsMethod(chat, method), method);
        const auto models = matchEndpoint("/v1/models");
        QVERIFY(allowsMethod(models, "GET") && allowsMethod(models, "HEAD") && !allowsMethod(models, "POST"));
        QVERIFY(allowsMethod(matchEndpoint("/v1/files/f1"), "DELETE"));
        QVERIFY(!allowsMethod(matchEndpoint("/nowhere"), "GET"));
    }
};

MIRROR_TEST(TstEndpoint, tst_endpoint)
#include "tst_endpoint.moc"
