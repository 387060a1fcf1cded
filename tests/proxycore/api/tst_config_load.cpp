#include "proxycore/api/config_io.h"
#include "support/run_test.h"

using namespace mirror;

namespace {
/// The only problem of a text.
ConfigProblem only(std::string_view yaml) {
    const LoadedConfig loaded = loadConfig(yaml);
    if (loaded.problems.size() != 1) {
        for (const ConfigProblem& problem : loaded.problems) qWarning("%s", describeProblem(problem, "file").c_str());
        qWarning("expected one problem, have %zu in: %s", loaded.problems.size(), std::string(yaml).c_str());
        return {};
    }
    return loaded.problems.front();
}
}  // namespace

class TstConfigLoad : public QObject {
    Q_OBJECT
private slots:
    void anEmptyFileHasTheDefaults() {
        for (const char* text : {"", "\n", "# nothing\n", "---\n", "{}", "null", "http:\n", "http: {}\nlog:\n", "\xEF\xBB\xBF"}) {
            const LoadedConfig loaded = loadConfig(text);
            QVERIFY2(loaded.problems.empty(), text);
            QCOMPARE(loaded.config, defaultConfig());
            QVERIFY(loaded.sources.empty());
        }
    }
    void readsGroupsListsAndUnits() {
        const LoadedConfig loaded = loadConfig("timeouts:\n  connect: 3s\n  total: 2m\n"
                                               "http: {max_body: 4 MiB, gzip_answers: off, cors_origins: ['*']}\n"
                                               "retry:\n  budget_percent: 12.5\n"
                                               "upstreams:\n"
                                               "  - name: 'a'\n    base_url: https://a.example/v1\n    api_keys: [env:A, \"sk-b\"]\n    models: qwen-*\n"
                                               "  - name: b\n    base_url: http://[::1]:9001/v1\n    enabled: false\n"
                                               "listeners:\n- {port: 0}\n");
        QVERIFY(loaded.problems.empty());
        QCOMPARE(loaded.config.timeouts.connect, Milliseconds(3000));
        QCOMPARE(loaded.config.http.maxBody, 4_MiB);
        QVERIFY(!loaded.config.http.gzipAnswers);
        QCOMPARE(loaded.config.retry.budgetPercent, 12.5);
        QCOMPARE(loaded.config.upstreams.size(), std::size_t{2});
        QCOMPARE(loaded.config.upstreams[0].apiKeys, (std::vector<std::string>{"env:A", "sk-b"}));
        QCOMPARE(loaded.config.upstreams[0].models, std::vector<std::string>{"qwen-*"});
        QVERIFY(!loaded.config.upstreams[1].enabled);
        QCOMPARE(loaded.config.listeners.size(), std::size_t{1});
        QCOMPARE(loaded.lines.at("timeouts.total"), 3);
        QCOMPARE(loaded.lines.at("upstreams[1].base_url"), 13);
        QCOMPARE(loaded.sources.at("http.max_body"), ValueSource::file);
        QVERIFY(!loaded.sources.contains("http.max_head"));
    }
    void readsJson() {
        const LoadedConfig loaded = loadConfig("{\"timeouts\": {\"connect\": 3000, \"total\": \"2m\"}, \"log\": {\"level\": \"debug\"},\n"
                                               "  \"upstreams\": [{\"name\": \"a\", \"base_url\": \"https://a.example/v1\", \"models\": [\"\\u901a\\u4e49\"]}]}");
        QVERIFY(loaded.problems.empty());
        QCOMPARE(loaded.config.timeouts.connect, Milliseconds(3000));
        QCOMPARE(loaded.config.log.level, std::string("debug"));
        QCOMPARE(loaded.config.upstreams[0].models[0], std::string("通义"));
    }
    void tellsLineAndColumnOfEachMistake_data() {
        QTest::addColumn<QString>("yaml");
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("reason");
        QTest::newRow("range") << "http:\n  keep_alive: 1ms\n" << "http.keep_alive" << 2 << 15 << "must be 1s to 1h";
        QTest::newRow("type") << "# c\nretry:\n  attempts: many\n" << "retry.attempts" << 3 << 13 << "expected a whole number";
        QTest::newRow("quoted number") << "retry:\n  attempts: '3'\n" << "retry.attempts" << 2 << 13 << "expected a value without quotation marks";
        QTest::newRow("list for scalar") << "log:\n  level: [info]\n" << "log.level" << 2 << 10 << "expected one value, not a list or a group";
        QTest::newRow("missing") << "timeouts:\n  connect:\n" << "timeouts.connect" << 2 << 3 << "a value is missing";
        QTest::newRow("scalar for group") << "http: 5\n" << "http" << 1 << 7 << "expected settings as \"name: value\"";
        QTest::newRow("scalar for list") << "upstreams: a\n" << "upstreams" << 1 << 12 << "expected a list, each element beginning with \"- \"";
        QTest::newRow("scalar for element") << "aliases:\n  - x\n" << "aliases[0]" << 2 << 5 << "expected settings as \"name: value\"";
        QTest::newRow("map in list") << "http:\n  cors_origins: [{a: b}]\n" << "http.cors_origins" << 2 << 17 << "expected a list of texts";
        QTest::newRow("twice") << "log:\n  level: info\n  level: warn\n" << "log.level" << 3 << 3 << "it is written twice, first on line 2";
        QTest::newRow("group twice") << "log: {}\nhttp: {}\nlog: {}\n" << "log" << 3 << 1 << "it is written twice, first on line 1";
        QTest::newRow("key no text") << "log:\n  [a]: 1\n" << "log" << 2 << 3 << "the name of a setting must be a text";
        QTest::newRow("rule over fields") << "timeouts:\n  total: 1m\n" << "timeouts.total" << 2 << 10 << "it must not be shorter than timeouts.non_stream_first_byte";
        QTest::newRow("element") << "aliases:\n  - from: a\n    to: b\n  - from: a\n    to: c\n" << "aliases[1].from" << 4 << 11 << "the name a is taken by aliases[0]";
    }
    void tellsLineAndColumnOfEachMistake() {
        QFETCH(QString, yaml);
        const ConfigProblem problem = only(yaml.toStdString());
        QCOMPARE(problem.error.code, ErrorCode::configValue);
        QTEST(QString::fromStdString(problem.path), "path");
        QTEST(problem.line, "line");
        QTEST(problem.column, "column");
        QTEST(QString::fromStdString(problem.error.args.at(1)), "reason");
    }
    void suggestsTheNameThatWasMeant() {
        const ConfigProblem problem = only("timeouts:\n  conect: 5s\n");
        QCOMPARE(problem.error.code, ErrorCode::configUnknownField);
        QCOMPARE(problem.error.args, (std::vector<std::string>{"timeouts.conect", "connect"}));
        QCOMPARE(describeProblem(problem, "m.yaml"), std::string("m.yaml:2:3: There is no setting called timeouts.conect. (did you mean connect?)"));
        QCOMPARE(only("htpt: {}\n").error.args.at(1), std::string("http"));
        QCOMPARE(only("upstreams:\n- name: a\n  base_url: https://a.example\n  apikeys: x\n").error.args.at(1), std::string("api_keys"));
        QCOMPARE(only("nothing_like_it: 1\n").error.args.size(), std::size_t{1});
    }
    void collectsEveryProblem() {
        const LoadedConfig loaded = loadConfig("http:\n  keep_alive: 0\n  max_body: x\nlog:\n  level: loud\nxx: 1\n");
        QCOMPARE(loaded.problems.size(), std::size_t{4});
        QCOMPARE(loaded.problems[2].line, 5);
    }
    void refusesWhatIsNotYaml_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("open bracket") << QByteArray("http: [");
        QTest::newRow("tab") << QByteArray("http:\n\tkeep_alive: 1s\n");
        QTest::newRow("two roots") << QByteArray("a: b: c");
        QTest::newRow("second document") << QByteArray("http: {}\n---\nlog: {}\n");
        QTest::newRow("alias") << QByteArray("http: &a {}\nlog: *a\n");
        QTest::newRow("tag") << QByteArray("log: !!python/object {}\n");
        QTest::newRow("scalar") << QByteArray("hello");
        QTest::newRow("list") << QByteArray("- a\n");
        QTest::newRow("nul") << QByteArray("http: {}\n\0", 10);
        QTest::newRow("deep") << QByteArray("a: ") + QByteArray(400, '[');
        QTest::newRow("very deep") << QByteArray("a: ") + QByteArray(400'000, '[');
        QTest::newRow("deep but closed") << QByteArray("a: ") + QByteArray(40, '[') + QByteArray(40, ']');
        QTest::newRow("large") << QByteArray("# ") + QByteArray(5 << 20, 'x');
        QTest::newRow("many") << QByteArray("http: [") + QByteArray("1,").repeated(60'000) + "]";
    }
    void refusesWhatIsNotYaml() {
        QFETCH(QByteArray, text);
        const ConfigProblem problem = only(text.toStdString());
        QCOMPARE(problem.error.code, ErrorCode::configSyntax);
        QVERIFY(problem.line >= 1);
        QVERIFY(!problem.error.cause.empty());
    }
    void anAliasBombIsRefusedAtItsFirstAlias() {
        std::string bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n";
        for (char c = 'b'; c <= 'z'; ++c) bomb += std::string(1, c) + ": &" + c + " [*" + std::string(1, static_cast<char>(c - 1)) + ",*" + std::string(1, static_cast<char>(c - 1)) + "]\n";
        const ConfigProblem problem = only(bomb);
        QCOMPARE(problem.error.code, ErrorCode::configSyntax);
        QCOMPARE(problem.line, 2);
    }
    void neverFailsOtherwiseThanByProblemsWhereverAFileIsCut() {
        const std::string text = saveConfig(defaultConfig(), false) + "upstreams: [{name: \"a\\\"b\", api_keys: ['x']}]\n";
        for (std::size_t cut = 0; cut <= text.size(); ++cut) loadConfig(std::string_view(text).substr(0, cut));
        for (std::size_t at = 0; at < text.size(); ++at) {
            std::string damaged = text;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x15);
            loadConfig(damaged);
        }
    }
    void boundsTheNumberOfProblems() {
        std::string text;
        for (int i = 0; i < 500; ++i) text += "k" + std::to_string(i) + ": 1\n";
        QCOMPARE(loadConfig(text).problems.size(), std::size_t{100});
    }
};

MIRROR_TEST(TstConfigLoad, tst_config_load)
#include "tst_config_load.moc"
