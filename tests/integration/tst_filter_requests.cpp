#include <atomic>
#include <thread>

#include "http/content_coding.h"
#include "integration/claims.h"
#include "integration/words_profile.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

std::string chatSaying(const std::string& content) { return R"({"model":"test-model","messages":[{"role":"user","content":)" + content + "}]}"; }

QString refusalProblem(const HttpAnswer& answer, const std::string& rule) {
    if (const QString problem = errorProblem(answer, 403, "content_policy_violation", "content_filter"); !problem.isEmpty()) return problem;
    if (answer.json()["error"]["message"] != "Content not allowed") return "message: " + QString::fromStdString(answer.body);
    if (!answer.json()["error"]["param"].is_null()) return "param";
    if (answer.field("x-mirror-rule-id") != rule) return "rule " + QString::fromStdString(answer.field("x-mirror-rule-id"));
    return answer.field("x-should-retry") == "false" ? QString() : "x-should-retry";
}

}  // namespace

/// Words of the lists in what callers send, through a whole engine.
class TstFilterRequests : public QObject {
    Q_OBJECT
private slots:
    void aForbiddenRequestIsRefusedOnEveryEndpoint_data() {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("chat") << QByteArray("/v1/chat/completions") << QByteArray(R"({"model":"m","messages":[{"role":"user","content":"有大麻吗"}]})");
        QTest::newRow("stream") << QByteArray("/v1/chat/completions") << QByteArray(R"({"model":"m","stream":true,"messages":[{"role":"system","content":"大麻"}]})");
        QTest::newRow("escapes") << QByteArray("/v1/chat/completions") << QByteArray(R"({"model":"m","messages":[{"role":"user","content":"\u5927\u9ebb"}]})");
        QTest::newRow("parts") << QByteArray("/v1/chat/completions")
                               << QByteArray(R"({"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"大"},{"type":"text","text":"麻"}]}]})");
        QTest::newRow("tools") << QByteArray("/v1/chat/completions")
                               << QByteArray(R"({"model":"m","messages":[{"role":"user","content":"x"}],"tools":[{"type":"function","function":{"name":"f","description":"大麻"}}]})");
        QTest::newRow("completions") << QByteArray("/v1/completions") << QByteArray(R"({"model":"m","prompt":"大麻"})");
        QTest::newRow("embeddings") << QByteArray("/v1/embeddings") << QByteArray(R"({"model":"m","input":["x","大麻"]})");
        QTest::newRow("responses") << QByteArray("/v1/responses") << QByteArray(R"({"model":"m","input":[{"role":"user","content":[{"type":"input_text","text":"大麻"}]}]})");
        QTest::newRow("messages") << QByteArray("/v1/messages") << QByteArray(R"({"model":"m","max_tokens":5,"messages":[{"role":"user","content":"大麻"}]})");
        QTest::newRow("images") << QByteArray("/v1/images/generations") << QByteArray(R"({"prompt":"大麻"})");
    }
    void aForbiddenRequestIsRefusedOnEveryEndpoint() {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror(profileWith({listed(12, "大麻")}), {.upstreams = {upstream.url()}});
        const HttpAnswer answer = mirror.ask(postRequest(path.toStdString(), mirror.key(), body.toStdString()));
        QCOMPARE(refusalProblem(answer, "w12"), QString());
        QCOMPARE(upstream.connections(), std::size_t(0));
    }
    void aCodedBodyIsLookedThroughToo() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror(profileWith({listed(12, "大麻")}), {.upstreams = {upstream.url()}});
        const auto coded = [&](const std::string& content) { return mirror.ask(postRequest("/v1/chat/completions", mirror.key(), http::gzipBody(chatSaying(content)), "Content-Encoding: gzip\r\n")); };
        QCOMPARE(refusalProblem(coded("\"大麻\""), "w12"), QString());
        QCOMPARE(coded("\"大家\"").status, 200);
    }
    void everyWordOfALongListIsFoundInACodedBody() {
        constexpr std::uint32_t kHanWords = 800, kLatinWords = 300;
        std::vector<Word> words;
        const auto han = [](std::uint32_t number) { return QString(QChar(0x4E00 + number % 47 * 13)) + QChar(0x5E00 + number * 7) + QChar(0x7E00 + number % 31); };
        for (std::uint32_t i = 0; i < kHanWords; ++i) words.push_back(listed(i + 1, han(i).toStdString()));
        for (std::uint32_t i = 0; i < kLatinWords; ++i) words.push_back(listed(kHanWords + i + 1, "qx" + std::string(1, static_cast<char>('a' + i % 26)) + "zo" + std::string(1, static_cast<char>('a' + i / 26))));
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror(profileWith(words), {.upstreams = {upstream.url()}, .overrides = {{"http.requests_per_connection", "10000"}}});
        HttpClient client = mirror.connect();
        for (const Word& word : words) {
            const std::string body = http::gzipBody(chatSaying("\"这是一句平常的话，" + word.text + ", and nothing else.\""));
            client.send(postRequest("/v1/chat/completions", mirror.key(), body, "Content-Encoding: gzip\r\n"));
            const QString problem = refusalProblem(client.read(), "w" + std::to_string(word.id));
            QVERIFY2(problem.isEmpty(), qPrintable(problem + " " + QString::fromStdString(word.text)));
        }
        QCOMPARE(upstream.connections(), std::size_t(0));
    }
    void theRecordSaysWhatWasFoundAndNotTheText() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror(profileWith({listed(12, "大麻"), listed(13, "象牙", WordAction::observe)}), {.upstreams = {upstream.url()}});
        QCOMPARE(mirror.ask(postRequest("/v1/chat/completions", mirror.key(), chatSaying("\"象牙,大 麻\""))).status, 403);
        const auto records = mirror.traffic();
        QCOMPARE(records.size(), std::size_t(1));
        QCOMPARE(records[0].outcome, Outcome::filtered);
        QCOMPARE(records[0].status, 403);
        QCOMPARE(records[0].errorCode, std::string("content_not_allowed"));
        QCOMPARE(records[0].wordsRevision, std::uint64_t(1));
        QCOMPARE(records[0].rules.size(), std::size_t(2));
        const RuleHit& hit = records[0].rules[0].rule == "w12" ? records[0].rules[0] : records[0].rules[1];
        QCOMPARE(hit.where, std::string("messages[0].content"));
        QCOMPARE(hit.steps, foldBit(FoldStep::separators));
        QVERIFY(!hit.output && hit.action == WordAction::block && hit.category == "test");
        QVERIFY(records[0].stages[static_cast<std::size_t>(StageId::filter)].duration.count() >= 0);
    }
    void theConnectionServesOnAfterARefusal() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror(profileWith({listed(12, "大麻")}), {.upstreams = {upstream.url()}});
        HttpClient client = mirror.connect();
        for (int i = 0; i < 3; ++i) {
            client.send(postRequest("/v1/chat/completions", mirror.key(), chatSaying("\"大麻\"")));
            QCOMPARE(refusalProblem(client.read(), "w12"), QString());
            client.send(mirror.chat());
            QCOMPARE(client.read().status, 200);
        }
    }
    void whatCannotBeParsedIsRefusedAndNotWavedThrough() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror(profileWith({listed(12, "大麻")}), {.upstreams = {upstream.url()}});
        for (const std::string& body : {std::string(R"({"model":"m","messages":[{"content":"大麻")"), std::string("{\"model\":\"m\",\"messages\":[{\"content\":\"\xFF\"}]}"),
                                        std::string(R"({"model":"m","messages":[],"messages":[{"content":"大麻"}]})")})
            QCOMPARE(mirror.ask(postRequest("/v1/chat/completions", mirror.key(), body)).status, 400);
        QCOMPARE(upstream.connections(), std::size_t(0));
    }
    void switchedOffNothingIsLookedFor() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror(profileWith({listed(12, "大麻")}), {.upstreams = {upstream.url()}, .overrides = {{"filter.enabled", "false"}}});
        QCOMPARE(mirror.ask(postRequest("/v1/chat/completions", mirror.key(), chatSaying("\"大麻\""))).status, 200);
    }
    /// Another revision comes into force while requests are under way: none fails, and from some moment on all are judged by it.
    void anotherRevisionTakesOverWithoutALostRequest() {
        FakeUpstream upstream(scripts::wellBehaved());
        const auto profile = profileWith({listed(12, "大麻")});
        EngineFixture mirror(profile, {.upstreams = {upstream.url()}});
        std::atomic<bool> stop = false;
        std::atomic<int> failures = 0, innocent = 0;
        std::vector<std::thread> callers;
        for (int i = 0; i < 2; ++i)
            callers.emplace_back([&] {
                HttpClient client = mirror.connect();
                for (int turn = 0; !stop; ++turn) {
                    if (turn % 500 == 499) client = mirror.connect();
                    client.send(mirror.chat());
                    if (client.read().status == 200)
                        ++innocent;
                    else
                        ++failures;
                }
            });
        for (std::uint32_t revision = 2; revision < 5; ++revision) {
            const std::string word = "新词" + std::string(revision, 'x');
            QCOMPARE(putWords(*profile, {listed(12, "大麻"), listed(12 + revision, word)}), std::uint64_t(revision));
            const SteadyTime deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
            HttpAnswer answer;
            while (answer.status != 403 && std::chrono::steady_clock::now() < deadline)
                answer = mirror.ask(postRequest("/v1/chat/completions", mirror.key(), chatSaying("\"" + word + "\"")));
            QCOMPARE(refusalProblem(answer, "w" + std::to_string(12 + revision)), QString());
        }
        stop = true;
        for (std::thread& caller : callers) caller.join();
        QCOMPARE(failures.load(), 0);
        QVERIFY(innocent > 10);
    }
};

MIRROR_TEST(TstFilterRequests, tst_filter_requests)
#include "tst_filter_requests.moc"
