#include "base/file.h"
#include "integration/claims.h"
#include "proxycore/api/wire.h"
#include "support/engine_fixture.h"
#include "support/fake_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {

HttpAnswer asked(const EngineFixture& mirror, const std::string& request) {
    HttpClient client = mirror.connectAdmin();
    client.send(request);
    return client.read(std::string_view(request).substr(0, request.find(' ')));
}

HttpAnswer got(const EngineFixture& mirror, std::string_view query = {}) {
    return asked(mirror, mirror.adminGet("/admin/v1/config" + std::string(query)));
}

/// PUT of YAML that was edited from `tag`.
HttpAnswer put(const EngineFixture& mirror, const std::string& yaml, const std::string& tag) {
    return asked(mirror, "PUT /admin/v1/config HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + mirror.profile()->adminToken() +
                             "\r\nContent-Type: application/yaml\r\nIf-Match: " + tag + "\r\nContent-Length: " + std::to_string(yaml.size()) + "\r\n\r\n" + yaml);
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos) throw std::runtime_error("not in the text: " + std::string(from));
    return text.replace(at, from.size(), to);
}

std::vector<RevisionInfo> revisions(EngineFixture& mirror) {
    const Result<Receipt> receipt = mirror.submit(ListRevisions{});
    return receipt ? std::get<RevisionList>(*receipt).revisions : std::vector<RevisionInfo>();
}

}  // namespace

