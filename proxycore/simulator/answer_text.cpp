#include "simulator/answer_text.h"

#include <algorithm>
#include <span>

#include "base/random.h"
#include "simulator/phrases.h"
#include "simulator/prompt_topics.h"
#include "simulator/text_tokens.h"

namespace mirror::simulator {
namespace {

constexpr std::size_t kSentencesPerParagraph = 4;

/// Picks without repeating the one before.
class Picker {
public:
    Picker(base::Random& random, std::size_t count) : m_random(random), m_count(count) {}
    std::size_t next() {
        std::size_t pick = static_cast<std::size_t>(m_random.next() % m_count);
        if (pick == m_last && m_count > 1) pick = (pick + 1) % m_count;
        m_last = pick;
        return pick;
    }

private:
    base::Random& m_random;
    std::size_t m_count;
    std::size_t m_last = static_cast<std::size_t>(-1);
};

std::string fill(std::string_view phrase, std::string_view first, std::string_view second) {
    std::string text;
    while (!phrase.empty()) {
        if (phrase.starts_with("{a}") || phrase.starts_with("{b}")) {
            text += phrase[1] == 'a' ? first : second;
            phrase.remove_prefix(3);
        } else {
            text += phrase.front();
            phrase.remove_prefix(1);
        }
    }
    return text;
}

/// Writes one sentence after the other.
class Writer {
public:
    Writer(base::Random& random, const std::vector<std::string>& topics, Language language)
        : m_topics(topics),
          m_phrases(phrasesFor(language)),
          m_gap(language == Language::english ? " " : ""),
          m_topic(random, topics.size()),
          m_body(random, m_phrases.body.size()),
          m_opening(static_cast<std::size_t>(random.next() % m_phrases.openings.size())) {}

    std::string next() {
        const std::string_view phrase = m_written == 0 ? m_phrases.openings[m_opening] : m_phrases.body[m_body.next()];
        const std::string& first = m_written == 0 ? m_topics.front() : m_topics[m_topic.next()];
        const std::string& second = m_topics[m_topic.next()];
        std::string sentence = fill(phrase, first, &first == &second ? m_phrases.context : std::string_view(second));
        if (m_written > 0) sentence.insert(0, m_written % kSentencesPerParagraph == 0 ? "\n\n" : m_gap);
        ++m_written;
        return sentence;
    }
    std::string_view fullStop() const { return m_phrases.fullStop; }

private:
    const std::vector<std::string>& m_topics;
    Phrases m_phrases;
    std::string m_gap;
    Picker m_topic;
    Picker m_body;
    std::size_t m_opening;
    std::size_t m_written = 0;
};

bool append(std::vector<std::string>& tokens, std::string_view sentence, std::size_t most) {
    const std::vector<std::string_view> pieces = splitTokens(sentence);
    if (tokens.size() + pieces.size() > most) return false;
    tokens.insert(tokens.end(), pieces.begin(), pieces.end());
    return true;
}

/// An answer shorter than a sentence still ends like one.
std::vector<std::string> shortAnswer(std::string_view sentence, std::string_view fullStop, std::size_t most) {
    const std::vector<std::string_view> pieces = splitTokens(sentence);
    std::vector<std::string> tokens(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(std::min(most, pieces.size())));
    if (!tokens.empty()) tokens.back() = fullStop;
    return tokens;
}

}  // namespace

std::string Answer::text() const {
    std::string text;
    for (const std::string& token : tokens) text += token;
    return text;
}

Answer inventAnswer(const AnswerRequest& request) {
    const Language language = detectLanguage(request.prompt);
    const std::vector<std::string> topics = topicsOf(request.prompt, language);
    base::FastRandom random(hashOf(request.seed + request.choice * 0x9E3779B97F4A7C15ull, request.prompt));
    Writer writer(random, topics, language);
    Answer answer;
    const std::size_t aim = std::max<std::size_t>(request.tokens, 1);
    for (std::string sentence = writer.next(); append(answer.tokens, sentence, aim); sentence = writer.next()) {
    }
    if (answer.tokens.empty()) {
        Writer again(random, topics, language);
        answer.tokens = shortAnswer(again.next(), again.fullStop(), aim);
    }
    if (request.limit > 0 && answer.tokens.size() > request.limit) {
        answer.tokens.resize(request.limit);
        answer.complete = false;
    }
    return answer;
}

std::uint64_t hashOf(std::uint64_t seed, std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325ull ^ (seed * 0x100000001B3ull);
    for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
    return hash ^ (hash >> 29);
}

}  // namespace mirror::simulator
