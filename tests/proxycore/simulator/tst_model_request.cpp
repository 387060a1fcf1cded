#include "simulator/model_request.h"

#include "support/run_test.h"

using namespace mirror;
using namespace mirror::simulator;
using openai::Endpoint;

namespace {

std::string refused(Endpoint endpoint, const char* body) {
    const auto read = readModelRequest(endpoint, body);
    if (read) return "accepted";
    return read.error().code == ErrorCode::badJson ? read.error().args.at(0) : std::string(errorName(read.error().code));
}

ModelRequest chat(const char* body) {
    auto read = readModelRequest(Endpoint::chatCompletions, body);
    if (!read) qFatal("refused: %s", body);
    return std::move(*read);
}

}  // namespace

class TstModelRequest : public QObject {
    Q_OBJECT
private slots:
    void theQuestionIsTheLastUserMessage() {
        const ModelRequest request = chat(R"({"model":"m","messages":[{"role":"system","content":"be brief"},{"role":"user","content":"first"},
            {"role":"assistant","content":"answer"},{"role":"user","content":"second"},{"role":"assistant","content":"prefix"}]})");
        QCOMPARE(request.question, std::string("second"));
        QCOMPARE(request.model, std::string("m"));
        QVERIFY(request.promptTokens > 5 * 4);  // every message counts, with its role
        QCOMPARE(request.choices, 1u);
        QVERIFY(!request.stream && !request.includeUsage);
    }
    void withoutAUserTheFirstWordsCount() {
        QCOMPARE(chat(R"({"model":"m","messages":[{"role":"system","content":"only this"}]})").question, std::string("only this"));
    }
    void contentPartsAreJoinedAndOtherPartsLeftOut() {
        const ModelRequest request = chat(R"({"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{}},{"type":"text","text":"b"},7]}]})");
        QVERIFY(request.question.find('a') != std::string::npos && request.question.find('b') != std::string::npos);
    }
    void optionsAreReadAndBounded() {
        const ModelRequest request = chat(R"({"model":"m","messages":[{"role":"user","content":"x"}],"max_tokens":5,"max_completion_tokens":9,"n":1000,"stream":true,"stream_options":{"include_usage":true}})");
        QCOMPARE(request.maxTokens, 9u);  // the newer name wins
        QCOMPARE(request.choices, 8u);
        QVERIFY(request.stream && request.includeUsage);
        const ModelRequest odd = chat(R"({"model":"m","messages":[{"role":"user","content":"x"}],"n":0,"max_tokens":-3,"stream":"yes","stream_options":{"include_usage":true}})");
        QCOMPARE(odd.choices, 1u);
        QCOMPARE(odd.maxTokens, 0u);
        QVERIFY(!odd.stream && !odd.includeUsage);
    }
    void whatCannotBeAnsweredNamesTheMember() {
        QCOMPARE(refused(Endpoint::chatCompletions, R"({"messages":[{"role":"user","content":"x"}]})"), std::string("model"));
        QCOMPARE(refused(Endpoint::chatCompletions, R"({"model":7,"messages":[{}]})"), std::string("model"));
        QCOMPARE(refused(Endpoint::chatCompletions, R"({"model":"m"})"), std::string("messages"));
        QCOMPARE(refused(Endpoint::chatCompletions, R"({"model":"m","messages":[]})"), std::string("messages"));
        QCOMPARE(refused(Endpoint::chatCompletions, R"({"model":"m","messages":["x"]})"), std::string("messages"));
        QCOMPARE(refused(Endpoint::completions, R"({"model":"m"})"), std::string("prompt"));
        QCOMPARE(refused(Endpoint::embeddings, R"({"model":"m"})"), std::string("input"));
        QCOMPARE(refused(Endpoint::embeddings, R"({"model":"m","input":[]})"), std::string("input"));
        for (const char* body : {"", "[]", "null", "{", "\"model\""}) QCOMPARE(refused(Endpoint::chatCompletions, body), std::string());
    }
    void aBodyCutAnywhereIsRefused() {
        const std::string whole = R"({"model":"m","messages":[{"role":"user","content":"中文 x"}]})";
        for (std::size_t length = 0; length < whole.size(); ++length) QVERIFY(!readModelRequest(Endpoint::chatCompletions, std::string_view(whole).substr(0, length)));
        QVERIFY(readModelRequest(Endpoint::chatCompletions, whole));
    }
    void embeddingInputsAreTextsListsOrTokens() {
        const auto inputs = [](const char* body) { return readModelRequest(Endpoint::embeddings, body)->inputs.size(); };
        QCOMPARE(inputs(R"({"model":"m","input":"one"})"), 1u);
        QCOMPARE(inputs(R"({"model":"m","input":["one","two"]})"), 2u);
        QCOMPARE(inputs(R"({"model":"m","input":[1,2,3]})"), 1u);  // one text as tokens
        QCOMPARE(inputs(R"({"model":"m","input":[[1,2],[3]]})"), 2u);
        QCOMPARE(readModelRequest(Endpoint::embeddings, R"({"model":"m","input":[1,2,3]})")->promptTokens, 3u);
        std::string many = R"({"model":"m","input":["x")";
        for (int i = 0; i < 2048; ++i) many += ",\"x\"";
        QCOMPARE(refused(Endpoint::embeddings, (many + "]}").c_str()), std::string("input"));
        QVERIFY(readModelRequest(Endpoint::embeddings, R"({"model":"m","input":"x","encoding_format":"base64"})")->format == EmbeddingFormat::base64);
    }
};

MIRROR_TEST(TstModelRequest, tst_model_request)
#include "tst_model_request.moc"
