#include "simulator/answer_text.h"

#include "base/text.h"
#include "simulator/prompt_topics.h"
#include "simulator/text_tokens.h"
#include "support/run_test.h"

using namespace mirror::simulator;

namespace {
std::string joined(const std::vector<std::string_view>& tokens) {
    std::string all;
    for (std::string_view token : tokens) all += token;
    return all;
}
Answer answerTo(std::string_view prompt, std::uint64_t seed = 1, std::size_t tokens = 120, std::size_t limit = 0, std::size_t choice = 0) {
    return inventAnswer({.prompt = prompt, .seed = seed, .tokens = tokens, .limit = limit, .choice = choice});
}
}  // namespace

class TstAnswerText : public QObject {
    Q_OBJECT
private slots:
    void joinedTokensAreTheTextAgain() {
        for (std::string_view text : {"", "Hello, world  again\n\n", "镜台是一个代理。Hello 世界!", "emoji \xF0\x9F\x98\x80 here", "\xFF\xE4\xB8 broken", "العربية"})
            QCOMPARE(joined(splitTokens(text)), std::string(text));
    }
    void tokensNeverCutACodePoint() {
        for (std::string_view token : splitTokens("代理服务器 proxy \xF0\x9F\x98\x80\xF0\x9F\x98\x80 naïve"))
            QVERIFY2(mirror::base::isUtf8(token), std::string(token).c_str());
    }
    void countsAsManyTokensAsItSplits() {
        const std::string_view text = "Count 这些 tokens, please: 12345678901234567890";
        QCOMPARE(countTokens(text), splitTokens(text).size());
    }
    void answersInTheLanguageOfThePrompt() {
        QVERIFY(detectLanguage("请介绍一下上海的天气") == Language::chinese);
        QVERIFY(detectLanguage("请用 Python 写一个快速排序") == Language::chinese);
        QVERIFY(detectLanguage("Tell me about 上海 weather, please") == Language::english);
        QVERIFY(detectLanguage("") == Language::english);
        QVERIFY(answerTo("请介绍一下上海的天气").text().find("。") != std::string::npos);
        QVERIFY(answerTo("Describe the weather in Shanghai").text().find("。") == std::string::npos);
    }
    void takesUpWordsOfThePrompt() {
        QVERIFY(answerTo("请介绍一下上海的天气").text().find("上海") != std::string::npos);
        QVERIFY(answerTo("Explain the weather in Shanghai").text().find("weather") != std::string::npos);
    }
    void leavesOutWordsThatSayNothing() {
        QCOMPARE(topicsOf("Please explain what they have about weather", Language::english), std::vector<std::string>{"weather"});
        QCOMPARE(topicsOf("请介绍一下上海的天气", Language::chinese), (std::vector<std::string>{"上海", "天气"}));
        QCOMPARE(topicsOf("", Language::english).size(), std::size_t(1));
    }
    void isTheSameForTheSameSeedAndPromptOnly() {
        QCOMPARE(answerTo("weather").text(), answerTo("weather").text());
        QVERIFY(answerTo("weather", 1).text() != answerTo("weather", 2).text());
        QVERIFY(answerTo("weather").text() != answerTo("climate").text());
        QVERIFY(answerTo("weather", 1, 120, 0, 0).text() != answerTo("weather", 1, 120, 0, 1).text());
    }
    void endsWithASentenceWithinTheLengthAimedAt() {
        for (std::size_t tokens : {1u, 2u, 5u, 20u, 120u, 1000u}) {
            for (std::string_view prompt : {"上海的天气", "Shanghai weather"}) {
                const Answer answer = answerTo(prompt, 7, tokens);
                QVERIFY(answer.complete);
                QVERIFY(!answer.tokens.empty() && answer.tokens.size() <= tokens);
                const std::string text = answer.text();
                QVERIFY2(text.ends_with("。") || text.ends_with("."), text.c_str());
            }
        }
        QVERIFY(answerTo("上海的天气", 7, 1000).tokens.size() > 950);
    }
    void stopsHardAtTheCallersLimit() {
        const Answer answer = answerTo("上海的天气", 1, 120, 7);
        QCOMPARE(answer.tokens.size(), std::size_t(7));
        QVERIFY(!answer.complete);
        QVERIFY(answerTo("上海的天气", 1, 120, 500).complete);
    }
    void worksForAnyPrompt() {
        for (std::string_view prompt : {"", " ", "\xF0\x9F\x98\x80", "العربية", "日本語のテスト", "12345", "的的的", "\xFF\xFE", "{a}{b}"}) {
            const std::string text = answerTo(prompt).text();
            QVERIFY(!text.empty());
            QVERIFY2(mirror::base::isUtf8(text), text.c_str());
        }
    }
    void leavesNoGapUnfilled() {
        for (std::uint64_t seed = 0; seed < 50; ++seed) {
            const std::string text = answerTo(seed % 2 == 0 ? "上海的天气" : "weather", seed, 400).text();
            QVERIFY2(text.find('{') == std::string::npos, text.c_str());
        }
    }
};

MIRROR_TEST(TstAnswerText, tst_answer_text)
#include "tst_answer_text.moc"
