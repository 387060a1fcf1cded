#include "filter/text_folder.h"

#include <random>
#include <thread>

#include "proxycore/filter/fold_splits.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::filter;
using namespace mirror::filter::trial;

namespace {

const TextFolder& allSteps() {
    static const TextFolder folder(kAllFoldSteps);
    return folder;
}
TextFolder without(FoldStep step) { return TextFolder(static_cast<FoldSteps>(kAllFoldSteps & ~foldBit(step))); }
TextFolder only(FoldStep step) { return TextFolder(foldBit(step)); }

QString shown(const std::u32string& letters) { return QString::fromUcs4(letters.data(), static_cast<qsizetype>(letters.size())); }
QString folded(const TextFolder& folder, const QString& text) { return shown(folder.fold(text.toStdString())); }

/// Pieces that hostile texts are made of.
const std::vector<std::string>& hostilePieces() {
    static const std::vector<std::string> pieces = {
        "大", "麻", "體", "⼤", "㍿", "﷽", "a", "S", "1", " ", "  ", "\t", "　", "*", "-", "·", ".", "—", "\n", "\r\n", "。", ",", "\u200B", "\u0301", "\uFE0F", "\U000E0100",
        "С", "о", "М", "Ѕ", "ο", "ж", "ø", "é", "ß", "𝐀", "①", "が", "각", "ก", "😀", "&", "&amp;", "&#22823;", "&#x9EBB", "&nbsp;", "&middot;", "&amp;amp;#40635;", "\\", "\\u5927",
        "\\ud842\\udfb7", "\\ud842", "\\u{9ebb}", "\\\\u9ebb", ";", "#", "u", "amp;", "\xFF", "\xE5", "\xA4", "\xF0\x9D", "\xC3"};
    return pieces;
}

std::string hostileText(std::mt19937& random, std::size_t pieces) {
    std::string text;
    for (std::size_t i = 0; i < pieces; ++i) text += hostilePieces()[random() % hostilePieces().size()];
    return text;
}

QByteArray escaped(const std::string& text) { return QByteArray::fromStdString(text).toPercentEncoding(); }

}  // namespace

/// Every step by itself and switched off; what joins and what does not; and that cutting a text anywhere changes nothing.
class TextFolderTest : public QObject {
    Q_OBJECT
private slots:
    void makesWritingsEqual_data();
    void makesWritingsEqual();
    void aStepThatIsOffIsNotDone_data();
    void aStepThatIsOffIsNotDone();
    void foldsOnlyOnce();
    void offsetsPointToTheOriginal();
    void invalidOctetsAreOneLetterEach();
    void waitsForWhatMoreTextMayChange_data();
    void waitsForWhatMoreTextMayChange();
    void waitsForNoMoreThanABound();
    void aTextCutAnywhereFoldsTheSame();
    void aTextCutOctetByOctetFoldsTheSame();
    void aLongTokenIsDecidedTheSameFromAnyPlace();
    void tablesAreSharedByThreads();
    void knowsKindsOfLetters();
};

