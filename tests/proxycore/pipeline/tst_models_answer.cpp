#include "pipeline/models_answer.h"

#include <nlohmann/json.hpp>

#include "support/recorded_client.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;
using nlohmann::json;

namespace {

route::RouteTable routes() {
    Config config;
    config.upstreams.push_back({.name = "first", .baseUrl = "http://a/v1", .models = {"qwen-max", "org/small", "deep-*"}});
    config.upstreams.push_back({.name = "off", .enabled = false, .baseUrl = "http://b/v1", .models = {"hidden"}});
    config.aliases.push_back({.from = "gpt-4", .to = "qwen-max"});
    config.aliases.push_back({.from = "gpt-dead", .to = "hidden"});
    return route::RouteTable(config);
}

struct Asked : RecordedExchange {
    explicit Asked(const std::string& id) : path("/v1/models/" + id) {
        exchange.endpoint = openai::matchEndpoint(path);
        pipeline::replyModel(exchange, routes(), "X-Cors: 1\r\n");
    }
    json body() const { return json::parse(client.body); }
    std::string path;
};

}  // namespace

class TstModelsAnswer : public QObject {
    Q_OBJECT
private slots:
    void theListHasWhatIsServedByName() {
        RecordedExchange recorded;
        pipeline::replyModels(recorded.exchange, routes(), "X-Cors: 1\r\n");
        QCOMPARE(recorded.client.status, 200);
        QCOMPARE(recorded.client.field("X-Cors"), std::string("1"));
        const json body = json::parse(recorded.client.body);
        QCOMPARE(body["object"], "list");
        std::vector<std::string> ids;
        for (const json& model : body["data"]) {
            ids.push_back(model["id"]);
            QCOMPARE(model["object"], "model");
            QCOMPARE(model["owned_by"], "first");
        }
        QCOMPARE(ids, (std::vector<std::string>{"gpt-4", "org/small", "qwen-max"}));
    }
    void withoutUpstreamsTheListIsEmpty() {
        RecordedExchange recorded;
        pipeline::replyModels(recorded.exchange, route::RouteTable(Config()), {});
        QCOMPARE(recorded.client.status, 200);
        QVERIFY(json::parse(recorded.client.body)["data"].empty());
    }
    void oneModelIsTold_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("owner");
        QTest::newRow("qwen-max") << "qwen-max" << "first";
        QTest::newRow("gpt-4") << "gpt-4" << "first";
        QTest::newRow("org%2Fsmall") << "org/small" << "first";
        QTest::newRow("org/small") << "org/small" << "first";
        QTest::newRow("deep-thought") << "deep-thought" << "mirror";  // only a pattern covers it
    }
    void oneModelIsTold() {
        QFETCH(QString, id);
        QFETCH(QString, owner);
        const Asked asked(QTest::currentDataTag());
        QCOMPARE(asked.client.status, 200);
        QCOMPARE(asked.body()["id"], id.toStdString());
        QCOMPARE(asked.body()["owned_by"], owner.toStdString());
        QCOMPARE(asked.exchange.modelAsked, id.toStdString());
        QCOMPARE(asked.client.field("X-Cors"), std::string("1"));
    }
    void whatNobodyServesIs404() {
        for (const char* id : {"hidden", "gpt-dead", "nothing", "qwen-max%00", "qwen-maxi"}) {
            const Asked asked(id);
            QVERIFY2(asked.client.status == 404, id);
            QCOMPARE(asked.body()["error"]["code"], "model_not_found");
            QCOMPARE(asked.client.field("X-Cors"), std::string("1"));
        }
    }
};

MIRROR_TEST(TstModelsAnswer, tst_models_answer)
#include "tst_models_answer.moc"
