#include <sys/stat.h>

#include <thread>

#include "base/file.h"
#include "config/profile.h"
#include "support/run_test.h"

using namespace mirror;
namespace fs = std::filesystem;

namespace {
unsigned modeOf(const fs::path& path) {
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 ? info.st_mode & 0777 : 0;
}
LoadedConfig configOf(const config::ProfilePaths& paths) { return loadConfig(base::readFile(paths.configFile()).value()); }
}  // namespace

class TstProfile : public QObject {
    Q_OBJECT
private slots:
    void aFirstRunMakesEverythingPrivately() {
        QTemporaryDir dir;
        const auto profile = config::openProfile(dir.filePath("a/b").toStdString(), {});
        QVERIFY(profile.has_value());
        QVERIFY(profile->isNew);
        QCOMPARE(profile->installSecret.view().size(), std::size_t{32});
        QVERIFY(profile->adminToken.view().starts_with("mirror-admin-"));
        const config::ProfilePaths& paths = profile->paths;
        for (const fs::path& folder : {paths.root, paths.revisions(), paths.certificateFile().parent_path()}) QCOMPARE(modeOf(folder), 0700u);
        for (const fs::path& file : {paths.configFile(), paths.installSecretFile(), paths.adminTokenFile(), paths.certificateFile(), paths.keyFile()})
            QCOMPARE(modeOf(file), 0600u);
        const LoadedConfig loaded = configOf(paths);
        QVERIFY(loaded.problems.empty());
        QCOMPARE(loaded.config, defaultConfig());
        QVERIFY(base::readFile(paths.certificateFile())->starts_with("-----BEGIN CERTIFICATE-----"));
    }
    void aSecondRunChangesNothing() {
        QTemporaryDir dir;
        const fs::path root = dir.filePath("p").toStdString();
        const auto first = config::openProfile(root, {});
        std::map<std::string, std::string> before;
        for (const auto& entry : fs::recursive_directory_iterator(root))
            if (entry.is_regular_file()) before[entry.path()] = base::readFile(entry.path()).value();
        const auto second = config::openProfile(root, {{"OPENAI_API_KEY", "sk-late"}});
        QVERIFY(!second->isNew);
        QVERIFY(second->installSecret.equals(first->installSecret.view()));
        QVERIFY(second->adminToken.equals(first->adminToken.view()));
        for (const auto& [path, content] : before) QCOMPARE(base::readFile(path).value(), content);
    }
    void theUsualVariablesMakeTheFirstUpstreamWithoutCopyingTheKey() {
        QTemporaryDir dir;
        const auto profile = config::openProfile(dir.filePath("p").toStdString(), {{"OPENAI_API_KEY", "sk-very-secret"}, {"OPENAI_BASE_URL", "https://gate.example/v1"}});
        const LoadedConfig loaded = configOf(profile->paths);
        QCOMPARE(loaded.config.upstreams.size(), std::size_t{1});
        QCOMPARE(loaded.config.upstreams[0].name, std::string("default"));
        QCOMPARE(loaded.config.upstreams[0].baseUrl, std::string("https://gate.example/v1"));
        QCOMPARE(loaded.config.upstreams[0].apiKeys, std::vector<std::string>{"env:OPENAI_API_KEY"});
        QVERIFY(base::readFile(profile->paths.configFile())->find("sk-very-secret") == std::string::npos);
    }
    void eachOfTheVariablesIsEnough() {
        QTemporaryDir dir;
        const auto keyOnly = config::openProfile(dir.filePath("k").toStdString(), {{"OPENAI_API_KEY", "sk-x"}});
        QCOMPARE(configOf(keyOnly->paths).config.upstreams.at(0).baseUrl, std::string("https://api.openai.com/v1"));
        const auto urlOnly = config::openProfile(dir.filePath("u").toStdString(), {{"OPENAI_BASE_URL", "http://127.0.0.1:9001/v1"}});
        QVERIFY(configOf(urlOnly->paths).config.upstreams.at(0).apiKeys.empty());
        const auto bad = config::openProfile(dir.filePath("b").toStdString(), {{"OPENAI_BASE_URL", "http://169.254.169.254/"}});
        QCOMPARE(bad.error().args.at(0), std::string("OPENAI_BASE_URL"));
    }
    void aDamagedInstallSecretIsNeverReplaced() {
        QTemporaryDir dir;
        const fs::path root = dir.filePath("p").toStdString();
        const config::ProfilePaths paths = config::openProfile(root, {})->paths;
        for (const char* content : {"", "abc", "zz", "0011"}) {
            QVERIFY(base::writeFileAtomically(paths.installSecretFile(), content));
            QCOMPARE(config::openProfile(root, {}).error().code, ErrorCode::fileRead);
            QCOMPARE(base::readFile(paths.installSecretFile()).value(), std::string(content));
        }
    }
    void secretsThatOthersCanReadAreRefused() {
        QTemporaryDir dir;
        const fs::path root = dir.filePath("p").toStdString();
        const config::ProfilePaths paths = config::openProfile(root, {})->paths;
        QCOMPARE(::chmod(paths.adminTokenFile().c_str(), 0644), 0);
        const auto refused = config::openProfile(root, {});
        QCOMPARE(refused.error().code, ErrorCode::filePermission);
        QCOMPARE(refused.error().args.at(0), paths.adminTokenFile().string());
    }
    void aCertificateWithoutItsKeyIsNotOverwritten() {
        QTemporaryDir dir;
        const fs::path root = dir.filePath("p").toStdString();
        const config::ProfilePaths paths = config::openProfile(root, {})->paths;
        fs::remove(paths.keyFile());
        QCOMPARE(config::openProfile(root, {}).error().code, ErrorCode::certificateInvalid);
        fs::remove(paths.certificateFile());
        QVERIFY(config::openProfile(root, {}).has_value());
        QVERIFY(fs::exists(paths.keyFile()));
    }
    void programsStartedTogetherAgreeOnTheSecrets() {
        QTemporaryDir dir;
        const fs::path root = dir.filePath("p").toStdString();
        std::array<std::string, 6> tokens;
        std::atomic<int> firsts = 0;
        std::vector<std::thread> threads;
        for (std::string& token : tokens) {
            threads.emplace_back([&token, &firsts, &root] {
                const auto profile = config::openProfile(root, {});
                if (!profile) return;
                token = profile->adminToken.view();
                firsts += profile->isNew ? 1 : 0;
            });
        }
        for (std::thread& thread : threads) thread.join();
        for (const std::string& token : tokens) QCOMPARE(token, tokens[0]);
        QVERIFY(!tokens[0].empty());
        QCOMPARE(firsts.load(), 1);
    }
    void anUnusableFolderIsAnErrorThatNamesIt() {
        const auto profile = config::openProfile("/proc/none/profile", {});
        QCOMPARE(profile.error().code, ErrorCode::fileWrite);
        QVERIFY(profile.error().args.at(0).starts_with("/proc/none"));
    }
    void theDefaultFolderFollowsXdg() {
        qputenv("XDG_CONFIG_HOME", "/x/conf");
        QCOMPARE(config::defaultProfileDirectory(), fs::path("/x/conf/mirrordesk"));
        qputenv("XDG_CONFIG_HOME", "relative");
        qputenv("HOME", "/home/ops");
        QCOMPARE(config::defaultProfileDirectory(), fs::path("/home/ops/.config/mirrordesk"));
        qunsetenv("XDG_CONFIG_HOME");
        QCOMPARE(config::defaultProfileDirectory(), fs::path("/home/ops/.config/mirrordesk"));
    }
};

MIRROR_TEST(TstProfile, tst_profile)
#include "tst_profile.moc"
