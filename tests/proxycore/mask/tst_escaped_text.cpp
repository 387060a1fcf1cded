#include "mask/escaped_text.h"
#include "mask/masker.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::mask;

class TstEscapedText : public QObject {
    Q_OBJECT
private slots:
    void escapesAreReadAndTheWayBackIsKept() {
        const std::string text = R"(a\u4eacb\ud83d\ude00c)";
        const EscapedText escaped(text);
        QCOMPARE(escaped.plain(), std::string("a京b😀c"));
        for (const auto& [plain, place] : {std::pair<std::size_t, std::size_t>{0, 0}, {1, 1}, {4, 7}, {5, 8}, {9, 20}, {10, 21}}) QCOMPARE(escaped.placeOf(plain), place);
    }
    void neighboursAreApart() {
        const EscapedText escaped(R"(\u0031\u0033)");
        QCOMPARE(escaped.plain(), std::string("13"));
        for (const std::size_t at : {0, 1, 2}) QCOMPARE(escaped.placeOf(at), at * 6);
    }
    void whatIsNoEscapeStays() {
        for (const std::string text : {R"(\u12)", R"(\u12g4)", R"(\\u0031)", R"(\ud83d)", R"(\ud83dx)", R"(\ude00)", R"(\n\t\)", R"(\u)", R"(\u+123)", ""}) {
            const EscapedText escaped(text);
            QCOMPARE(escaped.plain(), text);
            for (std::size_t at = 0; at <= text.size(); ++at) QCOMPARE(escaped.placeOf(at), at);
        }
        QVERIFY(!EscapedText::isEscaped(R"(C:\users\u12)"));
        QVERIFY(EscapedText::isEscaped(R"(C:\users\u0031)"));
    }
    void personalDataBehindEscapesIsMasked() {
        Masker masker(Settings{});
        std::string out;
        QVERIFY(masker.mask(R"({"plate": "\u4eacA12345", "phone": "\u0031\u0033\u0038\u0031\u0032\u0033\u0034\u0035\u0036\u0037\u0038", "again": "13812345678"})", out));
        QCOMPARE(out, std::string(R"({"plate": "[PLATE]", "phone": "[PHONE]", "again": "[PHONE]"})"));
        QCOMPARE(masker.names().at(0).original, std::string("京A12345"));
        QCOMPARE(masker.names().at(1).original, std::string("13812345678"));
    }
};

MIRROR_TEST(TstEscapedText, tst_escaped_text)
#include "tst_escaped_text.moc"
