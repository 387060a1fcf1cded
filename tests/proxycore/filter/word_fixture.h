#pragma once
#include <random>
#include <string>

#include "filter/word_book.h"

/// What the tests of word lists share.
namespace mirror::test {

inline const filter::TextFolder& everyStep() {
    static const filter::TextFolder folder(kAllFoldSteps);
    return folder;
}

/// A book with the lists 1 and 2 and these words in list 1, ids from 1.
inline filter::WordBook bookWith(const std::vector<std::string>& texts) {
    filter::WordBook book;
    book.lists = {{.id = 1, .name = "one"}, {.id = 2, .name = "two"}};
    book.nextListId = 3;
    for (const std::string& text : texts) book.words.push_back({.id = book.nextWordId++, .list = 1, .text = text});
    return book;
}

/// Words that differ after folding too, as many as asked for: Han letters and a number.
inline std::vector<std::string> manyTexts(std::size_t count) {
    std::vector<std::string> out;
    const auto letter = [](std::size_t number) {
        const auto point = 0x5200 + number % 40;
        return std::string{static_cast<char>(0xE0 | point >> 12), static_cast<char>(0x80 | (point >> 6 & 0x3F)), static_cast<char>(0x80 | (point & 0x3F))};
    };
    for (std::size_t i = 0; i < count; ++i) out.push_back("词" + letter(i) + letter(i / 40) + letter(i / 1600) + "x" + std::to_string(i));
    return out;
}

/// A word of everything that may stand in one.
inline Word randomWord(std::mt19937& random) {
    static const std::vector<std::string> pieces{"大", "麻", "煩", "a", "B", " ", "=", "+", "-", "@", "'", "\"", ",", ";", "，", "#", "# ", "\\", "&lt;", "　", "\xC2\xA0", "é", "😀", "{", "[", "1", "词"};
    const auto upTo = [&](std::size_t most) { return random() % (most + 1); };
    const auto text = [&](std::size_t most) {
        std::string out;
        for (std::size_t i = upTo(most); i > 0; --i) out += pieces[random() % pieces.size()];
        return out;
    };
    Word word{.list = 1, .kind = static_cast<WordKind>(random() % 2), .action = static_cast<WordAction>(random() % 3), .scope = static_cast<WordScope>(random() % 3)};
    word.enabled = random() % 4 != 0;
    word.exact = random() % 3 == 0;
    word.text = text(8);
    word.category = text(3);
    word.note = text(6) + (random() % 5 == 0 ? "\r\nsecond\nthird\rfourth\t" : "");
    if (random() % 12 == 0) {
        word.kind = WordKind::regex;
        word.exact = false;
        word.text = "[a-z]{2}" + std::to_string(random() % 100000) + "\\s\"x\",\\d+";
    }
    return word;
}

}  // namespace mirror::test
