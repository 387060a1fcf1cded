#include "proxycore/api/config_fields.h"
#include "proxycore/api/config_io.h"
#include "support/run_test.h"

using namespace mirror;

namespace {
/// No field at its default, and every text one that YAML could misread.
Config unusual() {
    Config config = defaultConfig();
    config.listeners.push_back({.name = "no", .enabled = false, .address = "::1", .port = 1, .tls = true, .certificateFile = "/证书 #1.pem", .keyFile = "C:\\k"});
    config.admin = {.enabled = false, .address = "::1", .port = 9, .tls = true, .certificateFile = "true", .keyFile = "null"};
    config.http.keepAlive = Milliseconds(1'001);
    config.http.maxBody = Bytes{1'234'567};
    config.http.gzipAnswers = false;
    config.http.corsOrigins = {"*", "https://a.example"};
    config.http.trustedProxies = {"10.0.0.0/8", "::1"};
    config.http.passFields = {"x-trace-id", "Baggage"};
    config.retry.budgetPercent = 0.125;
    config.upstreams = {{.name = "y", .baseUrl = "https://a.example/v1", .apiKeys = {"env:A", "sk-\"quoted\"\\", "file:/k e y"}, .models = {"*", "- a", "a: b", "#", "词", "\xF0\x9F\x98\x80", "1.5", "~"}}};
    config.aliases = {{"gpt-3.5", "007"}, {"on", "a # b"}};
    config.log = {.level = "debug", .format = "json", .file = "/var/log/镜台.log"};
    return config;
}
}  // namespace

class TstConfigSave : public QObject {
    Q_OBJECT
private slots:
    void readsBackWhatItWrites() {
        for (const Config& config : {defaultConfig(), unusual()}) {
            for (const bool comments : {false, true}) {
                const LoadedConfig loaded = loadConfig(saveConfig(config, comments));
                for (const ConfigProblem& problem : loaded.problems) qWarning("%s", describeProblem(problem, "saved").c_str());
                QVERIFY(loaded.problems.empty());
                for (const FieldChange& change : diffConfig(config, loaded.config)) qWarning("%s: %s became %s", change.path.c_str(), change.before.c_str(), change.after.c_str());
                QCOMPARE(loaded.config, config);
            }
        }
    }
    void writesEveryField() {
        const LoadedConfig loaded = loadConfig(saveConfig(unusual(), true));
        for (const FieldInfo& field : fieldTable()) {
            std::string path(field.path);
            if (const std::size_t bracket = path.find("[]"); bracket != std::string::npos) path.insert(bracket + 1, "0");
            QVERIFY2(loaded.sources.contains(path), path.c_str());
        }
    }
    void masksLiteralsAndShowsReferences() {
        const std::string text = saveConfig(unusual(), false, Secrets::mask);
        QVERIFY(text.find("quoted") == std::string::npos);
        QVERIFY(text.find("api_keys: [\"env:A\", \"***\", \"file:/k e y\"]") != std::string::npos);
        QCOMPARE(loadConfig(text).problems.at(0).path, std::string("upstreams[0].api_keys"));  // cannot be taken for keys
    }
    void commentsExplainEachFieldOnceAndFitTheLine() {
        const std::string text = saveConfig(defaultConfig(), true);
        const QStringList lines = QString::fromStdString(text).split('\n');
        for (const QString& line : lines) QVERIFY2(line.size() <= 100, qPrintable(line));
        QCOMPARE(lines.filter("Encrypt connections (TLS 1.2 or newer)").size(), 1);
        QVERIFY(text.find("# upstreams") == std::string::npos);
        QVERIFY(text.find("#     base_url: \"https://api.deepseek.com/v1\"") != std::string::npos);
    }
    void theExampleInTheCommentsIsSound() {
        std::string text = saveConfig(defaultConfig(), true);
        for (const char* list : {"upstreams", "aliases"}) {
            const std::size_t at = text.find(std::string(list) + ": []\n");
            QVERIFY(at != std::string::npos);
            text.replace(at, std::string(list).size() + 4, std::string(list) + ":");
        }
        QString shown = QString::fromStdString(text);
        shown.replace(QRegularExpression("^#   ", QRegularExpression::MultilineOption), "  ");
        const LoadedConfig loaded = loadConfig(shown.toStdString());
        for (const ConfigProblem& problem : loaded.problems) qWarning("%s", describeProblem(problem, "example").c_str());
        QVERIFY(loaded.problems.empty());
        QCOMPARE(loaded.config.upstreams.at(0).name, std::string("deepseek"));
        QCOMPARE(loaded.config.aliases.at(0).from, std::string("gpt-3.5-turbo"));
    }
    void theExampleFileIsWhatTheProgramWrites() {
        QFile file(MIRROR_SOURCE_DIR "/resources/config/proxy.example.yaml");
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(file.readAll()), QString::fromStdString(saveConfig(defaultConfig(), true)));
    }
};

MIRROR_TEST(TstConfigSave, tst_config_save)
#include "tst_config_save.moc"
