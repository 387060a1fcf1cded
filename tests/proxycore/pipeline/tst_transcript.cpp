#include "support/run_test.h"

#include "openai/stream_event.h"
#include "pipeline/stream_gate.h"
#include "pipeline/transcript.h"
#include "proxycore/pipeline/rule_book.h"

using namespace mirror;
using namespace mirror::pipeline;

namespace {

std::string sse(const std::string& json) { return "data: " + json + "\n\n"; }
std::string delta(int choice, const std::string& members) {
    return sse("{\"choices\":[{\"index\":" + std::to_string(choice) + ",\"delta\":{" + members + "}}]}");
}
std::string member(const std::string& name, const std::string& text) { return "\"" + name + "\":\"" + text + "\""; }

/// The texts of a stream without rules.
Transcript transcriptOf(const std::string& stream, openai::Endpoint endpoint = openai::Endpoint::chatCompletions) {
    openai::StreamEventReader reader;
    openai::AnswerTexts room;
    Transcript transcript;
    StreamGate gate(reader, endpoint, true);
    gate.keepIn(transcript, room);
    std::string out;
    for (const char byte : stream)
        if (!gate.take({&byte, 1}, out)) break;
    return transcript;
}

std::string textAt(const Transcript& transcript, std::string_view path) {
    for (const Transcript::Text& text : transcript.texts())
        if (text.path == path) return text.text;
    return "(none)";
}

}  // namespace

