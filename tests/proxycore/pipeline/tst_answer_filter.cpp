#include "pipeline/answer_filter.h"

#include "openai/stream_event.h"
#include "proxycore/openai/json_literal.h"
#include "proxycore/pipeline/rule_book.h"
#include "support/recorded_client.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;
using openai::AnswerShape;

class TstAnswerFilter : public QObject {
    Q_OBJECT
private:
    std::string m_blockedBy;
    std::vector<RuleHit> m_hits;

    QString filtered(const std::string& body, const std::vector<Word>& words, AnswerShape shape = AnswerShape::choices, std::vector<mask::Masker::Name> names = {}) {
        openai::AnswerReader reader;
        openai::AnswerTexts texts;
        if (!reader.read(body, shape, texts)) return "refused";
        const auto set = ruleset(words);
        const mask::Restorer restorer(std::move(names));
        pipeline::AnswerRules rules;
        rules.words = set.get();
        if (!restorer.empty()) rules.names = &restorer;
        filter::ScanRoom room;
        metrics::WorkerShard shard{0};
        RecordedExchange caller;
        pipeline::RuleLog log(caller.exchange, shard);
        const pipeline::FilteredAnswer out = pipeline::filterAnswer(body, texts, shape, rules, room, log);
        m_blockedBy = out.blockedBy;
        m_hits = caller.exchange.rules;
        return out.body ? QString::fromStdString(*out.body) : QString("as it came");
    }
    static QString text(const std::string& json) { return QString::fromStdString(json); }

private slots:
    void innocentAnswersAreLeftAlone() {
        QCOMPARE(filtered("{'choices':[{'message':{'content':'大象'},'finish_reason':'stop'}]}"_jsonText, {rule(1, "大麻")}), QString("as it came"));
        QVERIFY(m_blockedBy.empty());
    }
    void starsStandInPlace() {
        QCOMPARE(filtered("{ 'choices':[{'index':0,'message':{'content':'有\\u5927麻\\n', 'reasoning_content':'大麻'}, 'finish_reason':'stop'}] }"_jsonText, {rule(1, "大麻", WordAction::mask)}),
                 text("{ 'choices':[{'index':0,'message':{'content':'有**\\n', 'reasoning_content':'**'}, 'finish_reason':'stop'}] }"_jsonText));
        QVERIFY(m_blockedBy.empty());
        QCOMPARE(m_hits.size(), std::size_t(2));
        QCOMPARE(m_hits[1].where, std::string("choices[0].message.reasoning_content"));
    }
    void aBlockedChoiceIsCutAndTheOthersStay() {
        QCOMPARE(filtered("{'choices':[{'index':0,'message':{'content':'有大麻吗','refusal':'后'},'finish_reason':'stop'},{'index':1,'message':{'content':'好'},'finish_reason':'stop'}],'usage':{'total_tokens':3}}"_jsonText,
                          {rule(12, "大麻")}),
                 text("{'choices':[{'index':0,'message':{'content':'有','refusal':''},'finish_reason':'content_filter'},{'index':1,'message':{'content':'好'},'finish_reason':'stop'}],'usage':{'total_tokens':3}}"_jsonText));
        QCOMPARE(m_blockedBy, std::string("w12"));
    }
    void itIsFoundWhereverItStands_data() {
        QTest::addColumn<QString>("choice");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const std::string& choice, const std::string& expected) { QTest::newRow(name) << QString::fromStdString(choice) << QString::fromStdString(expected); };
        row("parts", "{'message':{'content':[{'type':'text','text':'a大'},{'type':'text','text':'麻b'}]},'finish_reason':'stop'}"_jsonText,
            "{'message':{'content':[{'type':'text','text':'a'},{'type':'text','text':''}]},'finish_reason':'content_filter'}"_jsonText);
        row("tool arguments", "{'message':{'content':null,'tool_calls':[{'id':'t','type':'function','function':{'name':'f','arguments':'{\\\"q\\\":\\\"大麻\\\"}'}}]},'finish_reason':'tool_calls'}"_jsonText,
            "{'message':{'content':null,'tool_calls':[{'id':'t','type':'function','function':{'name':'f','arguments':'{\\\"q\\\":\\\"'}}]},'finish_reason':'content_filter'}"_jsonText);
        row("text", "{'text':'大麻','finish_reason':'length'}"_jsonText, "{'text':'','finish_reason':'content_filter'}"_jsonText);
        row("no finish_reason", "{'message':{'content':'大麻'}}"_jsonText, "{'finish_reason':'content_filter','message':{'content':''}}"_jsonText);
        row("a vendor's member", "{'x_note':'大麻','finish_reason':null}"_jsonText, "{'x_note':'','finish_reason':'content_filter'}"_jsonText);
        row("logprobs go too", "{'logprobs':{'content':[]},'message':{'content':'大麻'},'finish_reason':'stop'}"_jsonText, "{'logprobs':null,'message':{'content':''},'finish_reason':'content_filter'}"_jsonText);
    }
    void itIsFoundWhereverItStands() {
        QFETCH(QString, choice);
        QFETCH(QString, expected);
        QCOMPARE(filtered("{\"choices\":[" + choice.toStdString() + "]}", {rule(1, "大麻")}), "{\"choices\":[" + expected + "]}");
        QCOMPARE(m_blockedBy, std::string("w1"));
    }
    void messagesSayRefusal() {
        QCOMPARE(filtered("{'type':'message','content':[{'type':'text','text':'大麻'},{'type':'tool_use','id':'t','name':'f','input':{'q':'后'}}],'stop_reason':'end_turn'}"_jsonText, {rule(1, "大麻")}, AnswerShape::messages),
                 text("{'type':'message','content':[{'type':'text','text':''},{'type':'tool_use','id':'t','name':'','input':{'':''}}],'stop_reason':'refusal'}"_jsonText));
    }
    void responsesSayIncomplete() {
        QCOMPARE(filtered("{'status':'completed','output':[{'type':'message','content':[{'type':'output_text','text':'有大麻'}]}]}"_jsonText, {rule(1, "大麻")}, AnswerShape::responses),
                 text("{'status':'incomplete','incomplete_details':{'reason':'content_filter'},'output':[{'type':'message','content':[{'type':'output_text','text':'有'}]}]}"_jsonText));
        QCOMPARE(filtered("{'incomplete_details':null,'status':'completed','instructions':'大麻','output':[{'type':'function_call','arguments':'大麻'}]}"_jsonText, {rule(1, "大麻")}, AnswerShape::responses),
                 text("{'incomplete_details':{'reason':'content_filter'},'status':'incomplete','instructions':'大麻','output':[{'type':'function_call','arguments':''}]}"_jsonText));
    }
    void namesGetTheirOriginalsBack() {
        QCOMPARE(filtered("{'choices':[{'message':{'content':'打[PHONE]'},'finish_reason':'stop'}]}"_jsonText, {rule(1, "大麻")}, AnswerShape::choices, {{"[PHONE]", "13800138000", "13800138000", PiiKind::phone}}),
                 text("{'choices':[{'message':{'content':'打13800138000'},'finish_reason':'stop'}]}"_jsonText));
    }
    void sentencesOfOthersAreLookedAtToo() {
        const auto set = ruleset({rule(1, "大麻"), rule(2, "好", WordAction::observe)});
        pipeline::AnswerRules rules;
        filter::ScanRoom room;
        QVERIFY(pipeline::mayPass("大麻", rules, room));
        rules.words = set.get();
        QVERIFY(!pipeline::mayPass("no 大麻 here", rules, room));
        QVERIFY(pipeline::mayPass("好", rules, room));
    }
    void oneVerdictStandsWhereTheUpstreamsOwnStood() {
        QCOMPARE(filtered("{'choices':[{'message':{'content':'大麻'},'finish_reason':'MAX TOKENS'}],'usage':{}}"_jsonText, {rule(1, "大麻")}),
                 text("{'choices':[{'message':{'content':''},'finish_reason':'content_filter'}],'usage':{}}"_jsonText));
        QCOMPARE(filtered("{'choices':[{'大麻':1,'x':2}]}"_jsonText, {rule(1, "大麻")}), text("{'choices':[{'finish_reason':'content_filter','':1,'':2}]}"_jsonText));
        QCOMPARE(filtered("{'content':[{'type':'text','text':'大麻'}],'stop_reason':'END TURN'}"_jsonText, {rule(1, "大麻")}, AnswerShape::messages),
                 text("{'content':[{'type':'text','text':''}],'stop_reason':'refusal'}"_jsonText));
        QCOMPARE(filtered("{'output':[{'content':[{'type':'output_text','text':'大麻'}]}],'status':'IN COMPLETE','incomplete_details':{'reason':'max tokens','x':'y'}}"_jsonText, {rule(1, "大麻")}, AnswerShape::responses),
                 text("{'output':[{'content':[{'type':'output_text','text':''}]}],'status':'incomplete','incomplete_details':{'reason':'content_filter'}}"_jsonText));
    }
    void logprobsOfResponsesGoWhereATextIsChanged() {
        const std::string probs = "'logprobs':[{'token':'大','bytes':[229],'top_logprobs':[{'token':'大'}]},{'token':'麻','bytes':[233]}]"_jsonText;
        QCOMPARE(filtered("{'output':[{'content':[{'type':'output_text','text':'大麻',"_jsonText + probs + "}]}]}", {rule(1, "大麻", WordAction::mask)}, AnswerShape::responses),
                 text("{'output':[{'content':[{'type':'output_text','text':'**','logprobs':[]}]}]}"_jsonText));
        QCOMPARE(filtered("{'output':[{'content':[{'type':'output_text','text':'大象',"_jsonText + probs + "}]}]}", {rule(1, "大麻", WordAction::mask)}, AnswerShape::responses), QString("as it came"));
        QCOMPARE(filtered("{'output':[{'content':[{'type':'output_text','text':'大象','logprobs':[{'token':'大','top_logprobs':[{'token':'大麻'}]}]}]}]}"_jsonText, {rule(1, "大麻", WordAction::mask)}, AnswerShape::responses),
                 text("{'output':[{'content':[{'type':'output_text','text':'大象','logprobs':[]}]}]}"_jsonText));
    }
    void aLineEndWithinArgumentsIsABorder() {
        const std::string body = "{'choices':[{'message':{'tool_calls':[{'function':{'name':'f','arguments':'{\\\"q\\\":\\\"buy\\\\nheroin\\\"}'}}]}}]}"_jsonText;
        QCOMPARE(filtered(body, {rule(1, "heroin", WordAction::mask)}), text("{'choices':[{'message':{'tool_calls':[{'function':{'name':'f','arguments':'{\\\"q\\\":\\\"buy\\\\n******\\\"}'}}]}}]}"_jsonText));
    }
};

MIRROR_TEST(TstAnswerFilter, tst_answer_filter)
#include "tst_answer_filter.moc"
