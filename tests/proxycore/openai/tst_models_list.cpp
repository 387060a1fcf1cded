#include <nlohmann/json.hpp>

#include "json_literal.h"
#include "openai/models_list.h"
#include "support/run_test.h"

using namespace mirror::openai;
using namespace mirror::test;

class TstModelsList : public QObject {
    Q_OBJECT
private slots:
    void writesTheListOpenAiClientsExpect() {
        const auto list = nlohmann::json::parse(modelsJson({{"gpt-4o", "openai"}, {"Qwen/\"7B\"", "local"}}));
        QCOMPARE(list["object"].get<std::string>(), std::string("list"));
        QCOMPARE(list["data"].size(), std::size_t{2});
        QCOMPARE(list["data"][1]["id"].get<std::string>(), std::string("Qwen/\"7B\""));
        QCOMPARE(list["data"][0]["object"].get<std::string>(), std::string("model"));
        QVERIFY(list["data"][0]["created"].is_number_integer());
        QCOMPARE(modelsJson({}), std::string("{'object':'list','data':[]}"_jsonText));
        QCOMPARE(modelJson({"m", "o"}), std::string("{'id':'m','object':'model','created':0,'owned_by':'o'}"_jsonText));
    }
    void decodesPercent() {
        QCOMPARE(percentDecode("Qwen%2FQwen2.5%2d7B"), std::string("Qwen/Qwen2.5-7B"));
        QCOMPARE(percentDecode("%E9%95%9C"), std::string("镜"));
        QCOMPARE(percentDecode("a+b"), std::string("a+b"));
        for (const char* broken : {"%", "a%2", "%zz", "%2F%g0"}) QCOMPARE(percentDecode(broken), std::string(broken));
    }
};

MIRROR_TEST(TstModelsList, tst_models_list)
#include "tst_models_list.moc"
