#include "proxycore/api/config_io.h"
#include "support/run_test.h"

using namespace mirror;

class TstConfigOverride : public QObject {
    Q_OBJECT
private slots:
    void theCommandLineWinsOverTheEnvironmentOverTheFile() {
        const std::string file = "timeouts:\n  connect: 1s\n  idle: 2s\n  headers: 3s\n";
        const LoadedConfig loaded = loadConfig(file, {{"MIRROR_TIMEOUTS_IDLE", "4s"}, {"MIRROR_TIMEOUTS_HEADERS", "5s"}}, {{"timeouts.headers", "6s"}, {"timeouts.headers", "7s"}});
        QVERIFY(loaded.problems.empty());
        QCOMPARE(loaded.config.timeouts.connect, Milliseconds(1000));
        QCOMPARE(loaded.config.timeouts.idle, Milliseconds(4000));
        QCOMPARE(loaded.config.timeouts.headers, Milliseconds(7000));
        QCOMPARE(loaded.sources.at("timeouts.connect"), ValueSource::file);
        QCOMPARE(loaded.sources.at("timeouts.idle"), ValueSource::environment);
        QCOMPARE(loaded.sources.at("timeouts.headers"), ValueSource::commandLine);
        QVERIFY(!loaded.lines.contains("timeouts.idle"));
    }
    void listsGrowByTheNextIndex() {
        Environment environment;
        for (int i = 0; i < 12; ++i) {
            environment["MIRROR_UPSTREAMS_" + std::to_string(i) + "_NAME"] = "u" + std::to_string(i);
            environment["MIRROR_UPSTREAMS_" + std::to_string(i) + "_BASE_URL"] = "https://u.example/v1";
        }
        const LoadedConfig loaded = loadConfig("", environment);
        QVERIFY(loaded.problems.empty());
        QCOMPARE(loaded.config.upstreams.size(), std::size_t{12});
        QCOMPARE(loaded.config.upstreams[10].name, std::string("u10"));
        const LoadedConfig gap = loadConfig("", {}, {{"upstreams[1].name", "b"}});
        QCOMPARE(gap.problems.at(0).path, std::string("upstreams[1].name"));
        QCOMPARE(gap.problems.at(0).line, 0);
        QVERIFY(gap.config.upstreams.empty());
        QVERIFY(!loadConfig("", {}, {{"upstreams[4000000000].name", "b"}}).problems.empty());
    }
    void wrongValuesNameTheirSource() {
        const LoadedConfig loaded = loadConfig("", {{"MIRROR_RETRY_ATTEMPTS", "x"}}, {{"auth.required", "perhaps"}});
        QCOMPARE(loaded.problems.size(), std::size_t{2});
        QCOMPARE(loaded.problems[0].error.cause, std::string("from the environment, MIRROR_RETRY_ATTEMPTS"));
        QCOMPARE(loaded.problems[0].line, 0);
        QCOMPARE(loaded.problems[1].error.cause, std::string("from --set"));
        QCOMPARE(loaded.config, defaultConfig());
    }
    void unknownOnesAreProblemsWithASuggestion() {
        const LoadedConfig loaded = loadConfig("", {{"MIRROR_TIMEOUTS_CONECT", "5s"}}, {{"timeouts.conect", "5s"}, {"upstreams[].name", "x"}});
        QCOMPARE(loaded.problems.size(), std::size_t{3});
        QCOMPARE(loaded.problems[0].error.args.at(1), std::string("MIRROR_TIMEOUTS_CONNECT"));
        QCOMPARE(loaded.problems[1].error.args.at(1), std::string("timeouts.connect"));
        QCOMPARE(loaded.problems[2].error.code, ErrorCode::configValue);
    }
    void variablesOfOthersAreLeftAlone() {
        const LoadedConfig loaded = loadConfig("", {{"PATH", "/bin"}, {"MIRROR_FLAVOUR", "x"}, {"MIRROR_ADMIN_PORT", "tcp://10.0.0.7:8081"},
                                                    {"MIRROR_ADMIN_SERVICE_HOST", "10.0.0.7"}, {"MIRROR_HTTP_PORT_80_TCP_ADDR", "10.0.0.7"}});
        QVERIFY(loaded.problems.empty());
        QCOMPARE(loaded.config, defaultConfig());
    }
    void listsOfTextsAreWrittenWithCommas() {
        const LoadedConfig loaded = loadConfig("", {{"MIRROR_HTTP_CORS_ORIGINS", "https://a.example, https://b.example:8443"}});
        QVERIFY(loaded.problems.empty());
        QCOMPARE(loaded.config.http.corsOrigins, (std::vector<std::string>{"https://a.example", "https://b.example:8443"}));
    }
};

MIRROR_TEST(TstConfigOverride, tst_config_override)
#include "tst_config_override.moc"
