#include "metrics/timeline.h"
#include "records.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::metrics;

namespace {
ShardDelta oneRequest(Microseconds total, Outcome outcome = Outcome::ok) {
    WorkerShard shard(0);
    TrafficRecord record = streamRecord();
    record.total = total;
    record.outcome = outcome;
    shard.finish(std::move(record));
    return shard.take();
}
std::vector<std::int64_t> seconds(const std::vector<SecondSample>& samples) {
    std::vector<std::int64_t> out;
    for (const SecondSample& sample : samples) out.push_back(sample.second);
    return out;
}
}  // namespace

class TstTimeline : public QObject {
    Q_OBJECT
private slots:
    void putsASecondTogetherFromAllWorkers() {
        Timeline timeline;
        timeline.add(oneRequest(Microseconds(1'000)));
        timeline.add(oneRequest(Microseconds(9'000'000)));
        timeline.add(oneRequest(Microseconds(5), Outcome::cancelled));
        timeline.closeSecond(100, {.activeRequests = 4, .activeStreams = 3, .workers = 2, .queued = 1, .cpuPercent = 12.5f});
        const auto samples = timeline.last(10);
        QCOMPARE(samples.size(), 1u);
        const SecondSample& sample = samples[0];
        QCOMPARE(sample.second, 100);
        QCOMPARE(sample.outcomes[static_cast<std::size_t>(Outcome::ok)], 2u);
        QCOMPARE(sample.outcomes[static_cast<std::size_t>(Outcome::cancelled)], 1u);
        QCOMPARE(sample.latency.size(), 2u);
        QCOMPARE(sample.events, 3u * 43);
        QCOMPARE(sample.promptTokens, 3u * 120);
        QCOMPARE(sample.completionTokens, 3u * 41);
        QCOMPARE(sample.activeRequests, 4u);
        QCOMPARE(sample.activeStreams, 3u);
        QCOMPARE(sample.workers, 2u);
        QCOMPARE(sample.queued, 1u);
        QCOMPARE(sample.cpuPercent, 12.5f);
    }
    void startsEverySecondEmpty() {
        Timeline timeline;
        timeline.add(oneRequest(Microseconds(1'000)));
        timeline.closeSecond(100, {});
        timeline.closeSecond(101, {});
        SecondSample empty;
        empty.second = 101;
        QCOMPARE(timeline.last(1)[0], empty);
    }
    void leavesAHoleWhereNothingClosedASecond() {
        Timeline timeline;
        timeline.closeSecond(100, {});
        timeline.add(oneRequest(Microseconds(1'000)));
        timeline.discardOpen();
        timeline.closeSecond(110, {});
        QCOMPARE(seconds(timeline.between(0, 1000)), (std::vector<std::int64_t>{100, 110}));
        QVERIFY(timeline.last(1)[0].latency.empty());
        QCOMPARE(timeline.last(1)[0].outcomes[0], 0u);
    }
    void answersForBothEndsOfARange() {
        Timeline timeline;
        for (std::int64_t second = 1; second <= 20; ++second) timeline.closeSecond(second, {});
        QCOMPARE(seconds(timeline.between(5, 8)), (std::vector<std::int64_t>{5, 6, 7, 8}));
        QCOMPARE(seconds(timeline.between(19, 99)), (std::vector<std::int64_t>{19, 20}));
        QVERIFY(timeline.between(8, 5).empty());
        QVERIFY(timeline.between(21, 99).empty());
        QCOMPARE(timeline.last(3).front().second, 18);
        QCOMPARE(timeline.last(1000).size(), 20u);
        QVERIFY(Timeline().last(5).empty());
    }
    void keepsOneHour() {
        Timeline timeline;
        for (std::int64_t second = 0; second < 5000; ++second) timeline.closeSecond(second, {});
        QCOMPARE(timeline.last(100'000).size(), Timeline::kSeconds);
        QCOMPARE(timeline.last(100'000).front().second, 5000 - 3600);
        timeline.closeSecond(5000 + 3599, {});  // after a stop of an hour, less a second
        QCOMPARE(seconds(timeline.between(0, 10'000)), (std::vector<std::int64_t>{5000 + 3599}));
    }
    void mergesASecondThatIsClosedTwice() {
        Timeline timeline;
        timeline.add(oneRequest(Microseconds(1'000)));
        timeline.closeSecond(100, {.workers = 1});
        timeline.add(oneRequest(Microseconds(2'000)));
        timeline.closeSecond(100, {.workers = 2});
        const auto samples = timeline.between(100, 100);
        QCOMPARE(samples.size(), 1u);
        QCOMPARE(samples[0].outcomes[0], 2u);
        QCOMPARE(samples[0].latency.size(), 2u);
        QCOMPARE(samples[0].events, 2u * 43);
        QCOMPARE(samples[0].workers, 2u);
    }
    void staysInOrderWhenTheClockIsSetBack() {
        Timeline timeline;
        for (std::int64_t second = 100; second < 110; ++second) timeline.closeSecond(second, {});
        timeline.closeSecond(104, {});
        timeline.closeSecond(105, {});
        QCOMPARE(seconds(timeline.between(0, 1000)), (std::vector<std::int64_t>{100, 101, 102, 103, 104, 105}));
    }
};

MIRROR_TEST(TstTimeline, tst_timeline)
#include "tst_timeline.moc"
