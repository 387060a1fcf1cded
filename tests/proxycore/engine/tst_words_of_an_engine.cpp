#include <atomic>
#include <thread>

#include "integration/words_profile.h"
#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

std::function<bool(const Snapshot&)> stateIs(EngineState state) {
    return [state](const Snapshot& now) { return now.state == state; };
}
std::function<bool(const Snapshot&)> revisionIs(std::uint64_t revision) {
    return [revision](const Snapshot& now) { return now.words.revision == revision; };
}

void damage(const TempProfile& profile, std::uint64_t revision) {
    const auto file = filter::WordStore(profile.path() / "words").file(revision);
    std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
}

bool hasEvent(EngineFixture& mirror, EventKind kind) {
    const auto receipt = mirror.submit(QueryEvents{});
    if (!receipt) return false;
    const auto& events = std::get<EventPage>(*receipt).events;
    return std::any_of(events.begin(), events.end(), [kind](const Event& event) { return event.kind == kind; });
}

bool switchFilter(EngineFixture& mirror, bool on) {
    const auto document = mirror.submit(GetConfig{});
    if (!document) return false;
    ApplyConfig apply{std::get<ConfigDocument>(*document).revision, std::get<ConfigDocument>(*document).config, {}};
    apply.config.filter.enabled = on;
    const auto receipt = mirror.submit(apply);
    return receipt && std::holds_alternative<Applied>(*receipt);
}

std::string chatSaying(const std::string& content) { return R"({"model":"test-model","messages":[{"role":"user","content":)" + content + "}]}"; }

}  // namespace

/// Word lists in the life of a whole engine.
class TstWordsOfAnEngine : public QObject {
    Q_OBJECT
private slots:
    void anotherProgramsRevisionFiltersWithinASecond() {
        const auto profile = profileWith({listed(1, "大麻")});
        EngineFixture mirror(profile, {});
        QVERIFY(mirror.waitFor(revisionIs(1)));
        for (std::uint64_t revision = 2; revision < 5; ++revision) {
            QCOMPARE(putWords(*profile, {listed(1, "大麻"), listed(2, "象牙")}), revision);
            const auto begun = std::chrono::steady_clock::now();
            QVERIFY(mirror.waitFor(revisionIs(revision)));
            QVERIFY(std::chrono::steady_clock::now() - begun < std::chrono::milliseconds(1'500) * kSlowness);  // looks twice a second; the rest is for a loaded machine
        }
    }
    void withoutAnyReadableRevisionItDoesNotServe() {
        const auto profile = profileWith({listed(1, "大麻")});
        damage(*profile, 1);
        EngineFixture mirror(profile, {});
        QVERIFY(mirror.waitFor(stateIs(EngineState::failed)));
        const auto failure = mirror.engine().snapshot()->failure;
        QVERIFY(failure && failure->code == ErrorCode::fileRead);
        QVERIFY2(describe(*failure).find("put back a copy") != std::string::npos, describe(*failure).c_str());
        QVERIFY(mirror.engine().snapshot()->listeners.empty());
        QVERIFY(hasEvent(mirror, EventKind::wordsRejected) && hasEvent(mirror, EventKind::engineFailed));
        // the operator makes the folder anew and starts
        std::filesystem::remove_all(profile->path() / "words");
        QVERIFY(mirror.submit(StartEngine{}).has_value());
        QVERIFY(mirror.waitFor(stateIs(EngineState::running)));
        QCOMPARE(mirror.engine().snapshot()->words.revision, 1u);
    }
    void aDamagedNewestLeavesTheOneBeforeAtWork() {
        const auto profile = profileWith({listed(1, "大麻")});
        putWords(*profile, {listed(2, "象牙")});
        damage(*profile, 2);
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror(profile, {.upstreams = {upstream.url()}});
        QVERIFY(mirror.waitFor(stateIs(EngineState::running)));
        QVERIFY(mirror.waitFor(revisionIs(1)));
        QVERIFY(hasEvent(mirror, EventKind::wordsRejected));
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return now.words.state == WordsState::failed; }));
        QCOMPARE(mirror.ask(postRequest("/v1/chat/completions", mirror.key(), chatSaying("\"大麻\""))).status, 403);
    }
    /// The filter is switched on when there is nothing to filter by: nothing must go by unfiltered.
    void switchingTheFilterOnWithoutReadableListsEndsTheService() {
        const auto profile = profileWith({listed(1, "大麻")});
        damage(*profile, 1);
        EngineFixture mirror(profile, {});
        QVERIFY(mirror.waitFor(stateIs(EngineState::failed)));
        QVERIFY(switchFilter(mirror, false));  // the operator's own choice
        QVERIFY(mirror.waitFor(stateIs(EngineState::running)));
        QVERIFY(switchFilter(mirror, true));
        QVERIFY(mirror.waitFor(stateIs(EngineState::failed)));
        QVERIFY(mirror.engine().snapshot()->failure->code == ErrorCode::fileRead);
        QVERIFY(switchFilter(mirror, false));
        QVERIFY(mirror.waitFor(stateIs(EngineState::running)));
        // a list that can be read makes it filter at once
        putWords(*profile, {listed(2, "象牙")});
        QVERIFY(switchFilter(mirror, true));
        QVERIFY(mirror.waitFor(revisionIs(2)));
        QVERIFY(mirror.waitFor(stateIs(EngineState::running)));
    }
    void itsEndDoesNotWaitForALongImport() {
        const auto profile = profileWith({listed(1, "大麻")});
        EngineFixture mirror(profile, {});
        const auto opened = mirror.submit(OpenWords{});
        QVERIFY(opened.has_value());
        ImportWords import;
        import.draft = std::get<WordDraft>(*opened).draft;
        import.fileName = "big.txt";
        for (int i = 0; i < 400'000; ++i) import.content += "词条" + std::to_string(i) + "\n";
        import.defaults.list = 1;
        import.commit = true;
        std::atomic<int> answers = 0;
        mirror.engine().submit(std::move(import), [&](const Result<Receipt>&) { ++answers; });
        mirror.engine().submit(ApplyWords{std::get<WordDraft>(*opened).draft}, [&](const Result<Receipt>&) { ++answers; });
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return now.words.task == WordsTask::import; }));
        const auto begun = std::chrono::steady_clock::now();
        mirror.destroy();
        QVERIFY(std::chrono::steady_clock::now() - begun < std::chrono::seconds(3) * kSlowness);
        QCOMPARE(answers.load(), 2);
        const filter::WordStore store(profile->path() / "words");
        QCOMPARE(store.newest(), 1u);
        QVERIFY(store.load(1).has_value());
    }
};

MIRROR_TEST(TstWordsOfAnEngine, tst_words_of_an_engine)
#include "tst_words_of_an_engine.moc"
