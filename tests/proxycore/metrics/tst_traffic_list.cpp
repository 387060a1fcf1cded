#include "metrics/traffic_list.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::metrics;

namespace {
std::vector<TrafficRecord> batch(int count, int from = 0) {
    std::vector<TrafficRecord> records(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) records[static_cast<std::size_t>(i)].requestId = std::to_string(from + i);
    return records;
}
}  // namespace

class TstTrafficList : public QObject {
    Q_OBJECT
private slots:
    void numbersFromOneWithoutGaps() {
        TrafficList list;
        list.add(batch(2));
        list.add(batch(1, 2));
        QCOMPARE(list.lastId(), 3u);
        const TrafficPage page = list.query(0, 100);
        QCOMPARE(page.records.size(), 3u);
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(page.records[i].id, i + 1);
            QCOMPARE(page.records[i].requestId, std::to_string(i));
        }
        QCOMPARE(page.firstAvailableId, 1u);
        QVERIFY(!page.more);
    }
    void isReadPageByPageWithoutLossOrRepeat() {
        TrafficList list;
        list.add(batch(2500));
        std::uint64_t after = 0, seen = 0;
        for (;;) {
            const TrafficPage page = list.query(after, 1000);
            for (const TrafficRecord& record : page.records) QCOMPARE(record.id, ++seen);
            after = seen;
            if (!page.more) break;
            QCOMPARE(page.records.size(), 1000u);
        }
        QCOMPARE(seen, 2500u);
    }
    void dropsTheOldestAndSaysSo() {
        TrafficList list;
        list.add(batch(12'345));
        const TrafficPage page = list.query(0, 20'000);
        QCOMPARE(page.records.size(), TrafficList::kCapacity);
        QCOMPARE(page.firstAvailableId, 2346u);
        QCOMPARE(page.records.front().id, 2346u);
        QCOMPARE(page.records.back().id, 12'345u);
        QVERIFY(!page.more);
        QCOMPARE(list.query(5000, 1).records.front().id, 5001u);
    }
    void answersNothingNewWithAnEmptyPage() {
        TrafficList list;
        QVERIFY(list.query(0, 10).records.empty());
        QCOMPARE(list.query(0, 10).firstAvailableId, 1u);
        list.add(batch(3));
        for (const std::uint64_t after : {std::uint64_t{3}, std::uint64_t{4}, UINT64_MAX}) {
            QVERIFY(list.query(after, 10).records.empty());
            QVERIFY(!list.query(after, 10).more);
        }
        QVERIFY(list.query(0, 0).records.empty());
        QVERIFY(list.query(0, 0).more);
    }
};

MIRROR_TEST(TstTrafficList, tst_traffic_list)
#include "tst_traffic_list.moc"
