#include "pipeline/stream_gate.h"

#include "proxycore/http/arrivals.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;
using openai::Endpoint;
using pipeline::StreamGate;

namespace {

std::string chunk(std::string_view delta, std::string_view finish = "null", std::string_view more = {}) {
    return R"({"id":"c","model":"up-model","choices":[{"index":0,"delta":)" + std::string(delta) + R"(,"finish_reason":)" + std::string(finish) + "}]" + std::string(more) + "}";
}
std::string sse(std::string_view json) { return "data: " + std::string(json) + "\n\n"; }
std::string text(std::string_view word) { return sse(chunk(R"({"content":")" + std::string(word) + R"("})")); }

const std::string kRole = sse(chunk(R"({"role":"assistant","content":""})"));
const std::string kStop = sse(chunk("{}", "\"stop\""));
const std::string kUsage = sse(R"({"id":"c","model":"up-model","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12}})");
const std::string kDone = "data: [DONE]\n\n";

/// A stream as it came, and what a gate made of it.
struct Passed {
    std::string sent;      ///< everything appended to `out`, closing included when the stream was complete
    std::string trouble;   ///< name of the error
    bool open = false, done = false, complete = false;
    Tokens prompt, completion;
    std::string model;
    std::int64_t events = 0;
    int malformed = 0;
    QByteArray text() const {
        return QByteArray::fromStdString(sent) + "|" + QByteArray::fromStdString(trouble) + "|" + (open ? "open " : "") + (done ? "done " : "") + (complete ? "complete " : "") +
               QByteArray::number(qlonglong(prompt.value)) + "/" + QByteArray::number(qlonglong(completion.value)) + " " + QByteArray::fromStdString(model) + " " +
               QByteArray::number(qlonglong(events)) + " " + QByteArray::number(malformed);
    }
};

Passed pass(const Pieces& pieces, bool keepUsage = false, Endpoint endpoint = Endpoint::chatCompletions, std::size_t choices = 1) {
    openai::StreamEventReader reader;
    StreamGate gate(reader, endpoint, keepUsage, choices);
    Passed outcome;
    for (const std::string_view piece : pieces) {
        const Result<void> taken = gate.take(piece, outcome.sent);
        if (taken) continue;
        outcome.trouble = errorName(taken.error().code);
        break;
    }
    outcome.open = gate.isOpen();
    outcome.done = gate.isDone();
    outcome.complete = gate.isComplete();
    if (outcome.complete && outcome.trouble.empty()) outcome.sent += gate.closing();
    outcome.prompt = gate.usage().prompt;
    outcome.completion = gate.usage().completion;
    outcome.model = gate.model();
    outcome.events = gate.eventsPassed();
    outcome.malformed = gate.malformed();
    return outcome;
}

Passed pass(const std::string& stream, bool keepUsage = false, Endpoint endpoint = Endpoint::chatCompletions, std::size_t choices = 1) {
    return pass(Pieces{stream}, keepUsage, endpoint, choices);
}

}  // namespace

