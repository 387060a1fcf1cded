#include "filter/word_check.h"

#include <algorithm>

#include "base/text.h"
#include "filter/regex_rules.h"
#include "filter/word_book.h"

namespace mirror::filter {

namespace {

constexpr std::size_t kShownLength = 80;

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// C0, DEL and C1; a note may have several lines.
bool hasControls(std::string_view text, bool mayHaveLines) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto octet = static_cast<unsigned char>(text[i]);
        if (octet < 0x20 && !(mayHaveLines && (octet == '\n' || octet == '\r' || octet == '\t'))) return true;
        if (octet == 0x7F) return true;
        if (octet == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) return true;
    }
    return false;
}

/// A separator of lines or paragraphs ends a line, and no word reaches over line ends.
bool hasLineSeparator(std::string_view text) { return text.find("\xE2\x80\xA8") != text.npos || text.find("\xE2\x80\xA9") != text.npos; }

bool isBlank(char32_t letter) { return letter == U' '; }

void checkRegex(const Word& word, CheckedWord& checked) {
    if (word.text.empty()) {
        checked.problems.push_back(problemOf(word, WordFlaw::emptyFolded));
    } else if (codePoints(word.text) > kMaxRegexLength) {
        checked.problems.push_back(problemOf(word, WordFlaw::tooLong));
    } else if (auto flaw = RegexRules::flawOf(word.text)) {
        checked.problems.push_back(problemOf(word, WordFlaw::badRegex, std::move(*flaw)));
    }
}

void checkLetters(const Word& word, CheckedWord& checked) {
    const std::u32string& letters = checked.letters;
    if (std::all_of(letters.begin(), letters.end(), isBlank)) {
        checked.problems.push_back(problemOf(word, WordFlaw::emptyFolded));
    } else if (letters.size() > kMaxWordLength || codePoints(word.text) > kMaxWordLength) {
        checked.problems.push_back(problemOf(word, WordFlaw::tooLong));
    } else if (letters.find(U'\n') != letters.npos) {
        checked.problems.push_back(problemOf(word, WordFlaw::badText));
    } else if (letters.size() == 1 && word.kind == WordKind::word) {
        checked.problems.push_back(problemOf(word, WordFlaw::oneCharacter));
    }
}

void checkRemarks(const Word& word, CheckedWord& checked) {
    const auto complain = [&](WordFlaw flaw, const char* column) { checked.problems.push_back(problemOf(word, flaw, column)); };
    if (!base::isUtf8(word.category)) return complain(WordFlaw::badEncoding, "category");
    if (!base::isUtf8(word.note)) return complain(WordFlaw::badEncoding, "note");
    if (hasControls(word.category, false)) complain(WordFlaw::badText, "category");
    if (hasControls(word.note, true)) complain(WordFlaw::badText, "note");
    if (codePoints(word.category) > kMaxCategoryLength) complain(WordFlaw::tooLong, "category");
    if (codePoints(word.note) > kMaxNoteLength) complain(WordFlaw::tooLong, "note");
}

}  // namespace

bool CheckedWord::isRefused() const {
    return std::any_of(problems.begin(), problems.end(), [](const WordProblem& problem) { return mirror::isRefused(problem.flaw); });
}

std::size_t codePoints(std::string_view text) {
    return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), isContinuation));
}

std::string shownText(std::string_view text) {
    // Four octets are the most one character takes: more than this is never shown, and never looked at.
    std::string shown(base::utf8Prefix(text, std::min(text.size(), kShownLength * 4)));
    if (!base::isUtf8(shown))
        std::replace_if(shown.begin(), shown.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; }, '?');
    std::size_t end = 0;
    for (std::size_t count = 0; end < shown.size(); ++end) {
        if (isContinuation(shown[end])) continue;
        if (count++ == kShownLength) break;
    }
    shown.resize(end);
    return shown;
}

WordProblem problemOf(const Word& word, WordFlaw flaw, std::string detail) { return {word.id, flaw, shownText(word.text), std::move(detail)}; }

std::u32string lettersOf(const Word& word, const TextFolder& folder) {
    static const TextFolder exactFolder(0);
    // The octets of an expression do: they are only compared.
    if (word.kind == WordKind::regex) return {word.text.begin(), word.text.end()};
    return (word.exact ? exactFolder : folder).fold(word.text);
}

CheckedWord examine(const Word& word, const TextFolder& folder) {
    CheckedWord checked;
    if (!base::isUtf8(word.text)) {
        checked.problems.push_back(problemOf(word, WordFlaw::badEncoding));
        return checked;
    }
    // A text far beyond every bound is not worth folding.
    if (word.text.size() > kMaxRegexLength * 4) {
        checked.problems.push_back(problemOf(word, WordFlaw::tooLong));
        return checked;
    }
    checked.letters = lettersOf(word, folder);
    if (hasControls(word.text, false) || hasLineSeparator(word.text)) {
        checked.problems.push_back(problemOf(word, WordFlaw::badText));
    } else if (word.kind == WordKind::regex) {
        checkRegex(word, checked);
    } else {
        checkLetters(word, checked);
    }
    checkRemarks(word, checked);
    return checked;
}

std::vector<WordProblem> checkWord(const Word& word, const TextFolder& folder) { return examine(word, folder).problems; }

}  // namespace mirror::filter
