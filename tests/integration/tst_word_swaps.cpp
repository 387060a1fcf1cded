#include <atomic>
#include <set>
#include <thread>

#include "integration/words_profile.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

constexpr std::uint32_t kEven = 11, kOdd = 12;  // ids of the two words of which a revision lists one
const char* const kEvenWord = "紫色的犀牛";
const char* const kOddWord = "绿色的河马";

std::string request(const std::string& text, bool stream = false) {
    std::string body = R"({"model":"test-model",)";
    if (stream) body += R"("stream":true,)";
    return body.append(R"("messages":[{"role":"system","content":")").append(text).append(R"("},{"role":"user","content":"好"}]})");
}
/// Both words, far apart: a request that two revisions judged would hit twice, or not at all.
std::string both() {
    std::string text;
    text.reserve(50'000);
    text.append(kEvenWord).append(40'000, 'x').append(kOddWord);
    return text;
}

std::string ruleOf(std::uint64_t revision) { return "w" + std::to_string(revision % 2 == 0 ? kEven : kOdd); }

/// A list in which one of the two words stands, among many others.
std::vector<Word> listOf(std::uint64_t revision, std::size_t others) {
    std::vector<Word> words{revision % 2 == 0 ? listed(kEven, kEvenWord) : listed(kOdd, kOddWord)};
    for (std::size_t i = 0; i < others; ++i) words.push_back(listed(static_cast<std::uint32_t>(100 + i), "词条" + std::to_string(i) + "号"));
    return words;
}

/// Callers that ask one after the other until the end, and count what they did not expect.
class Callers {
public:
    Callers(EngineFixture& mirror, int count, std::function<std::string()> body, std::function<bool(const HttpAnswer&)> isExpected) {
        for (int i = 0; i < count; ++i)
            m_threads.emplace_back([this, &mirror, body, isExpected] {
                HttpClient client = mirror.connect();
                for (int turn = 1; !m_stop; ++turn) {
                    if (turn % 500 == 0) client = mirror.connect();  // within http.requests_per_connection
                    client.send(postRequest("/v1/chat/completions", mirror.key(), body()));
                    const HttpAnswer answer = client.read();
                    ++asked;
                    if (!isExpected(answer)) ++unexpected;
                }
            });
    }
    ~Callers() { end(); }
    Callers(const Callers&) = delete;
    Callers& operator=(const Callers&) = delete;
    void end() {
        m_stop = true;
        for (std::thread& thread : m_threads)
            if (thread.joinable()) thread.join();
    }
    std::atomic<int> asked = 0, unexpected = 0;

private:
    std::atomic<bool> m_stop = false;
    std::vector<std::thread> m_threads;
};

/// Applies revisions, each with the other of the two words, through the engine's own commands.
class Editor {
public:
    explicit Editor(EngineFixture& mirror) : m_mirror(mirror) {
        if (const auto opened = mirror.submit(OpenWords{})) m_draft = std::get<WordDraft>(*opened).draft;
    }
    /// The revision in force then; 0: it failed.
    std::uint64_t swap(std::uint64_t revision) {
        const bool even = revision % 2 == 0;
        WordEdits edits;
        edits.put.push_back(even ? listed(kEven, kEvenWord) : listed(kOdd, kOddWord));
        edits.remove.push_back(even ? kOdd : kEven);
        const auto edited = m_mirror.submit(EditWords{m_draft, edits});
        if (!edited || !std::get<WordsEdited>(*edited).problems.empty()) return 0;
        const auto applied = m_mirror.submit(ApplyWords{m_draft, "swap"});
        return applied ? std::get<WordsApplied>(*applied).revision : 0;
    }

private:
    EngineFixture& m_mirror;
    std::uint64_t m_draft = 0;
};

}  // namespace

/// Word lists change again and again while requests are under way.
class TstWordSwaps : public QObject {
    Q_OBJECT
private slots:
    void everyRequestIsJudgedByOneRevision() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror(profileWith(listOf(1, 50)), {.upstreams = {upstream.url()}});
        Callers forbidden(mirror, 2, [] { return request(both()); },
                          [](const HttpAnswer& answer) { return answer.status == 403 && (answer.field("x-mirror-rule-id") == ruleOf(0) || answer.field("x-mirror-rule-id") == ruleOf(1)); });
        Callers innocent(mirror, 1, [] { return request("你好"); }, [](const HttpAnswer& answer) { return answer.status == 200; });
        Callers streaming(mirror, 1, [] { return request("你好", true); },
                          [](const HttpAnswer& answer) { return answer.status == 200 && answer.body.find("data: [DONE]") != std::string::npos && answer.body.find("content_filter") == std::string::npos; });
        Editor editor(mirror);
        for (std::uint64_t revision = 2; revision < 26; ++revision) {
            QCOMPARE(editor.swap(revision), revision);
            // the answer came: from now on it is this revision's word
            const HttpAnswer answer = mirror.ask(postRequest("/v1/chat/completions", mirror.key(), request(both())));
            QCOMPARE(answer.status, 403);
            QCOMPARE(QString::fromStdString(answer.field("x-mirror-rule-id")), QString::fromStdString(ruleOf(revision)));
        }
        for (Callers* callers : {&forbidden, &innocent, &streaming}) {
            callers->end();
            QCOMPARE(callers->unexpected.load(), 0);
            QVERIFY(callers->asked > 20);
        }
        int blocked = 0;
        std::set<std::uint64_t> revisions;
        for (const TrafficRecord& record : mirror.traffic(300)) {
            revisions.insert(record.wordsRevision);
            if (record.outcome != Outcome::filtered) {
                QVERIFY(record.rules.empty());
                continue;
            }
            ++blocked;
            QCOMPARE(record.rules.size(), std::size_t(1));
            QCOMPARE(QString::fromStdString(record.rules[0].rule), QString::fromStdString(ruleOf(record.wordsRevision)));
        }
        QVERIFY(blocked > 24);
        QVERIFY(revisions.size() > 10);
    }
    /// A stream is judged to its end by the revision it began under.
    void aStreamThatIsUnderWayKeepsItsRevision() {
        Signal goOn;
        FakeUpstream upstream([&](UpstreamPeer& peer) {
            if (!peer.request()) return;
            peer.beginStream();
            peer.event(roleChunk());
            peer.event(contentChunk("好"));
            goOn.wait();
            peer.event(contentChunk(std::string(kEvenWord).append("和").append(kOddWord)));
            peer.event(finishChunk());
            peer.event("[DONE]");
            peer.end();
        });
        EngineFixture mirror(profileWith(listOf(1, 0)), {.upstreams = {upstream.url()}});
        HttpClient client = mirror.connect();
        client.send(postRequest("/v1/chat/completions", mirror.key(), request("你好", true)));
        HttpAnswer answer = client.readHead();
        QVERIFY(client.readEvents(answer, 2));
        Editor editor(mirror);
        QCOMPARE(editor.swap(2), 2u);
        goOn.raise();
        client.finish(answer);
        QVERIFY(answer.body.find("content_filter") != std::string::npos);
        QVERIFY(answer.body.find("绿色") == std::string::npos);
        const auto records = mirror.traffic();
        QCOMPARE(records.at(0).wordsRevision, 1u);
        QCOMPARE(records.at(0).rules.at(0).rule, "w" + std::to_string(kOdd));
    }
    void oldRulesGiveTheirMemoryBack() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror(profileWith(listOf(1, 20'000)), {.upstreams = {upstream.url()}});
        Callers innocent(mirror, 1, [] { return request("你好"); }, [](const HttpAnswer& answer) { return answer.status == 200; });
        Editor editor(mirror);
        for (std::uint64_t revision = 2; revision < 5; ++revision) QCOMPARE(editor.swap(revision), revision);
        const auto resident = [&] { return mirror.engine().snapshot()->residentMemory.value; };
        const std::int64_t before = resident();
        for (std::uint64_t revision = 5; revision < 25; ++revision) QCOMPARE(editor.swap(revision), revision);
        innocent.end();
        QCOMPARE(innocent.unexpected.load(), 0);
        const std::int64_t rules = mirror.engine().snapshot()->words.matcherBytes.value;
        // the snapshot is a quarter of a second behind; twenty rulesets would be far more
        QVERIFY(mirror.waitFor([&](const Snapshot& now) { return now.residentMemory.value - before < 8 * rules + 8 * 1024 * 1024; }));
    }
};

MIRROR_TEST(TstWordSwaps, tst_word_swaps)
#include "tst_word_swaps.moc"
