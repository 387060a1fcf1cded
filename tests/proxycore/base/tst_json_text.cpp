#include "support/run_test.h"

#include <nlohmann/json.hpp>

#include "base/json_text.h"

using namespace mirror::base;

class TstJsonText : public QObject {
    Q_OBJECT
private slots:
    void stringsComeBackAsTheyWere() {
        std::string every;
        for (int c = 1; c < 128; ++c) every += static_cast<char>(c);
        every += std::string("\0 镜台 \xF0\x9F\x98\x80", 14);
        std::string json;
        appendJsonString(json, every);
        QCOMPARE(nlohmann::json::parse(json).get<std::string>(), every);
    }
    void whatNeedsNoEscapeStays() {
        std::string json = "x";
        appendJsonString(json, "镜台 a/b");
        QCOMPARE(json, std::string("x\"镜台 a/b\""));
    }
    void commasStandBetweenValuesOnly() {
        std::string json;
        JsonText text(json);
        text.open('{').member("a", 1).member("b", "two").key("c").open('[').value(true).value(std::string_view("x")).open('{').close('}').raw("null").close(']');
        text.key("d").open('{').close('}').member("e", -9'000'000'000LL).close('}');
        QCOMPARE(json, std::string(R"({"a":1,"b":"two","c":[true,"x",{},null],"d":{},"e":-9000000000})"));
        QVERIFY(nlohmann::json::accept(json));
    }
};

MIRROR_TEST(TstJsonText, tst_json_text)
#include "tst_json_text.moc"