void TextFolderTest::makesWritingsEqual_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("letters");
    QTest::addColumn<int>("steps");
    const auto row = [](const char* name, const char* text, const char* letters, std::initializer_list<FoldStep> steps) {
        int bits = 0;
        for (const FoldStep step : steps) bits |= foldBit(step);
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(letters) << bits;
    };
    using enum FoldStep;
    row("plain", "大麻abc1", "大麻abc1", {});
    row("case", "SMoKE", "smoke", {width});
    row("full width", "ＡＢＣ１２", "abc12", {width});
    row("circled, mathematical", "ⓢ𝐌𝓞①", "smo1", {width});
    row("squared word", "㍿", "株式会社", {width});
    row("kangxi radicals", "⼤⿇", "大麻", {width});
    row("supplementary radicals", "⻨⻛⻢", "麦风马", {width});
    row("compatibility ideographs", "\uF9D1\uFA19", "六神", {width});
    row("compatibility supplement", "\U0002F804", "\u4F60", {width});
    row("sharp s", "Straße", "strasse", {width});
    row("zero width", "大\u200B\u200D\uFEFF麻", "大麻", {ignorable});
    row("combining", "大\u0301\u20DD麻\u0336", "大麻", {ignorable});
    row("variation selectors, tags", "大\uFE0F\U000E0101\U000E0041麻", "大麻", {ignorable});
    row("soft hyphen, direction", "s\u00ADm\u202Eo\u2066k", "smok", {ignorable});
    row("control", "大\u0001麻", "大麻", {ignorable});
    row("accents, both ways", "e\u0301\u00E9\u00C9й", "eeeи", {width, ignorable});
    row("kana and Hangul stay whole", "がプ각", "がプ각", {});
    row("traditional", "開會體裏", "开会体里", {traditional});
    row("traditional compatibility", "\uF9C4", "龙", {width, traditional});
    row("separators", "大 *-·麻", "大麻", {separators});
    row("four blanks", "大    麻", "大麻", {separators});
    row("five", "大*****麻", "大*****麻", {});
    row("five blanks are one", "大     麻", "大 麻", {separators});
    row("full-width separators", "大＊／麻", "大麻", {separators});
    row("ideographic space", "大　麻", "大麻", {separators});
    row("invisible between separators", "大\u200B*\u200B*\u200B麻", "大麻", {ignorable, separators});
    row("one dot", "大.麻", "大麻", {separators});
    row("one dash", "大—麻", "大麻", {separators});
    row("sentence end", "大。麻！大？麻；大!麻?大;麻", "大。麻!大?麻;大!麻?大;麻", {width});
    row("clause border", "大，麻、大：麻", "大,麻、大:麻", {width});
    row("dot and blank", "大. 麻", "大. 麻", {});
    row("ellipsis", "大...麻……大", "大...麻......大", {width});
    row("two dashes", "大——麻", "大——麻", {});
    row("line ends", "大\n麻\r大\u2028麻 \n 大", "大\n麻\n大\n麻 \n 大", {});
    row("beside Latin", "大 a 麻", "大 a 麻", {});
    row("blanks in Latin", "foo \t bar", "foo bar", {separators});
    row("mixed scripts", "SМОКЕ", "smoke", {width, confusables});
    row("small capitals of Cyrillic", "sмокe", "smoke", {confusables});
    row("Greek", "ΝakΕd", "naked", {width, confusables});
    row("Latin letter last", "Ѕсооl", "scool", {width, confusables});
    row("Russian stays", "сом роса", "сом роса", {});
    row("Greek stays", "σορος", "σοροσ", {width});
    row("the token counts", "сом-a b", "сом-a b", {});
    row("digits are not letters", "l0l 1l", "l0l 1l", {});
    row("strokes", "smørrebrød", "smorrebrod", {confusables});
    row("decimal", "&#22823;&#040635", "大麻", {entities});
    row("hexadecimal", "&#x5927;&#X9eBb", "大麻", {entities});
    row("twice", "&amp;#22823;&amp;amp;#x9ebb;", "大麻", {entities});
    row("names", "大&nbsp;&middot;&zwj;麻", "大麻", {entities, ignorable, separators});
    row("no name", "AT&T & &foo;", "at&t & &foo;", {width});
    row("escapes", "\\u5927\\u{9ebb}\\U00005927\\\\u9ebb", "大麻大麻", {entities});
    row("surrogate pair", "\\uD842\\uDFB7", "\U00020BB7", {entities});
    row("lone surrogate", "\\ud842x", "\\ud842x", {});
    row("an escaped ampersand", "\\u0026#22823;", "大", {entities});
}

void TextFolderTest::makesWritingsEqual() {
    QFETCH(QString, text);
    QFETCH(QString, letters);
    QFETCH(int, steps);
    QCOMPARE(folded(allSteps(), text), letters);
    QCOMPARE(int{allSteps().stepsIn(text.toStdString())}, steps);
}

