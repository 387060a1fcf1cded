#include "support/run_test.h"
#include "ui/models/word_filter.h"
#include "ui/support/fake_words.h"

using namespace mirror;
using namespace mirror::ui;

class WordFilterTest : public QObject {
    Q_OBJECT
    static Word sample() {
        Word word = test::wordOf(7, "大麻 Weed", "drugs");
        word.action = WordAction::mask;
        word.scope = WordScope::input;
        word.note = "from the office, 2024";
        word.enabled = false;
        word.list = 2;
        return word;
    }
    static bool matches(const QString& text, std::uint64_t hits = 12) {
        auto filter = WordFilter::parse(text);
        if (!filter) return false;
        filter->resolveLists({{1, true, "Default", ""}, {2, true, "Company names", ""}});
        return filter->matches(sample(), hits);
    }

private slots:
    void termsSelect_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("selects");
        const auto row = [](const char* text, bool selects) { QTest::newRow(text) << QString::fromUtf8(text) << selects; };
        row("", true);
        row("weed", true);
        row("大麻", true);
        row("OFFICE", true);
        row("alcohol", false);
        row("category:drugs", true);
        row("category:drug", false);
        row("category:dr*", true);
        row("-category:drugs", false);
        row("category:\"\"", false);
        row("action:mask", true);
        row("action:block,mask", true);
        row("action:block", false);
        row("scope:input", true);
        row("list:\"Company names\"", true);
        row("list:company*", true);
        row("list:Default", false);
        row("-list:Default", true);
        row("list:Unknown", false);
        row("is:disabled", true);
        row("is:enabled", false);
        row("is:hit", true);
        row("is:unhit", false);
        row("is:exact", false);
        row("hits:>10", true);
        row("hits:..5", false);
        row("id:7", true);
        row("note:*2024", true);
        row("text:\"大麻 weed\"", true);
        row("weed is:enabled", false);
    }
    void termsSelect() {
        QFETCH(QString, text);
        QFETCH(bool, selects);
        QCOMPARE(matches(text), selects);
    }

    void saysWhatIsNoFilter() {
        const auto trouble = [](const char* text) { return WordFilter::parse(QString::fromUtf8(text)).error().trouble; };
        QCOMPARE(trouble("colour:red"), FilterTrouble::unknownField);
        QCOMPARE(trouble("action:"), FilterTrouble::missingValue);
        QCOMPARE(trouble("action:shout"), FilterTrouble::badValue);
        QCOMPARE(trouble("hits:many"), FilterTrouble::badValue);
        QCOMPARE(trouble("note:\"open"), FilterTrouble::openQuote);
    }

    void everyBeginningOfAFilterEnds() {
        const QString text = QStringLiteral("-category:\"a \\\" b\",c is:hit hits:>10 大麻 list:x*");
        for (qsizetype end = 0; end <= text.size(); ++end) {
            const auto filter = WordFilter::parse(text.left(end));
            if (!filter) QVERIFY(filter.error().position + filter.error().length <= end);
        }
    }
};

MIRROR_TEST(WordFilterTest, tst_word_filter)
#include "tst_word_filter.moc"
