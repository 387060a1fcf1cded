#include "openai/answer_texts.h"

#include "json_literal.h"
#include "openai/stream_event.h"
#include "support/run_test.h"

using namespace mirror::openai;
using namespace mirror::test;

class TstAnswerTexts : public QObject {
    Q_OBJECT
private:
    StreamEventReader m_events;
    AnswerReader m_answers;
    AnswerTexts m_texts;

    /// "path=text", "!" in front of one that is complete in itself, "?" of one aside; what has ended behind it as "end(path)".
    QString told() const {
        std::string out;
        const auto add = [&](const std::string& more) { out += (out.empty() ? "" : " ") + more; };
        for (const AnswerText& text : m_texts.texts)
            add((text.isAside ? "?" : text.isWhole ? "!" : "") + std::string(m_texts.path(text)) + "=" + std::string(text.text));
        for (const std::string& path : m_texts.ended) add("end(" + path + ")");
        return QString::fromStdString(out);
    }
    QString event(const std::string& json, AnswerShape shape = AnswerShape::choices) {
        m_events.read(json, shape, m_texts);
        return told();
    }
    QString answer(const std::string& json, AnswerShape shape = AnswerShape::choices) {
        if (!m_answers.read(json, shape, m_texts)) return "refused";
        const QString out = told();
        m_answers.release();
        return out;
    }

private slots:
    void eventsOfChoices() {
        QCOMPARE(event("{'id':'c','object':'chat.completion.chunk','model':'m','choices':[{'index':1,'delta':{'role':'assistant','content':'你'},'finish_reason':null}]}"_jsonText),
                 QString("choices[1].delta.content=你"));
        QCOMPARE(event("{'choices':[{'index':0,'delta':{'reasoning_content':'a','refusal':'b','x_vendor':'c'}},{'index':2,'delta':{'content':'d'}}]}"_jsonText),
                 QString("choices[0].delta.reasoning_content=a choices[0].delta.refusal=b !choices[0].delta=x_vendor choices[0].delta.x_vendor=c choices[2].delta.content=d"));
        QCOMPARE(event("{'choices':[{'index':0,'delta':{'tool_calls':[{'index':3,'id':'call_1','type':'function','function':{'name':'f','arguments':'{'}}]}}]}"_jsonText),
                 QString("choices[0].delta.tool_calls[3].function.name=f choices[0].delta.tool_calls[3].function.arguments={"));
        QCOMPARE(event("{'choices':[{'index':0,'text':'x','finish_reason':'stop'}]}"_jsonText), QString("choices[0].text=x end(choices[0])"));
    }
    void whatStandsOutsideTheDeltasIsCompleteInItself() {
        QCOMPARE(event("{'choices':[{'index':0,'delta':{},'message':{'content':'x'}}],'provider':'Deep Infra','usage':{'cost':'1'}}"_jsonText),
                 QString("choices[0].message.content=x !provider=Deep Infra"));
    }
    void partsOfADeltaAreOneTextWithItsString() {
        QCOMPARE(event("{'choices':[{'delta':{'content':[{'type':'text','text':'a','x':'b'},{'type':'text','text':'c'},{'type':'image','url':'u'}]}}]}"_jsonText),
                 QString("choices[0].delta.content=a !choices[0].delta.content=x choices[0].delta.content.x=b choices[0].delta.content=c choices[0].delta.content[2].url=u"));
        QCOMPARE(event("{'choices':[{'delta':{'content':[{'text':'a','text':1}]}}]}"_jsonText), QString("choices[0].delta.content=a"));
    }
    void aLongNameIsNotCopiedForEachTextBehindIt() {
        const std::string name(5000, 'k');
        event("{\"" + name + "\":{\"a\":[\"x\",\"y\"]}}");
        QCOMPARE(m_texts.texts.size(), std::size_t(4));
        QCOMPARE(m_texts.path(m_texts.texts.back()), std::string_view(name).substr(0, 256));
        QVERIFY(m_texts.paths.size() <= 4 * 256);
    }
    void logprobsAreAside() {
        QCOMPARE(event("{'choices':[{'index':0,'delta':{'content':'x'},'logprobs':{'content':[{'token':'x','top_logprobs':[{'token':'y'}]}]}}]}"_jsonText),
                 QString("choices[0].delta.content=x ?choices[0].logprobs.content[0].token=x ?choices[0].logprobs.content[0].top_logprobs[0].token=y"));
        QVERIFY(m_texts.choices.at(0).logprobs.present());
    }
    void eventsOfMessages() {
        const auto shape = AnswerShape::messages;
        QCOMPARE(event("{'type':'content_block_start','index':1,'content_block':{'type':'tool_use','id':'t','name':'f','input':{}}}"_jsonText, shape), QString("content[1].name=f"));
        QCOMPARE(event("{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'你'}}"_jsonText, shape), QString("content[0].text=你"));
        QCOMPARE(event("{'type':'content_block_delta','index':1,'delta':{'type':'input_json_delta','partial_json':'{'}}"_jsonText, shape), QString("content[1].partial_json={"));
        QCOMPARE(event("{'type':'content_block_stop','index':1}"_jsonText, shape), QString("end(content[1])"));
        QCOMPARE(event("{'type':'message_stop'}"_jsonText, shape), QString("end()"));
        QCOMPARE(event("{'type':'message_delta','delta':{'stop_reason':'end_turn','stop_sequence':'好'}}"_jsonText, shape), QString("!delta.stop_sequence=好"));
    }
    void eventsOfResponses() {
        const auto shape = AnswerShape::responses;
        QCOMPARE(event("{'type':'response.output_text.delta','item_id':'i','output_index':2,'content_index':1,'delta':'你','sequence_number':7,'obfuscation':'aB3x'}"_jsonText, shape),
                 QString("output[2].response.output_text[1]=你"));
        QCOMPARE(*m_texts.sequence, std::uint64_t(7));
        QCOMPARE(event("{'type':'response.output_text.done','output_index':2,'content_index':1,'text':'你好'}"_jsonText, shape), QString("!text=你好 end(output[2])"));
        QCOMPARE(event("{'type':'response.created','response':{'id':'r','status':'in_progress','instructions':'be good','output':[]}}"_jsonText, shape), QString());
        QVERIFY(m_texts.response.present() && m_texts.status.present());
        QCOMPARE(event("{'type':'response.completed','response':{'id':'r','status':'completed','output':[{'type':'message','content':[{'type':'output_text','text':'x'}]}]}}"_jsonText, shape),
                 QString("!output[0].content[0].text=x end()"));
    }
    void wholeAnswers() {
        QCOMPARE(answer("{'id':'c','choices':[{'index':0,'message':{'role':'assistant','content':'a','tool_calls':[{'id':'t','type':'function','function':{'name':'f','arguments':'{}'}}]},'finish_reason':'stop'}],'usage':{}}"_jsonText),
                 QString("!choices[0].message.content=a !choices[0].message.tool_calls[0].function.name=f !choices[0].message.tool_calls[0].function.arguments={} end(choices[0])"));
        QCOMPARE(answer("{'choices':[{'message':{'content':[{'type':'text','text':'大'},{'type':'text','text':'麻'},{'type':'image','url':'u'},{'type':'text','text':'z'}]}}]}"_jsonText),
                 QString("choices[0].message.content[0].text=大 choices[0].message.content[0].text=麻 !choices[0].message.content[2].url=u choices[0].message.content[3].text=z end(choices[0])"));
        QCOMPARE(answer("{'type':'message','content':[{'type':'thinking','thinking':'t','signature':'AbC='},{'type':'tool_use','name':'f','input':{'城市':'x'}}],'stop_reason':'end_turn'}"_jsonText, AnswerShape::messages),
                 QString("!content[0].thinking=t !content[1].name=f !content[1].input=城市 !content[1].input.城市=x"));
        QVERIFY(m_texts.stopReason.present());
        QCOMPARE(answer("{'object':'response','status':'completed','incomplete_details':null,'instructions':'i','tools':[{'description':'d'}],'output':[{'type':'message','content':[{'type':'output_text','text':'x'}]},{'type':'function_call','arguments':'{}','name':'f'}]}"_jsonText, AnswerShape::responses),
                 QString("output[0].content[0].text=x !output[1].arguments={} !output[1].name=f"));
        QVERIFY(m_texts.status.present() && m_texts.incompleteDetails.present());
        QCOMPARE(answer("{'choices':"_jsonText), QString("refused"));
    }
    void placesAreToldByTheNamesTheApiHas() {
        QCOMPARE(QString::fromStdString(publicPath("choices[0].delta.tool_calls[1].function.arguments")), QString("choices[0].delta.tool_calls[1].function.arguments"));
        QCOMPARE(QString::fromStdString(publicPath("choices[0].delta.大麻")), QString("choices[0].delta.*"));
        QCOMPARE(QString::fromStdString(publicPath("content[1].input.x[大]")), QString("content[1].input.**"));
        QVERIFY(publicPath(std::string(500, '.')).size() <= 120);
    }
};

MIRROR_TEST(TstAnswerTexts, tst_answer_texts)
#include "tst_answer_texts.moc"