class TstTranscript : public QObject {
    Q_OBJECT
private slots:
    void piecesOfOneTextAreJoined() {
        const Transcript transcript = transcriptOf(delta(0, member("role", "assistant") + "," + member("content", "")) + delta(0, member("content", "你")) + delta(0, member("content", "好")));
        QCOMPARE(transcript.texts().size(), std::size_t(1));
        QCOMPARE(transcript.texts()[0].path, std::string("choices[0].delta.content"));
        QCOMPARE(transcript.texts()[0].text, std::string("你好"));
    }
    void choicesThoughtsAndToolsAreToldApart() {
        const Transcript transcript = transcriptOf(delta(0, member("reasoning_content", "hm")) + delta(1, member("content", "b")) + delta(0, member("content", "a")) + delta(1, member("content", "B")) +
                                                   delta(0, R"j("tool_calls":[{"index":0,"id":"call_1","function":{"name":"weather","arguments":"{1"}}])j") +
                                                   delta(0, R"j("tool_calls":[{"index":0,"function":{"arguments":":2}"}}])j"));
        QCOMPARE(textAt(transcript, "choices[0].delta.reasoning_content"), std::string("hm"));
        QCOMPARE(textAt(transcript, "choices[0].delta.content"), std::string("a"));
        QCOMPARE(textAt(transcript, "choices[1].delta.content"), std::string("bB"));
        QCOMPARE(textAt(transcript, "choices[0].delta.tool_calls[0].function.name"), std::string("weather"));
        QCOMPARE(textAt(transcript, "choices[0].delta.tool_calls[0].function.arguments"), std::string("{1:2}"));
        QCOMPARE(transcript.texts()[0].path, std::string("choices[0].delta.reasoning_content"));  // in the order in which they began
    }
    void namesOfMembersAreNotSaid() {
        const Transcript chat = transcriptOf(delta(0, member("content", "hi") + "," + member("x_vendor", "said")) + sse(R"j({"choices":[],"usage":{"prompt_tokens":1,"own_tokens":2}})j"));
        QCOMPARE(chat.texts().size(), std::size_t(2));
        QCOMPARE(textAt(chat, "choices[0].delta.x_vendor"), std::string("said"));
        const Transcript messages = transcriptOf(sse(R"j({"type":"message_start","message":{"usage":{"input_tokens":3,"output_tokens":1}}})j") +
                                                     sse(R"j({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"hello"}})j") +
                                                     sse(R"j({"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":9}})j"),
                                                 openai::Endpoint::messages);
        QCOMPARE(messages.texts().size(), std::size_t(1));
        QCOMPARE(messages.texts()[0].text, std::string("hello"));
    }
    void theInputOfAToolStaysJson() {
        const std::string body = R"j({"content":[{"type":"text","text":"I pay"},{"type":"tool_use","id":"t1","name":"pay","input":{"amount":500,"to":{"phone":"13812345678"},"now":true}}]})j";
        openai::AnswerReader reader;
        openai::AnswerTexts texts;
        std::string room = body;
        room.reserve(room.size() + 64);
        QVERIFY(reader.read(room, openai::AnswerShape::messages, texts));
        Transcript transcript;
        transcript.add(texts, room);
        QCOMPARE(textAt(transcript, "content[0].text"), std::string("I pay"));
        QCOMPARE(textAt(transcript, "content[1].input"), std::string(R"j({"amount":500,"to":{"phone":"13812345678"},"now":true})j"));
        QCOMPARE(textAt(transcript, "content[1].input.to.phone"), std::string("(none)"));
    }
    void logprobsAreNotSaidAgain() {
        const Transcript transcript =
            transcriptOf(sse(R"j({"choices":[{"index":0,"delta":{"content":"hi"},"logprobs":{"content":[{"token":"hi","logprob":-1,"top_logprobs":[{"token":"ho","logprob":-2}]}]}}]})j"));
        QCOMPARE(transcript.texts().size(), std::size_t(1));
    }
    void responsesAreKeptOnce() {
        const Transcript transcript = transcriptOf(
            "event: response.output_text.delta\n" + sse(R"j({"type":"response.output_text.delta","item_id":"i","output_index":0,"content_index":0,"delta":"one "})j") +
                "event: response.output_text.delta\n" + sse(R"j({"type":"response.output_text.delta","item_id":"i","output_index":0,"content_index":0,"delta":"two"})j") +
                "event: response.output_text.done\n" + sse(R"j({"type":"response.output_text.done","item_id":"i","output_index":0,"content_index":0,"text":"one two"})j") +
                "event: response.completed\n" +
                sse(R"j({"type":"response.completed","response":{"id":"r","output":[{"type":"message","content":[{"type":"output_text","text":"one two"}]}]}})j"),
            openai::Endpoint::responses);
        QCOMPARE(transcript.texts().size(), std::size_t(1));
        QCOMPARE(transcript.texts()[0].text, std::string("one two"));
    }
    void whatIsMoreThanItKeepsIsSaid() {
        Transcript transcript;
        const std::string half(Transcript::kMaxBytes / 2 + 1, 'x');
        transcript.add("a", half);
        QVERIFY(!transcript.isCut());
        transcript.add("b", half);
        QVERIFY(transcript.isCut());
        QCOMPARE(textAt(transcript, "a").size() + textAt(transcript, "b").size(), Transcript::kMaxBytes);
        Transcript many;
        for (std::size_t i = 0; i <= Transcript::kMaxTexts; ++i) many.add(std::to_string(i), "x");
        QVERIFY(many.isCut());
        QCOMPARE(many.texts().size(), Transcript::kMaxTexts);
    }
    /// What the caller got: stars, and nothing behind a cut.
    void rulesLeaveTheirMarkInIt_data() {
        QTest::addColumn<int>("action");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("observe") << static_cast<int>(WordAction::observe) << QByteArray("before 坏词 after");
        QTest::newRow("mask") << static_cast<int>(WordAction::mask) << QByteArray("before ** after");
        QTest::newRow("block") << static_cast<int>(WordAction::block) << QByteArray("before ");
    }
    void rulesLeaveTheirMarkInIt() {
        QFETCH(int, action);
        QFETCH(QByteArray, text);
        Word word;
        word.id = 1;
        word.list = 1;
        word.text = "坏词";
        word.action = static_cast<WordAction>(action);
        const auto words = test::ruleset({word});
        openai::StreamEventReader reader;
        openai::AnswerTexts room;
        filter::ScanRoom scan;
        Transcript transcript;
        exchange::Exchange exchange;
        metrics::WorkerShard shard{0};
        StreamFilter filter({words.get(), nullptr}, RuleLog(exchange, shard), {scan, room}, openai::Endpoint::chatCompletions, true, &transcript);
        StreamGate gate(reader, openai::Endpoint::chatCompletions, true, 1, &filter);
        std::string out;
        for (const char* piece : {"before ", "坏", "词", " after"}) QVERIFY(gate.take(delta(0, member("content", piece)), out));
        gate.flush(out);
        QCOMPARE(transcript.texts().size(), std::size_t(1));
        QCOMPARE(QByteArray::fromStdString(transcript.texts()[0].text), text);
    }
};

MIRROR_TEST(TstTranscript, tst_transcript)
#include "tst_transcript.moc"
