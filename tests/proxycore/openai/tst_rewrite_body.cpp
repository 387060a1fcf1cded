#include <nlohmann/json.hpp>

#include "json_literal.h"
#include "openai/json_body.h"
#include "support/run_test.h"

using namespace mirror::openai;
using namespace mirror::test;

class TstRewriteBody : public QObject {
    Q_OBJECT
private:
    RequestBodyReader m_reader;
    std::string m_scratch;

    QString rewrite(const std::string& body, std::string_view model, bool askUsage) {
        const auto parsed = m_reader.parse(body, body.size(), 64, false);
        if (!parsed) return "refused";
        const auto out = rewriteBody(body, *parsed, model, askUsage, m_scratch);
        return QString::fromUtf8(out.data(), static_cast<qsizetype>(out.size()));
    }

private slots:
    void changesOnlyWhatItMust_data() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("expected");  // with model "n" and usage asked
        const auto row = [](const char* name, const std::string& body, const std::string& expected) {
            QTest::newRow(name) << QString::fromStdString(body) << QString::fromStdString(expected);
        };
        row("noOptions", "{'model':'m','a':1}"_jsonText, "{'model':'n','a':1,'stream_options':{'include_usage':true}}"_jsonText);
        row("spaces", "{ \"a\" : 1 , \"model\" : \"m\" }\n", "{ \"a\" : 1 , \"model\" : \"n\" ,\"stream_options\":{\"include_usage\":true}}\n");
        row("emptyOptions", "{'model':'m','stream_options':{ }}"_jsonText, "{'model':'n','stream_options':{'include_usage':true }}"_jsonText);
        row("nullOptions", "{'model':'m','stream_options':null}"_jsonText, "{'model':'n','stream_options':{'include_usage':true}}"_jsonText);
        row("otherOptions", "{'model':'m','stream_options':{'x':{'include_usage':false}}}"_jsonText,
            "{'model':'n','stream_options':{'include_usage':true,'x':{'include_usage':false}}}"_jsonText);
        row("usageFalse", "{'model':'m','stream_options':{'x':1, 'include_usage' : false }}"_jsonText,
            "{'model':'n','stream_options':{'x':1, 'include_usage' : true }}"_jsonText);
        row("usageNull", "{'model':'m','stream_options':{'include_usage':null,'x':1}}"_jsonText,
            "{'model':'n','stream_options':{'include_usage':true,'x':1}}"_jsonText);
        row("usageByEscape", "{'model':'m','stream_options':{'include\\u005fusage':false}}"_jsonText,
            "{'model':'n','stream_options':{'include\\u005fusage':true}}"_jsonText);
        row("usageAskedAlready", "{'model':'m','stream_options':{'include_usage':true}}"_jsonText,
            "{'model':'n','stream_options':{'include_usage':true}}"_jsonText);
        row("optionsBeforeModel", "{'stream_options':{'include_usage':false},'model':'m','a':'}'}"_jsonText,
            "{'stream_options':{'include_usage':true},'model':'n','a':'}'}"_jsonText);
        row("look-alikes", "{'a':{'model':'m','stream_options':{}},'b':'\\'model\\':\\'m\\'','model':'m'}"_jsonText,
            "{'a':{'model':'m','stream_options':{}},'b':'\\'model\\':\\'m\\'','model':'n','stream_options':{'include_usage':true}}"_jsonText);
        row("bytesKept", "{'model':'m','a':'\\u00e9\\/ 1.0e+00','b':[1.0,-0.0,1E5]}"_jsonText,
            "{'model':'n','a':'\\u00e9\\/ 1.0e+00','b':[1.0,-0.0,1E5],'stream_options':{'include_usage':true}}"_jsonText);
    }
    void changesOnlyWhatItMust() {
        QFETCH(QString, body);
        QFETCH(QString, expected);
        const QString out = rewrite(body.toStdString(), "n", true);
        QCOMPARE(out, expected);
        const auto json = nlohmann::json::parse(out.toStdString());
        QVERIFY(json["stream_options"]["include_usage"] == true);
        QVERIFY(json["model"] == "n");
        QCOMPARE(rewrite(out.toStdString(), "n", true), out);  // nothing left to do
    }
    void returnsTheBodyItselfWhereNothingChanges() {
        const std::string body = "{'model':'m','stream_options':{'include_usage':true}}"_jsonText;
        const auto parsed = m_reader.parse(body, body.size(), 64, false).value();
        QCOMPARE(rewriteBody(body, parsed, "m", true, m_scratch).data(), body.data());
        QCOMPARE(rewriteBody(body, parsed, "m", false, m_scratch).data(), body.data());
    }
    void leavesOptionsAloneUnlessAsked() {
        QCOMPARE(rewrite("{'model':'m','stream_options':{'include_usage':false}}"_jsonText, "n", false),
                 QString::fromStdString("{'model':'n','stream_options':{'include_usage':false}}"_jsonText));
    }
    void escapesTheNewModel() {
        const auto json = nlohmann::json::parse(rewrite("{'model':'m'}"_jsonText, "a\"b\\c\n镜", false).toStdString());
        QCOMPARE(json["model"].get<std::string>(), std::string("a\"b\\c\n镜"));
    }
};

MIRROR_TEST(TstRewriteBody, tst_rewrite_body)
#include "tst_rewrite_body.moc"
