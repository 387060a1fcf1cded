#include "support/run_test.h"  // first: moc 6.4 does not parse <concepts> when it comes upon it before Qt

#include <nlohmann/json.hpp>
#include <random>

#include "pipeline/request_filter.h"
#include "pipeline/stream_gate.h"
#include "proxycore/pipeline/rule_book.h"
#include "proxycore/pipeline/stage_bench.h"

using namespace mirror;
using namespace mirror::test;
using nlohmann::json;

namespace {

#ifdef MIRROR_SANITIZED
constexpr int kHanWords = 100, kLatinWords = 40;  // sanitizers make it slow
#else
constexpr int kHanWords = 800, kLatinWords = 300;
#endif

/// Words of letters that stand in no sentence around them.
std::vector<std::string> words() {
    std::mt19937 chance(11);
    std::vector<std::string> out;
    const auto han = [&] { return QString(QChar(0x7200 + static_cast<int>(chance() % 500))).toStdString(); };
    while (out.size() < kHanWords) {
        std::string word = han() + han();
        if (chance() % 2) word += han();
        out.push_back(word);
    }
    for (int i = 0; i < kLatinWords; ++i) {
        std::string word;
        for (std::size_t k = 0; k < 4 + chance() % 4; ++k) word += k % 2 ? "aeiou"[chance() % 5] : "bcdfghklmnprstvz"[chance() % 16];
        out.push_back("q" + word);
    }
    return out;
}

std::string sentence(const std::string& word) { return "今天的会议 " + word + " 改到下午三点。"; }

std::vector<std::string> letters(const std::string& text) {
    std::vector<std::string> out;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) out.emplace_back();
        out.back() += c;
    }
    return out;
}

std::string escaped(const std::string& text) { return json(text).dump(-1, ' ', true); }

/// Every word in one list, and requests and streams to find them in.
struct Matrix : StageBench {
    Matrix() : list(words()) {
        std::vector<Word> rules;
        for (const std::string& word : list) rules.push_back(rule(static_cast<std::uint32_t>(rules.size() + 1), word));
        set = ruleset(std::move(rules));
        runtime = std::make_unique<pipeline::Runtime>(pipeline::Runtime{1, std::make_shared<const Config>(config), route::RouteTable(config), {}, set, {}});
    }
    bool refuses(const std::string& body) {
        caller.exchange.rules.clear();
        openai::BodyTexts texts;
        pipeline::Screening screening;
        if (!context.bodyReader.parse(body, body.size(), 64, true, &texts)) return false;
        const Result<void> verdict = pipeline::screenRequest(context, *runtime, caller.exchange, body, texts, screening);
        context.bodyReader.release();
        return !verdict && verdict.error().code == ErrorCode::contentNotAllowed;
    }
    bool refusesContent(const std::string& content) { return refuses(R"({"model":"m","messages":[{"role":"user","content":)" + content + "}]}"); }

    /// What of the events, one text a delta, goes out.
    std::string streamed(const std::vector<std::string>& deltas) {
        openai::AnswerTexts texts;
        filter::ScanRoom room;
        pipeline::AnswerRules rules;
        rules.words = set.get();
        pipeline::StreamFilter filter(rules, pipeline::RuleLog(caller.exchange, shard), {room, texts}, openai::Endpoint::chatCompletions, false);
        pipeline::StreamGate gate(context.eventReader, openai::Endpoint::chatCompletions, false, 1, &filter);
        std::string out;
        for (const std::string& delta : deltas) {
            if (gate.isDone()) break;
            if (!gate.take("data: {\"choices\":[" + delta + "]}\n\n", out)) return "failed";
        }
        if (!gate.isDone()) gate.flush(out);
        isBlocked = filter.isBlocked();
        return out;
    }
    std::vector<std::string> list;
    std::shared_ptr<const filter::Ruleset> set;
    std::unique_ptr<pipeline::Runtime> runtime;
    bool isBlocked = false;
};

std::string contentDelta(const std::string& text, int choice = 0) {
    return R"({"index":)" + std::to_string(choice) + R"(,"delta":{"content":)" + json(text).dump() + R"(},"finish_reason":null})";
}
std::string argumentsDelta(const std::string& text, int call) {
    return R"({"index":0,"delta":{"tool_calls":[{"index":)" + std::to_string(call) + R"(,"function":{"arguments":)" + json(text).dump() + R"(}}]},"finish_reason":null})";
}

}  // namespace

