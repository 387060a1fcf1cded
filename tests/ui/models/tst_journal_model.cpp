#include <QAbstractItemModelTester>

#include "support/run_test.h"
#include "ui/link/engine_link.h"
#include "ui/models/journal_model.h"
#include "ui/models/segment_model.h"
#include "ui/support/fake_engine.h"

using namespace mirror;
using mirror::ui::JournalModel;

class JournalModelTest : public QObject {
    Q_OBJECT
    struct Bench {
        /// The tester looks at every row at every change: not for millions.
        explicit Bench(bool tested = true) : link(engine), access(link), model(access) {
            if (tested) tester = std::make_unique<QAbstractItemModelTester>(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
            access.unlock(QStringLiteral("correct horse"));
            model.setActive(true);
        }
        void open(const OpenJournalView& query = {}) {
            QTRY_VERIFY(access.isUnlocked());
            model.open(query);
            QTRY_VERIFY(model.isOpen());
        }
        QString text(int row, int column) { return model.index(row, column).data().toString(); }
        std::int64_t numberAt(int row) {
            if (!QTest::qWaitFor([this, row] { return model.entryAt(row) != nullptr; })) return -1;
            return model.entryAt(row)->request.record - 1;
        }
        std::shared_ptr<test::FakeEngine> engine = std::make_shared<test::FakeEngine>();
        ui::EngineLink link;
        ui::JournalAccess access;
        JournalModel model;
        std::unique_ptr<QAbstractItemModelTester> tester;
    };

private slots:
    void millionsOfDialoguesCostWhatIsLookedAt() {
        Bench bench(false);
        bench.engine->journal.count = 2'500'000;
        bench.open();
        QTRY_COMPARE(bench.model.rowCount(), 2'500'000);
        QCOMPARE(bench.numberAt(0), 2'499'999);
        QCOMPARE(bench.numberAt(1'234'567), 2'500'000 - 1 - 1'234'567);
        QCOMPARE(bench.numberAt(2'499'999), 0);
        // Far less than a page of two hundred for every two hundred rows.
        QVERIFY(bench.engine->sent<QueryJournal>().size() < 20);
    }

    void aRowThatIsNotHereYetComesByItself() {
        Bench bench;
        bench.open();
        QTRY_COMPARE(bench.model.rowCount(), 1000);
        QSignalSpy changed(&bench.model, &QAbstractItemModel::dataChanged);
        QVERIFY(bench.text(700, JournalModel::Model).isEmpty());
        QTRY_VERIFY(!bench.text(700, JournalModel::Model).isEmpty());
        QVERIFY(changed.size() > 0);
        QCOMPARE(bench.text(700, JournalModel::Model), QStringLiteral("gpt-4o → qwen-plus"));
    }

    void newerDialoguesComeInOnTop() {
        Bench bench;
        bench.open();
        QTRY_COMPARE(bench.model.rowCount(), 1000);
        QSignalSpy inserted(&bench.model, &QAbstractItemModel::rowsInserted);
        for (int i = 0; i < 3; ++i) bench.engine->journal.write();
        QTRY_COMPARE(bench.model.rowCount(), 1003);
        QCOMPARE(inserted.back().at(1).toInt(), 0);
        QCOMPARE(bench.numberAt(0), 1002);
        QCOMPARE(bench.model.positionAt(0), -3);
        QCOMPARE(bench.numberAt(3), 999);
    }

    void whilePausedTheyWait() {
        Bench bench;
        bench.open();
        QTRY_COMPARE(bench.model.rowCount(), 1000);
        bench.model.setPaused(true);
        for (int i = 0; i < 4; ++i) bench.engine->journal.write();
        QTRY_COMPARE(bench.model.waiting(), 4);
        QCOMPARE(bench.model.rowCount(), 1000);
        bench.model.setPaused(false);
        QCOMPARE(bench.model.rowCount(), 1004);
        QCOMPARE(bench.model.waiting(), 0);
        QCOMPARE(bench.numberAt(0), 1003);
    }

    void growsWhileTheEngineWorksAndCanBeStopped() {
        Bench bench;
        bench.engine->journal.workedOn = 150;
        bench.open();
        QTRY_COMPARE(bench.model.rowCount(), 150);
        QVERIFY(bench.model.isBusy());
        bench.engine->journal.workedOn = 420;
        QTRY_COMPARE(bench.model.rowCount(), 420);
        QCOMPARE(bench.numberAt(419), 580);
        bench.model.stop();
        QTRY_VERIFY(!bench.model.isBusy());
        QVERIFY(bench.model.isStopped() && bench.model.wasStoppedByUser());
        QCOMPARE(bench.model.rowCount(), 420);
    }

    void aSearchSaysWhatStandsAroundTheHit() {
        Bench bench;
        OpenJournalView query;
        query.text = "77";
        bench.open(query);
        QTRY_VERIFY(bench.model.rowCount() > 5);
        QVERIFY(bench.text(0, JournalModel::Passage).contains(QStringLiteral("the number 77")));
    }

    void forgetsEverythingWhenTheJournalIsLocked() {
        Bench bench;
        bench.open();
        QTRY_COMPARE(bench.model.rowCount(), 1000);
        bench.access.lock();
        QCOMPARE(bench.model.rowCount(), 0);
        QVERIFY(!bench.model.isOpen());
        QVERIFY(bench.model.query().text.empty());
    }

    void anotherViewClosesTheOneBefore() {
        Bench bench;
        bench.open();
        OpenJournalView query;
        query.keyName = "alice";
        bench.open(query);
        QTRY_COMPARE(bench.model.rowCount(), 334);
        QCOMPARE(bench.engine->journal.views(), std::size_t{1});
    }

    void asksForNothingWhileItIsHidden() {
        Bench bench;
        bench.open();
        QTRY_COMPARE(bench.model.rowCount(), 1000);
        bench.model.setActive(false);
        for (int i = 0; i < 3; ++i) bench.engine->journal.write();
        QTest::qWait(1300);  // longer than it takes to look again
        QCOMPARE(bench.model.rowCount(), 1000);
        bench.model.setActive(true);
        QTRY_COMPARE(bench.model.rowCount(), 1003);
    }

    void segmentsKeepTheirRowsWhenNewOnesCome() {
        ui::SegmentModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSegments({{2, {}, {1000}, "k", true, false}, {1, {}, {900}, "k", false, false}});
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setSegments({{3, {}, {10}, "k", true, false}, {2, {}, {1000}, "k", false, false}, {1, {}, {900}, "k", false, true}});
        QCOMPARE(reset.size(), 0);
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(model.at(2)->isShredded);
        QCOMPARE(model.rowOf(2), 1);
    }
};

MIRROR_TEST(JournalModelTest, tst_journal_model)
#include "tst_journal_model.moc"
