#include "log/text_search.h"

#include "support/run_test.h"

using namespace mirror::log;

namespace {
std::string decoded(std::string_view json) {
    std::string text;
    appendDecoded(text, json);
    return text;
}
}  // namespace

class TstTextSearch : public QObject {
    Q_OBJECT
private slots:
    void findsTextsAsTheyRead() {
        QVERIFY(TextSearch("大麻").isIn("{\"messages\":[{\"content\":\"\\u5927\\u9ebb\"}]}"));
        QVERIFY(TextSearch("大麻").isIn("{\"messages\":[{\"content\":\"一大麻二\"}]}"));
        QVERIFY(TextSearch("say \"hi\"\n").isIn("[\"say \\\"hi\\\"\\n\"]"));
        QVERIFY(TextSearch("😀").isIn("[\"\\ud83d\\ude00\"]"));
        QVERIFY(!TextSearch("大麻").isIn("{\"messages\":[{\"content\":\"大 麻\"}]}"));
    }
    void namesOfMembersAreNoText() {
        QVERIFY(!TextSearch("content").isIn("{\"content\":\"x\", \"b\" : {\"content\" :1}}"));
        QVERIFY(TextSearch("content").isIn("{\"content\":\"the content\"}"));
    }
    void noHitReachesFromOneTextIntoTheNext() {
        QVERIFY(!TextSearch("ab").isIn("[\"a\",\"b\"]"));
        QVERIFY(TextSearch("ab").isIn("[\"ab\"]"));
    }
    void caseIsNoMatter_data() {
        QTest::addColumn<QByteArray>("phrase");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("ascii") << QByteArray("HeLLo") << QByteArray("hEllO");
        QTest::newRow("latin") << QByteArray("ÄÖÜ É") << QByteArray("äöü é");
        QTest::newRow("greek") << QByteArray("ΑΒΓΩ") << QByteArray("αβγω");
        QTest::newRow("cyrillic") << QByteArray("ПРИВЕТ Ё") << QByteArray("привет ё");
        QTest::newRow("full width") << QByteArray("ＡＢＺ") << QByteArray("ａｂｚ");
    }
    void caseIsNoMatter() {
        QFETCH(QByteArray, phrase);
        QFETCH(QByteArray, text);
        QCOMPARE(foldCase(phrase.toStdString()), foldCase(text.toStdString()));
        QCOMPARE(foldCase(phrase.toStdString()).size(), static_cast<std::size_t>(phrase.size()));
        QVERIFY(TextSearch(phrase.toStdString()).isIn("[\"... " + text.toStdString() + "\"]"));
        QVERIFY(TextSearch(text.toStdString()).isIn("[\"... " + phrase.toStdString() + "\"]"));
    }
    void signsThatAreNoLettersStay() { QCOMPARE(foldCase("× ÷ ß ￡ 中文 @[`{"), std::string("× ÷ ß ￡ 中文 @[`{")); }
    void thePassageIsWhatStandsAroundTheHit() {
        const std::string before(300, 'x'), after(300, 'y');
        const std::string passage = TextSearch("needle").passage("[\"other\",\"" + before + "中文 Needle " + after + "\"]");
        QVERIFY(passage.size() <= 200 && passage.size() > 190);
        QVERIFY(passage.find("中文 Needle y") != std::string::npos);
        QCOMPARE(TextSearch("needle").passage("[\"one\",\"a Needle.\",\"two\"]"), std::string("a Needle."));
        QCOMPARE(TextSearch("needle").passage("[\"needl\"]"), std::string());
        const std::string cut = TextSearch("needle").passage("[\"中" + std::string(59, 'x') + "needle\"]");
        QVERIFY(cut.starts_with("xxx"));  // not with half a character
    }
    void decodesWhatJsonCanEscape() {
        QCOMPARE(decoded("\"a\\\"\\\\\\/\\b\\f\\n\\r\\tz\""), std::string("a\"\\/\b\f\n\r\tz"));
        QCOMPARE(decoded("\"\\u4e2d\\uD83D\\uDE00\""), std::string("中😀"));
        QCOMPARE(decoded("\"\\ud83dx\""), std::string("\uFFFDx"));
    }
    void whatIsCutAnywhereBreaksNothing() {
        const std::string json = "{\"a\":[\"x\\u4e2d\\ud83d\\ude00\\n\",{\"b\":\"äΩ\"}]}";
        TextSearch search("äω");
        for (std::size_t cut = 0; cut < json.size(); ++cut) search.isIn(json.substr(0, cut));
        QVERIFY(search.isIn(json));
    }
};

MIRROR_TEST(TstTextSearch, tst_text_search)
#include "tst_text_search.moc"
