#include "support/run_test.h"

#include "ui/models/utf8_text.h"

using namespace mirror::ui;

class Utf8TextTest : public QObject {
    Q_OBJECT
private slots:
    void offsetsComeBackForEveryCharacter_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("latin") << QStringLiteral("plain");
        QTest::newRow("chinese") << QStringLiteral("大麻烦");
        QTest::newRow("emoji") << QStringLiteral("a😀大👨‍👩‍👧麻é");
        QTest::newRow("lines") << QStringLiteral("一\n二\n\n😀");
        QTest::newRow("nothing") << QString();
    }
    /// Every piece between two characters, asked for by its bytes.
    void offsetsComeBackForEveryCharacter() {
        QFETCH(QString, text);
        const Utf8Text both(text);
        QCOMPARE(QString::fromStdString(both.bytes()), text);
        QList<qsizetype> borders;
        for (qsizetype i = 0; i <= text.size(); ++i)
            if (i == text.size() || !text.at(i).isLowSurrogate()) borders << i;
        for (const qsizetype from : borders)
            for (const qsizetype to : borders) {
                if (to < from) continue;
                const auto begin = static_cast<std::uint64_t>(text.left(from).toUtf8().size());
                const auto end = static_cast<std::uint64_t>(text.left(to).toUtf8().size());
                QCOMPARE(both.beginUnit(begin), from);
                QCOMPARE(both.endUnit(end), to);
                QCOMPARE(both.part(begin, end), text.mid(from, to - from));
            }
    }

    void anOffsetInsideACharacterTakesAllOfIt() {
        const Utf8Text both(QStringLiteral("a😀b"));
        for (const std::uint64_t inside : {2U, 3U, 4U}) {
            QCOMPARE(both.beginUnit(inside), qsizetype(1));
            QCOMPARE(both.endUnit(inside), qsizetype(3));
        }
        QCOMPARE(both.part(1, 5), QStringLiteral("😀"));
    }

    void offsetsBehindTheEndAreTheEnd() {
        const Utf8Text both(QStringLiteral("大😀"));
        QCOMPARE(both.beginUnit(700), qsizetype(3));
        QCOMPARE(both.endUnit(700), qsizetype(3));
        QCOMPARE(Utf8Text().endUnit(5), qsizetype(0));
    }

    void halfOfAPairBecomesAReplacementOfTheSameLength() {
        const QString broken = QStringLiteral("a") + QChar(0xd83d) + QStringLiteral("b") + QChar(0xde00);
        const Utf8Text both(broken);
        QCOMPARE(both.units().size(), broken.size());
        QCOMPARE(both.bytes(), std::string("a\xef\xbf\xbd" "b\xef\xbf\xbd"));
        QCOMPARE(both.beginUnit(4), qsizetype(2));
    }

    void tooMuchIsCutBetweenCharacters() {
        const Utf8Text both(QStringLiteral("大😀麻"), 6);
        QVERIFY(both.isCut());
        QCOMPARE(both.bytes(), std::string("大"));
        QVERIFY(!Utf8Text(QStringLiteral("大😀麻"), 10).isCut());
        QCOMPARE(Utf8Text(QStringLiteral("大😀麻"), 9).bytes(), std::string("大😀"));
    }
};

MIRROR_TEST(Utf8TextTest, tst_utf8_text)
#include "tst_utf8_text.moc"
