#include <algorithm>

#include "base/file.h"
#include "integration/claims.h"
#include "support/certificate_files.h"
#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

/// Answers with the credential it was asked with, and counts.
FakeUpstream::Script echoesTheKey() {
    return [](UpstreamPeer& peer) {
        while (const auto request = peer.request()) peer.answerJson(200, wholeAnswer(request->field("Authorization")));
    };
}

void put(const std::filesystem::path& file, std::string_view text) {
    if (const auto written = base::writeFileAtomically(file, text); !written) throw std::runtime_error(describe(written.error()));
}

std::string textOf(const std::filesystem::path& file) { return base::readFile(file).value_or(std::string()); }

std::vector<Event> eventsOf(EngineFixture& mirror) {
    const Result<Receipt> receipt = mirror.submit(QueryEvents{.afterId = 0, .limit = 500});
    return std::get<EventPage>(receipt.value()).events;
}

bool isTold(EngineFixture& mirror, EventKind kind, std::string_view about, ErrorCode code) {
    const auto events = eventsOf(mirror);
    return std::any_of(events.begin(), events.end(), [&](const Event& event) {
        return event.kind == kind && !event.args.empty() && event.args[0] == about && !event.errors.empty() && event.errors[0].code == code;
    });
}

}  // namespace

/// Files beside the configuration that are read again: at once when an operator asks (SIGHUP, `reload`), the keys by themselves.
class TstReloadFiles : public QObject {
    Q_OBJECT
private slots:
    void aLogThatWasMovedAwayIsBegunAnew() {
        const TempProfile folder;
        const auto log = folder.path() / "mirror.log", moved = folder.path() / "mirror.log.1";
        EngineFixture mirror({.overrides = {{"log.file", log.string()}, {"log.level", "info"}}});
        QVERIFY(textOf(log).find("engine_started") != std::string::npos);
        std::filesystem::rename(log, moved);
        QVERIFY(mirror.submit(ReloadNow{}).has_value());
        QVERIFY(mirror.submit(CreateKey{.name = "second"}).has_value());
        QVERIFY2(textOf(log).find("keys_reloaded 2") != std::string::npos, textOf(log).c_str());
        QVERIFY(textOf(moved).find("keys_reloaded 2") == std::string::npos);
    }
    void aLogThatCannotBeOpenedIsToldAndTheOldOneGoesOn() {
        const TempProfile folder;
        const auto inner = folder.path() / "logs";
        std::filesystem::create_directory(inner);
        const auto log = inner / "mirror.log";
        EngineFixture mirror({.overrides = {{"log.file", log.string()}, {"log.level", "info"}}});
        std::filesystem::rename(inner, folder.path() / "old");
        put(inner, "a file where the folder was");
        QVERIFY(mirror.submit(ReloadNow{}).has_value());
        QVERIFY(isTold(mirror, EventKind::configRejected, "log", ErrorCode::fileWrite));
        QVERIFY(textOf(folder.path() / "old" / "mirror.log").find("config_rejected log") != std::string::npos);
    }
    void aSecretFileIsReadAgain() {
        const TempProfile folder;
        const auto secret = folder.path() / "key";
        put(secret, "sk-old\n");
        FakeUpstream upstream(echoesTheKey());
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"upstreams[0].api_keys", "file:" + secret.string()}}});
        QVERIFY(mirror.ask(mirror.chat()).body.find("Bearer sk-old") != std::string::npos);
        put(secret, "sk-new\n");
        const std::uint64_t revision = mirror.engine().snapshot()->configRevision;
        QVERIFY(mirror.submit(ReloadNow{}).has_value());
        QVERIFY(mirror.ask(mirror.chat()).body.find("Bearer sk-new") != std::string::npos);
        QCOMPARE(mirror.engine().snapshot()->configRevision, revision);
    }
    void aSecretThatCannotBeReadAnyMoreIsToldAndTheOldOneStays() {
        const TempProfile folder;
        const auto secret = folder.path() / "key";
        put(secret, "sk-old\n");
        FakeUpstream upstream(echoesTheKey());
        EngineFixture mirror({.upstreams = {upstream.url()}, .overrides = {{"upstreams[0].api_keys", "file:" + secret.string()}}});
        std::filesystem::remove(secret);
        QVERIFY(mirror.submit(ReloadNow{}).has_value());
        QVERIFY(isTold(mirror, EventKind::configRejected, "upstream", ErrorCode::fileRead));
        QVERIFY(mirror.ask(mirror.chat()).body.find("Bearer sk-old") != std::string::npos);
    }
    /// Neither a kept connection nor a kept TLS session may carry what is no longer trusted.
    void aCaFileIsReadAgainAndOldTrustEnds() {
        const TempProfile folder;
        const TlsFiles files = writeCertificate(folder.path(), "upstream", {"127.0.0.1"});
        const TlsFiles other = writeCertificate(folder.path(), "other", {"127.0.0.1"});
        const auto authority = folder.path() / "ca.pem";
        put(authority, textOf(other.certificate));
        FakeUpstream upstream(echoesTheKey(), files);
        EngineFixture mirror({.upstreams = {upstream.url()},
                              .overrides = {{"upstreams[0].ca_file", authority.string()}, {"workers.count", "1"}, {"retry.attempts", "1"}}});
        QCOMPARE(errorProblem(mirror.ask(mirror.chat()), 502, "upstream_error", "upstream_unreachable"), QString());
        put(authority, textOf(files.certificate));
        QVERIFY(mirror.submit(ReloadNow{}).has_value());
        QCOMPARE(mirror.ask(mirror.chat()).status, 200);
        put(authority, textOf(other.certificate));
        QVERIFY(mirror.submit(ReloadNow{}).has_value());
        QCOMPARE(errorProblem(mirror.ask(mirror.chat()), 502, "upstream_error", "upstream_unreachable"), QString());
    }
    void withoutItsKeyFileNobodyEntersAndItIsTold() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}});
        QCOMPARE(mirror.ask(mirror.chat()).status, 200);
        const auto file = mirror.profile()->path() / "keys.json";
        std::filesystem::rename(file, file.string() + ".away");
        QVERIFY(mirror.submit(ReloadNow{}).has_value());
        QCOMPARE(mirror.ask(mirror.chat()).status, 401);
        QVERIFY(isTold(mirror, EventKind::keysReloaded, "0", ErrorCode::fileRead));
        std::filesystem::rename(file.string() + ".away", file);
        QTRY_COMPARE(mirror.ask(mirror.chat()).status, 200);  // without being asked
        std::filesystem::remove(file);
        QTRY_COMPARE(mirror.ask(mirror.chat()).status, 401);
    }
    void aDamagedKeyFileKeepsTheOldKeysAndIsTold() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}});
        put(mirror.profile()->path() / "keys.json", "{\"version\":1,\"ke");
        QVERIFY(mirror.submit(ReloadNow{}).has_value());
        QVERIFY(isTold(mirror, EventKind::configRejected, "keys", ErrorCode::fileRead));
        QCOMPARE(mirror.ask(mirror.chat()).status, 200);
    }
};

MIRROR_TEST(TstReloadFiles, tst_reload_files)
#include "tst_reload_files.moc"
