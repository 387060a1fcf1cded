#include <QtCore/QProcess>

#include "integration/claims.h"
#include "proxycore/api/wire.h"
#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

/// The admin listener over its socket.
class TstAdmin : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        m_upstream = std::make_unique<FakeUpstream>(scripts::wellBehaved());
        m_mirror = std::make_unique<EngineFixture>(FixtureOptions{.upstreams = {m_upstream->url()}});
        QVERIFY(m_mirror->adminPort() > 0);
    }
    void cleanupTestCase() {
        m_mirror.reset();
        m_upstream.reset();
    }
    void everythingButReadinessWantsTheToken() {
        for (const char* path : {"/metrics", "/admin/v1/snapshot", "/admin/v1/config", "/admin/v1/events"}) {
            for (const std::string& token : {std::string(), std::string("wrong"), m_mirror->key()}) {
                const HttpAnswer answer = ask(getRequest(path, token));
                QCOMPARE(answer.status, 401);
                QVERIFY(answer.field("www-authenticate").starts_with("Bearer"));
            }
        }
        QCOMPARE(ask(getRequest("/ready")).status, 200);
    }
    void theMetricsPassPromtool() {
        for (int i = 0; i < 3; ++i) m_mirror->ask(m_mirror->streamChat());
        m_mirror->ask(m_mirror->chat());
        m_mirror->ask(postRequest("/v1/chat/completions", "sk-wrong", chatBody()));
        QVERIFY(m_mirror->traffic(5).size() >= 5);
        const HttpAnswer answer = ask(m_mirror->adminGet("/metrics"));
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.field("content-type").starts_with("text/plain; version=0.0.4"));
        QProcess promtool;
        promtool.start("promtool", {"check", "metrics"});
        if (!promtool.waitForStarted()) QSKIP("promtool is not installed");
        promtool.write(QByteArray::fromStdString(answer.body));
        promtool.closeWriteChannel();
        QVERIFY(promtool.waitForFinished());
        QVERIFY2(promtool.exitCode() == 0, promtool.readAllStandardError() + promtool.readAllStandardOutput());
        for (const char* name : {"gen_ai_server_request_duration_seconds_bucket", "gen_ai_server_time_to_first_token_seconds_bucket", "mirror_requests_total{", "mirror_upstream_attempts_total{",
                                 "mirror_workers 2", "mirror_config_revision", "mirror_tls_cert_expiry_seconds", "mirror_build_info", "process_resident_memory_bytes"})
            QVERIFY2(answer.body.find(name) != std::string::npos, name);
        QVERIFY(answer.body.find(m_mirror->key()) == std::string::npos);
    }
    void theSnapshotCanBeDecoded() {
        const HttpAnswer answer = ask(m_mirror->adminGet("/admin/v1/snapshot"));
        QCOMPARE(answer.status, 200);
        const auto snapshot = wire::decodeSnapshot(answer.body);
        QVERIFY(snapshot.has_value());
        QVERIFY(snapshot->state == EngineState::running);
        QCOMPARE(snapshot->listeners.size(), std::size_t(2));
    }
    void configIsReadAndReplacedByRevision() {
        const HttpAnswer before = ask(m_mirror->adminGet("/admin/v1/config"));
        QCOMPARE(before.status, 200);
        const nlohmann::json document = before.json();
        QCOMPARE(before.field("cache-control"), std::string("no-store"));
        QCOMPARE(before.field("etag"), "\"" + std::to_string(document["revision"].get<int>()) + "\"");
        QVERIFY(document["yaml"].get<std::string>().find("sk-upstream-0") == std::string::npos);
        const std::string body = nlohmann::json{{"yaml", withAlias(document["yaml"], "by-admin", "real")}}.dump();
        QCOMPARE(ask(put(body, {})).status, 428);
        const HttpAnswer stale = ask(put(body, "If-Match: \"999999\"\r\n"));
        QCOMPARE(stale.status, 412);
        const HttpAnswer applied = ask(put(body, "If-Match: " + before.field("etag") + "\r\n"));
        QVERIFY2(applied.status == 200, applied.body.c_str());
        QCOMPARE(ask(put(body, "If-Match: " + before.field("etag") + "\r\n")).status, 412);
        const HttpAnswer wrong = ask(put(R"({"yaml":"http:\n  max_fields: many\n"})", "If-Match: " + ask(m_mirror->adminGet("/admin/v1/config")).field("etag") + "\r\n"));
        QVERIFY2(wrong.status == 422, wrong.body.c_str());
        QCOMPARE(m_mirror->ask(m_mirror->chat()).status, 200);  // the masked secret kept its value
    }
    void unknownPathsAndMethodsAreTold() {
        QCOMPARE(ask(m_mirror->adminGet("/admin/v1/nothing")).status, 404);
        const HttpAnswer wrong = ask(postRequest("/metrics", m_mirror->profile()->adminToken(), "{}"));
        QCOMPARE(wrong.status, 405);
        QVERIFY(wrong.field("allow").find("GET") != std::string::npos);
        QCOMPARE(ask(postRequest("/v1/chat/completions", m_mirror->profile()->adminToken(), chatBody())).status, 404);
    }
    void commandsGoThrough() {
        const std::string body = wire::encode(Command(QueryTraffic{.afterId = 0, .limit = 10}));
        const HttpAnswer answer = ask(postRequest("/admin/v1/commands", m_mirror->profile()->adminToken(), body));
        QCOMPARE(answer.status, 200);
        const auto receipt = wire::decodeReceipt(answer.body);
        QVERIFY(receipt.has_value() && std::holds_alternative<TrafficPage>(*receipt));
    }
    /// A file of words is as large in a command as it may be anywhere; every octet of a Chinese one is two there.
    void aLongFileOfWordsIsTakenFromWhoHasTheToken() {
        const auto opened = m_mirror->submit(OpenWords{});
        QVERIFY(opened.has_value());
        ImportWords import;
        import.draft = std::get<WordDraft>(*opened).draft;
        import.fileName = "words.txt";
        while (import.content.size() < 9 * 1024 * 1024) import.content += "同一行同一行同一行同一行同一行同一行同一行同一行同一行\n";
        import.defaults.list = 1;
        const std::string body = wire::encode(Command(import));
        QVERIFY(body.size() > 17 * 1024 * 1024);
        const HttpAnswer answer = ask(postRequest("/admin/v1/commands", m_mirror->profile()->adminToken(), body));
        QVERIFY2(answer.status == 200, answer.body.c_str());
        const auto receipt = wire::decodeReceipt(answer.body);
        QVERIFY(receipt && std::get<WordImport>(*receipt).added == 1);
        QCOMPARE(std::get<WordImport>(*receipt).lines, std::uint64_t(import.content.size() / 82));
    }
    void aBodyIsBoundedAndMoreSoWithoutTheToken() {
        const auto announced = [&](const std::string& token, const char* target, std::uint64_t length) {
            return ask("POST " + std::string(target) + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n");
        };
        constexpr std::uint64_t kMiB = 1024 * 1024;
        QCOMPARE(announced("wrong", "/admin/v1/commands", 9 * kMiB).status, 413);
        QCOMPARE(announced(m_mirror->profile()->adminToken(), "/admin/v1/config", 9 * kMiB).status, 413);
        QCOMPARE(announced(m_mirror->profile()->adminToken(), "/admin/v1/commands", 130 * kMiB).status, 413);
    }
    void theAdminListenerIsStrictToo() {
        HttpClient client = m_mirror->connectAdmin();
        client.send("GET /ready HTTP/1.1\r\nHost: x\r\nX : y\r\n\r\n");
        QCOMPARE(client.read("GET").status, 400);
        QVERIFY(client.isClosedByPeer());
    }
    void itSaysWhyItIsNotReady() {
        EngineFixture mirror;
        QVERIFY(mirror.submit(StopEngine{}).has_value());
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return now.state == EngineState::stopped; }));
        HttpClient client = mirror.connectAdmin();
        if (!client.isConnected()) return;  // stopped with the rest: as good an answer to a probe
        client.send(getRequest("/ready"));
        QCOMPARE(client.read("GET").status, 503);
    }

private:
    HttpAnswer ask(const std::string& request) const {
        HttpClient client = m_mirror->connectAdmin();
        client.send(request);
        return client.read(std::string_view(request).substr(0, request.find(' ')));
    }
    std::string put(const std::string& body, const std::string& fields) const {
        return "PUT /admin/v1/config HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + m_mirror->profile()->adminToken() + "\r\nContent-Type: application/json\r\nContent-Length: " +
               std::to_string(body.size()) + "\r\n" + fields + "\r\n" + body;
    }
    std::unique_ptr<FakeUpstream> m_upstream;
    std::unique_ptr<EngineFixture> m_mirror;
};

MIRROR_TEST(TstAdmin, tst_admin)
#include "tst_admin.moc"
