#include "simulator/simulator_handler.h"

#include <nlohmann/json.hpp>

#include "fakes.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::simulator;
using namespace mirror::simulator::test;
using nlohmann::json;

namespace {

SimulatorOptions quick() {
    SimulatorOptions options;
    options.think = Milliseconds(200);
    options.tokens = 30;
    options.tokensPerSecond = 10;
    return options;
}

std::string chat(std::string_view model, bool stream, std::string_view more = "") {
    return R"({"model":")" + std::string(model) + R"(","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"上海的天气如何"}],"stream":)" +
           (stream ? "true" : "false") + std::string(more) + "}";
}

/// Handler, clock and one call.
struct Room {
    explicit Room(SimulatorOptions options = quick()) : handler(std::move(options), pauses) {}
    Call& post(std::string path, std::string body, std::string authorization = {}) {
        m_path = std::move(path);
        m_authorization = std::move(authorization);
        call = std::make_unique<Call>(handler, pauses, "POST", m_path, std::move(body), m_authorization);
        return call->run();
    }
    Call& get(std::string path, std::string_view method = "GET") {
        m_path = std::move(path);
        call = std::make_unique<Call>(handler, pauses, method, m_path);
        return call->run();
    }
    FakePauses pauses;
    SimulatorHandler handler;
    std::unique_ptr<Call> call;

private:
    std::string m_path, m_authorization;
};

json bodyOf(const Call& call) { return json::parse(call.writer.body(), nullptr, false); }

bool isWhole(const Call& call) { return call.ended && call.writer.finished && call.writer.begun == 1 && call.writer.announced == call.writer.body().size(); }

}  // namespace

