#include "filter/word_import.h"

#include "proxycore/filter/word_fixture.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::filter;
using namespace mirror::test;

namespace {

ImportWords commandOf(std::string name, std::string content) {
    ImportWords command{.fileName = std::move(name), .content = std::move(content), .commit = true};
    command.defaults.list = 1;
    return command;
}

struct Imported {
    WordBook book = bookWith({});
    Result<WordImport> report;
    std::vector<std::string> texts() const {
        std::vector<std::string> out;
        for (const Word& word : book.words) out.push_back(word.text);
        return out;
    }
    /// "line:flaw[:detail]" of each problem.
    std::vector<std::string> problems() const {
        std::vector<std::string> out;
        for (const WordProblem& problem : report->problems)
            out.push_back(std::to_string(problem.line) + ":" + std::string(wordFlawName(problem.flaw)) + (problem.detail.empty() ? "" : ":" + problem.detail));
        return out;
    }
};

Imported import(const ImportWords& command) {
    Imported done;
    done.report = importWords(done.book, command, everyStep(), {});
    return done;
}
Imported import(std::string name, std::string content) { return import(commandOf(std::move(name), std::move(content))); }

using Texts = std::vector<std::string>;

const std::string kGbHanDu = "\xB6\xBE\xC6\xB7";                                // 毒品
const std::string kGbZhaYao = "\xD5\xA8\xD2\xA9";                               // 炸药
const std::string kGbFourOctets = "\x95\x32\x82\x36\xC6\xB7";                   // 𠀀品: four octets and two

std::string utf16(const std::u16string& text, bool little) {
    std::string out = little ? "\xFF\xFE" : "\xFE\xFF";
    for (const char16_t unit : text) {
        const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
        out += little ? low : high;
        out += little ? high : low;
    }
    return out;
}

}  // namespace

