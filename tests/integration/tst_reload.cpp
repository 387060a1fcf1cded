#include <algorithm>

#include "integration/claims.h"
#include "proxycore/profile_tools.h"
#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

/// A stream that says "a", waits for the signal, says "b" and ends well.
FakeUpstream::Script inTwoParts(Signal& goOn) {
    return [&goOn](UpstreamPeer& peer) {
        while (peer.request()) {
            peer.beginStream();
            peer.event(contentChunk("a"));
            if (!goOn.wait(Milliseconds(5000))) return;
            peer.event(contentChunk("b"));
            peer.event(finishChunk());
            peer.event("[DONE]");
            peer.end();
        }
    };
}

FixtureOptions patient(std::vector<std::string> urls) {
    return {.upstreams = std::move(urls)};
}

Config configOf(EngineFixture& mirror, std::uint64_t& revision) {
    const Result<Receipt> receipt = mirror.submit(GetConfig{});
    const auto& document = std::get<ConfigDocument>(receipt.value());
    revision = document.revision;
    return document.config;
}

}  // namespace

/// Changes while streams run.
class TstReload : public QObject {
    Q_OBJECT
private slots:
    void applyingAConfigKeepsRunningStreams() {
        Signal goOn;
        FakeUpstream upstream(inTwoParts(goOn));
        EngineFixture mirror(patient({upstream.url()}));
        HttpClient client = mirror.connect();
        client.send(mirror.streamChat());
        HttpAnswer answer = client.readHead();
        QVERIFY(client.readEvents(answer, 1));
        ApplyConfig change;
        change.config = configOf(mirror, change.baseRevision);
        change.config.aliases.push_back({"new-name", "real-name"});
        change.note = "test";
        const Result<Receipt> receipt = mirror.submit(change);
        QVERIFY(receipt.has_value() && std::holds_alternative<Applied>(*receipt));
        const Applied applied = std::get<Applied>(*receipt);
        QVERIFY(applied.revision > change.baseRevision);
        QVERIFY(!applied.changes.empty());
        QVERIFY(mirror.waitFor([&](const Snapshot& now) { return now.configRevision == applied.revision; }));
        goOn.raise();
        client.finish(answer);
        QCOMPARE(answer.text(), std::string("ab"));
        QVERIFY(answer.saysDone() && answer.isComplete());
        QCOMPARE(mirror.ask(mirror.streamChat("new-name")).status, 200);
        const auto records = mirror.traffic(2);  // of two workers, in no order
        QVERIFY(std::any_of(records.begin(), records.end(), [](const TrafficRecord& record) { return record.modelAsked == "new-name"; }));
    }
    void aStaleRevisionIsRefused() {
        EngineFixture mirror;
        ApplyConfig change;
        change.config = configOf(mirror, change.baseRevision);
        change.config.aliases.push_back({"a", "b"});
        QVERIFY(mirror.submit(change).has_value());
        change.config.aliases.push_back({"c", "d"});
        const Result<Receipt> second = mirror.submit(change);
        QVERIFY(!second && second.error().code == ErrorCode::configConflict);
    }
    void aConfigThatCannotBeIsRejectedWithItsProblems() {
        EngineFixture mirror;
        ApplyConfig change;
        change.config = configOf(mirror, change.baseRevision);
        change.config.aliases = {{"a", "b"}, {"b", "a"}};
        const Result<Receipt> receipt = mirror.submit(change);
        QVERIFY(receipt.has_value() && std::holds_alternative<ConfigRejected>(*receipt));
        QVERIFY(!std::get<ConfigRejected>(*receipt).problems.empty());
        std::uint64_t revision = 0;
        configOf(mirror, revision);
        QCOMPARE(revision, change.baseRevision);
    }
    void aChangedFileIsTakenUp() {
        EngineFixture mirror;
        const std::uint64_t before = mirror.engine().snapshot()->configRevision;
        mirror.profile()->writeConfig("# by hand\n" + withAlias(mirror.profile()->configText(), "by-hand", "real"));
        QVERIFY(mirror.waitFor([&](const Snapshot& now) { return now.configRevision > before; }));
        std::uint64_t revision = 0;
        const Config config = configOf(mirror, revision);
        QCOMPARE(config.aliases.size(), std::size_t(1));
        QCOMPARE(config.aliases[0].from, std::string("by-hand"));
    }
    void aBadFileKeepsTheOldConfigAndSaysWhy() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const std::uint64_t before = mirror.engine().snapshot()->configRevision;
        const std::string good = mirror.profile()->configText();
        mirror.profile()->writeConfig("http:\n  keep_alive: [what\n");
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return now.configError.has_value(); }));
        QCOMPARE(mirror.engine().snapshot()->configRevision, before);
        QVERIFY2(!describe(*mirror.engine().snapshot()->configError).empty(), "no reason");
        QCOMPARE(mirror.ask(mirror.chat()).status, 200);
        mirror.profile()->writeConfig("no_such_section:\n  x: 1\n");
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return now.configError && now.configError->code == ErrorCode::configUnknownField; }));
        mirror.profile()->writeConfig(good + "\n# mended\n");
        QVERIFY(mirror.waitFor([](const Snapshot& now) { return !now.configError; }));
    }
    void aKeyAddedByFileIsAcceptedWithinASecond() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const auto key = addVirtualKey(mirror.profile()->path(), {}, "second", "default");
        QVERIFY(key.has_value());
        const SteadyTime added = std::chrono::steady_clock::now();
        int status = 0;
        while (status != 200 && std::chrono::steady_clock::now() - added < std::chrono::seconds(3)) {
            status = mirror.ask(postRequest("/v1/chat/completions", *key, chatBody())).status;
            if (status != 200) QTest::qWait(20);
        }
        QCOMPARE(status, 200);
        QVERIFY(std::chrono::steady_clock::now() - added < Milliseconds(1200));
        QCOMPARE(mirror.ask(mirror.chat()).status, 200);  // the first one still counts
    }
    void aKeyMadeByCommandIsAcceptedAtOnce() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const Result<Receipt> receipt = mirror.submit(CreateKey{.name = "third"});
        QVERIFY(receipt.has_value());
        const CreatedKey created = std::get<CreatedKey>(*receipt);
        QCOMPARE(mirror.ask(postRequest("/v1/chat/completions", created.key, chatBody())).status, 200);
        QCOMPARE(mirror.traffic().back().keyName, std::string("third"));
        QVERIFY(!mirror.submit(CreateKey{.name = "third"}).has_value());
    }
    void aRemovedUpstreamFinishesItsStreams() {
        Signal goOn;
        FakeUpstream first(inTwoParts(goOn)), second(scripts::wellBehaved({"second"}));
        EngineFixture mirror;
        const auto use = [&](const std::string& url) {
            ApplyConfig change;
            change.config = configOf(mirror, change.baseRevision);
            UpstreamConfig upstream;
            upstream.name = "only";
            upstream.baseUrl = url;
            upstream.apiKeys = {"sk-x"};
            change.config.upstreams = {upstream};
            const Result<Receipt> receipt = mirror.submit(change);
            return receipt.has_value() && std::holds_alternative<Applied>(*receipt);
        };
        QVERIFY(use(first.url()));
        HttpClient client = mirror.connect();
        client.send(mirror.streamChat());
        HttpAnswer answer = client.readHead();
        QVERIFY(client.readEvents(answer, 1));
        QVERIFY(use(second.url()));
        QCOMPARE(streamProblem(mirror.ask(mirror.streamChat()), "second"), QString());
        goOn.raise();
        client.finish(answer);
        QCOMPARE(answer.text(), std::string("ab"));
        QVERIFY(answer.saysDone());
    }
    void revisionsAreKept() {
        EngineFixture mirror;
        ApplyConfig change;
        change.config = configOf(mirror, change.baseRevision);
        change.config.aliases.push_back({"a", "b"});
        change.note = "an alias";
        QVERIFY(mirror.submit(change).has_value());
        const Result<Receipt> receipt = mirror.submit(ListRevisions{});
        const auto revisions = std::get<RevisionList>(receipt.value()).revisions;
        QVERIFY(revisions.size() >= 2);
        QCOMPARE(revisions.front().note, std::string("an alias"));
        const Result<Receipt> old = mirror.submit(GetConfig{.revision = change.baseRevision});
        QVERIFY(old.has_value());
        QVERIFY(std::get<ConfigDocument>(*old).config.aliases.empty());
    }
    void secretsNeverLeaveWithTheConfig() {
        EngineFixture mirror({.upstreams = {"http://127.0.0.1:9/v1"}});
        std::uint64_t revision = 0;
        const Config config = configOf(mirror, revision);
        QCOMPARE(config.upstreams[0].apiKeys, std::vector<std::string>{"***"});
    }
};

MIRROR_TEST(TstReload, tst_reload)
#include "tst_reload.moc"
