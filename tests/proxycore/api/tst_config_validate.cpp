#include <functional>

#include "proxycore/api/config_io.h"
#include "support/run_test.h"

using namespace mirror;

namespace {
Config sound() {
    Config config = defaultConfig();
    config.upstreams = {{.name = "a", .baseUrl = "https://a.example/v1", .apiKeys = {"env:A"}}, {.name = "b", .baseUrl = "http://127.0.0.1:9001/v1"}};
    config.aliases = {{"x", "y"}, {"y", "z"}};
    return config;
}
using Change = std::function<void(Config&)>;
}  // namespace
Q_DECLARE_METATYPE(Change)

class TstConfigValidate : public QObject {
    Q_OBJECT
private slots:
    void aSoundConfigurationHasNoProblem() { QVERIFY(validateConfig(sound()).empty()); }
    void eachRuleIsToldAtItsField_data() {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("path");
        const auto add = [](const char* name, const char* path, Change change) { QTest::newRow(name) << std::move(change) << path; };
        add("upstream name twice", "upstreams[1].name", [](Config& c) { c.upstreams[1].name = "a"; });
        add("upstream name unfit for a label", "upstreams[0].name", [](Config& c) { c.upstreams[0].name = "a\"b"; });
        add("upstream without url", "upstreams[0].base_url", [](Config& c) { c.upstreams[0].baseUrl.clear(); });
        add("masked secret", "upstreams[0].api_keys", [](Config& c) { c.upstreams[0].apiKeys = {"***"}; });
        add("secret with blank", "upstreams[0].api_keys", [](Config& c) { c.upstreams[0].apiKeys = {"sk a"}; });
        add("empty reference", "upstreams[0].api_keys", [](Config& c) { c.upstreams[0].apiKeys = {"env:"}; });
        add("listener name twice", "listeners[1].name", [](Config& c) { c.listeners[1].name = "plain"; });
        add("listener address", "listeners[0].address", [](Config& c) { c.listeners[0].address = "localhost"; });
        add("same port", "listeners[1].port", [](Config& c) { c.listeners[1].port = 8080; });
        add("admin on a listener's port", "admin.port", [](Config& c) { c.admin.port = 8080; });
        add("certificate alone", "listeners[1].key_file", [](Config& c) { c.listeners[1].certificateFile = "/c.pem"; });
        add("key alone", "admin.certificate_file", [](Config& c) { c.admin.keyFile = "/k.pem"; });
        add("nothing listens", "listeners", [](Config& c) { c.listeners.clear(); });
        add("alias twice", "aliases[1].from", [](Config& c) { c.aliases[1].from = "x"; });
        add("alias of itself", "aliases[1].to", [](Config& c) { c.aliases[1].to = "y"; });
        add("total too short", "timeouts.total", [](Config& c) { c.timeouts.idle = Milliseconds(700'000); });
        add("uri larger than head", "http.max_uri", [](Config& c) { c.http.maxUri = 64_KiB; });
        add("origin with path", "http.cors_origins", [](Config& c) { c.http.corsOrigins = {"https://a.example/"}; });
        add("no network", "http.trusted_proxies", [](Config& c) { c.http.trustedProxies = {"10.0.0.1/8"}; });
        add("single field out of range", "http.max_fields", [](Config& c) { c.http.maxFields = 0; });
        add("choice", "log.level", [](Config& c) { c.log.level = "loud"; });
    }
    void eachRuleIsToldAtItsField() {
        QFETCH(Change, change);
        QFETCH(QString, path);
        Config config = sound();
        change(config);
        const auto problems = validateConfig(config);
        QCOMPARE(problems.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(problems[0].path), path);
        QCOMPARE(problems[0].error.args.at(0), problems[0].path);
    }
    void aCircleOfAliasesIsToldAtEachOfItsMembersOnly() {
        Config config = sound();
        config.aliases = {{"in", "a"}, {"a", "b"}, {"b", "c"}, {"c", "a"}};
        const auto problems = validateConfig(config);
        QCOMPARE(problems.size(), std::size_t{3});
        QCOMPARE(problems[0].path, std::string("aliases[1].to"));
    }
    void portsMayBeSharedWhereTheAddressesDiffer() {
        Config config = sound();
        config.listeners = {{.name = "a", .address = "127.0.0.1", .port = 8080}, {.name = "b", .address = "127.0.0.2", .port = 8080},
                            {.name = "c", .address = "::1", .port = 8080}, {.name = "d", .address = "127.0.0.1", .port = 0},
                            {.name = "e", .address = "127.0.0.1", .port = 0}, {.name = "f", .enabled = false, .address = "127.0.0.1", .port = 8080}};
        QVERIFY(validateConfig(config).empty());
        config.listeners[1].address = "0.0.0.0";
        QCOMPARE(validateConfig(config).at(0).path, std::string("listeners[1].port"));
    }
};

MIRROR_TEST(TstConfigValidate, tst_config_validate)
#include "tst_config_validate.moc"