class TstWordImport : public QObject {
    Q_OBJECT
private slots:
    void aTextFileHasOneEntryALine() {
        const Imported done = import("words.txt", "大麻\r\n\r\n  炸药 , \n# a remark\n#\n#tag\rC++\n毒品，，,\n大 麻 烦");
        QCOMPARE(done.texts(), (Texts{"大麻", "炸药", "#tag", "C++", "毒品", "大 麻 烦"}));
        QCOMPARE(done.report->lines, std::uint64_t{9});
        QCOMPARE(done.report->added, std::uint64_t{6});
        QCOMPARE(done.report->encoding, std::string("UTF-8"));
        QCOMPARE(done.report->format, WordFileFormat::txt);
        QVERIFY(done.report->problems.empty());
        QCOMPARE(done.report->firstId, 1u);
        QCOMPARE(done.report->nextWordId, 7u);
        QCOMPARE(done.book.nextWordId, 7u);
    }
    void whatCannotBeUsedIsToldByLine() {
        const std::string content = "大麻\n大\n大麻\n\xE2\x80\x8B\nab\x01\x63\n大 麻\n" + std::string(70, 'x') + "\n炸药\n";
        const Imported done = import("a.txt", content);
        QCOMPARE(done.texts(), (Texts{"大麻", "大", "炸药"}));
        QCOMPARE(done.problems(), (Texts{"2:one_character", "3:duplicate:大麻", "4:empty_folded", "5:bad_text", "6:duplicate:大麻", "7:too_long"}));
        QCOMPARE(done.report->duplicates, std::uint64_t{2});
        QCOMPARE(done.report->refused, std::uint64_t{3});
        QCOMPARE(done.report->added, std::uint64_t{3});
        QCOMPARE(done.report->problemCount, std::uint64_t{6});
    }
    void whatIsInTheBookAlreadyIsADuplicateInItsListOnly() {
        WordBook book = bookWith({"大麻烦"});
        ImportWords command = commandOf("a.txt", "大麻煩\n炸药\n");
        const auto first = importWords(book, command, everyStep(), {});
        QCOMPARE(first->duplicates, std::uint64_t{1});
        QCOMPARE(first->added, std::uint64_t{1});
        command.defaults.list = 2;
        QCOMPARE(importWords(book, command, everyStep(), {})->added, std::uint64_t{2});
        QCOMPARE(book.words.back().id, 4u);
    }
    void anIndexOfTheBookIsKeptRight() {
        WordBook book = bookWith({"大麻烦"});
        WordIndex index;
        QCOMPARE(importWords(book, commandOf("a.txt", "炸药\n毒品\n"), everyStep(), {}, &index)->added, std::uint64_t{2});
        QCOMPARE(importWords(book, commandOf("a.txt", "毒品\n火药\n"), everyStep(), {}, &index)->added, std::uint64_t{1});
        WordEdits edits;
        edits.put = {{.id = 99, .list = 1, .text = "火药"}};
        QCOMPARE(applyEdits(book, edits, everyStep(), &index).at(0).flaw, WordFlaw::duplicate);
    }
    void aPreviewChangesNothing() {
        WordBook book = bookWith({"大麻"});
        WordIndex index;
        ImportWords command = commandOf("a.txt", "炸药\n毒品\n炸药");
        command.commit = false;
        const auto report = importWords(book, command, everyStep(), {}, &index);
        QCOMPARE(report->added, std::uint64_t{2});
        QCOMPARE(report->duplicates, std::uint64_t{1});
        QCOMPARE(report->sample.size(), std::size_t{2});
        QCOMPARE(report->sample[0].text, std::string("炸药"));
        QCOMPARE(book.words.size(), std::size_t{1});
        QCOMPARE(book.nextWordId, 2u);
        QCOMPARE(importWords(book, command, everyStep(), {}, &index)->added, std::uint64_t{2});
    }
    void absentColumnsAreAsInTheDefaults() {
        ImportWords command = commandOf("a.csv", "text,action\n大麻,\n炸药,观察\n");
        command.defaults = {.id = 77, .list = 2, .action = WordAction::mask, .scope = WordScope::output, .enabled = false, .text = "no", .category = "毒品", .note = "n"};
        const Imported done = import(command);
        Word expected = command.defaults;
        expected.id = 1;
        expected.text = "大麻";
        QVERIFY(done.book.words.at(0) == expected);
        QCOMPARE(done.book.words.at(1).action, WordAction::observe);
    }
    void encodingsAreTold_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("encoding");
        QTest::newRow("UTF-8") << QByteArray("毒品\r\n炸药\r\n") << "UTF-8";
        QTest::newRow("with its mark") << QByteArray("\xEF\xBB\xBF毒品\n炸药") << "UTF-8";
        QTest::newRow("GB18030") << QByteArray::fromStdString(kGbHanDu + "\r\n" + kGbZhaYao + "\r\n") << "GB18030";
        QTest::newRow("UTF-16 little") << QByteArray::fromStdString(utf16(u"毒品\r\n炸药\r\n", true)) << "UTF-16";
        QTest::newRow("UTF-16 big") << QByteArray::fromStdString(utf16(u"毒品\n炸药", false)) << "UTF-16";
        QTest::newRow("bare CR") << QByteArray("毒品\r炸药\r") << "UTF-8";
    }
    void encodingsAreTold() {
        QFETCH(QByteArray, content);
        QFETCH(QString, encoding);
        const Imported done = import("a.txt", content.toStdString());
        QCOMPARE(done.texts(), (Texts{"毒品", "炸药"}));
        QCOMPARE(done.report->encoding, encoding.toStdString());
        QCOMPARE(done.report->lines, std::uint64_t{2});
        QVERIFY(done.report->problems.empty());
    }
    void charactersOfFourOctetsOfGb18030AreRead() {
        QCOMPARE(import("a.txt", kGbFourOctets + "\n").texts(), (Texts{"𠀀品"}));
        QCOMPARE(import("a.txt", utf16(u"𠀀品", true)).texts(), (Texts{"𠀀品"}));
    }
    void aDamagedLineIsToldAndCostsNoOther() {
        const Imported gb = import("a.txt", kGbHanDu + "\n\xFF\xFF\n" + kGbZhaYao + "\n" + kGbZhaYao + "\x81\n");
        QCOMPARE(gb.texts(), (Texts{"毒品", "炸药"}));
        QCOMPARE(gb.report->encoding, std::string("GB18030"));
        QCOMPARE(gb.problems().at(0), std::string("2:bad_encoding"));
        QCOMPARE(gb.problems().at(1), std::string("4:bad_encoding"));
        std::string mostly;
        for (int i = 0; i < 20; ++i) mostly += "毒品" + std::to_string(i) + "\n";
        const Imported utf = import("a.txt", mostly + "炸\xE8\x8D\n炸药\n");
        QCOMPARE(utf.report->encoding, std::string("UTF-8"));
        QCOMPARE(utf.problems(), (Texts{"21:bad_encoding"}));
        QCOMPARE(utf.report->added, std::uint64_t{21});
        const Imported wide = import("a.txt", utf16(u"毒品\r\nx\xD800\r\n炸药", true) + "x");
        QCOMPARE(wide.texts(), (Texts{"毒品"}));
        QCOMPARE(wide.problems(), (Texts{"2:bad_encoding", "3:bad_encoding"}));
    }
    void aMarkedFileIsHeldToItsMark() {
        const Imported done = import("a.txt", "\xEF\xBB\xBF" + kGbHanDu + "\nplain\n");
        QCOMPARE(done.report->encoding, std::string("UTF-8"));
        QCOMPARE(done.problems(), (Texts{"1:bad_encoding"}));
        QCOMPARE(done.texts(), (Texts{"plain"}));
    }
    void csvIsReadByItsRules() {
        const Imported done = import("a.csv", "text,category,note\r\n\"a,b\",c1,\"say \"\"hi\"\"\"\r\n  two words  ,\"c\r\n2\",\"l1\r\nl2\"\r\n,,\r\n\"大麻\",\"c3\",\r\n\" keep \",,\n");
        QCOMPARE(done.texts(), (Texts{"a,b", "大麻", " keep "}));
        QCOMPARE(done.book.words[0].note, std::string("say \"hi\""));
        QCOMPARE(done.book.words[1].category, std::string("c3"));
        QCOMPARE(done.problems(), (Texts{"3:bad_text:category"}));
        QCOMPARE(done.report->lines, std::uint64_t{8});
        QCOMPARE(import("a.csv", "text,note\n大麻,\"l1\r\nl2\"\n炸药,x\n").book.words[0].note, std::string("l1\r\nl2"));
    }
    void headersAreKnownInTwoLanguagesAndAnyOrder() {
        const Imported done = import("list.csv", "编号,动作,类别,敏感词,范围,启用,精确匹配,种类,备注\n1,屏蔽,甲,大麻,输出,否,是,词,看\n2,拦截,乙,大麻烦,双向,是,否,例外,\n");
        QVERIFY(done.report->problems.empty());
        const Word expected{.id = 1, .list = 1, .action = WordAction::mask, .scope = WordScope::output, .enabled = false, .exact = true, .text = "大麻", .category = "甲", .note = "看"};
        QVERIFY(done.book.words.at(0) == expected);
        QCOMPARE(done.book.words.at(1).kind, WordKind::exception);
    }
    void theFirstRecordTellsTheDelimiter_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("comma") << QByteArray("Word,Category\n大麻,c\n");
        QTest::newRow("semicolon") << QByteArray("word;category;x,y\n大麻;c;1\n");
        QTest::newRow("tab") << QByteArray("词\t分类\n大麻\tc\n");
        QTest::newRow("no header, comma") << QByteArray("大麻,c\n");
        QTest::newRow("no header, semicolon") << QByteArray("大麻;c\n");
        QTest::newRow("no header, tab") << QByteArray("大麻\tc\tmore\n");
        QTest::newRow("quoted header") << QByteArray("\"text\",\"category\"\n\"大麻\",\"c\"\n");
        QTest::newRow("blank lines first") << QByteArray("\n\r\ntext,category\n大麻,c\n");
    }
    void theFirstRecordTellsTheDelimiter() {
        QFETCH(QByteArray, content);
        const Imported done = import("a.csv", content.toStdString());
        QCOMPARE(done.texts(), (Texts{"大麻"}));
        QCOMPARE(done.book.words[0].category, std::string("c"));
    }
    void valuesThatMeanNothingAreToldByColumn() {
        const Imported done = import("a.csv", "text,action,enabled\n大麻,burn,1\n炸药,block,perhaps\n毒品,Block,YES\n");
        QCOMPARE(done.texts(), (Texts{"毒品"}));
        QCOMPARE(done.problems(), (Texts{"2:bad_column:action", "3:bad_column:enabled"}));
        QCOMPARE(done.report->problems[0].text, std::string("大麻"));
    }
    void aQuoteThatNeverEndsCostsItsLineOnly() {
        const Imported done = import("a.csv", "text,note\n大麻,\"open\n炸药,x\n\"毒品\"y,z\n火药,\n");
        QCOMPARE(done.texts(), (Texts{"炸药", "火药"}));
        QCOMPARE(done.problems(), (Texts{"2:bad_column:quotes", "4:bad_column:quotes"}));
    }
    void formulaGuardsAreTakenOffAndOnlyThose() {
        const Imported done = import("a.csv", "text\n'=1+1\n''=x y\n'quoted\n'@me\n-5x\n");
        QCOMPARE(done.texts(), (Texts{"=1+1", "'=x y", "'quoted", "@me", "-5x"}));
    }
    void jsonIsAnArrayOfTextsAndObjects() {
        const Imported done = import("a.json",
                                     "[\n  \"大麻\",\n  {\"text\": \"炸药\", \"action\": \"mask\", \"exact\": true, \"tags\": [1, {\"text\": \"x\"}]},\n"
                                     "  {\"词\": \"\\u6bd2品\", \"分类\": \"c\"},\n]\n");
        QVERIFY2(done.report.has_value(), done.report ? "" : describe(done.report.error()).c_str());
        QCOMPARE(done.texts(), (Texts{"大麻", "炸药", "毒品"}));
        QVERIFY(done.book.words[1].exact && done.book.words[1].action == WordAction::mask);
        QCOMPARE(done.book.words[2].category, std::string("c"));
        QVERIFY(done.report->problems.empty());
    }
    void jsonMayBeAnObjectWithWords() {
        const Imported done = import("a", "{\"name\": [\"no\"], \"meta\": {\"words\": [\"no\"]}, \"words\": [\"大麻\", {\"text\": \"炸药\",}], \"after\": [\"no\"]}");
        QCOMPARE(done.texts(), (Texts{"大麻", "炸药"}));
        QCOMPARE(done.report->format, WordFileFormat::json);
    }
    void jsonProblemsHaveTheirLine() {
        const Imported done = import("a.json", "[\n\"大麻\",\r\n5,\r[\"x\"],\n{\"text\": \"炸药\", \"enabled\": \"perhaps\"},\n{\"text\":\n 7},\n{\"action\": \"block\"},\nnull,\n\"大\"]");
        QCOMPARE(done.texts(), (Texts{"大麻", "大"}));
        QCOMPARE(done.problems(), (Texts{"3:bad_column:text", "4:bad_column:text", "5:bad_column:enabled", "6:bad_column:text", "8:empty_folded", "9:bad_column:text", "10:one_character"}));
    }
    void whatIsNoListOfWordsIsRefused_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("reason");
        QTest::newRow("binary") << "a.txt" << QByteArray("ab\0cd", 5) << "no text";
        QTest::newRow("not JSON") << "a.json" << QByteArray("[\"a\",\n\"b\"\n") << "line 3";
        QTest::newRow("JSON with something behind") << "a.json" << QByteArray("[\"ab\"] x") << "line 1";
        QTest::newRow("JSON text") << "a.json" << QByteArray("\"ab\"") << "neither";
        QTest::newRow("JSON without words") << "a.json" << QByteArray("{\"list\": [\"ab\"]}") << "neither";
        QTest::newRow("empty JSON") << "a.json" << QByteArray() << "not JSON";
    }
    void whatIsNoListOfWordsIsRefused() {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        QFETCH(QString, reason);
        const Imported done = import(name.toStdString(), content.toStdString());
        QVERIFY(!done.report);
        QCOMPARE(done.report.error().code, ErrorCode::configValue);
        QCOMPARE(done.report.error().args.at(0), std::string("file"));
        QVERIFY2(done.report.error().args.at(1).find(reason.toStdString()) != std::string::npos, done.report.error().args.at(1).c_str());
        QVERIFY(done.book.words.empty());
    }
    void formatsAreToldByNameThenByContent() {
        const auto formatOf = [](const char* name, const char* content) { return import(name, content).report.value().format; };
        QCOMPARE(formatOf("A.CSV", "x1"), WordFileFormat::csv);
        QCOMPARE(formatOf("a.tsv", "x1"), WordFileFormat::csv);
        QCOMPARE(formatOf("a.txt", "[\"x\"]"), WordFileFormat::txt);
        QCOMPARE(formatOf("a", " [\"x1\"]"), WordFileFormat::json);
        QCOMPARE(formatOf("a.lst", "词,分类\nab,c"), WordFileFormat::csv);
        QCOMPARE(formatOf("", "ab,c"), WordFileFormat::txt);
        ImportWords command = commandOf("a.txt", "text\nab\n");
        command.format = WordFileFormat::csv;
        QCOMPARE(import(command).texts(), (Texts{"ab"}));
    }
    void emptyFilesHaveNothing() {
        for (const char* name : {"a.txt", "a.csv"}) {
            const Imported done = import(name, "");
            QVERIFY(done.report && done.report->added == 0 && done.report->lines == 0);
        }
        QCOMPARE(import("a.json", "[]").report->added, std::uint64_t{0});
    }
    void aListThatIsNotThereIsRefused() {
        ImportWords command = commandOf("a.txt", "ab");
        command.defaults.list = 9;
        QCOMPARE(import(command).report.error().code, ErrorCode::configValue);
    }
    void filesBeyondTheBoundAreRefused() {
        QCOMPARE(import("a.txt", std::string(static_cast<std::size_t>(kMaxImportBytes) + 1, 'a')).report.error().code, ErrorCode::bodyTooLarge);
    }
    void expressionsAreBounded() {
        std::string content = "text,kind\n";
        for (std::size_t i = 0; i < kMaxRegexRules + 2; ++i) content += "x" + std::to_string(i) + ",regex\n";
        const Imported done = import("a.csv", content + "a(b,正则\n");
        QCOMPARE(done.report->added, std::uint64_t{kMaxRegexRules});
        QCOMPARE(done.problems().at(1), "203:" + std::string("too_many"));
        QVERIFY(done.problems().back().starts_with("204:bad_regex:"));
    }
    void aReportListsTheFirstTenThousand() {
        std::string content;
        for (int i = 0; i < 12'000; ++i) content += "same\n";
        const Imported done = import("a.txt", content);
        QCOMPARE(done.report->problemCount, std::uint64_t{11'999});
        QCOMPARE(done.report->problems.size(), std::size_t{10'000});
        QCOMPARE(done.report->duplicates, std::uint64_t{11'999});
    }
    void whoeverWaitsMayStopItAndIsToldHowFarItIs() {
        std::string content;
        for (const std::string& text : manyTexts(20'000)) content += text + "\n";
        for (const char* name : {"a.txt", "a.csv", "a.json"}) {
            std::string file = content;
            if (std::string_view(name) == "a.json") {
                file = "[";
                for (const std::string& text : manyTexts(20'000)) file += "\"" + text + "\",";
                file += "]";
            }
            WordBook book = bookWith({});
            std::vector<std::uint32_t> told;
            const auto whole = importWords(book, commandOf(name, file), everyStep(), {{}, [&](std::uint32_t permille) { told.push_back(permille); }});
            QVERIFY(whole && whole->added == 20'000);
            QVERIFY(told.size() > 10 && std::is_sorted(told.begin(), told.end()) && told.back() == 1000);
            book = bookWith({});
            bool stop = false;
            const auto stopped = importWords(book, commandOf(name, file), everyStep(), {[&] { return stop; }, [&](std::uint32_t permille) { stop = permille > 300; }});
            QCOMPARE(stopped.error().code, ErrorCode::cancelled);
            QVERIFY(book.words.empty() && book.nextWordId == 1);
        }
    }
    void cuttingAFileAnywhereNeverGivesAnotherWord_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("txt") << "a.txt" << QByteArray("大麻烦事\n炸药桶子\n");
        QTest::newRow("GB18030") << "a.txt" << QByteArray::fromStdString(kGbHanDu + "\r\n" + kGbZhaYao + "\r\n");
        QTest::newRow("csv") << "a.csv" << QByteArray("text,note\r\n\"大,麻\",\"a\r\nb\"\r\n'=x,\"\"\"\"\r\n");
        QTest::newRow("json") << "a.json" << QByteArray("{\"words\":[\"大麻\",{\"text\":\"炸药\",\"enabled\":false}]}");
        QTest::newRow("UTF-16") << "a.txt" << QByteArray::fromStdString(utf16(u"毒品\r\n𠀀品\r\n", true));
    }
    void cuttingAFileAnywhereNeverGivesAnotherWord() {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        const Imported uncut = import(name.toStdString(), content.toStdString());
        const Texts whole = uncut.texts();
        QVERIFY(whole.size() == 2);
        for (int length = 0; length < content.size(); ++length) {
            const Imported done = import(name.toStdString(), content.left(length).toStdString());
            // Two lines of UTF-8 of which one is cut within a character are too few to tell them from GB18030.
            if (!done.report || done.report->encoding != uncut.report->encoding) continue;
            // At most the last entry is shorter, or damaged and told of.
            const Texts texts = done.texts();
            QVERIFY(texts.size() <= 2);
            for (std::size_t i = 0; i + 1 < texts.size(); ++i) QCOMPARE(texts[i], whole[i]);
        }
    }
    void aHundredThousandWordsAreQuick() {
        std::string content = "text,category\r\n";
        for (const std::string& text : manyTexts(100'000)) content += text + ",分类\r\n";
        WordBook book = bookWith(manyTexts(50'000));
        QElapsedTimer timer;
        timer.start();
        const auto report = importWords(book, commandOf("a.csv", content), everyStep(), {});
        qInfo("100,000 words into 50,000: %lld ms", timer.elapsed());
        QVERIFY(report && report->added == 50'000 && report->duplicates == 50'000);
#ifndef MIRROR_SANITIZED
        QVERIFY(timer.elapsed() < 3000);  // on a machine that does other things too
#endif
    }
};

MIRROR_TEST(TstWordImport, tst_word_import)
#include "tst_word_import.moc"
