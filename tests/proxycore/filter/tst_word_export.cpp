#include "filter/word_check.h"
#include "filter/word_columns.h"
#include "filter/word_import.h"
#include "proxycore/filter/word_fixture.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::filter;
using namespace mirror::test;

namespace {

/// Sound words of every kind, no two of them duplicates.
WordBook soundBook(unsigned seed) {
    WordBook book = bookWith({});
    std::mt19937 random(seed);
    WordIndex index;
    for (int i = 0; i < 200; ++i) {
        WordEdits edits;
        edits.put = {randomWord(random)};
        edits.put[0].id = book.nextWordId;
        static_cast<void>(applyEdits(book, edits, everyStep(), &index));
    }
    return book;
}

Result<WordBook> importedFrom(const std::string& content, WordFileFormat format) {
    WordBook book = bookWith({});
    ImportWords command{.fileName = "file", .content = content, .format = format, .commit = true};
    command.defaults.list = 1;
    const Result<WordImport> report = importWords(book, command, everyStep(), {});
    if (!report) return fail(report.error());
    return book;
}

/// With ids from 1: an import gives new ones.
std::vector<Word> renumbered(std::vector<Word> words) {
    for (std::size_t i = 0; i < words.size(); ++i) words[i].id = static_cast<std::uint32_t>(i + 1);
    return words;
}

}  // namespace

class TstWordExport : public QObject {
    Q_OBJECT
private slots:
    void csvIsForSpreadsheets() {
        WordBook book = bookWith({"大麻", "a,b", "=1+1", "say \"hi\""});
        book.words[0].category = "毒品";
        const ExportedWords out = exportWords(book, {}, WordFileFormat::csv);
        QCOMPARE(out.words, std::uint64_t{4});
        QCOMPARE(out.content, std::string("\xEF\xBB\xBFtext,category,action,scope,enabled,exact,kind,note\r\n大麻,毒品,block,both,true,false,word,\r\n"
                                          "\"a,b\",,block,both,true,false,word,\r\n'=1+1,,block,both,true,false,word,\r\n\"say \"\"hi\"\"\",,block,both,true,false,word,\r\n"));
    }
    void jsonIsAnArrayOfObjects() {
        const ExportedWords out = exportWords(bookWith({"a\\b\"c"}), {}, WordFileFormat::json);
        QCOMPARE(out.content, std::string("[\n  {\"text\":\"a\\\\b\\\"c\",\"category\":\"\",\"action\":\"block\",\"scope\":\"both\",\"enabled\":true,\"exact\":false,\"kind\":\"word\",\"note\":\"\"}\n]\n"));
        QCOMPARE(exportWords(bookWith({}), {}, WordFileFormat::json).content, std::string("[\n\n]\n"));
    }
    void txtHasOnlyWhatComesBackAsItself() {
        WordBook book = bookWith({"大麻", "# not a remark", "x,", " y", "#z", "大麻烦", "炸药"});
        book.words[5].kind = WordKind::exception;
        const ExportedWords out = exportWords(book, {}, WordFileFormat::txt);
        QCOMPARE(out.content, std::string("大麻\n#z\n炸药\n"));
        QCOMPARE(out.words, std::uint64_t{3});
    }
    void onlyWhatIsAskedForIsWritten() {
        QCOMPARE(exportWords(bookWith({"a1", "b2", "c3"}), {3, 1, 9}, WordFileFormat::txt).content, std::string("a1\nc3\n"));
    }
    void whatIsWrittenIsReadBack_data() {
        QTest::addColumn<int>("format");
        QTest::newRow("csv") << static_cast<int>(WordFileFormat::csv);
        QTest::newRow("json") << static_cast<int>(WordFileFormat::json);
        QTest::newRow("txt") << static_cast<int>(WordFileFormat::txt);
    }
    void whatIsWrittenIsReadBack() {
        QFETCH(int, format);
        for (unsigned seed = 1; seed <= 40; ++seed) {
            WordBook book = soundBook(seed);
            QVERIFY(book.words.size() > 50);
            if (format == static_cast<int>(WordFileFormat::txt))
                for (Word& word : book.words) word = {.id = word.id, .list = 1, .kind = word.kind, .text = word.text};
            const ExportedWords out = exportWords(book, {}, static_cast<WordFileFormat>(format));
            const Result<WordBook> back = importedFrom(out.content, static_cast<WordFileFormat>(format));
            QVERIFY(back);
            std::vector<Word> expected = renumbered(book.words);
            if (format == static_cast<int>(WordFileFormat::txt)) {  // exact and folded words of one text are one there: only that nothing else comes back
                for (const Word& word : back->words) QVERIFY(std::any_of(expected.begin(), expected.end(), [&](const Word& other) { return other.text == word.text && other.kind == WordKind::word; }));
                QVERIFY(back->words.size() > 20);
                continue;
            }
            QCOMPARE(back->words.size(), expected.size());
            for (std::size_t i = 0; i < expected.size(); ++i)
                QVERIFY2(back->words[i] == expected[i], ("[" + expected[i].text + "] [" + back->words[i].text + "] [" + expected[i].note + "] [" + back->words[i].note + "]").c_str());
        }
    }
    void aFormulaGuardIsUndoneByItsReader() {
        for (const char* text : {"=1", "+1", "-1", "@a", "'=1", "''@x", "'", "'a", "a=1", "''", "\tx"}) {
            const std::string written = needsFormulaGuard(text) ? std::string("'") + text : text;
            QCOMPARE(withoutFormulaGuard(written), std::string_view(text));
            QVERIFY(written.find_first_of("=+-@\t") != 0);
        }
    }
    void columnsHaveNamesAndValuesThatAreReadBack() {
        std::mt19937 random(3);
        for (int i = 0; i < 200; ++i) {
            const Word word = randomWord(random);
            Word copy{.list = 1};
            for (std::size_t column = 0; column < kWordColumns; ++column) {
                const auto which = static_cast<WordColumn>(column);
                QVERIFY(columnOf(columnName(which)) == which);
                QVERIFY(setColumn(copy, which, columnValue(word, which)));
            }
            QVERIFY(copy == word);
        }
    }
};

MIRROR_TEST(TstWordExport, tst_word_export)
#include "tst_word_export.moc"
