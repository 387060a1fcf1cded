#include "json_literal.h"
#include "openai/stream_event.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::openai;
using namespace mirror::test;

namespace {

QByteArray describe(const StreamEvent& event) {
    switch (event.kind) {
        case StreamEvent::Kind::done: return "done";
        case StreamEvent::Kind::malformed: return "malformed";
        case StreamEvent::Kind::error: return "error";
        case StreamEvent::Kind::chunk: break;
    }
    QByteArray out = event.finish ? "finish" : event.meaningful ? "meaningful" : event.usageOnly ? "usage only" : "empty";
    if (event.usage) out += " " + QByteArray::number(event.usage->prompt.value) + "+" + QByteArray::number(event.usage->completion.value);
    return out;
}

}  // namespace

class TstStreamEvent : public QObject {
    Q_OBJECT
private:
    StreamEventReader m_reader;

private slots:
    void readsTheShapesOfTheField_data() {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const std::string& data, const char* expected) { QTest::newRow(name) << QByteArray::fromStdString(data) << QByteArray(expected); };
        const auto delta = [](const char* name, const std::string& members, const char* expected) {
            const std::string head = "{'id':'c','object':'chat.completion.chunk','choices':[{'index':0,'delta':"_jsonText;
            QTest::newRow(name) << QByteArray::fromStdString(head + members + ",'finish_reason':null}]}"_jsonText) << QByteArray(expected);
        };
        row("done", "[DONE]", "done");
        row("doneWithSpaces", " [DONE] ", "done");
        // what opens the commit gate, and what does not
        delta("content", "{'content':'你好'}"_jsonText, "meaningful");
        delta("roleOnly", "{'role':'assistant','content':''}"_jsonText, "empty");
        delta("roleNullContent", "{'role':'assistant','content':null}"_jsonText, "empty");
        delta("emptyDelta", "{}", "empty");
        delta("nullDelta", "null", "empty");
        delta("reasoningContent", "{'content':null,'reasoning_content':'hm'}"_jsonText, "meaningful");
        delta("emptyReasoning", "{'content':'','reasoning_content':''}"_jsonText, "empty");
        delta("reasoning", "{'reasoning':'hm'}"_jsonText, "meaningful");
        delta("refusal", "{'refusal':'no'}"_jsonText, "meaningful");
        delta("toolCalls", "{'tool_calls':[{'index':0,'function':{'name':'f','arguments':''}}]}"_jsonText, "meaningful");
        delta("noToolCalls", "{'tool_calls':[]}"_jsonText, "empty");
        delta("functionCall", "{'function_call':{'name':'f','arguments':''}}"_jsonText, "meaningful");
        delta("audio", "{'audio':{'id':'a'}}"_jsonText, "meaningful");
        delta("otherMember", "{'vendor':'x'}"_jsonText, "empty");
        row("finish", "{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}"_jsonText, "finish");
        row("finishWithoutDelta", "{'choices':[{'index':0,'finish_reason':'stop'}]}"_jsonText, "finish");
        row("emptyFinishReason", "{'choices':[{'index':0,'delta':{'content':''},'finish_reason':''}]}"_jsonText, "empty");
        row("completionText", "{'object':'text_completion','choices':[{'text':'a','index':0,'finish_reason':null}]}"_jsonText, "meaningful");
        row("completionEmptyText", "{'object':'text_completion','choices':[{'text':'','index':0,'finish_reason':null}]}"_jsonText, "empty");
        // Azure
        row("azureFilterResults",
            "{'choices':[],'created':0,'id':'','model':'','object':'','prompt_filter_results':[{'prompt_index':0,'content_filter_results':{'hate':{'filtered':false,'severity':'safe'}}}]}"_jsonText,
            "empty");
        row("azureFilterResultsAndNullUsage", "{'choices':[],'usage':null,'prompt_filter_results':[]}"_jsonText, "empty");
        row("azureFilterOffsets", "{'choices':[{'content_filter_offsets':{'start_offset':1},'content_filter_results':{},'finish_reason':null,'index':0}]}"_jsonText, "empty");
        // usage
        row("usageOnly", "{'choices':[],'usage':{'prompt_tokens':5,'completion_tokens':7,'total_tokens':12}}"_jsonText, "usage only 5+7");
        row("usageWithoutChoices", "{'usage':{'prompt_tokens':5,'completion_tokens':7}}"_jsonText, "usage only 5+7");
        row("usageInEveryChunk", "{'choices':[{'index':0,'delta':{'content':'a'},'finish_reason':null}],'usage':{'prompt_tokens':5,'completion_tokens':1}}"_jsonText, "meaningful 5+1");
        row("usageWithFinish", "{'choices':[{'index':0,'delta':{'content':''},'finish_reason':'stop'}],'usage':{'prompt_tokens':5,'completion_tokens':2,'prompt_tokens_details':{'cached_tokens':1}}}"_jsonText, "finish 5+2");
        row("usageNull", "{'choices':[{'index':0,'delta':{'content':'a'},'finish_reason':null}],'usage':null}"_jsonText, "meaningful");
        row("usageEmpty", "{'choices':[],'usage':{}}"_jsonText, "empty");
        row("usageNegative", "{'choices':[],'usage':{'prompt_tokens':-1,'completion_tokens':2}}"_jsonText, "usage only 0+2");
        // failures
        row("error", "{'error':{'message':'m','type':'server_error'}}"_jsonText, "error");
        row("errorText", "{'error':'overloaded'}"_jsonText, "error");
        row("errorNull", "{'error':null,'choices':[{'index':0,'delta':{'content':'a'}}]}"_jsonText, "meaningful");
        row("errorBesideChoices", "{'choices':[],'error':{'message':'m'}}"_jsonText, "error");
        row("bareCodeAndMessage", "{'code':'DataInspectionFailed','message':'m','request_id':'r'}"_jsonText, "error");
        row("qianfan", "{'error_code':336007,'error_msg':'m'}"_jsonText, "error");
        row("vllm", "{'object':'error','message':'m','type':'x'}"_jsonText, "error");
        row("codeBesideChoices", "{'code':0,'message':'success','choices':[{'index':0,'delta':{'content':'a'}}]}"_jsonText, "meaningful");
        row("typedError", "{'type':'error','error':{'type':'overloaded_error','message':'m'}}"_jsonText, "error");
        row("responseFailed", "{'type':'response.failed','response':{'error':{'code':'c'}}}"_jsonText, "error");
        // /v1/messages and /v1/responses
        row("messageStart", "{'type':'message_start','message':{'model':'claude','usage':{'input_tokens':25,'output_tokens':1}}}"_jsonText, "empty 25+1");
        row("contentBlockStart", "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}"_jsonText, "empty");
        row("contentBlockDelta", "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'a'}}"_jsonText, "meaningful");
        row("messageDelta", "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':15}}"_jsonText, "meaningful 0+15");
        row("messageStop", "{'type':'message_stop'}"_jsonText, "finish");
        row("ping", "{'type':'ping'}"_jsonText, "empty");
        row("responseCreated", "{'type':'response.created','response':{'error':null,'usage':null,'model':'m'}}"_jsonText, "empty");
        row("outputTextDelta", "{'type':'response.output_text.delta','delta':'a'}"_jsonText, "meaningful");
        row("responseCompleted", "{'type':'response.completed','response':{'usage':{'input_tokens':3,'output_tokens':4}}}"_jsonText, "finish 3+4");
        row("responseIncomplete", "{'type':'response.incomplete','response':{}}"_jsonText, "finish");
        // what is no event
        row("empty", "", "malformed");
        row("array", "[]", "malformed");
        row("text", "\"a\"", "malformed");
        row("word", "hello", "malformed");
        row("cut", "{'choices':[{'index':0,'delta':{'content':'a"_jsonText, "malformed");
        row("textBehind", "{'choices':[]} x"_jsonText, "malformed");
        row("invalidUtf8", "{\"choices\":[],\"a\":\"\xFF\"}", "malformed");
        row("choicesNoArray", "{'choices':{'index':0}}"_jsonText, "malformed");
        row("choiceNoObject", "{'choices':[1]}"_jsonText, "malformed");
        row("nullChoices", "{'choices':null}"_jsonText, "empty");
    }
    void readsTheShapesOfTheField() {
        QFETCH(QByteArray, data);
        QFETCH(QByteArray, expected);
        QCOMPARE(describe(m_reader.read({data.constData(), static_cast<std::size_t>(data.size())})), expected);
    }
    void tellsChoicesApart() {
        const auto event = m_reader.read("{'model':'m-1','choices':[{'index':2,'delta':{'content':'a'}},{'index':0,'delta':{},'finish_reason':'stop'},{'index':900,'finish_reason':'length'}]}"_jsonText);
        QCOMPARE(event.choices, 3u);
        QCOMPARE(event.choiceMask, std::uint64_t{0b101} | std::uint64_t{1} << 63);
        QCOMPARE(event.finishedMask, std::uint64_t{1} | std::uint64_t{1} << 63);
        QCOMPARE(event.model, std::string_view("m-1"));
        QVERIFY(event.meaningful && event.finish);
    }
    void numbersChoicesByPlaceWithoutAnIndex() {
        const auto event = m_reader.read("{'choices':[{'delta':{}},{'delta':{},'finish_reason':'stop'}]}"_jsonText);
        QCOMPARE(event.choiceMask, std::uint64_t{3});
        QCOMPARE(event.finishedMask, std::uint64_t{2});
    }
    void callsEveryCutOfAChunkMalformed() {
        const std::string data = "{'id':'c','choices':[{'index':0,'delta':{'content':'镜\\n'},'finish_reason':null}],'usage':{'prompt_tokens':1}}"_jsonText;
        QCOMPARE(describe(m_reader.read(data)), QByteArray("meaningful 1+0"));
        for (std::size_t size = 0; size < data.size(); ++size)
            QVERIFY2(m_reader.read(data.substr(0, size)).kind == StreamEvent::Kind::malformed, data.substr(0, size).c_str());
    }
    void readsLargeEvents() {
        const std::string data = "{'model':'large-model-name-beyond-sso','choices':[{'index':0,'delta':{'content':'"_jsonText + std::string(16'000'000, 'a') + "'}}]}"_jsonText;
        const auto event = m_reader.read(data);
        QVERIFY(event.meaningful);
        QCOMPARE(event.model, std::string_view("large-model-name-beyond-sso"));
    }
    void readsAnswers() {
        AnswerReader reader;
        const auto chat = reader.read("{'model':'m','choices':[{'message':{'content':'a'}}],'usage':{'prompt_tokens':9,'completion_tokens':3}}"_jsonText);
        QCOMPARE(chat->model, std::string("m"));
        QCOMPARE(chat->usage->prompt.value, std::int64_t{9});
        QCOMPARE(chat->usage->completion.value, std::int64_t{3});
        QVERIFY(!chat->isError);
        const auto response = reader.read("{'error':null,'model':'m','output':[],'usage':{'input_tokens':1,'output_tokens':2}}"_jsonText);
        QVERIFY(!response->isError);
        QCOMPARE(response->usage->completion.value, std::int64_t{2});
        const auto embedding = reader.read("{'object':'list','data':[],'model':'e','usage':{'prompt_tokens':8,'total_tokens':8}}"_jsonText);
        QCOMPARE(embedding->usage->prompt.value, std::int64_t{8});
        QVERIFY(reader.read("{'error':{'message':'m'}}"_jsonText)->isError);
        QVERIFY(reader.read("{'code':'x','message':'m'}"_jsonText)->isError);
        QVERIFY(!reader.read("{'model':'m'}"_jsonText)->usage);
        for (const char* bad : {"", "[]", "<html>", "{", "null"}) QVERIFY2(!reader.read(bad), bad);
    }
};

MIRROR_TEST(TstStreamEvent, tst_stream_event)
#include "tst_stream_event.moc"
