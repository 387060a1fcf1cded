#include "base/text.h"
#include "support/run_test.h"

using namespace mirror::base;

class TstText : public QObject {
    Q_OBJECT
private slots:
    void parsesOnlyPlainDecimals() {
        QCOMPARE(parseDecimal("0").value(), 0u);
        QCOMPARE(parseDecimal("18446744073709551615").value(), 18446744073709551615ull);
        for (const char* bad : {"", "+1", "-1", " 1", "1 ", "0x1", "18446744073709551616", "1.0"}) QVERIFY2(!parseDecimal(bad), bad);
    }
    void tellsUtf8FromLookalikes() {
        QVERIFY(isUtf8("plain"));
        QVERIFY(isUtf8("镜台 \xF0\x9F\x98\x80"));
        QVERIFY(!isUtf8("\xC0\xAF"));          // overlong
        QVERIFY(!isUtf8("\xED\xA0\x80"));      // surrogate
        QVERIFY(!isUtf8("\xF4\x90\x80\x80"));  // above U+10FFFF
        QVERIFY(!isUtf8("\xE4\xB8"));          // cut
        QVERIFY(!isUtf8("\x80"));
    }
    void globsMatchWithoutBacktrackingExplosion() {
        QVERIFY(globMatches("gpt-4*", "gpt-4o-mini"));
        QVERIFY(globMatches("*", ""));
        QVERIFY(globMatches("q?en-*-max", "qwen-2.5-max"));
        QVERIFY(!globMatches("gpt-4", "gpt-4o"));
        QVERIFY(!globMatches("*a*a*a*a*b", std::string(4000, 'a')));
    }
    void cutsOnlyAtCodePointBorders() {
        QCOMPARE(utf8Prefix("镜台", 5), std::string_view("镜"));
        QCOMPARE(utf8Prefix("镜台", 6), std::string_view("镜台"));
        QCOMPARE(utf8Prefix("镜", 2), std::string_view());
    }
};

MIRROR_TEST(TstText, tst_text)
#include "tst_text.moc"
