#include "simulator/prompt_topics.h"

#include <set>

#include "support/run_test.h"

using namespace mirror::simulator;

class TstPromptTopics : public QObject {
    Q_OBJECT
private slots:
    void hanDecidesForChineseAndWordsForEnglish() {
        QVERIFY(detectLanguage("请用三句话介绍 Kubernetes") == Language::chinese);
        QVERIFY(detectLanguage("Explain how the word 中 is written, in a few short lines") == Language::english);
        QVERIFY(detectLanguage("") == Language::english);
        QVERIFY(detectLanguage("123 !? 😀") == Language::english);
    }
    void topicsAreWordsOfThePrompt() {
        for (const char* text : {"Explain garbage collection in virtual machines", "请介绍垃圾回收和虚拟机"}) {
            const Language language = detectLanguage(text);
            const auto topics = topicsOf(text, language);
            QVERIFY(!topics.empty());
            for (const std::string& topic : topics) QVERIFY2(std::string(text).find(topic) != std::string::npos, topic.c_str());
        }
    }
    void thereAreAtMostEightAndNoneTwice() {
        std::string text;
        for (int i = 0; i < 40; ++i) text += "alphabet" + std::string(1, static_cast<char>('a' + i % 12)) + "x repeated ";
        const auto topics = topicsOf(text, Language::english);
        QCOMPARE(topics.size(), 8u);
        QCOMPARE(std::set<std::string>(topics.begin(), topics.end()).size(), 8u);
    }
    void aPromptWithoutWordsGetsAGeneralTopic() {
        for (const char* text : {"", "?!", "的", "the of and"}) {
            QCOMPARE(topicsOf(text, Language::english).size(), 1u);
            QCOMPARE(topicsOf(text, Language::chinese).size(), 1u);
        }
        QVERIFY(topicsOf("", Language::english) != topicsOf("", Language::chinese));
    }
    void anyPrefixOfAnyBytesIsSurvived() {
        const std::string text = "数据\xff\xfe Daten 😀\xe4\xb8 données 平台";
        for (std::size_t length = 0; length <= text.size(); ++length)
            for (const Language language : {Language::chinese, Language::english}) QVERIFY(!topicsOf(std::string_view(text).substr(0, length), language).empty());
    }
};

MIRROR_TEST(TstPromptTopics, tst_prompt_topics)
#include "tst_prompt_topics.moc"