class TstStreamGate : public QObject {
    Q_OBJECT
private slots:
    void streamsComeThroughHoweverTheyAreCut_data() {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<bool>("keepUsage");
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QByteArray>("state");
        const auto row = [](const char* name, const std::string& stream, bool keepUsage, const std::string& sent, const char* state) {
            QTest::newRow(name) << QByteArray::fromStdString(stream) << keepUsage << QByteArray::fromStdString(sent) << QByteArray(state);
        };
        const std::string plain = kRole + text("你好") + text(", world") + kStop;
        row("plain", plain + kDone, false, plain + kDone, "open done complete 0/0 up-model 4 0");
        row("usage taken out", plain + kUsage + kDone, false, plain + kDone, "open done complete 9/3 up-model 4 0");
        row("usage kept", plain + kUsage + kDone, true, plain + kUsage + kDone, "open done complete 9/3 up-model 5 0");
        row("[DONE] left out", plain, false, plain + kDone, "open complete 0/0 up-model 4 0");
        row("[DONE] left out after usage", plain + kUsage, false, plain + kDone, "open complete 9/3 up-model 4 0");
        row("nothing after [DONE] counts", plain + kDone + text("more") + "data: {\"error\":{}}\n\n", false, plain + kDone, "open done complete 0/0 up-model 4 0");
        row("DeepSeek queueing", "\n\n: keep-alive\n\n: keep-alive\n\n\n" + plain + kDone, false, plain + kDone, "open done complete 0/0 up-model 4 0");
        row("keep-alives between", kRole + text("a") + ": keep-alive\n\n" + text("b") + kStop + kDone, false, kRole + text("a") + text("b") + kStop + kDone,
            "open done complete 0/0 up-model 4 0");
        row("role only and comments stay shut", kRole + ": keep-alive\n\n" + kRole, false, "", "0/0 up-model 2 0");
        row("cut after some text", kRole + text("half"), false, kRole + text("half"), "open 0/0 up-model 2 0");
        row("cut inside an event", kRole + text("half") + "data: {\"choices\":[{\"index\":0,\"del", false, kRole + text("half"), "open 0/0 up-model 2 0");
        row("CRLF and no space", "data:" + chunk(R"({"content":"x"})") + "\r\n\r\ndata:" + chunk("{}", "\"stop\"") + "\r\n\r\ndata:[DONE]\r\n\r\n", false, text("x") + kStop + kDone,
            "open done complete 0/0 up-model 2 0");
        row("data on several lines", "data: {\"model\":\"up-model\",\ndata: \"choices\":[{\"index\":0,\ndata: \"delta\":{\"content\":\"x\"}}]}\n\n" + kStop + kDone, false,
            "data: {\"model\":\"up-model\", \"choices\":[{\"index\":0, \"delta\":{\"content\":\"x\"}}]}\n\n" + kStop + kDone, "open done complete 0/0 up-model 2 0");
        row("three malformed events are skipped", kRole + "data: {\"cho\n\n" + text("a") + "data: nonsense\n\ndata: []\n\n" + kStop + kDone, false,
            kRole + text("a") + kStop + kDone, "open done complete 0/0 up-model 3 3");
        row("finish is a meaning of its own", kRole + kStop + kDone, false, kRole + kStop + kDone, "open done complete 0/0 up-model 2 0");
        row("usage in every chunk: the last counts",
            sse(chunk(R"({"content":"a"})", "null", R"(,"usage":{"prompt_tokens":5,"completion_tokens":1})")) + sse(chunk("{}", "\"stop\"", R"(,"usage":{"prompt_tokens":5,"completion_tokens":2})")) + kDone,
            false,
            sse(chunk(R"({"content":"a"})", "null", R"(,"usage":{"prompt_tokens":5,"completion_tokens":1})")) + sse(chunk("{}", "\"stop\"", R"(,"usage":{"prompt_tokens":5,"completion_tokens":2})")) + kDone,
            "open done complete 5/2 up-model 2 0");
        row("unknown members stay", sse(R"({"choices":[{"index":0,"delta":{"reasoning_content":"嗯"},"x_vendor":{"a":[1,2]}}],"sf":1e-3})") + kStop + kDone, false,
            sse(R"({"choices":[{"index":0,"delta":{"reasoning_content":"嗯"},"x_vendor":{"a":[1,2]}}],"sf":1e-3})") + kStop + kDone, "open done complete 0/0 up-model 2 0");
    }
    void streamsComeThroughHoweverTheyAreCut() {
        QFETCH(QByteArray, stream);
        QFETCH(bool, keepUsage);
        QFETCH(QByteArray, sent);
        QFETCH(QByteArray, state);
        QCOMPARE(pass(Pieces{view(stream)}, keepUsage).text(), sent + "||" + state);
        QCOMPARE(firstDifference(view(stream), [&](const Pieces& pieces) { return pass(pieces, keepUsage).text(); }), QByteArray());
    }
    void troubleIsFoundHoweverItIsCut_data() {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QByteArray>("trouble");
        const QByteArray bad("data: {\"bad\n\n");
        QTest::newRow("an error before anything") << QByteArray("data: {\"error\":{\"message\":\"overloaded\",\"type\":\"x\"}}\n\n") << QByteArray() << QByteArray("upstream_stream_error");
        QTest::newRow("an error within") << QByteArray::fromStdString(kRole + text("a")) + "data: {\"error\":{\"message\":\"m\"}}\n\n"
                                         << QByteArray::fromStdString(kRole + text("a")) << QByteArray("upstream_stream_error");
        QTest::newRow("a fourth malformed event") << QByteArray::fromStdString(text("a")) + bad + bad + bad + bad << QByteArray::fromStdString(text("a"))
                                                  << QByteArray("upstream_bad_response");
        QTest::newRow("malformed all along") << bad + bad + bad + bad << QByteArray() << QByteArray("upstream_bad_response");
    }
    void troubleIsFoundHoweverItIsCut() {
        QFETCH(QByteArray, stream);
        QFETCH(QByteArray, sent);
        QFETCH(QByteArray, trouble);
        const Passed outcome = pass(Pieces{view(stream)});
        QCOMPARE(QByteArray::fromStdString(outcome.sent), sent);
        QCOMPARE(QByteArray::fromStdString(outcome.trouble), trouble);
        QVERIFY(!outcome.complete);
        QCOMPARE(firstDifference(view(stream), [&](const Pieces& pieces) { return pass(pieces).text(); }), QByteArray());
    }
    void nothingIsSentBeforeTheFirstMeaningAndThenEverythingHeld() {
        openai::StreamEventReader reader;
        StreamGate gate(reader, Endpoint::chatCompletions, false);
        std::string out;
        QVERIFY(gate.take(kRole + kRole, out).has_value());
        QVERIFY(out.empty() && !gate.isOpen());
        QVERIFY(gate.take(text("now"), out).has_value());
        QVERIFY(gate.isOpen());
        QCOMPARE(out, kRole + kRole + text("now"));
        out.clear();
        QVERIFY(gate.take(text("more"), out).has_value());
        QCOMPARE(out, text("more"));
    }
    void aUsageChunkBeforeTheFirstMeaningIsTakenOutToo() {
        const Passed outcome = pass(kUsage + kRole + text("a") + kStop + kDone);
        QCOMPARE(outcome.sent, kRole + text("a") + kStop + kDone);
        QCOMPARE(outcome.prompt.value, 9);
    }
    void everyChoiceMustFinish() {
        const std::string two = sse(R"({"choices":[{"index":0,"delta":{"content":"a"}},{"index":1,"delta":{"content":"b"}}]})");
        const std::string end0 = sse(R"({"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})");
        const std::string end1 = sse(R"({"choices":[{"index":1,"finish_reason":"length"}]})");
        QVERIFY(!pass(two + end0).complete);
        QVERIFY(!pass(two + end1).complete);
        QVERIFY(pass(two + end0 + end1).complete);
        QVERIFY(pass(two + end1 + end0).complete);
    }
    void aChoiceThatNeverSpokeIsMissing() {
        const auto end = [](int index) { return sse(R"({"choices":[{"index":)" + std::to_string(index) + R"(,"finish_reason":"stop"}]})"); };
        QVERIFY(!pass(end(0), false, Endpoint::chatCompletions, 2).complete);
        QVERIFY(!pass(end(0) + end(0), false, Endpoint::completions, 2).complete);
        QVERIFY(pass(end(1) + end(0), false, Endpoint::chatCompletions, 2).complete);
        QVERIFY(pass(end(0) + kDone, false, Endpoint::chatCompletions, 2).complete);  // the upstream says itself that it is done
        std::string all;
        for (int i = 0; i < 200; ++i) all += end(i);
        QVERIFY(pass(all, false, Endpoint::chatCompletions, 200).complete);  // more than are told apart
    }
    void theLastEventOfAProtocolWithoutDoneIsTheEnd() {
        const std::string speech = sse(R"({"type":"content_block_delta","delta":{"text":"a"}})");
        const std::string stop = sse(R"({"type":"message_stop"})");
        const Passed outcome = pass(speech + stop + sse(R"({"type":"ping"})"), false, Endpoint::messages);
        QVERIFY(outcome.done && outcome.complete);
        QCOMPARE(outcome.sent, speech + stop);
        QVERIFY(!pass(speech + sse(R"({"type":"message_delta","delta":{"stop_reason":"end_turn"}})"), false, Endpoint::messages).done);
        QVERIFY(!pass(text("a") + kStop).done);  // where [DONE] follows, usage may stand before it
    }
    void anEmptyStreamIsNotComplete() {
        QVERIFY(!pass(std::string()).complete);
        QVERIFY(!pass(": keep-alive\n\n").complete);
        QVERIFY(!pass(kUsage).complete);
    }
    void tooMuchBeforeTheFirstMeaningIsRefused() {
        const std::string padded = sse(chunk(R"({"role":"assistant","content":"","pad":")" + std::string(1000, 'p') + R"("})"));
        std::string many;
        for (int i = 0; i < 300; ++i) many += padded;
        QCOMPARE(pass(many).trouble, std::string("upstream_bad_response"));
        QVERIFY(pass(text("open first") + many).trouble.empty());
    }
    void anEventMayBeLargeButNotBoundless() {
        QVERIFY(pass(text(std::string(4 << 20, 'x')) + kStop + kDone).complete);
        QCOMPARE(pass("data: " + std::string(17 << 20, 'x')).trouble, std::string("upstream_bad_response"));
    }
    void namesOfEventsAreKept() {
        const std::string stream = "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"delta\":\"a\"}\n\n";
        const Passed outcome = pass(stream, false, Endpoint::responses);
        QVERIFY(outcome.open);
        QCOMPARE(outcome.sent, stream);
        QVERIFY(!outcome.complete);
        const std::string end = "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{\"model\":\"m\"}}\n\n";
        QVERIFY(pass(stream + end, false, Endpoint::responses).complete);
        QCOMPARE(pass(stream + end, false, Endpoint::responses).sent, stream + end);  // and no [DONE]: this protocol has none
    }
};

MIRROR_TEST(TstStreamGate, tst_stream_gate)
#include "tst_stream_gate.moc"
