#include "support/run_test.h"
#include "ui/models/journal_filter.h"

using namespace mirror;
using mirror::ui::JournalFilter;

class JournalFilterTest : public QObject {
    Q_OBJECT
private slots:
    void fillsTheQuestion() {
        const auto filter = JournalFilter::parse(QStringLiteral("key:\"team a\" model:qwen* outcome:filtered,cut id:req-7"));
        QVERIFY(filter.has_value());
        OpenJournalView query;
        filter->applyTo(query);
        QCOMPARE(query.keyName, std::string("team a"));
        QCOMPARE(query.model, std::string("qwen*"));
        QCOMPARE(query.requestId, std::string("req-7"));
        QCOMPARE(query.outcomes, (std::vector<Outcome>{Outcome::filtered, Outcome::cut}));
    }

    void aWordIsAPartOfAModelsName() {
        OpenJournalView query;
        JournalFilter::parse(QStringLiteral("qwen"))->applyTo(query);
        QCOMPARE(query.model, std::string("*qwen*"));
    }

    void refusesWhatTheEngineCannotLookFor_data() {
        QTest::addColumn<QString>("text");
        for (const char* text : {"-key:alice", "key:alice,bob", "outcome:happy", "status:200", "key:", "key:\"open"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void refusesWhatTheEngineCannotLookFor() {
        QFETCH(QString, text);
        QVERIFY(!JournalFilter::parse(text).has_value());
    }
};

MIRROR_TEST(JournalFilterTest, tst_journal_filter)
#include "tst_journal_filter.moc"
