#include "support/run_test.h"

#include "engine/dialogue_view.h"

using namespace mirror;

namespace {

/// role/kind/choice: text, one turn a line.
QByteArray turns(const Dialogue& dialogue) {
    std::string out;
    for (const DialogueTurn& turn : dialogue.turns)
        out += turn.role + "/" + turn.kind + (turn.isAnswer ? "#" + std::to_string(turn.choice) : "") + ": " + turn.text + "\n";
    return QByteArray::fromStdString(out);
}

}  // namespace

class TstDialogueView : public QObject {
    Q_OBJECT
private slots:
    void requestsAreTurns_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("chat") << QByteArray(R"({"model":"m","messages":[{"role":"system","content":"be brief"},{"role":"user","content":"hi"}]})") << QByteArray("system/text: be brief\nuser/text: hi\n");
        QTest::newRow("parts") << QByteArray(R"({"messages":[{"role":"user","content":[{"type":"text","text":"look"},{"type":"image_url","image_url":{"url":"u"}}]}]})")
                               << QByteArray("user/text: look\nuser/other: {\"image_url\":{\"url\":\"u\"},\"type\":\"image_url\"}\n");
        QTest::newRow("tools") << QByteArray(
                                      R"({"messages":[{"role":"assistant","content":null,"tool_calls":[{"function":{"name":"f","arguments":"{1}"}}]},{"role":"tool","content":"42"}]})")
                               << QByteArray("assistant/tool_call: f({1})\ntool/tool_result: 42\n");
        QTest::newRow("completion") << QByteArray(R"({"prompt":["a","b"]})") << QByteArray("request/text: a\nrequest/text: b\n");
        QTest::newRow("responses") << QByteArray(R"({"instructions":"i","input":[{"role":"user","content":[{"type":"input_text","text":"q"}]},{"type":"function_call_output","output":"r"}]})")
                                   << QByteArray("system/text: i\nuser/text: q\nuser/tool_result: r\n");
        QTest::newRow("messages") << QByteArray(R"({"system":[{"type":"text","text":"s"}],"messages":[{"role":"user","content":[{"type":"tool_result","content":"x"}]}]})")
                                  << QByteArray("system/text: s\nuser/tool_result: x\n");
        QTest::newRow("unknown shape") << QByteArray(R"({"query":"q"})") << QByteArray("request/other: {\"query\":\"q\"}\n");
        QTest::newRow("wrong types") << QByteArray(R"({"messages":[7,{"role":3,"content":{"a":1}}]})") << QByteArray("request/other: 7\n3/text: {\"a\":1}\n");
    }
    void requestsAreTurns() {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, expected);
        Dialogue dialogue;
        engine::showRequest(R"({"client":"10.0.0.1","body":)" + body.toStdString() + "}", dialogue);
        QCOMPARE(turns(dialogue), expected);
    }
    void answersAreTurnsByChoice() {
        Dialogue dialogue;
        engine::showAnswer(R"j({"texts":[["choices[0].delta.reasoning_content","hm"],["choices[0].delta.content","a"],["choices[1].delta.content","b"],
                               ["choices[0].delta.tool_calls[0].function.name","f"],["choices[0].delta.tool_calls[0].function.arguments","{}"]]})j",
                           dialogue);
        QCOMPARE(turns(dialogue), QByteArray("assistant/reasoning#0: hm\nassistant/text#0: a\nassistant/text#1: b\nassistant/tool_call#0: f({})\n"));
    }
    void attemptsRulesAndNamesAreThere() {
        Dialogue dialogue;
        engine::showRequest(R"({"masked":{"[PHONE]":"phone"}})", dialogue);
        engine::showAnswer(R"({"attempts":[{"upstream":"u","status":503,"error_code":"upstream_status","start_us":1,"duration_us":2,"reused_connection":true}],
                              "rules":[{"rule":"w12","category":"c","action":"mask","output":true,"where":"choices[0].delta.content","steps":3,"count":2}],"masked":{"[ID]":"id"}})",
                           dialogue);
        QCOMPARE(dialogue.tries, (std::vector<AttemptRecord>{{"u", 503, "upstream_status", Microseconds(1), Microseconds(2), true}}));
        QCOMPARE(dialogue.rules, (std::vector<RuleHit>{{"w12", "c", WordAction::mask, true, "choices[0].delta.content", 3, 2}}));
        QCOMPARE(dialogue.values, (std::vector<MaskedValue>{{"[PHONE]", "phone"}, {"[ID]", "id"}}));
    }
    void whatIsNoJsonIsKeptAsItIs() {
        Dialogue dialogue;
        engine::showRequest("{broken", dialogue);
        engine::showAnswer("[1]", dialogue);
        QCOMPARE(dialogue.request, std::string("{broken"));
        QCOMPARE(dialogue.answer, std::string("[1]"));
        QVERIFY(dialogue.turns.empty());
    }
};

MIRROR_TEST(TstDialogueView, tst_dialogue_view)
#include "tst_dialogue_view.moc"
