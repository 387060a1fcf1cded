#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <unordered_set>
#include <vector>

/// Mixed Chinese text and word lists for measuring filters: made by chance, always the same ones. What decides about speed is kept as it is in real
/// text: how often characters and words are used (Zipf-Mandelbrot), how long they are, and that listed words are made of the same characters, so that text is full of beginnings of them.
namespace bench {

class WordTexts {
public:
    WordTexts() : m_chance(20'260'101) {
        m_characters = frequencies(kCharacters, 12, 1.15);
        for (std::size_t i = 0; i < kVocabulary; ++i) m_vocabulary.push_back(han(1 + m_wordLength(m_chance)));
        for (std::size_t i = 0; i < kLatinVocabulary; ++i) m_latin.push_back(latin(2 + m_chance() % 9));
        m_words = frequencies(kVocabulary, 3, 1.05);
        m_latinWords = frequencies(kLatinVocabulary, 3, 1.0);
    }

    /// About 15 % of the bytes are Latin, as in technical talk.
    std::string text(std::size_t bytes) {
        std::string text;
        while (text.size() < bytes) {
            for (std::size_t words = 3 + m_chance() % 8; words > 0; --words) {
                if (m_chance() % 12 == 0) text += " " + m_latin[draw(m_latinWords)] + " ";
                else text += m_vocabulary[draw(m_words)];
            }
            text += m_chance() % 3 == 0 ? "。\n" : "，";
        }
        text.resize(bytes);
        while (!text.empty() && (text.back() & 0x80) != 0) text.pop_back();
        return text;
    }
    std::string english(std::size_t bytes) {
        std::string text;
        while (text.size() < bytes) text += m_latin[draw(m_latinWords)] + (m_chance() % 9 == 0 ? ". " : " ");
        return text.substr(0, bytes);
    }
    /// Two to six characters, a tenth of them Latin; none twice.
    std::vector<std::string> list(std::size_t count) {
        std::vector<std::string> words;
        std::unordered_set<std::string> seen;
        while (words.size() < count) {
            std::string word = m_chance() % 10 == 0 ? latin(5 + m_chance() % 6) : han(2 + m_chance() % 5);
            if (seen.insert(word).second) words.push_back(std::move(word));
        }
        return words;
    }

private:
    static constexpr std::size_t kCharacters = 6000, kVocabulary = 40'000, kLatinVocabulary = 4000;

    // Sums of the frequencies of ranks, for draw().
    static std::vector<double> frequencies(std::size_t count, double shift, double slope) {
        std::vector<double> sums(count);
        double sum = 0;
        for (std::size_t rank = 0; rank < count; ++rank) sums[rank] = sum += std::pow(static_cast<double>(rank) + shift, -slope);
        return sums;
    }
    // Not std::uniform_real_distribution and its like: their numbers differ between libraries.
    std::size_t draw(const std::vector<double>& sums) {
        const double at = static_cast<double>(m_chance()) / 4294967296.0 * sums.back();
        return static_cast<std::size_t>(std::upper_bound(sums.begin(), sums.end(), at) - sums.begin());
    }
    std::string han(std::size_t length) {
        std::string word;
        while (length-- > 0) {
            // Ranks are spread over the block: common characters are not neighbours.
            const std::uint32_t letter = 0x4E00 + static_cast<std::uint32_t>(draw(m_characters) * 2'741 % 20'902);
            word += {static_cast<char>(0xE0 | letter >> 12), static_cast<char>(0x80 | (letter >> 6 & 63)), static_cast<char>(0x80 | (letter & 63))};
        }
        return word;
    }
    std::string latin(std::size_t length) {
        static constexpr std::string_view kVowels = "eaoiu", kConsonants = "tnsrhldcmpfgbwvkyxzjq";
        std::string word;
        for (std::size_t i = 0; i < length; ++i) {
            const std::string_view letters = (i + length) % 2 == 0 ? kVowels : kConsonants;
            word += letters[std::min(m_chance() % letters.size(), m_chance() % letters.size())];
        }
        return word;
    }

    struct WordLength {
        std::size_t operator()(std::mt19937& chance) const {
            const auto at = chance() % 100;
            return at < 12 ? 0 : at < 78 ? 1 : at < 92 ? 2 : 3;
        }
    };
    std::mt19937 m_chance;
    WordLength m_wordLength;
    std::vector<double> m_characters, m_words, m_latinWords;
    std::vector<std::string> m_vocabulary, m_latin;
};

}  // namespace bench
