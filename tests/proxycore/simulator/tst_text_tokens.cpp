#include "simulator/text_tokens.h"

#include "support/run_test.h"

using namespace mirror::simulator;

namespace {

QStringList split(std::string_view text) {
    QStringList out;
    for (const std::string_view token : splitTokens(text)) out << QString::fromUtf8(token.data(), static_cast<qsizetype>(token.size()));
    return out;
}

}  // namespace

class TstTextTokens : public QObject {
    Q_OBJECT
private slots:
    void wordsTakeTheSpaceBeforeThem() { QCOMPARE(split("Hello big world"), QStringList({"Hello", " big", " world"})); }
    void hanGoesInPairs() { QCOMPARE(split("今天天气好"), QStringList({"今天", "天气", "好"})); }
    void punctuationStandsAlone() { QCOMPARE(split("好,ok!。"), QStringList({"好", ",", "ok", "!", "。"})); }
    void longWordsAreSeveral() { QCOMPARE(split("internationalisation"), QStringList({"internationa", "lisation"})); }
    void digitsAndLettersPart() { QCOMPARE(split("abc123"), QStringList({"abc", "123"})); }
    void thePiecesGiveTheTextAgain_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("mixed") << QByteArray("Ünïcode 中文 and 𠀀 emoji 😀, 12 tabs\t\n  two spaces ");
        QTest::newRow("only spaces") << QByteArray("    ");
        QTest::newRow("not utf-8") << QByteArray("a\xff\xfe\xc3(\xe4\xb8 b\x80");
    }
    void thePiecesGiveTheTextAgain() {
        QFETCH(QByteArray, text);
        for (qsizetype end = 0; end <= text.size(); ++end) {  // cut anywhere, code points too
            const std::string_view piece(text.constData(), static_cast<std::size_t>(end));
            std::string joined;
            for (const std::string_view token : splitTokens(piece)) {
                QVERIFY(!token.empty());
                joined += token;
            }
            QCOMPARE(joined, std::string(piece));
            QCOMPARE(countTokens(piece), splitTokens(piece).size());
        }
    }
    void codePointsOfWellFormedTextAreNeverCut() {
        const std::string text = "中𠀀é😀a";
        std::size_t lengths[] = {3, 4, 2, 4, 1};
        std::string_view rest = text;
        for (const std::size_t length : lengths) {
            QCOMPARE(firstCodePoint(rest).bytes.size(), length);
            rest.remove_prefix(length);
        }
        QVERIFY(firstCodePoint("\xe4\xb8").script == Script::other);
        QCOMPARE(firstCodePoint("\xe4\xb8").bytes.size(), 1u);
    }
};

MIRROR_TEST(TstTextTokens, tst_text_tokens)
#include "tst_text_tokens.moc"
