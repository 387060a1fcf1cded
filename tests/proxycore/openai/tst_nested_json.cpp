#include "openai/nested_json.h"

#include "support/run_test.h"

using namespace mirror::openai;

class TstNestedJson : public QObject {
    Q_OBJECT
private slots:
    void knowsObjectsAndLists_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("looks");
        QTest::addColumn<bool>("is");
        QTest::newRow("object") << " {\"a\":[1]}\n" << true << true;
        QTest::newRow("list") << "[1, 2]" << true << true;
        QTest::newRow("in braces only") << "{name}" << true << false;
        QTest::newRow("in brackets only") << "[x] and [y]" << true << false;
        QTest::newRow("a note before a sentence") << "[note] call" << false << false;
        QTest::newRow("cut off") << "{\"a\":\"b" << false << false;
        QTest::newRow("brackets that do not match") << "{1]" << false << false;
        QTest::newRow("a string") << "\"a\"" << false << false;
        QTest::newRow("a number") << "12" << false << false;
        QTest::newRow("empty") << "" << false << false;
        QTest::newRow("blanks") << "   " << false << false;
        QTest::newRow("brace and blanks") << "{" + QString(100, ' ') << false << false;
    }
    void knowsObjectsAndLists() {
        QFETCH(QString, text);
        QFETCH(bool, looks);
        QFETCH(bool, is);
        QCOMPARE(looksLikeNestedJson(text.toStdString()), looks);
        QCOMPARE(isNestedJson(text.toStdString()), is);
    }
    void escapesForBlanksBecomeBlanksWhereverTheTextIsCut() {
        const std::string text = "a\\nb\\tc\\\\nd\\u6d77\\\"\\rx\\\\\\fy";
        const std::string expected = "a\\\nb\\\tc\\\\nd\\u6d77\\\"\\\nx\\\\\\\ny";
        for (std::size_t cut = 0; cut <= text.size(); ++cut) {
            EscapedBlanks blanks;
            std::string out(blanks.opened(text.substr(0, cut)));
            out += blanks.opened(text.substr(cut));
            QCOMPARE(QByteArray::fromStdString(out), QByteArray::fromStdString(expected));
        }
    }
    void whatHasNoBackslashIsNotCopied() {
        const std::string text = "{\"a\":1}";
        EscapedBlanks blanks;
        QCOMPARE(static_cast<const void*>(blanks.opened(text).data()), static_cast<const void*>(text.data()));
    }
};

MIRROR_TEST(TstNestedJson, tst_nested_json)
#include "tst_nested_json.moc"
