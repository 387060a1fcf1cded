#include <algorithm>
#include <map>

#include "proxycore/filter/word_fixture.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::filter;
using namespace mirror::test;

namespace {

Word wordOf(std::uint32_t id, std::string text, std::uint16_t list = 1) { return {.id = id, .list = list, .text = std::move(text)}; }

std::vector<WordFlaw> flawsOf(const std::vector<WordProblem>& problems) {
    std::vector<WordFlaw> flaws;
    for (const WordProblem& problem : problems) flaws.push_back(problem.flaw);
    return flaws;
}

std::vector<WordFlaw> flawsOf(const Word& word) { return flawsOf(checkWord(word, everyStep())); }

bool isSorted(const WordBook& book) {
    return std::is_sorted(book.words.begin(), book.words.end(), [](const Word& a, const Word& b) { return a.id < b.id; });
}

bool sameContent(const WordBook& a, const WordBook& b) { return a.words == b.words && a.lists == b.lists && a.nextWordId == b.nextWordId && a.nextListId == b.nextListId; }

}  // namespace

class TstWordBook : public QObject {
    Q_OBJECT
private slots:
    void findsEntriesByTheirId() {
        const WordBook book = bookWith({"a", "b", "c"});
        QCOMPARE(book.find(2)->text, std::string("b"));
        QVERIFY(book.find(0) == nullptr && book.find(4) == nullptr);
        QCOMPARE(book.findList(2)->name, std::string("two"));
        QVERIFY(book.findList(3) == nullptr);
    }
    void anEntryMayHaveOneFlaw_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("flaw");
        const auto row = [](const char* name, const QByteArray& text, WordFlaw flaw) { QTest::newRow(name) << text << static_cast<int>(flaw); };
        row("nothing", "", WordFlaw::emptyFolded);
        row("blanks", "  \xE3\x80\x80", WordFlaw::emptyFolded);
        row("zero width alone", "\xE2\x80\x8B\xE2\x80\x8D", WordFlaw::emptyFolded);
        row("one letter", "a", WordFlaw::oneCharacter);
        row("one Han letter", "大", WordFlaw::oneCharacter);
        row("one letter with a zero width one", "大\xE2\x80\x8B", WordFlaw::oneCharacter);
        row("65 letters", QByteArray(65, 'a'), WordFlaw::tooLong);
        row("long once folded", "\xE3\x8D\xBF" + QByteArray(62, 'a'), WordFlaw::tooLong);
        row("huge", QByteArray(100'000, 'a'), WordFlaw::tooLong);
        row("line end", "a\nb", WordFlaw::badText);
        row("tab", "a\tb", WordFlaw::badText);
        row("DEL", "a\x7F", WordFlaw::badText);
        row("C1", "a\xC2\x85", WordFlaw::badText);
        row("line separator", "ab\xE2\x80\xA8", WordFlaw::badText);
        row("no UTF-8", "ab\xFF", WordFlaw::badEncoding);
        row("surrogate", "ab\xED\xA0\x80", WordFlaw::badEncoding);
    }
    void anEntryMayHaveOneFlaw() {
        QFETCH(QByteArray, text);
        QFETCH(int, flaw);
        const auto problems = checkWord(wordOf(7, text.toStdString()), everyStep());
        QCOMPARE(problems.size(), std::size_t{1});
        QCOMPARE(static_cast<int>(problems[0].flaw), flaw);
        QCOMPARE(problems[0].line, std::uint64_t{7});
        QVERIFY(problems[0].text.size() <= 320);
    }
    void soundEntriesHaveNone() {
        for (const char* text : {"大麻", "SM", "a b", "C++", "大 麻", "e\xCC\x81tat", "=1+1"}) QVERIFY2(flawsOf(wordOf(1, text)).empty(), text);
        QVERIFY(flawsOf(wordOf(1, std::string(64, 'a'))).empty());
    }
    void aSingleCharacterIsOnlyToldOfAndAnExceptionMayBeOne() {
        QVERIFY(!isRefused(WordFlaw::oneCharacter));
        Word word = wordOf(1, "大");
        word.kind = WordKind::exception;
        QVERIFY(flawsOf(word).empty());
    }
    void anExactEntryIsNotFolded() {
        Word word = wordOf(1, "\xE2\x80\x8B");
        word.exact = true;
        QCOMPARE(flawsOf(word), std::vector{WordFlaw::oneCharacter});
    }
    void anExpressionIsTriedByItsLibrary() {
        Word word{.id = 1, .list = 1, .kind = WordKind::regex, .text = "a(b"};
        const auto problems = checkWord(word, everyStep());
        QCOMPARE(flawsOf(problems), std::vector{WordFlaw::badRegex});
        QVERIFY(!problems[0].detail.empty());
        word.text = "\\d{3}-\\d+";
        QVERIFY(flawsOf(word).empty());
        word.text = std::string(1001, 'a');
        QCOMPARE(flawsOf(word), std::vector{WordFlaw::tooLong});
    }
    void remarksHaveBoundsToo() {
        Word word = wordOf(1, "大麻");
        word.category = std::string(65, 'c');
        word.note = "two\nlines";
        QCOMPARE(flawsOf(word), std::vector{WordFlaw::tooLong});
        word.category = "a\nb";
        word.note = std::string("a\0b", 3);
        QCOMPARE(flawsOf(word), (std::vector{WordFlaw::badText, WordFlaw::badText}));
    }
    void putsReplacesAndRemoves() {
        WordBook book = bookWith({"大麻", "炸药", "毒品"});
        WordEdits edits;
        edits.put = {wordOf(2, "火药"), wordOf(9, "新词")};
        edits.remove = {1, 77};
        QVERIFY(applyEdits(book, edits, everyStep()).empty());
        QCOMPARE(book.words.size(), std::size_t{3});
        QCOMPARE(book.find(2)->text, std::string("火药"));
        QCOMPARE(book.find(9)->text, std::string("新词"));
        QVERIFY(book.find(1) == nullptr && isSorted(book));
        QCOMPARE(book.nextWordId, 10u);
        edits = {};
        edits.put = {wordOf(1, "大麻")};  // undone
        QVERIFY(applyEdits(book, edits, everyStep()).empty());
        QVERIFY(book.find(1) != nullptr && isSorted(book));
        QCOMPARE(book.nextWordId, 10u);
    }
    void ofTwoPutWithOneIdTheLastCounts() {
        WordBook book = bookWith({"大麻"});
        WordEdits edits;
        edits.put = {wordOf(5, "甲乙"), wordOf(4, "丙丁"), wordOf(5, "戊己")};
        QVERIFY(applyEdits(book, edits, everyStep()).empty());
        QCOMPARE(book.find(5)->text, std::string("戊己"));
        QCOMPARE(book.words.size(), std::size_t{3});
        QVERIFY(isSorted(book));
    }
    void oneRefusedEntryLeavesEverythingAsItWas() {
        WordBook book = bookWith({"大麻"});
        const WordBook before = book;
        WordIndex index;
        WordEdits edits;
        edits.put = {wordOf(2, "炸药"), wordOf(3, "")};
        edits.remove = {1};
        edits.putLists = {{.id = 3, .name = "three"}};
        edits.removeLists = {2};
        QCOMPARE(flawsOf(applyEdits(book, edits, everyStep(), &index)), std::vector{WordFlaw::emptyFolded});
        QVERIFY(sameContent(book, before));
        edits = {};
        edits.put = {wordOf(2, "炸药")};
        QVERIFY(applyEdits(book, edits, everyStep(), &index).empty());
    }
    void duplicatesAreToldWithWhatTheyRepeat_data() {
        QTest::addColumn<bool>("withIndex");
        QTest::newRow("alone") << false;
        QTest::newRow("with an index") << true;
    }
    void duplicatesAreToldWithWhatTheyRepeat() {
        QFETCH(bool, withIndex);
        WordIndex index;
        WordIndex* given = withIndex ? &index : nullptr;
        WordBook book = bookWith({"大麻烦", "Smoking"});
        for (const char* same : {"大麻煩", "大 麻\xE2\x80\x8B烦", "ＳＭＯＫＩＮＧ"}) {
            WordEdits edits;
            edits.put = {wordOf(10, same)};
            const auto problems = applyEdits(book, edits, everyStep(), given);
            QCOMPARE(flawsOf(problems), std::vector{WordFlaw::duplicate});
            QCOMPARE(problems[0].line, std::uint64_t{10});
            QCOMPARE(problems[0].detail, book.words[same[0] == '\xEF' ? 1 : 0].text);
        }
        WordEdits edits;
        edits.put = {wordOf(10, "新词"), wordOf(11, "新詞")};
        QCOMPARE(flawsOf(applyEdits(book, edits, everyStep(), given)), std::vector{WordFlaw::duplicate});
    }
    void otherListsKindsAndExactnessAreNoDuplicates() {
        WordBook book = bookWith({"abc"});
        Word exact = wordOf(2, "abc"), upper = wordOf(3, "ABC"), exception = wordOf(4, "abc"), regex = wordOf(5, "abc");
        exact.exact = upper.exact = true;
        exception.kind = WordKind::exception;
        regex.kind = WordKind::regex;
        WordEdits edits;
        edits.put = {exact, upper, exception, regex, wordOf(6, "abc", 2)};
        QVERIFY(applyEdits(book, edits, everyStep()).empty());
        edits.put = {exact};
        edits.put[0].id = 7;
        QCOMPARE(flawsOf(applyEdits(book, edits, everyStep())), std::vector{WordFlaw::duplicate});
    }
    void whatLeavesOrIsReplacedIsNoDuplicate() {
        WordBook book = bookWith({"大麻", "炸药", "毒品"});
        WordEdits edits;
        edits.put = {wordOf(2, "大麻"), wordOf(4, "炸药"), wordOf(5, "毒品")};  // each the text of another that goes
        edits.remove = {1, 3};
        QVERIFY(applyEdits(book, edits, everyStep()).empty());
        edits = {};
        edits.put = {wordOf(2, "炸药"), wordOf(4, "大麻")};  // exchanged
        QVERIFY(applyEdits(book, edits, everyStep()).empty());
        QCOMPARE(book.find(2)->text, std::string("炸药"));
        edits.put = {wordOf(2, "炸药")};  // itself
        QVERIFY(applyEdits(book, edits, everyStep()).empty());
    }
    void removingAListRemovesItsWords() {
        WordBook book = bookWith({"大麻"});
        WordEdits edits;
        edits.put = {wordOf(2, "炸药", 2)};
        QVERIFY(applyEdits(book, edits, everyStep()).empty());
        edits = {};
        edits.removeLists = {1};
        QVERIFY(applyEdits(book, edits, everyStep()).empty());
        QCOMPARE(book.words.size(), std::size_t{1});
        QVERIFY(book.findList(1) == nullptr && book.find(2) != nullptr);
        edits = {};
        edits.put = {wordOf(3, "毒品", 1)};
        const auto problems = applyEdits(book, edits, everyStep());
        QCOMPARE(flawsOf(problems), std::vector{WordFlaw::badColumn});
        QCOMPARE(problems[0].detail, std::string("list"));
        edits.putLists = {{.id = 1, .name = "again"}};
        QVERIFY(applyEdits(book, edits, everyStep()).empty());
    }
    void numbersThatCannotBeIdsAreRefused() {
        WordBook book = bookWith({});
        for (const std::uint32_t id : {0u, 0xFFFFFFFFu}) {
            WordEdits edits;
            edits.put = {wordOf(id, "大麻")};
            QCOMPARE(applyEdits(book, edits, everyStep()).at(0).detail, std::string("id"));
        }
        WordEdits edits;
        edits.putLists = {{.id = 0xFFFF}};
        QCOMPARE(applyEdits(book, edits, everyStep()).at(0).detail, std::string("list"));
    }
    void thereAreOnlySoManyListsAndExpressions() {
        WordBook book = bookWith({});
        WordEdits edits;
        for (std::uint16_t id = 3; id <= 200; ++id) edits.putLists.push_back({.id = id, .name = std::to_string(id)});
        for (std::uint32_t id = 1; id <= kMaxRegexRules; ++id) edits.put.push_back({.id = id, .list = 1, .kind = WordKind::regex, .text = "x" + std::to_string(id)});
        QVERIFY(applyEdits(book, edits, everyStep()).empty());
        edits = {};
        edits.putLists = {{.id = 201}};
        QCOMPARE(flawsOf(applyEdits(book, edits, everyStep())), std::vector{WordFlaw::tooMany});
        edits = {};
        edits.put = {{.id = 900, .list = 1, .kind = WordKind::regex, .text = "y"}};
        QCOMPARE(flawsOf(applyEdits(book, edits, everyStep())), std::vector{WordFlaw::tooMany});
        edits.remove = {5};
        QVERIFY(applyEdits(book, edits, everyStep()).empty());
    }
    void editsOfAnyKindDoWhatASimpleBookWouldDo() {
        std::mt19937 random(11);
        WordBook book = bookWith({});
        WordIndex index;
        std::map<std::uint32_t, Word> model;
        for (int round = 0; round < 400; ++round) {
            WordEdits edits;
            for (std::size_t i = random() % 6; i > 0; --i) edits.put.push_back(wordOf(1 + static_cast<std::uint32_t>(random() % 60), "词" + std::to_string(random() % 80)));
            for (std::size_t i = random() % 4; i > 0; --i) edits.remove.push_back(1 + static_cast<std::uint32_t>(random() % 60));
            auto expected = model;
            for (const std::uint32_t id : edits.remove) expected.erase(id);
            for (const Word& word : edits.put) expected[word.id] = word;
            std::map<std::string, int> texts;
            bool isSound = true;
            for (const auto& [id, word] : expected) isSound = ++texts[word.text] == 1 && isSound;
            const auto problems = applyEdits(book, edits, everyStep(), &index);
            QCOMPARE(problems.empty(), isSound);
            if (isSound) model = expected;
            QVERIFY(isSorted(book));
            std::vector<Word> words;
            for (const auto& [id, word] : model) words.push_back(word);
            QVERIFY(book.words == words);
        }
    }
    void aDifferenceIsWhatBecameOfEachEntry() {
        const WordBook before = bookWith({"大麻", "炸药", "毒品"});
        WordBook after = before;
        WordEdits edits;
        edits.put = {wordOf(2, "火药"), wordOf(4, "新词")};
        edits.remove = {1};
        edits.putLists = {{.id = 1, .enabled = false, .name = "one"}, {.id = 3, .name = "three"}};
        QVERIFY(applyEdits(after, edits, everyStep()).empty());
        const WordDiff diff = diffBooks(before, after, 100);
        QCOMPARE(diff.added, std::uint64_t{1});
        QCOMPARE(diff.removed, std::uint64_t{1});
        QCOMPARE(diff.changed, std::uint64_t{1});
        QCOMPARE(diff.changes.size(), std::size_t{3});
        QVERIFY(diff.changes[0].before.text == "大麻" && diff.changes[0].after.id == 0);
        QVERIFY(diff.changes[1].before.text == "炸药" && diff.changes[1].after.text == "火药");
        QVERIFY(diff.changes[2].before.id == 0 && diff.changes[2].after.text == "新词");
        QCOMPARE(diff.lists.size(), std::size_t{2});
        QCOMPARE(diffBooks(before, after, 1).changes.size(), std::size_t{1});
        QCOMPARE(diffBooks(before, after, 1).changed, std::uint64_t{1});
    }
    void theEditsBetweenTwoBooksLeadFromOneToTheOther() {
        std::mt19937 random(12);
        for (int round = 0; round < 60; ++round) {
            WordBook before = bookWith(manyTexts(20)), after = before;
            WordEdits edits;
            for (int i = 0; i < 5; ++i) edits.put.push_back(wordOf(1 + static_cast<std::uint32_t>(random() % 30), "neu" + std::to_string(random()), random() % 2 ? 1 : 2));
            for (int i = 0; i < 4; ++i) edits.remove.push_back(1 + static_cast<std::uint32_t>(random() % 30));
            if (round % 3 == 0) edits.putLists = {{.id = 5, .name = "five"}};
            QVERIFY(applyEdits(after, edits, everyStep()).empty());
            edits = {};
            if (round % 4 == 0) edits.removeLists = {2};
            QVERIFY(applyEdits(after, edits, everyStep()).empty());
            QVERIFY(applyEdits(before, editsBetween(before, after), everyStep()).empty());
            QVERIFY(before.words == after.words && before.lists == after.lists);
            QVERIFY(editsBetween(before, after).empty());
        }
    }
    void aSmallEditOfALargeBookIsQuick() {
        WordBook book = bookWith(manyTexts(100'000));
        WordIndex index;
        WordEdits first;
        first.put = {wordOf(book.nextWordId, "头一个")};
        QElapsedTimer timer;
        timer.start();
        QVERIFY(applyEdits(book, first, everyStep(), &index).empty());
        const qint64 firstMs = timer.elapsed();
        timer.restart();
        for (std::uint32_t i = 0; i < 20; ++i) {
            WordEdits edits;
            edits.put = {wordOf(book.nextWordId, "后面" + std::to_string(i)), wordOf(500 + i, "换了" + std::to_string(i))};
            QVERIFY(applyEdits(book, edits, everyStep(), &index).empty());
        }
        qInfo("100,000 words: first edit %lld ms, each of twenty more %.3f ms", firstMs, static_cast<double>(timer.nsecsElapsed()) / 20e6);
        QVERIFY(timer.elapsed() < 20 * 20);
    }
};

MIRROR_TEST(TstWordBook, tst_word_book)
#include "tst_word_book.moc"
