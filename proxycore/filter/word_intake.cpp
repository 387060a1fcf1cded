#include "filter/word_intake.h"

#include <algorithm>

#include "filter/word_check.h"

namespace mirror::filter {

namespace {
constexpr std::size_t kMaxProblems = 10'000;
constexpr std::size_t kMaxSample = 200;
}  // namespace

WordIntake::WordIntake(const WordBook& book, WordIndex& index, const TextFolder& folder, const DecodedText& file, const ImportWords& command)
    : m_book(book), m_index(index), m_folder(folder), m_file(file), m_keep(command.commit) {
    m_regexes = static_cast<std::size_t>(std::count_if(book.words.begin(), book.words.end(), [](const Word& word) { return word.kind == WordKind::regex; }));
    m_report.lines = file.lines;
    m_report.encoding = file.encoding;
    m_report.firstId = m_report.nextWordId = book.nextWordId;
}

void WordIntake::tell(std::uint64_t line, WordProblem problem) {
    problem.line = line;
    if (problem.flaw == WordFlaw::duplicate) ++m_report.duplicates;
    if (isRefused(problem.flaw) && problem.flaw != WordFlaw::duplicate) ++m_report.refused;
    if (++m_report.problemCount <= kMaxProblems) m_report.problems.push_back(std::move(problem));
}

bool WordIntake::isBadlyEncoded(std::uint64_t first, std::uint64_t last, std::string_view shown) {
    if (!m_file.isBad(first, last)) return false;
    tell(*std::lower_bound(m_file.badLines.begin(), m_file.badLines.end(), first), {0, WordFlaw::badEncoding, shownText(shown), {}});
    return true;
}

void WordIntake::refuse(std::uint64_t first, std::uint64_t last, WordFlaw flaw, std::string_view shown, std::string detail) {
    if (!isBadlyEncoded(first, last, shown)) tell(first, {0, flaw, shownText(shown), std::move(detail)});
}

void WordIntake::take(Word word, std::uint64_t first, std::uint64_t last) {
    if (isBadlyEncoded(first, last, word.text)) return;
    CheckedWord checked = examine(word, m_folder);
    const auto refused = std::find_if(checked.problems.begin(), checked.problems.end(), [](const WordProblem& problem) { return isRefused(problem.flaw); });
    if (refused != checked.problems.end()) return tell(first, std::move(*refused));
    const std::uint64_t key = WordIndex::keyOf(word, checked.letters);
    if (const Word* other = duplicateOf(word, key, checked.letters)) return tell(first, problemOf(word, WordFlaw::duplicate, shownText(other->text)));
    if (isOneTooMany(word)) return tell(first, problemOf(word, WordFlaw::tooMany));
    for (WordProblem& problem : checked.problems) tell(first, std::move(problem));
    add(std::move(word), key);
}

bool WordIntake::isOneTooMany(const Word& word) const {
    if (word.kind == WordKind::regex && m_regexes >= kMaxRegexRules) return true;
    return m_book.words.size() + m_fresh.size() >= kMaxWords || m_report.nextWordId >= WordIndex::kNoId;
}

const Word* WordIntake::duplicateOf(const Word& word, std::uint64_t key, std::u32string_view letters) const {
    const auto isSame = [&](const Word* other) { return other != nullptr && areComparable(word, *other) && lettersOf(*other, m_folder) == letters; };
    const std::uint32_t place = m_freshIndex.find(key, [&](std::uint32_t number) { return isSame(&m_fresh[number - 1]); });
    if (place != 0) return &m_fresh[place - 1];
    const std::uint32_t id = m_index.find(key, [&](std::uint32_t candidate) { return isSame(m_book.find(candidate)); });
    return id == 0 ? nullptr : m_book.find(id);
}

void WordIntake::add(Word word, std::uint64_t key) {
    if (word.kind == WordKind::regex) ++m_regexes;
    word.id = m_report.nextWordId++;
    ++m_report.added;
    if (m_report.sample.size() < kMaxSample) m_report.sample.push_back(word);
    m_fresh.push_back(std::move(word));
    m_freshIndex.add(key, static_cast<std::uint32_t>(m_fresh.size()));
    if (m_keep) m_freshKeys.push_back(key);
}

void WordIntake::commit(WordBook& book, WordIndex& index) {
    book.words.reserve(book.words.size() + m_fresh.size());
    for (std::size_t i = 0; i < m_fresh.size(); ++i) {
        index.add(m_freshKeys[i], m_fresh[i].id);
        book.words.push_back(std::move(m_fresh[i]));
    }
    book.nextWordId = m_report.nextWordId;
    m_fresh.clear();
}

}  // namespace mirror::filter
