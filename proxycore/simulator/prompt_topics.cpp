#include "simulator/prompt_topics.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "simulator/text_tokens.h"

namespace mirror::simulator {
namespace {

constexpr std::size_t kMostTopics = 8;
constexpr std::size_t kLooksAt = 4096;      // bytes; a prompt says what it is about early
constexpr std::size_t kLongestHanTopic = 6;  // characters

constexpr std::array<std::string_view, 62> kEnglishStopWords{
    "about", "above", "after",  "again",  "also",   "answer", "because", "been",  "before", "being", "between",
    "both",  "could", "does",   "doing",  "down",   "each",   "explain", "from",  "give",   "have",  "having",
    "hello", "help",  "here",   "into",   "just",   "know",   "like",    "make",  "more",   "most",  "much",
    "need",  "only",  "other",  "over",   "please", "same",   "should",  "some",  "such",   "tell",  "than",
    "that",  "their", "them",   "then",   "there",  "these",  "they",    "this",  "those",  "very",  "want",
    "what",  "when",  "where",  "which",  "with",   "would",  "write"};

// Words between which a Chinese topic stands; longest first, because the first that fits is taken.
constexpr std::array<std::string_view, 58> kChineseBreaks{
    "为什么", "是什么", "有什么", "怎么样", "一下", "什么", "怎么", "怎样", "如何", "请问", "帮我", "告诉", "解释",
    "介绍",   "说明",   "可以",   "能否",   "是否", "哪些", "一个", "一首", "一篇", "一段", "我们", "你们", "他们",
    "这个",   "那个",   "以及",   "或者",   "因为", "所以", "的",   "了",   "是",   "吗",   "呢",   "吧",   "啊",
    "在",     "和",     "与",     "及",     "把",   "被",   "从",   "对",   "为",   "请",   "我",   "你",   "您",
    "写",     "讲",     "用",     "给",     "有",   "就"};

void addTopic(std::vector<std::string>& topics, std::string_view word) {
    if (topics.size() < kMostTopics && std::find(topics.begin(), topics.end(), word) == topics.end())
        topics.emplace_back(word);
}

bool isEnglishTopic(std::string_view word) {
    if (word.size() < 4 || word.size() > 24) return false;
    return std::none_of(kEnglishStopWords.begin(), kEnglishStopWords.end(),
                        [&](std::string_view stop) { return base::equalsIgnoreCase(stop, word); });
}

std::vector<std::string> englishTopics(std::string_view text) {
    std::vector<std::string> topics;
    std::size_t begin = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const CodePoint point = firstCodePoint(text.substr(at));
        if (point.script != Script::latin) {
            if (isEnglishTopic(text.substr(begin, at - begin))) addTopic(topics, text.substr(begin, at - begin));
            begin = at + point.bytes.size();
        }
        at += point.bytes.size();
    }
    if (isEnglishTopic(text.substr(begin))) addTopic(topics, text.substr(begin));
    return topics;
}

std::size_t breakLength(std::string_view text) {
    for (std::string_view word : kChineseBreaks) {
        if (text.starts_with(word)) return word.size();
    }
    return 0;
}

/// Collects runs of Han characters between break words; a single character is too little to speak of.
class HanRuns {
public:
    void add(std::string_view character) {
        m_run += character;
        if (++m_characters == kLongestHanTopic) end();
    }
    void end() {
        if (m_characters >= 2) addTopic(m_topics, m_run);
        m_run.clear();
        m_characters = 0;
    }
    std::vector<std::string> take() {
        end();
        return std::move(m_topics);
    }

private:
    std::vector<std::string> m_topics;
    std::string m_run;
    std::size_t m_characters = 0;
};

std::vector<std::string> chineseTopics(std::string_view text) {
    HanRuns runs;
    while (!text.empty()) {
        const CodePoint point = firstCodePoint(text);
        std::size_t used = point.bytes.size();
        const std::size_t skip = point.script == Script::han ? breakLength(text) : used;
        if (skip > 0) {
            runs.end();
            used = skip;
        } else {
            runs.add(point.bytes);
        }
        text.remove_prefix(used);
    }
    return runs.take();
}

}  // namespace

Language detectLanguage(std::string_view text) {
    std::size_t han = 0;
    std::size_t words = 0;
    Script before = Script::space;
    while (!text.empty()) {
        const CodePoint point = firstCodePoint(text);
        if (point.script == Script::han) ++han;
        if (point.script == Script::latin && before != Script::latin) ++words;
        before = point.script;
        text.remove_prefix(point.bytes.size());
    }
    return han > words ? Language::chinese : Language::english;
}

std::vector<std::string> topicsOf(std::string_view text, Language language) {
    const std::string_view start = base::utf8Prefix(text, kLooksAt);
    std::vector<std::string> topics = language == Language::chinese ? chineseTopics(start) : englishTopics(start);
    if (topics.empty()) topics.emplace_back(language == Language::chinese ? "这个问题" : "your question");
    return topics;
}

}  // namespace mirror::simulator
