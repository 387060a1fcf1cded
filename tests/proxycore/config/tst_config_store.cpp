#include <sys/stat.h>

#include "base/file.h"
#include "config/config_store.h"
#include "support/run_test.h"

using namespace mirror;
namespace fs = std::filesystem;

namespace {
/// A fresh profile and its store.
struct Fixture {
    explicit Fixture(Environment environment = {}, Overrides overrides = {})
        : paths(config::openProfile(dir.filePath("p").toStdString(), {}).value().paths), store(paths, std::move(environment), std::move(overrides)) {}
    void write(const std::string& text) {
        if (!base::writeFileAtomically(paths.configFile(), text)) qFatal("cannot write");
    }
    QTemporaryDir dir;
    config::ProfilePaths paths;
    config::ConfigStore store;
};

Config withConnect(int milliseconds) {
    Config config = defaultConfig();
    config.timeouts.connect = Milliseconds(milliseconds);
    return config;
}
}  // namespace

class TstConfigStore : public QObject {
    Q_OBJECT
private slots:
    void theFirstLoadIsRevisionOneAndIsKept() {
        Fixture f;
        const auto revision = f.store.open();
        QCOMPARE(revision->number, std::uint64_t{1});
        QCOMPARE(*revision->config, defaultConfig());
        QCOMPARE(f.store.revisions().at(0).origin, std::string("first run"));
        QVERIFY(!f.store.reload());
        config::ConfigStore again(f.paths, {}, {});
        QCOMPARE(again.open()->number, std::uint64_t{1});  // the same text makes no new revision
    }
    void aChangedFileIsANewRevision() {
        Fixture f;
        QVERIFY(f.store.open());
        f.write("timeouts: {connect: 2s}\n");
        const auto revision = f.store.reload();
        QVERIFY(revision && *revision);
        QCOMPARE((*revision)->number, std::uint64_t{2});
        QCOMPARE((*revision)->config->timeouts.connect, Milliseconds(2000));
        QCOMPARE(f.store.revisions().at(0).origin, std::string("file"));
        QVERIFY(!f.store.reload());
    }
    void aTouchedFileIsNoRevision() {
        Fixture f;
        QVERIFY(f.store.open());
        f.write(base::readFile(f.paths.configFile()).value());
        QVERIFY(!f.store.reload());
        QCOMPARE(f.store.current().number, std::uint64_t{1});
    }
    void aBadFileKeepsThePresentRevisionAndIsToldOnce() {
        Fixture f;
        QVERIFY(f.store.open());
        const std::string good = base::readFile(f.paths.configFile()).value();
        f.write("timeouts:\n  conect: 2s\nlog:\n  level: loud\n");
        const auto refused = f.store.reload();
        QVERIFY(refused && !*refused);
        QCOMPARE(refused->error().code, ErrorCode::configUnknownField);
        const std::string file = f.paths.configFile().string();
        QVERIFY(refused->error().cause.starts_with(file + ":2:3: "));
        QVERIFY(refused->error().cause.find("\n" + file + ":4:10: ") != std::string::npos);
        QVERIFY(!f.store.reload());
        QCOMPARE(f.store.current().number, std::uint64_t{1});
        f.write(good);
        const auto back = f.store.reload();  // says that the complaint is settled
        QVERIFY(back && *back);
        QCOMPARE((*back)->number, std::uint64_t{1});
    }
    void anAbsentFileKeepsThePresentRevision() {
        Fixture f;
        QVERIFY(f.store.open());
        fs::remove(f.paths.configFile());
        const auto refused = f.store.reload();
        QCOMPARE(refused->error().code, ErrorCode::fileRead);
        QVERIFY(!f.store.reload());
    }
    void aBadFileStopsTheFirstLoadWithEveryProblem() {
        Fixture f;
        f.write("http: 5\nxx: 1\n");
        const auto refused = f.store.open();
        QCOMPARE(refused.error().code, ErrorCode::configValue);
        QCOMPARE(std::count(refused.error().cause.begin(), refused.error().cause.end(), '\n'), 1);
    }
    void environmentAndCommandLineLieOverTheFile() {
        Fixture f({{"MIRROR_TIMEOUTS_CONNECT", "3s"}}, {{"retry.attempts", "7"}});
        const auto revision = f.store.open();
        QCOMPARE(revision->config->timeouts.connect, Milliseconds(3000));
        QCOMPARE(revision->config->retry.attempts, std::int64_t{7});
        Config edited = *revision->config;
        edited.log.level = "debug";
        QVERIFY(std::holds_alternative<Applied>(f.store.apply(1, edited, "", "console")));
        const Config file = loadConfig(base::readFile(f.paths.configFile()).value()).config;
        QCOMPARE(file.timeouts.connect, Milliseconds(5000));
        QCOMPARE(file.log.level, std::string("debug"));
        QCOMPARE(f.store.current().config->timeouts.connect, Milliseconds(3000));
    }
    void applyWritesSwapsAndTellsTheDifference() {
        Fixture f;
        const auto before = f.store.open()->config;
        const auto answer = f.store.apply(1, withConnect(2500), "slow line", "console");
        const auto* applied = std::get_if<Applied>(&answer);
        QVERIFY(applied != nullptr);
        QCOMPARE(applied->revision, std::uint64_t{2});
        QCOMPARE(applied->changes, (std::vector<FieldChange>{{"timeouts.connect", "5s", "2500ms"}}));
        QVERIFY(!applied->needsRestart);
        QCOMPARE(f.store.current().config->timeouts.connect, Milliseconds(2500));
        QCOMPARE(before->timeouts.connect, Milliseconds(5000));  // whoever holds the old one keeps it
        QCOMPARE(loadConfig(base::readFile(f.paths.configFile()).value()).config, withConnect(2500));
        QCOMPARE(f.store.revisions().at(0).note, std::string("slow line"));
        QVERIFY(!f.store.reload());  // our own write is no change by hand
        struct stat info {};
        QCOMPARE(::stat(f.paths.configFile().c_str(), &info), 0);
        QCOMPARE(info.st_mode & 0777, 0600u);
    }
    void aStaleEditIsAConflict() {
        Fixture f;
        QVERIFY(f.store.open());
        QVERIFY(std::holds_alternative<Applied>(f.store.apply(1, withConnect(2000), "", "console")));
        const auto answer = f.store.apply(1, withConnect(3000), "", "console");
        QCOMPARE(std::get<Error>(answer).code, ErrorCode::configConflict);
        QCOMPARE(std::get<Error>(answer).args.at(0), std::string("2"));
        QCOMPARE(f.store.current().config->timeouts.connect, Milliseconds(2000));
    }
    void anInvalidEditIsRejectedWithItsProblems() {
        Fixture f;
        QVERIFY(f.store.open());
        Config edited = withConnect(2000);
        edited.http.maxFields = 0;
        edited.upstreams = {{.name = "a", .baseUrl = "ftp://x"}};
        const auto answer = f.store.apply(1, edited, "", "console");
        QCOMPARE(std::get<ConfigRejected>(answer).problems.size(), std::size_t{2});
        QCOMPARE(f.store.current().number, std::uint64_t{1});
    }
    void anEditThatChangesNothingMakesNoRevision() {
        Fixture f;
        QVERIFY(f.store.open());
        f.write("# mine\ntimeouts: {connect: 2s}\n");
        QVERIFY(f.store.reload());
        const auto answer = f.store.apply(2, withConnect(2000), "", "console");
        QCOMPARE(std::get<Applied>(answer).revision, std::uint64_t{2});
        QVERIFY(base::readFile(f.paths.configFile())->starts_with("# mine"));
    }
    void anUnseenEditByHandIsNotOverwritten() {
        Fixture f;
        QVERIFY(f.store.open());
        f.write("timeouts: {connect: 2s}\n");
        QCOMPARE(std::get<Error>(f.store.apply(1, withConnect(3000), "", "console")).code, ErrorCode::configConflict);
        QCOMPARE(f.store.reload()->value().number, std::uint64_t{2});
    }
    void anInvalidEditByHandIsSetAside() {
        Fixture f;
        QVERIFY(f.store.open());
        f.write("oops: [");
        QVERIFY(f.store.reload().has_value());
        QVERIFY(std::holds_alternative<Applied>(f.store.apply(1, withConnect(3000), "", "console")));
        QCOMPARE(base::readFile(f.paths.configFile().string() + ".rejected").value(), std::string("oops: ["));
    }
    void masksKeepTheSecretsOfThePresentRevision() {
        Fixture f;
        f.write("upstreams: [{name: a, base_url: 'https://a.example', api_keys: [sk-secret]}]\n");
        QVERIFY(f.store.open());
        Config edited = *f.store.current().config;
        edited.upstreams[0].apiKeys = {"***"};
        edited.upstreams[0].models = {"m"};
        QVERIFY(std::holds_alternative<Applied>(f.store.apply(1, edited, "", "console")));
        QCOMPARE(f.store.current().config->upstreams[0].apiKeys, std::vector<std::string>{"sk-secret"});
    }
    void aRestartIsAskedForWhenAFieldNeedsOne() {
        Fixture f;
        QVERIFY(f.store.open());
        Config edited = defaultConfig();
        edited.log.format = "json";
        QVERIFY(std::get<Applied>(f.store.apply(1, edited, "", "console")).needsRestart);
    }
    void aFileWithAKeyThatOthersCanReadIsRefused() {
        Fixture f;
        f.write("upstreams: [{name: a, base_url: 'https://a.example', api_keys: [sk-secret]}]\n");
        QCOMPARE(::chmod(f.paths.configFile().c_str(), 0644), 0);
        QCOMPARE(f.store.open().error().code, ErrorCode::filePermission);
        f.write("upstreams: [{name: a, base_url: 'https://a.example', api_keys: ['env:A']}]\n");
        QCOMPARE(::chmod(f.paths.configFile().c_str(), 0644), 0);
        QVERIFY(f.store.open().has_value());
    }
    void everyRevisionCanBeReadAgain() {
        Fixture f;
        QVERIFY(f.store.open());
        QVERIFY(std::holds_alternative<Applied>(f.store.apply(1, withConnect(2000), "", "console")));
        QVERIFY(std::holds_alternative<Applied>(f.store.apply(2, withConnect(3000), "", "console")));
        QCOMPARE(f.store.revision(1)->timeouts.connect, Milliseconds(5000));
        QCOMPARE(f.store.revision(2)->timeouts.connect, Milliseconds(2000));
        QCOMPARE(f.store.revision(9).error().code, ErrorCode::revisionUnknown);
        // ... and going back is going on: numbers rise for ever.
        QVERIFY(std::holds_alternative<Applied>(f.store.apply(3, f.store.revision(1).value(), "back", "console")));
        QCOMPARE(f.store.current().number, std::uint64_t{4});
    }
};

MIRROR_TEST(TstConfigStore, tst_config_store)
#include "tst_config_store.moc"