class TstSimulatorHandler : public QObject {
    Q_OBJECT
private slots:
    void answersAChat() {
        Room room;
        const Call& call = room.post("/v1/chat/completions", chat("qwen-max", false));
        QVERIFY(isWhole(call));
        QCOMPARE(call.writer.status, 200);
        const json answer = bodyOf(call);
        QCOMPARE(answer["object"], "chat.completion");
        QCOMPARE(answer["model"], "qwen-max");
        QCOMPARE(answer["created"], 1'700'000'000);
        QVERIFY(answer["id"].get<std::string>().starts_with("chatcmpl-"));
        QCOMPARE(answer["choices"][0]["message"]["role"], "assistant");
        QCOMPARE(answer["choices"][0]["finish_reason"], "stop");
        QVERIFY(answer["choices"][0]["message"]["content"].get<std::string>().find("上海") != std::string::npos);
        QCOMPARE(answer["usage"]["total_tokens"].get<int>(), answer["usage"]["prompt_tokens"].get<int>() + answer["usage"]["completion_tokens"].get<int>());
        QVERIFY(answer["usage"]["completion_tokens"].get<int>() <= 30);
    }
    void aWholeAnswerTakesAsLongAsItsTokens() {
        Room room;
        const Call& call = room.post("/v1/chat/completions", chat("m", false));
        const int tokens = bodyOf(call)["usage"]["completion_tokens"];
        QCOMPARE(call.writer.pieces[0].at.time_since_epoch(), Milliseconds(200) + Milliseconds(100) * tokens);
    }
    void streamsTheSameTextAsItAnswersWhole() {
        Room room;
        const std::string whole = bodyOf(room.post("/v1/chat/completions", chat("m", false)))["choices"][0]["message"]["content"];
        const Call& call = room.post("/v1/chat/completions", chat("m", true));
        std::string text;
        for (const auto& piece : call.writer.pieces) {
            QVERIFY(piece.data.starts_with("data: ") && piece.data.ends_with("\n\n"));
            const json chunk = json::parse(piece.data.substr(6), nullptr, false);
            if (chunk.is_object()) text += chunk.value("/choices/0/delta/content"_json_pointer, "");
        }
        QCOMPARE(text, whole);
        QVERIFY(call.writer.fields.find("Content-Type: text/event-stream; charset=utf-8\r\n") != std::string::npos);
        QVERIFY(call.writer.finished);
        QCOMPARE(call.writer.pieces.back().data, std::string("data: [DONE]\n\n"));
    }
    void aStreamIsPacedWithoutDrift() {
        Room room;
        const Call& call = room.post("/v1/chat/completions", chat("m", true));
        const auto& pieces = call.writer.pieces;
        const SteadyTime first = pieces[1].at;
        QCOMPARE(pieces[11].at - first, SteadyTime::duration(std::chrono::seconds(1)));
    }
    void includesUsageOnlyWhenAsked() {
        Room room;
        QVERIFY(room.post("/v1/chat/completions", chat("m", true)).writer.body().find("prompt_tokens") == std::string::npos);
        const Call& call = room.post("/v1/chat/completions", chat("m", true, R"(,"stream_options":{"include_usage":true})"));
        QVERIFY(call.writer.body().find("prompt_tokens") != std::string::npos);
    }
    void obeysMaxTokensAndN() {
        Room room;
        const json answer = bodyOf(room.post("/v1/chat/completions", chat("m", false, R"(,"max_tokens":3,"n":2)")));
        QCOMPARE(answer["choices"].size(), std::size_t(2));
        QCOMPARE(answer["choices"][1]["finish_reason"], "length");
        QCOMPARE(answer["usage"]["completion_tokens"], 6);
    }
    void completesText() {
        Room room;
        const json answer = bodyOf(room.post("/v1/completions", R"({"model":"m","prompt":"Describe the weather"})"));
        QCOMPARE(answer["object"], "text_completion");
        QVERIFY(answer["choices"][0]["text"].is_string());
        QVERIFY(answer["id"].get<std::string>().starts_with("cmpl-"));
    }
    /// Lists are printed to be told apart; how deep they are is the caller's choice.
    void nestingCannotExhaustTheStack() {
        Room room;
        const std::string deep = std::string(125'000, '[') + std::string(125'000, ']');
        QCOMPARE(room.post("/v1/embeddings", R"({"model":"m","input":[)" + deep + "]}").writer.status, 200);
        QCOMPARE(room.post("/v1/completions", R"({"model":"m","prompt":[)" + deep + "]}").writer.status, 200);
    }
    void embedsABatch() {
        Room room;
        const json answer = bodyOf(room.post("/v1/embeddings", R"({"model":"text-embedding-3-small","input":["a","b","a"]})"));
        QCOMPARE(answer["object"], "list");
        QCOMPARE(answer["data"].size(), std::size_t(3));
        QCOMPARE(answer["data"][2]["index"], 2);
        QCOMPARE(answer["data"][0]["embedding"].size(), std::size_t(1536));
        QCOMPARE(answer["data"][0]["embedding"], answer["data"][2]["embedding"]);
        QVERIFY(answer["data"][0]["embedding"] != answer["data"][1]["embedding"]);
        QCOMPARE(answer["usage"]["prompt_tokens"], 3);
    }
    void embedsAsBase64AndTokenLists() {
        Room room;
        const json answer = bodyOf(room.post("/v1/embeddings", R"({"model":"m","input":[1,2,3],"encoding_format":"base64","dimensions":8})"));
        QCOMPARE(answer["data"].size(), std::size_t(1));
        QCOMPARE(answer["usage"]["prompt_tokens"], 3);
        const QByteArray bytes = QByteArray::fromBase64(QByteArray::fromStdString(answer["data"][0]["embedding"].get<std::string>()), QByteArray::AbortOnBase64DecodingErrors);
        QCOMPARE(bytes.size(), 32);
    }
    void listsModels() {
        Room room;
        const json list = bodyOf(room.get("/v1/models"));
        QCOMPARE(list["object"], "list");
        QVERIFY(list["data"].size() > 3);
        const json one = bodyOf(room.get("/v1/models/qwen-max"));
        QCOMPARE(one["id"], "qwen-max");
        QCOMPARE(one["object"], "model");
    }
    void refusesWhatItDoesNotServe() {
        Room room;
        QCOMPARE(room.get("/v1/nothing").writer.status, 404);
        QCOMPARE(room.get("/v1/images/generations").writer.status, 404);
        const Call& wrong = room.get("/v1/chat/completions");
        QCOMPARE(wrong.writer.status, 405);
        QVERIFY(wrong.writer.fields.find("Allow: POST") != std::string::npos);
        QVERIFY(bodyOf(wrong)["error"]["message"].is_string());
    }
    void refusesBrokenRequests_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("param");
        QTest::newRow("no json") << "/v1/chat/completions" << "{" << "";
        QTest::newRow("no object") << "/v1/chat/completions" << "[]" << "";
        QTest::newRow("no model") << "/v1/chat/completions" << R"({"messages":[{"role":"user","content":"x"}]})" << "model";
        QTest::newRow("no messages") << "/v1/chat/completions" << R"({"model":"m"})" << "messages";
        QTest::newRow("empty messages") << "/v1/chat/completions" << R"({"model":"m","messages":[]})" << "messages";
        QTest::newRow("message is text") << "/v1/chat/completions" << R"({"model":"m","messages":["x"]})" << "messages";
        QTest::newRow("no prompt") << "/v1/completions" << R"({"model":"m"})" << "prompt";
        QTest::newRow("no input") << "/v1/embeddings" << R"({"model":"m"})" << "input";
        QTest::newRow("empty input") << "/v1/embeddings" << R"({"model":"m","input":[]})" << "input";
    }
    void refusesBrokenRequests() {
        QFETCH(QString, path);
        QFETCH(QString, body);
        QFETCH(QString, param);
        Room room;
        const Call& call = room.post(path.toStdString(), body.toStdString());
        QVERIFY(isWhole(call));
        QCOMPARE(call.writer.status, 400);
        const json error = bodyOf(call)["error"];
        QVERIFY(error["message"].is_string());
        QCOMPARE(error["type"], "invalid_request_error");
        if (!param.isEmpty()) QCOMPARE(error["param"].get<std::string>(), param.toStdString());
    }
    void demandsItsKey() {
        SimulatorOptions options = quick();
        options.apiKey = "secret";
        Room room(options);
        for (const char* bad : {"", "Bearer", "Bearer wrong", "Basic secret", "Bearer secret2"})
            QCOMPARE(room.post("/v1/chat/completions", chat("m", false), bad).writer.status, 401);
        QCOMPARE(room.post("/v1/chat/completions", chat("m", false), "Bearer secret").writer.status, 200);
        QCOMPARE(room.post("/v1/chat/completions", chat("m", false), "bearer  secret").writer.status, 200);
    }
    void statusFaultsAnswerAsNamed_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("retryAfter");
        QTest::addColumn<bool>("isJson");
        QTest::newRow("429") << 429 << true << true;
        QTest::newRow("429-no-retry-after") << 429 << false << true;
        QTest::newRow("500") << 500 << false << true;
        QTest::newRow("502") << 502 << false << false;
        QTest::newRow("503") << 503 << false << true;
        QTest::newRow("504") << 504 << false << false;
        QTest::newRow("401") << 401 << false << true;
        QTest::newRow("400") << 400 << false << true;
        QTest::newRow("html") << 200 << false << false;
    }
    void statusFaultsAnswerAsNamed() {
        QFETCH(int, status);
        QFETCH(bool, retryAfter);
        QFETCH(bool, isJson);
        for (bool stream : {false, true}) {
            Room room;
            const Call& call = room.post("/v1/chat/completions", chat("fault-" + std::string(QTest::currentDataTag()), stream));
            QVERIFY(isWhole(call));
            QCOMPARE(call.writer.status, status);
            QCOMPARE(call.writer.fields.find("Retry-After: 1\r\n") != std::string::npos, retryAfter);
            QCOMPARE(bodyOf(call).is_object(), isJson);
            if (isJson) QVERIFY(bodyOf(call)["error"]["message"].is_string());
        }
    }
    void resetSendsNothing() {
        Room room;
        const Call& call = room.post("/v1/chat/completions", chat("m+reset", true));
        QVERIFY(call.ended && call.writer.wasReset);
        QCOMPARE(call.writer.begun, 0);
    }
    void silenceLastsUntilTheClientGoes() {
        Room room;
        const Call& call = room.post("/v1/chat/completions", chat("m+silence", true));
        QVERIFY(call.ended && call.writer.aborted && room.pauses.waitedForGone);
        QCOMPARE(call.writer.begun, 0);
    }
    void wholeAnswersAreCutStalledAndBroken() {
        Room room;
        const Call& cut = room.post("/v1/chat/completions", chat("m+cut", false));
        QVERIFY(cut.writer.aborted && !cut.writer.finished && !room.pauses.waitedForGone);
        QVERIFY(cut.writer.announced > cut.writer.body().size() && !cut.writer.body().empty());
        const Call& stall = room.post("/v1/chat/completions", chat("m+stall", false));
        QVERIFY(room.pauses.waitedForGone && !stall.writer.finished);
        Room second;
        const Call& broken = second.post("/v1/chat/completions", chat("m+malformed", false));
        QVERIFY(isWhole(broken) && bodyOf(broken).is_discarded());
        const Call& error = second.post("/v1/chat/completions", chat("m+error-event", false));
        QVERIFY(isWhole(error) && error.writer.status == 200 && bodyOf(error).contains("error"));
    }
    void aCutStreamAbortsWithoutFinish() {
        Room room;
        const Call& call = room.post("/v1/chat/completions", chat("m+cut", true));
        QVERIFY(call.ended && call.writer.aborted && !call.writer.finished);
        QVERIFY(call.writer.body().find("[DONE]") == std::string::npos);
    }
    void aSlowFirstTokenTakesTheFaultDelay() {
        SimulatorOptions options = quick();
        options.faultDelay = Milliseconds(15'000);
        Room room(options);
        const Call& call = room.post("/v1/chat/completions", chat("m+slow-first-token", true));
        QCOMPARE(call.writer.pieces[0].data, std::string(": keep-alive\n\n"));
        QCOMPARE(call.writer.pieces[0].at.time_since_epoch(), SteadyTime::duration(0));
        const auto first = std::find_if(call.writer.pieces.begin(), call.writer.pieces.end(), [](const auto& piece) { return piece.data.starts_with("data"); });
        QCOMPARE(first->at.time_since_epoch(), SteadyTime::duration(std::chrono::seconds(15)));
    }
    void everySecondFlakyRequestIsServed() {
        Room room;
        for (int expected : {503, 200, 503, 200}) QCOMPARE(room.post("/v1/chat/completions", chat("m+flaky", false)).writer.status, expected);
    }
    void aFaultByFlagStrikesEveryEndpoint() {
        SimulatorOptions options = quick();
        options.fault = Fault::unavailable;
        Room room(options);
        QCOMPARE(room.get("/v1/models").writer.status, 503);
        QCOMPARE(room.post("/v1/embeddings", R"({"model":"m","input":"x"})").writer.status, 503);
        QCOMPARE(room.post("/v1/completions", R"({"model":"fault-none","prompt":"x"})").writer.status, 200);
    }
    void stopsWhenTheClientGoesInMidStream() {
        Room room;
        room.pauses.goneAt = SteadyTime(std::chrono::milliseconds(650));
        const Call& call = room.post("/v1/chat/completions", chat("m", true));
        QVERIFY(call.ended && call.writer.aborted && !call.writer.finished);
        QCOMPARE(call.writer.pieces.size(), std::size_t(6));  // the role and the tokens of 0.2, 0.3 ... 0.6 s
    }
    void stopsWhenAWriteFails() {
        Room room;
        Call call(room.handler, room.pauses, "POST", "/v1/chat/completions", chat("m", true));
        call.writer.isGone = true;
        call.run();
        QVERIFY(call.ended && call.writer.aborted && call.writer.pieces.empty());
    }
    void waitsForASlowReader() {
        Room room;
        Call call(room.handler, room.pauses, "POST", "/v1/chat/completions", chat("m", true));
        call.writer.blocks = true;
        call.run();
        QCOMPARE(static_cast<std::size_t>(call.writer.drains), call.writer.pieces.size());
        QVERIFY(call.writer.finished);
        Call stuck(room.handler, room.pauses, "POST", "/v1/chat/completions", chat("m", true));
        stuck.writer.blocks = true;
        stuck.writer.drainSucceeds = false;
        stuck.run();
        QVERIFY(stuck.writer.aborted);
        QCOMPARE(stuck.writer.pieces.size(), std::size_t(1));
    }
    void aBodyThatCannotBeReadIsToldOrAborted() {
        Room room;
        Call large(room.handler, room.pauses, "POST", "/v1/chat/completions");
        large.requestBody.failure = makeError(ErrorCode::bodyTooLarge);
        QCOMPARE(large.run().writer.status, 413);
        Call gone(room.handler, room.pauses, "POST", "/v1/chat/completions");
        gone.requestBody.failure = makeError(ErrorCode::clientGone);
        gone.run();
        QVERIFY(gone.writer.aborted && gone.writer.begun == 0);
    }
    void refusesUnparsableMessages() {
        Room room;
        Call call(room.handler, room.pauses, "", "");
        room.handler.refuse(call.exchange, makeError(ErrorCode::badRequest, {}, "bare CR"));
        QCOMPARE(call.writer.status, 400);
        QVERIFY(call.writer.closes && call.writer.finished);
        QVERIFY(bodyOf(call)["error"]["message"].is_string());
    }
    void invalidUtf8InAPromptIsSurvived() {
        Room room;
        const Call& call = room.post("/v1/completions", "{\"model\":\"m\\u00e9\",\"prompt\":\"\\ud83d\\ude00 \\u0000 x\"}");
        QCOMPARE(call.writer.status, 200);
    }
};

MIRROR_TEST(TstSimulatorHandler, tst_simulator_handler)
#include "tst_simulator_handler.moc"