/// The rows of the matrix of evasions that are the pipeline's: how JSON, parts and deltas tear words apart. Every word of the list is caught in every row.
class TstFilterMatrix : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<Matrix> m_matrix;

private slots:
    void initTestCase() { m_matrix = std::make_unique<Matrix>(); }
    void cleanupTestCase() { m_matrix.reset(); }

    void plain() {
        for (const std::string& word : m_matrix->list) QVERIFY2(m_matrix->refusesContent(json(sentence(word)).dump()), word.c_str());
        QVERIFY(!m_matrix->refusesContent(json(sentence("无事")).dump()));
    }
    void unicodeEscapes() {
        for (const std::string& word : m_matrix->list) QVERIFY2(m_matrix->refusesContent(escaped(sentence(word))), word.c_str());
    }
    void escapesWithinArguments() {
        for (const std::string& word : m_matrix->list) {
            const std::string arguments = "{\"q\":" + escaped(sentence(word)) + "}";
            const std::string body = R"({"model":"m","messages":[{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":)" + json(arguments).dump() + "}}]}]}";
            QVERIFY2(m_matrix->refuses(body), word.c_str());
        }
    }
    void overTwoPartsAtEveryPosition() {
        for (const std::string& word : m_matrix->list) {
            const std::vector<std::string> apart = letters(word);
            for (std::size_t cut = 1; cut < apart.size(); ++cut) {
                std::string first, second;
                for (std::size_t i = 0; i < apart.size(); ++i) (i < cut ? first : second) += apart[i];
                const json parts = {{{"type", "text"}, {"text", "会议 " + first}}, {{"type", "text"}, {"text", second + " 三点"}}};
                QVERIFY2(m_matrix->refusesContent(parts.dump()), word.c_str());
            }
        }
    }
    void aPartACharacter() {
        for (const std::string& word : m_matrix->list) {
            json parts = json::array();
            for (const std::string& letter : letters(sentence(word))) parts.push_back({{"type", "text"}, {"text", letter}});
            QVERIFY2(m_matrix->refusesContent(parts.dump()), word.c_str());
        }
    }
    void overDeltasAtEveryPosition() {
        for (const std::string& word : m_matrix->list) {
            const std::vector<std::string> apart = letters(" " + word);
            for (std::size_t cut = 1; cut < apart.size(); ++cut) {
                std::string first, second;
                for (std::size_t i = 0; i < apart.size(); ++i) (i < cut ? first : second) += apart[i];
                const std::string out = m_matrix->streamed({contentDelta("会议" + first), contentDelta(second + " 三点")});
                QVERIFY2(m_matrix->isBlocked && out.find(first.substr(1) + second) == std::string::npos, word.c_str());
                if (cut > 1) QVERIFY2(out.find(json(first).dump()) == std::string::npos, word.c_str());
            }
        }
    }
    void aDeltaACharacter() {
        for (const std::string& word : m_matrix->list) {
            std::vector<std::string> deltas;
            for (const std::string& letter : letters(sentence(word))) deltas.push_back(contentDelta(letter));
            m_matrix->streamed(deltas);
            QVERIFY2(m_matrix->isBlocked, word.c_str());
        }
    }
    void overChoicesThatSpeakInTurns() {
        for (const std::string& word : m_matrix->list) {
            std::vector<std::string> deltas;
            for (const std::string& letter : letters(sentence(word))) {
                deltas.push_back(contentDelta(letter, 0));
                deltas.push_back(contentDelta("好的，", 1));
            }
            m_matrix->streamed(deltas);
            QVERIFY2(m_matrix->isBlocked, word.c_str());
        }
    }
    void overArgumentsOfToolsThatSpeakInTurns() {
        for (const std::string& word : m_matrix->list) {
            std::vector<std::string> deltas;
            for (const std::string& letter : letters(sentence(word))) {
                deltas.push_back(argumentsDelta(letter, 0));
                deltas.push_back(argumentsDelta("1,", 1));
            }
            m_matrix->streamed(deltas);
            QVERIFY2(m_matrix->isBlocked, word.c_str());
        }
    }
    void deltasAreEscapedToo() {
        for (const std::string& word : m_matrix->list) {
            m_matrix->streamed({R"({"index":0,"delta":{"content":)" + escaped(sentence(word)) + "}}"});
            QVERIFY2(m_matrix->isBlocked, word.c_str());
        }
    }
};

MIRROR_TEST(TstFilterMatrix, tst_filter_matrix)
#include "tst_filter_matrix.moc"
