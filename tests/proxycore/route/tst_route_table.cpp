#include "route/route_table.h"

#include "support/run_test.h"

using namespace mirror;
using route::RouteTable;

namespace {

UpstreamConfig upstream(std::string name, std::vector<std::string> models, bool enabled = true) {
    UpstreamConfig out;
    out.name = std::move(name);
    out.models = std::move(models);
    out.enabled = enabled;
    return out;
}

Config house(std::vector<UpstreamConfig> upstreams, std::vector<AliasConfig> aliases = {}) {
    Config config;
    config.upstreams = std::move(upstreams);
    config.aliases = std::move(aliases);
    return config;
}

/// "qwen-turbo: 0 2", or the name of the error.
QString chosen(const RouteTable& table, std::string_view model) {
    std::vector<std::size_t> candidates{99};  // whatever was there is replaced
    const auto resolved = table.choose(model, candidates);
    if (!resolved) return QString::fromUtf8(errorName(resolved.error().code).data());
    QString text = QString::fromUtf8(resolved->data(), static_cast<qsizetype>(resolved->size())) + ":";
    for (const std::size_t index : candidates) text += " " + QString::number(static_cast<qulonglong>(index));
    return text;
}

}  // namespace

class TstRouteTable : public QObject {
    Q_OBJECT
private slots:
    void candidatesComeInTheOrderOfTheConfiguration_data() {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("expected");
        QTest::newRow("literal and catch-all") << "deepseek-chat" << "deepseek-chat: 1 3";
        QTest::newRow("glob") << "qwen-turbo" << "qwen-turbo: 0 3";
        QTest::newRow("question mark") << "glm-4" << "glm-4: 2 3";
        QTest::newRow("question mark wants one character") << "glm-40" << "glm-40: 3";
        QTest::newRow("case matters") << "Qwen-turbo" << "Qwen-turbo: 3";
        QTest::newRow("a glob is no prefix") << "myqwen-turbo" << "myqwen-turbo: 3";
        QTest::newRow("empty name") << "" << ": 3";
    }
    void candidatesComeInTheOrderOfTheConfiguration() {
        QFETCH(QString, model);
        const RouteTable table(house({upstream("qwen", {"qwen-*"}), upstream("deepseek", {"deepseek-chat", "deepseek-reasoner"}), upstream("glm", {"glm-?"}), upstream("any", {})}));
        QTEST(chosen(table, model.toStdString()), "expected");
    }
    void disabledUpstreamsAreNoCandidatesAndKeepTheIndexesOfTheOthers() {
        const RouteTable table(house({upstream("off", {}, false), upstream("on", {"m"})}));
        QCOMPARE(chosen(table, "m"), QString("m: 1"));
        QCOMPARE(chosen(table, "other"), QString("model_not_found"));
    }
    void aModelThatNobodyServesIsNamedInTheError() {
        const RouteTable table(house({upstream("a", {"x"})}, {{"gpt-4", "gone"}}));
        std::vector<std::size_t> candidates;
        const auto choice = table.choose("gpt-4", candidates);
        QCOMPARE(choice.error().code, ErrorCode::modelNotFound);
        QCOMPARE(choice.error().args, std::vector<std::string>{"gpt-4"});  // as the caller wrote it
    }
    void withoutUpstreamsNothingIsHealthy() {
        QCOMPARE(chosen(RouteTable(house({})), "m"), QString("no_healthy_upstream"));
        QCOMPARE(chosen(RouteTable(house({upstream("off", {}, false)})), "m"), QString("no_healthy_upstream"));
    }
    void aliasesAreFollowed() {
        const RouteTable table(house({upstream("qwen", {"qwen-turbo"})}, {{"gpt-3.5-turbo", "cheap"}, {"cheap", "qwen-turbo"}}));
        QCOMPARE(chosen(table, "gpt-3.5-turbo"), QString("qwen-turbo: 0"));
        QCOMPARE(chosen(table, "cheap"), QString("qwen-turbo: 0"));
        QCOMPARE(chosen(table, "qwen-turbo"), QString("qwen-turbo: 0"));
    }
    void anAliasHidesAModelOfItsName() {
        const RouteTable table(house({upstream("a", {"gpt-4"}), upstream("b", {"qwen"})}, {{"gpt-4", "qwen"}}));
        QCOMPARE(chosen(table, "gpt-4"), QString("qwen: 1"));
    }
    void theFirstOfTwoEqualAliasesCounts() {
        const RouteTable table(house({upstream("any", {})}, {{"a", "first"}, {"a", "second"}}));
        QCOMPARE(chosen(table, "a"), QString("first: 0"));
    }
    void aRingOfAliasesEnds() {
        const RouteTable table(house({upstream("qwen", {"qwen"})}, {{"a", "b"}, {"b", "a"}, {"self", "self"}}));
        QCOMPARE(chosen(table, "a"), QString("model_not_found"));
        QCOMPARE(chosen(table, "self"), QString("model_not_found"));
    }
    void aChainIsFollowedForEightSteps() {
        std::vector<AliasConfig> chain;
        for (int i = 0; i < 9; ++i) chain.push_back({"m" + std::to_string(i), "m" + std::to_string(i + 1)});
        const RouteTable table(house({upstream("any", {})}, chain));
        QCOMPARE(chosen(table, "m1"), QString("m9: 0"));
        QCOMPARE(chosen(table, "m0"), QString("m8: 0"));
    }
    void theChoiceOutlivesTheCallersName() {
        const RouteTable table(house({upstream("any", {})}, {{"short", "a-name-too-long-for-the-small-buffer"}}));
        std::vector<std::size_t> candidates;
        std::string_view resolved;
        {
            const std::string asked = "short";
            resolved = *table.choose(asked, candidates);
        }
        QVERIFY(resolved == "a-name-too-long-for-the-small-buffer");
    }
    void listsLiteralNamesAndLivingAliasesSortedOnce() {
        const RouteTable table(house({upstream("one", {"b", "a", "qwen-*"}), upstream("two", {"a", "z"}), upstream("off", {"hidden"}, false)},
                                     {{"alias", "z"}, {"dead", "nowhere"}, {"a", "b"}, {"glob", "qwen-max"}}));
        QStringList listed;
        for (const auto& model : table.models()) listed += QString::fromStdString(model.id + "=" + model.ownedBy);
        QCOMPARE(listed, (QStringList{"a=one", "alias=two", "b=one", "glob=one", "z=two"}));
    }
    void onlyConfiguredNamesMayBecomeLabels() {
        const RouteTable table(house({upstream("one", {"literal", "glob-*"}), upstream("off", {"disabled"}, false)}, {{"alias", "literal"}}));
        QVERIFY(table.isConfigured("literal"));
        QVERIFY(table.isConfigured("alias"));
        QVERIFY(!table.isConfigured("glob-anything"));
        QVERIFY(!table.isConfigured("disabled"));
        QVERIFY(!table.isConfigured(""));
    }
};

MIRROR_TEST(TstRouteTable, tst_route_table)
#include "tst_route_table.moc"