void TextFolderTest::aStepThatIsOffIsNotDone_data() {
    QTest::addColumn<int>("step");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("off");   // all other steps on
    QTest::addColumn<QString>("alone");  // this one only
    const auto row = [](FoldStep step, const char* text, const char* off, const char* alone) {
        QTest::newRow(foldStepName(step).data()) << int(step) << QString::fromUtf8(text) << QString::fromUtf8(off) << QString::fromUtf8(alone);
    };
    row(FoldStep::entities, "&#22823;\\u9ebb", "&#22823;\\u9ebb", "大麻");
    row(FoldStep::width, "Ａb⼤", "Ａb⼤", "ab大");
    row(FoldStep::ignorable, "大\u200B麻é", "大\u200B麻é", "大麻e");
    row(FoldStep::traditional, "開體", "開體", "开体");
    row(FoldStep::separators, "大 *麻  a", "大 *麻  a", "大麻 a");
    row(FoldStep::confusables, "aМø", "aмø", "aMo");
}

void TextFolderTest::aStepThatIsOffIsNotDone() {
    QFETCH(int, step);
    QFETCH(QString, text);
    QFETCH(QString, off);
    QFETCH(QString, alone);
    QCOMPARE(folded(without(static_cast<FoldStep>(step)), text), off);
    QCOMPARE(folded(only(static_cast<FoldStep>(step)), text), alone);
    QCOMPARE(folded(TextFolder(0), text), text);
}

// What is a word was folded, and is folded again when it comes from a file: nothing may change then.
void TextFolderTest::foldsOnlyOnce() {
    QStringList wrong;
    for (char32_t letter = 0x20; letter < 0x30000; ++letter) {
        if (letter >= 0xD800 && letter < 0xE000) continue;
        if (letter >= 0x3380 && letter <= 0x33DF) continue;  // units of measure: μA is two letters, and a token of two scripts
        const QString once = folded(allSteps(), QString::fromUcs4(&letter, 1));
        if (folded(allSteps(), once) != once) wrong << QString::number(letter, 16);
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(' ')));
}

void TextFolderTest::offsetsPointToTheOriginal() {
    const std::string text = "a&#22823;𝐀 ㍿";
    const std::vector<PlacedLetter> expected = {{U'a', 0}, {U'大', 1}, {U'a', 9}, {U' ', 13}, {U'株', 14}, {U'式', 14}, {U'会', 14}, {U'社', 14}};
    QVERIFY(foldWhole(allSteps(), text) == expected);
    QCOMPARE(allSteps().unitEnd(text, 1), std::size_t{9});
    QCOMPARE(allSteps().unitEnd(text, 14), text.size());
}

void TextFolderTest::invalidOctetsAreOneLetterEach() {
    using Letters = std::u32string;
    QCOMPARE(shown(allSteps().fold("a\xFF\xE5\xA4z\xC0\xAF")), shown(Letters(U"a\uFFFD\uFFFD\uFFFDz\uFFFD\uFFFD")));
    QCOMPARE(shown(allSteps().fold("\xED\xA0\x80\xF4\x90\x80\x80")), shown(Letters(7, U'\uFFFD')));
    QCOMPARE(shown(allSteps().fold("\xF0\x9D")), shown(Letters(2, U'\uFFFD')));
}

void TextFolderTest::waitsForWhatMoreTextMayChange_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("done");
    const auto row = [](const char* name, const QByteArray& text, qsizetype waiting) { QTest::newRow(name) << text << int(text.size() - waiting); };
    row("whole letters", "大a", 0);
    row("half a character", "a\xE5\xA4", 2);
    row("an entity", "a&#228", 5);
    row("an ampersand", "a&", 1);
    row("a decoded ampersand", "a&amp;", 5);
    row("an escape", "a\\u59", 4);
    row("half a pair", "a\\ud842", 6);
    row("look-alikes", "a сом", 6);
    row("decided look-alikes", "a сом ", 0);
    row("mixed token", "aсом", 0);
    row("separators behind Han", "大 *", 2);
    row("separators behind Latin", "a *", 0);
    row("too many separators", "大*****", 0);
    row("invisible behind Han", "大\xE2\x80\x8B", 0);
}

void TextFolderTest::waitsForWhatMoreTextMayChange() {
    QFETCH(QByteArray, text);
    QFETCH(int, done);
    FoldedText out;
    QCOMPARE(int(allSteps().fold(text.toStdString(), {}, false, out)), done);
    QCOMPARE(allSteps().fold(text.toStdString(), {}, true, out), static_cast<std::size_t>(text.size()));
}

