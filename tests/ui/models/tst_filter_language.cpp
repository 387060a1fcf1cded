#include "support/run_test.h"

#include <random>

#include "ui/models/filter_language.h"

using namespace mirror::ui;

class FilterLanguageTest : public QObject {
    Q_OBJECT

    static auto read(const QString& text) {
        return readFilter(text, [](const QString& name) { return name == QLatin1String("key") || name == QLatin1String("a_b"); });
    }

private slots:
    void readsTermsWithTheirValuesAndWhereTheyStand() {
        const auto terms = read(QStringLiteral("-key:a,\"b \\\" c\" a_b:1 模型:x"));
        QVERIFY(terms.has_value());
        QCOMPARE(terms->size(), std::size_t(3));
        QVERIFY(terms->at(0).negated && !terms->at(1).negated);
        QCOMPARE(terms->at(0).values.size(), std::size_t(2));
        QCOMPARE(terms->at(0).values[1].text, QStringLiteral("b \" c"));
        QCOMPARE(terms->at(0).values[1].start, qsizetype(7));
        QCOMPARE(terms->at(0).values[1].length, qsizetype(8));
        QCOMPARE(terms->at(1).field, QStringLiteral("a_b"));
        QVERIFY(terms->at(2).field.isEmpty());  // fields are ASCII, so this is a word with a colon
        QCOMPARE(terms->at(2).values[0].text, QStringLiteral("模型:x"));
    }

    void findsAPlaceUnderTheCursorInAnyText() {
        std::mt19937 random(7);
        const QString alphabet = QStringLiteral("key:5x\"\\,- *模\u202e\U0001F600\t");
        for (int round = 0; round < 10'000; ++round) {
            QString text;
            for (std::size_t i = random() % 30; i > 0; --i) text += alphabet.at(static_cast<qsizetype>(random() % static_cast<std::size_t>(alphabet.size())));
            for (qsizetype at = 0; at <= text.size(); ++at) {
                const auto cursor = filterCursorAt(text, at);
                QVERIFY(cursor.start >= 0 && cursor.start <= at && cursor.start + cursor.length <= text.size());
            }
        }
    }

    void addsATermOnce() {
        QString text = withTerm({}, QStringLiteral("key:a"), false);
        QCOMPARE(text, QStringLiteral("key:a"));
        text = withTerm(text, QStringLiteral("status:500"), true);
        QCOMPARE(text, QStringLiteral("key:a -status:500"));
        QCOMPARE(withTerm(text, QStringLiteral("key:a"), false), text);
    }

    void findsWhatIsBeingWrittenForCompletion() {
        const auto field = filterCursorAt(QStringLiteral("status:200 mo"), 13);
        QCOMPARE(field.start, qsizetype(11));
        QCOMPARE(field.typed, QStringLiteral("mo"));
        QVERIFY(field.field.isEmpty());
        const auto value = filterCursorAt(QStringLiteral("outcome:ok,up"), 13);
        QCOMPARE(value.field, QStringLiteral("outcome"));
        QCOMPARE(value.typed, QStringLiteral("up"));
        const auto negated = filterCursorAt(QStringLiteral("-out"), 4);
        QCOMPARE(negated.start, qsizetype(1));
    }
};

MIRROR_TEST(FilterLanguageTest, tst_filter_language)
#include "tst_filter_language.moc"
