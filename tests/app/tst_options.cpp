#include "common/exit_codes.h"
#include "common/options.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::app;

namespace {
Action parse(std::vector<std::string> arguments) { return parseDaemonOptions(std::move(arguments), "/default"); }
template <class T>
T as(std::vector<std::string> arguments) {
    const Action action = parse(std::move(arguments));
    if (const Say* say = std::get_if<Say>(&action); say != nullptr && !std::is_same_v<T, Say>) qWarning("%s", say->text.c_str());
    return std::get<T>(action);
}
}  // namespace

class TstOptions : public QObject {
    Q_OBJECT
private slots:
    void aloneItServesTheDefaultProfile() {
        const auto serve = as<Serve>({});
        QCOMPARE(serve.profile, std::filesystem::path("/default"));
        QVERIFY(serve.overrides.empty());
    }
    void takesAProfileAndOverridesInTheirOrder() {
        const auto serve = as<Serve>({"--profile", "/p", "--set", "timeouts.connect=3s", "--set=log.level=debug", "--set", "log.file="});
        QCOMPARE(serve.profile, std::filesystem::path("/p"));
        QCOMPARE(serve.overrides, (Overrides{{"timeouts.connect", "3s"}, {"log.level", "debug"}, {"log.file", ""}}));
    }
    void anOverrideMayHoldAnything() {
        const auto serve = as<Serve>({"--set", "upstreams[0].base_url=https://a.example/v1", "--set", "http.cors_origins=https://a, https://b", "--set", "log.file=a=b"});
        QCOMPARE(serve.overrides[0].second, std::string("https://a.example/v1"));
        QCOMPARE(serve.overrides[1].second, std::string("https://a, https://b"));
        QCOMPARE(serve.overrides[2].second, std::string("a=b"));
    }
    void everySubcommandIsRecognised() {
        QCOMPARE(as<CheckConfig>({"check-config", "/c.yaml"}).file, std::filesystem::path("/c.yaml"));
        as<PrintSchema>({"print-schema"});
        as<PrintReference>({"print-reference"});
        QCOMPARE(as<PrintConfig>({"print-config", "--profile", "/p", "--set", "a=b"}).profile, std::filesystem::path("/p"));
        QCOMPARE(as<PrintConfig>({"--set", "a=b", "print-config"}).overrides, (Overrides{{"a", "b"}}));
        const auto key = as<AddKey>({"key", "add", "--name", "team 词", "--group", "g", "--profile", "/p"});
        QCOMPARE(key.name, std::string("team 词"));
        QCOMPARE(key.group, std::string("g"));
        QCOMPARE(key.profile, std::filesystem::path("/p"));
        QCOMPARE(as<AddKey>({"--profile", "/p", "key", "add", "--name", "n"}).group, std::string("default"));
        QCOMPARE(as<ListKeys>({"key", "list"}).profile, std::filesystem::path("/default"));
    }
    void theSimulatorTakesItsSettings() {
        const SimulatorSettings s = as<Simulate>({"simulate", "--listen", "127.0.0.1:0", "--think-ms", "5", "--tokens", "7", "--tokens-per-s", "80.5", "--fault", "cut",
                                                  "--fault-ms", "9", "--api-key", "k", "--seed", "3"}).settings;
        QCOMPARE(s.listen, std::string("127.0.0.1:0"));
        QCOMPARE(s.think, Milliseconds(5));
        QCOMPARE(s.tokens, std::int64_t{7});
        QCOMPARE(s.tokensPerSecond, 80.5);
        QCOMPARE(s.fault, std::string("cut"));
        QCOMPARE(s.faultDelay, Milliseconds(9));
        QCOMPARE(s.apiKey, std::string("k"));
        QCOMPARE(s.seed, std::uint64_t{3});
        QCOMPARE(as<Simulate>({"simulate"}).settings.listen, SimulatorSettings{}.listen);
        QCOMPARE(as<Simulate>({"simulate"}).settings.think, SimulatorSettings{}.think);
    }
    void helpAndVersionAreNoFailure() {
        for (const char* flag : {"--help", "-h", "--version"}) {
            const auto say = as<Say>({flag});
            QCOMPARE(say.exitCode, kSuccess);
            QVERIFY(!say.text.empty());
        }
        QVERIFY(as<Say>({"--version"}).text.starts_with("mirrordeskd 0."));
        QVERIFY(as<Say>({"key", "add", "--help"}).text.find("--group") != std::string::npos);
    }
    void mistakesAreUsageErrorsThatSayWhat_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("mentions");
        QTest::newRow("unknown option") << QStringList{"--frobnicate"} << "--frobnicate";
        QTest::newRow("unknown word") << QStringList{"serve"} << "serve";
        QTest::newRow("override without value") << QStringList{"--set", "timeouts.connect"} << "PATH=VALUE";
        QTest::newRow("override without path") << QStringList{"--set", "=3"} << "PATH=VALUE";
        QTest::newRow("no file") << QStringList{"check-config"} << "FILE";
        QTest::newRow("two files") << QStringList{"check-config", "a", "b"} << "b";
        QTest::newRow("key alone") << QStringList{"key"} << "subcommand";
        QTest::newRow("key without name") << QStringList{"key", "add"} << "--name";
        QTest::newRow("two subcommands") << QStringList{"print-schema", "print-reference"} << "";
        QTest::newRow("no number") << QStringList{"simulate", "--tokens", "many"} << "--tokens";
        QTest::newRow("negative") << QStringList{"simulate", "--think-ms", "-1"} << "--think-ms";
        QTest::newRow("profile without folder") << QStringList{"--profile"} << "--profile";
    }
    void mistakesAreUsageErrorsThatSayWhat() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, mentions);
        std::vector<std::string> list;
        for (const QString& argument : arguments) list.push_back(argument.toStdString());
        const Action action = parse(list);
        QVERIFY(std::holds_alternative<Say>(action));
        QCOMPARE(std::get<Say>(action).exitCode, kUsage);
        QVERIFY2(std::get<Say>(action).text.find(mentions.toStdString()) != std::string::npos, std::get<Say>(action).text.c_str());
    }
};

MIRROR_TEST(TstOptions, tst_options)
#include "tst_options.moc"
