#include "support/run_test.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <random>

#include "ui/models/traffic_model.h"
#include "ui/support/samples.h"

using namespace mirror;
using namespace mirror::ui;

class TrafficModelTest : public QObject {
    Q_OBJECT
    static QList<TrafficRecord> some(std::size_t count) {
        const auto records = test::busyTraffic(count, SystemTime(std::chrono::seconds(1'750'000'000)));
        return QList<TrafficRecord>(records.begin(), records.end());
    }
    static void verifySorted(const TrafficModel& model) {
        for (int row = 1; row < model.rowCount(); ++row) {
            if (model.sortColumn() == TrafficModel::Time) {
                QVERIFY((model.numberAt(row - 1) < model.numberAt(row)) == (model.sortOrder() == Qt::AscendingOrder));
            } else {
                const auto a = model.record(row - 1).total;
                const auto b = model.record(row).total;
                QVERIFY(model.sortOrder() == Qt::AscendingOrder ? a <= b : a >= b);
            }
        }
    }

private slots:
    void staysAModelThroughRandomInsertsOverflowSortsFiltersAndPauses() {
        TrafficModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::mt19937 random(5);
        const QStringList filters{QString(), QStringLiteral("status:5xx"), QStringLiteral("model:qwen*"), QStringLiteral("nothing-at-all")};
        std::size_t added = 0;
        while (added < 2 * TrafficModel::kCapacity) {
            const std::size_t count = 1 + random() % 900;
            model.add(some(count));
            model.flush();
            added += count;
            switch (random() % 8) {
                case 0: model.sort(TrafficModel::Total, random() % 2 != 0 ? Qt::AscendingOrder : Qt::DescendingOrder); break;
                case 1: model.sort(TrafficModel::Time, random() % 2 != 0 ? Qt::AscendingOrder : Qt::DescendingOrder); break;
                case 2: model.setFilter(*TrafficFilter::parse(filters.at(static_cast<qsizetype>(random() % 4)))); break;
                case 3: model.setPaused(!model.isPaused()); break;
                default: break;
            }
            QVERIFY(model.total() <= TrafficModel::kCapacity);
            verifySorted(model);
        }
        model.setPaused(false);
        model.setFilter({});
        QCOMPARE(model.rowCount(), int(TrafficModel::kCapacity));
    }

    void keepsTheNewestTenThousand() {
        TrafficModel model;
        for (int i = 0; i < 11; ++i) {
            auto records = some(1000);
            for (TrafficRecord& r : records) r.workerId = i;
            model.add(records);
            model.flush();
        }
        QCOMPARE(model.rowCount(), 10'000);
        QCOMPARE(model.record(0).workerId, 1);
        QCOMPARE(model.record(9'999).workerId, 10);
    }

    void keepsPersistentIndexesOnTheirRequestWhenOthersComeAndGo() {
        TrafficModel model;
        model.add(some(10'000));
        model.flush();
        model.sort(TrafficModel::Total, Qt::DescendingOrder);
        const int row = model.rowOfNumber(9'990);
        const QPersistentModelIndex kept = model.index(row, 0);
        const std::string id = model.record(row).requestId;
        model.add(some(3'000));
        model.flush();
        QVERIFY(kept.isValid());
        QCOMPARE(model.record(kept.row()).requestId, id);
    }

    void holdsEverythingBackWhilePausedAndNothingIsLost() {
        TrafficModel model;
        model.add(some(50));
        model.flush();
        model.setPaused(true);
        model.add(some(70));
        model.flush();
        QCOMPARE(model.rowCount(), 50);
        QCOMPARE(model.waiting(), std::size_t(70));
        model.setPaused(false);
        QCOMPARE(model.rowCount(), 120);
        QCOMPARE(model.waiting(), std::size_t(0));
    }

    void gathersArrivalsIntoOneInsertion() {
        TrafficModel model;
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        for (int i = 0; i < 20; ++i) model.add(some(5));
        QTRY_COMPARE(model.rowCount(), 100);
        QCOMPARE(inserted.count(), 1);
    }

    void makesATermForEveryCellThatFindsItsOwnRow() {
        TrafficModel model;
        model.add(some(400));
        model.flush();
        for (int row = 0; row < model.rowCount(); row += 7)
            for (int column = 0; column < TrafficModel::kColumns; ++column) {
                const QString term = model.termFor(model.index(row, column));
                if (term.isEmpty()) continue;
                const auto filter = TrafficFilter::parse(term);
                QVERIFY2(filter.has_value(), qPrintable(term));
                QVERIFY2(filter->matches(model.record(row)), qPrintable(term));
            }
    }

    void showsForeignTextWithoutItsTricks() {
        TrafficModel model;
        TrafficRecord r = test::plainRecord();
        r.modelAsked = "gpt\u202e4\n<b>";
        model.add({r});
        model.flush();
        const QModelIndex cell = model.index(0, TrafficModel::Model);
        QVERIFY(!cell.data().toString().contains(QChar(0x202e)));
        QVERIFY(!cell.data().toString().contains(u'\n'));
        QVERIFY(!cell.data(Qt::ToolTipRole).toString().contains(QStringLiteral("<b>")));
    }

    void takesLessThanAFrameForEachStepWhenFull() {
        TrafficModel model;
        model.add(some(10'000));
        model.flush();
        QElapsedTimer timer;
        const auto measure = [&timer](const char* what, const std::function<void()>& step) {
            std::vector<double> times;
            for (int i = 0; i < 5; ++i) {
                timer.restart();
                step();
                times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
            }
            std::sort(times.begin(), times.end());
            qInfo("%s: %.1f ms", what, times[2]);
            QVERIFY(times[2] < 48);  // 16 ms on an idle machine; others may be building beside this test
        };
        const auto batch = some(200);
        measure("filter by text", [&] { model.setFilter(*TrafficFilter::parse(QStringLiteral("reset"))); });
        measure("filter by field", [&] { model.setFilter(*TrafficFilter::parse(QStringLiteral("status:5xx total:>1s"))); });
        model.setFilter({});
        measure("200 more", [&] { model.add(batch); model.flush(); });
        bool up = false;
        measure("sort by total", [&] { model.sort(TrafficModel::Total, (up = !up) ? Qt::AscendingOrder : Qt::DescendingOrder); });
        measure("sort by request id", [&] { model.sort(TrafficModel::RequestId, (up = !up) ? Qt::AscendingOrder : Qt::DescendingOrder); });
        measure("200 more, sorted", [&] { model.add(batch); model.flush(); });
    }
};

MIRROR_TEST(TrafficModelTest, tst_traffic_model)
#include "tst_traffic_model.moc"