/// The configuration over the admin socket, down to the file and back.
class TstAdminConfig : public QObject {
    Q_OBJECT
private slots:
    void anEditReachesTheFileTheRequestsAndTheNextStart() {
        FakeUpstream upstream(scripts::wellBehaved());
        const FixtureOptions options{.upstreams = {upstream.url()}};
        auto mirror = std::make_unique<EngineFixture>(options);
        const HttpAnswer before = got(*mirror);
        const std::string edited = replaced(withAlias(before.json()["yaml"], "short", "long-model"), "max_fields: 100", "max_fields: 77");
        const HttpAnswer applied = put(*mirror, edited, before.field("etag"));
        QVERIFY2(applied.status == 200, applied.body.c_str());
        const HttpAnswer after = got(*mirror);
        QCOMPARE(applied.field("etag"), after.field("etag"));
        QVERIFY(after.field("etag") != before.field("etag"));
        QVERIFY(mirror->profile()->configText().find("max_fields: 77") != std::string::npos);
        QCOMPARE(mirror->ask(mirror->chat("short")).status, 200);
        QCOMPARE(mirror->traffic().front().modelAsked, std::string("short"));

        const auto profile = mirror->profile();
        mirror.reset();
        EngineFixture again(profile, options);
        QCOMPARE(got(again).field("etag"), after.field("etag"));
        QVERIFY(got(again).json()["yaml"].get<std::string>().find("from: short") != std::string::npos);
        QVERIFY(got(again).json()["yaml"].get<std::string>().find("max_fields: 77") != std::string::npos);
        // the revision before it can still be read
        const std::string query = "?revision=" + before.field("etag").substr(1, before.field("etag").size() - 2);
        QVERIFY(got(again, query).json()["yaml"].get<std::string>().find("max_fields: 100") != std::string::npos);
        QCOMPARE(got(again, "?revision=4711").status, 404);
    }
    void theSecondOfTwoEditsOfOneRevisionIsAConflict() {
        EngineFixture mirror;
        const HttpAnswer seen = got(mirror);
        QCOMPARE(put(mirror, withAlias(seen.json()["yaml"], "one", "x"), seen.field("etag")).status, 200);
        const std::string file = mirror.profile()->configText();
        const HttpAnswer conflict = put(mirror, withAlias(seen.json()["yaml"], "two", "x"), seen.field("etag"));
        QCOMPARE(conflict.status, 412);
        QCOMPARE(conflict.json()["detail"]["code"], "config_conflict");
        QCOMPARE(mirror.profile()->configText(), file);
        QVERIFY(file.find("from: one") != std::string::npos);
    }
    void anEditOfTheFileThatNobodySawYetIsAConflictToo() {
        EngineFixture mirror;
        const HttpAnswer seen = got(mirror);
        mirror.profile()->writeConfig(withAlias(mirror.profile()->configText(), "by-hand", "x"));
        QCOMPARE(put(mirror, withAlias(seen.json()["yaml"], "by-admin", "x"), seen.field("etag")).status, 412);
        QVERIFY(mirror.profile()->configText().find("from: by-hand") != std::string::npos);
    }
    void aBadValueKeepsTheOldConfigAndNamesTheField() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const HttpAnswer seen = got(mirror);
        const std::string file = mirror.profile()->configText();
        for (const auto& [from, to, path] : {std::tuple("max_fields: 100", "max_fields: many", "http.max_fields"), std::tuple("level: error", "level: loud", "log.level"),
                                             std::tuple("max_fields: 100", "max_feilds: 100", "http.max_feilds")}) {
            const HttpAnswer wrong = put(mirror, replaced(seen.json()["yaml"], from, to), seen.field("etag"));
            QVERIFY2(wrong.status == 422, wrong.body.c_str());
            QVERIFY2(wrong.body.find(path) != std::string::npos, wrong.body.c_str());
        }
        QCOMPARE(put(mirror, "http: [", seen.field("etag")).status, 422);
        QCOMPARE(mirror.profile()->configText(), file);
        QCOMPARE(got(mirror).field("etag"), seen.field("etag"));
        QCOMPARE(mirror.ask(mirror.chat()).status, 200);
    }
    /// What the environment and the command line lay over the file stays theirs.
    void puttingBackWhatWasGotWritesNothingIntoTheFile() {
        FakeUpstream upstream(scripts::wellBehaved());
        EngineFixture mirror({.upstreams = {upstream.url()}});
        const std::string file = mirror.profile()->configText();
        const HttpAnswer seen = got(mirror);
        QVERIFY(seen.json()["yaml"].get<std::string>().find("drain_timeout: 3s") != std::string::npos);
        const HttpAnswer same = put(mirror, seen.json()["yaml"], seen.field("etag"));
        QVERIFY2(same.status == 200, same.body.c_str());
        QCOMPARE(same.field("etag"), seen.field("etag"));
        QCOMPARE(mirror.profile()->configText(), file);
        // and with a change of something else, only that is written
        QCOMPARE(put(mirror, replaced(seen.json()["yaml"], "max_fields: 100", "max_fields: 99"), seen.field("etag")).status, 200);
        const std::string written = mirror.profile()->configText();
        for (const std::string& overlaid : {std::string("drain_timeout: 3s"), "127.0.0.1:" + std::to_string(upstream.port()), std::string("sk-upstream"), std::string("***"), std::string("port: 0")}) QVERIFY2(written.find(overlaid) == std::string::npos, overlaid.c_str());
        QVERIFY(written.find("max_fields: 99") != std::string::npos);
        QCOMPARE(mirror.ask(mirror.chat()).status, 200);  // they are in force all the same
    }
    void whatTheEnvironmentLaysOverIsNamed() {
        EngineFixture mirror({.upstreams = {"http://127.0.0.1:9/v1"}});
        const auto overlaid = got(mirror).json()["overlaid"].get<std::vector<std::string>>();
        for (const char* path : {"listeners[0].port", "admin.port", "workers.drain_timeout", "upstreams[0].base_url"})
            QVERIFY2(std::find(overlaid.begin(), overlaid.end(), path) != overlaid.end(), path);
        QVERIFY(std::find(overlaid.begin(), overlaid.end(), "http.max_fields") == overlaid.end());
        QVERIFY(got(mirror, "?revision=1").json()["overlaid"].is_array());
    }
    void eachRevisionTellsWhereItCameFrom() {
        EngineFixture mirror;
        const HttpAnswer seen = got(mirror);
        const HttpAnswer byAdmin = put(mirror, withAlias(seen.json()["yaml"], "admin", "x"), seen.field("etag"));
        QCOMPARE(byAdmin.status, 200);
        QCOMPARE(revisions(mirror).front().origin, std::string("admin API"));

        const auto document = std::get<ConfigDocument>(mirror.submit(GetConfig{}).value());
        ApplyConfig change{document.revision, document.config, "by hand of an operator"};
        change.config.aliases.clear();
        QVERIFY(mirror.submit(change).has_value());
        QCOMPARE(revisions(mirror).front().origin, std::string("console"));
        QCOMPARE(revisions(mirror).front().note, std::string("by hand of an operator"));

        // a command over the admin API is no console of this process, whatever it says
        change.baseRevision = mirror.engine().snapshot()->configRevision;
        change.config.aliases = {{"remote", "x"}};
        nlohmann::json command = nlohmann::json::parse(wire::encode(Command(change)));
        command["origin"] = "console";
        QCOMPARE(asked(mirror, postRequest("/admin/v1/commands", mirror.profile()->adminToken(), command.dump())).status, 200);
        QCOMPARE(revisions(mirror).front().origin, std::string("admin API"));

        mirror.profile()->writeConfig(mirror.profile()->configText() + "# by hand\n");
        QVERIFY(mirror.submit(ReloadNow{}).has_value());
        QCOMPARE(revisions(mirror).front().origin, std::string("file"));
        QCOMPARE(revisions(mirror).back().origin, std::string("first run"));
    }
};

MIRROR_TEST(TstAdminConfig, tst_admin_config)
#include "tst_admin_config.moc"