void TextFolderTest::waitsForNoMoreThanABound() {
    FoldedText out;
    std::string russian, hidden = "大*", digits = "&#";
    for (int i = 0; i < 500; ++i) russian += "о";
    for (int i = 0; i < 2000; ++i) hidden += "\u200B";
    digits.append(100, '0');
    QVERIFY(russian.size() - allSteps().fold(russian, {}, false, out) <= 65 * 2);
    QCOMPARE(allSteps().fold(hidden, {}, false, out), hidden.size());
    QCOMPARE(allSteps().fold(digits, {}, false, out), digits.size());
}

void TextFolderTest::aTextCutAnywhereFoldsTheSame() {
    std::mt19937 random(20231107);
    for (int round = 0; round < 6000; ++round) {
        const TextFolder folder(round % 3 != 0 ? kAllFoldSteps : static_cast<FoldSteps>(random() & kAllFoldSteps));
        const std::string text = hostileText(random, 1 + random() % 24);
        const std::vector<PlacedLetter> whole = foldWhole(folder, text);
        for (std::size_t i = 1; i < whole.size(); ++i) QVERIFY(whole[i - 1].begin <= whole[i].begin && whole[i].begin < text.size());
        std::vector<std::size_t> cuts(1 + random() % 3);
        for (std::size_t& cut : cuts) cut = random() % (text.size() + 1);
        std::sort(cuts.begin(), cuts.end());
        const auto some = [&](std::size_t letters) { return letters == 0 ? std::size_t{0} : random() % (letters + 1); };
        QVERIFY2(foldPieces(folder, text, cuts, some) == whole, escaped(text).constData());
    }
}

void TextFolderTest::aTextCutOctetByOctetFoldsTheSame() {
    std::mt19937 random(5);
    for (int round = 0; round < 200; ++round) {
        const std::string text = hostileText(random, 12);
        std::vector<std::size_t> cuts;
        for (std::size_t at = 1; at < text.size(); ++at) cuts.push_back(at);
        for (const std::size_t kept : {std::size_t{0}, std::size_t{3}}) {
            QVERIFY2(foldPieces(allSteps(), text, cuts, [&](std::size_t letters) { return std::min(kept, letters); }) == foldWhole(allSteps(), text), escaped(text).constData());
        }
    }
}

// A Latin letter reads look-alikes up to 64 letters before it and all behind it, wherever folding began.
void TextFolderTest::aLongTokenIsDecidedTheSameFromAnyPlace() {
    std::string text;
    for (int i = 0; i < 100; ++i) text += "о";
    text += "zо";
    const std::vector<PlacedLetter> whole = foldWhole(allSteps(), text);
    QCOMPARE(whole.size(), std::size_t{102});
    for (std::size_t i = 0; i < 100; ++i) QCOMPARE(whole[i].letter == U'o', i >= 100 - 64);
    QVERIFY(whole[101].letter == U'o');
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        for (const std::size_t kept : {0, 1, 40}) {
            QVERIFY(foldPieces(allSteps(), text, {cut}, [&](std::size_t letters) { return std::min<std::size_t>(kept, letters); }) == whole);
        }
    }
}

void TextFolderTest::tablesAreSharedByThreads() {
    std::vector<std::u32string> results(8);
    {
        std::vector<std::jthread> threads;
        for (std::u32string& result : results) threads.emplace_back([&result] { result = TextFolder(FoldSteps{0x15}).fold("&#22823;\u200B*麻"); });
    }
    for (const std::u32string& result : results) QCOMPARE(shown(result), QStringLiteral("大麻"));
}

void TextFolderTest::knowsKindsOfLetters() {
    for (const char32_t letter : {U'大', U'々', U'〇', U'\U00020BB7', U'⼤'}) QVERIFY(isHan(letter) && !isBordered(letter));
    for (const char32_t letter : {U'a', U'Z', U'7', U'é', U'ж', U'Ω', U'א', U'ш'}) QVERIFY(!isHan(letter) && isBordered(letter));
    for (const char32_t letter : {U'が', U'각', U'ก', U'ー', U' ', U'-', U'_', U'。', U'\n', U'\0'}) QVERIFY(!isHan(letter) && !isBordered(letter));
}

MIRROR_TEST(TextFolderTest, tst_text_folder)
#include "tst_text_folder.moc"
