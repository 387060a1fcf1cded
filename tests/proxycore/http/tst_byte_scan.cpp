#include "http/byte_scan.h"
#include "support/run_test.h"

using namespace mirror::http;

class TstByteScan : public QObject {
    Q_OBJECT
private slots:
    // Every byte value at every place of a word and its neighbours, against the plain definition.
    void findsTheFirstControlWhereverItLies() {
        for (int value = 0; value < 256; ++value) {
            for (std::size_t at = 0; at < 19; ++at) {
                std::string text(19, '\xFF');
                text[at] = static_cast<char>(value);
                const bool control = value < 0x20 || value == 0x7F;
                QCOMPARE(findControl(text), control ? at : text.size());
                QCOMPARE(findControlButTab(text), control && value != '\t' ? at : text.size());
            }
        }
    }
    void isNotMisledByALaterControl() {
        QCOMPARE(findControl(std::string("abc\x01\x02") + "\x7F ghij"), std::size_t{3});
        QCOMPARE(findControl(std::string("\x20\x80\xA0 \x1F\x7F  tail")), std::size_t{4});
        QCOMPARE(findControl("\r2345678\r", 1), std::size_t{8});
    }
    void knowsAscii() {
        for (std::size_t at = 0; at < 19; ++at) {
            std::string text(19, '\x7F');
            QVERIFY(isAscii(text));
            text[at] = '\x80';
            QVERIFY(!isAscii(text));
        }
        QVERIFY(isAscii(""));
    }
    void knowsTokens() {
        QVERIFY(isToken("Content-Type"));
        QVERIFY(isToken("!#$%&'*+-.^_`|~09azAZ"));
        for (const char* bad : {"", "a b", "a:", "a\t", "(a)", "a/b", "a\"", "é", "a\x7F"}) QVERIFY2(!isToken(bad), bad);
    }
};

MIRROR_TEST(TstByteScan, tst_byte_scan)
#include "tst_byte_scan.moc"
