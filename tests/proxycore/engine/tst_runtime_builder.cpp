#include "engine/runtime_builder.h"

#include "support/run_test.h"

using namespace mirror;
using engine::buildRuntime;
using engine::BuiltRuntime;

namespace {

UpstreamConfig provider(std::string name, std::string key) {
    UpstreamConfig config;
    config.name = std::move(name);
    config.baseUrl = "http://127.0.0.1:9/v1";
    config.apiKeys = {std::move(key)};
    return config;
}

BuiltRuntime built(std::vector<UpstreamConfig> upstreams, const Environment& environment = {}) {
    Config config = defaultConfig();
    config.upstreams = std::move(upstreams);
    return buildRuntime(7, std::make_shared<const Config>(std::move(config)), nullptr, environment);
}

}  // namespace

class TstRuntimeBuilder : public QObject {
    Q_OBJECT
private slots:
    void everyUpstreamHasItsPlaceUsableOrNot() {
        UpstreamConfig off = provider("off", "sk-off");
        off.enabled = false;
        const BuiltRuntime made = built({provider("first", "sk-1"), off, provider("broken", "env:ABSENT"), provider("last", "env:KEY")}, {{"KEY", "sk-2"}});
        QCOMPARE(made.runtime->targets.size(), 4u);
        QVERIFY(made.runtime->targets[0] && !made.runtime->targets[1] && !made.runtime->targets[2] && made.runtime->targets[3]);
        QCOMPARE(made.runtime->targets[3]->name, std::string("last"));
        QCOMPARE(made.runtime->revision, 7u);
    }
    void aKeyThatIsMissingIsAProblemAndTheRestIsBuilt() {
        const BuiltRuntime made = built({provider("broken", "env:ABSENT"), provider("good", "sk-1")});
        QCOMPARE(made.problems.size(), 1u);
        QCOMPARE(made.problems[0].code, ErrorCode::secretMissing);
        QCOMPARE(made.problems[0].args.at(0), std::string("env:ABSENT"));
        QVERIFY(made.runtime->targets[1]);
    }
    void anUpstreamThatIsOffIsNoProblemWhateverItsKey() {
        UpstreamConfig off = provider("off", "env:ABSENT");
        off.enabled = false;
        QVERIFY(built({off}).problems.empty());
    }
    void anUnchangedUpstreamThatCannotBeMadeReadyKeepsWhatItHas() {
        Config config = defaultConfig();
        config.upstreams = {provider("a", "env:KEY"), provider("b", "sk-b")};
        const auto shared = std::make_shared<const Config>(config);
        const BuiltRuntime before = buildRuntime(7, shared, nullptr, {{"KEY", "sk-1"}});
        const BuiltRuntime after = buildRuntime(7, shared, nullptr, {}, before.runtime.get());
        QCOMPARE(after.problems.size(), 1u);
        QVERIFY(after.runtime->targets[0] == before.runtime->targets[0]);
        QVERIFY(after.runtime->targets[1] != before.runtime->targets[1]);
        config.upstreams[0].baseUrl = "http://127.0.0.1:10/v1";  // another one by the same name has nothing yet
        QVERIFY(!buildRuntime(8, std::make_shared<const Config>(config), nullptr, {}, before.runtime.get()).runtime->targets[0]);
    }
    void aCaFileThatIsMissingIsAProblem() {
        UpstreamConfig config = provider("tls", "sk-1");
        config.baseUrl = "https://127.0.0.1:9/v1";
        config.caFile = "/nonexistent/ca.pem";
        const BuiltRuntime made = built({config});
        QCOMPARE(made.problems.size(), 1u);
        QCOMPARE(made.problems[0].code, ErrorCode::certificateInvalid);
        QVERIFY(!made.runtime->targets[0]);
    }
};

MIRROR_TEST(TstRuntimeBuilder, tst_runtime_builder)
#include "tst_runtime_builder.moc"
