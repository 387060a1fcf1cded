#include "metrics/aggregate.h"
#include "records.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::metrics;

class TstAggregate : public QObject {
    Q_OBJECT
private slots:
    void addsUpAllWorkersAndRounds() {
        Aggregate aggregate;
        WorkerShard one(1), two(2);
        for (int round = 0; round < 3; ++round) {
            one.finish(plainRecord());
            one.accepted();
            two.finish(streamRecord());
            two.finish(plainRecord(Outcome::upstreamError));
            two.attempt("dashscope", "qwen", "upstream_reset");
            two.addedDelay(Microseconds(12));
            aggregate.merge(one.take());
            aggregate.merge(two.take());
        }
        QCOMPARE(aggregate.totals.outcomes[static_cast<std::size_t>(Outcome::ok)], 6u);
        QCOMPARE(aggregate.totals.outcomes[static_cast<std::size_t>(Outcome::upstreamError)], 3u);
        QCOMPARE(aggregate.requests.at("default")[0], 6u);
        QCOMPARE(aggregate.duration.count(), 9u);
        QCOMPARE(aggregate.firstToken.count(), 3u);
        QCOMPARE(aggregate.addedDelay.count(), 3u);
        QCOMPARE(aggregate.totals.promptTokens, 9u * 120);
        QCOMPARE(aggregate.totals.connectionsAccepted, 3u);
        QCOMPARE(aggregate.promptUsage.sum, 9u * 120);
        QCOMPARE(aggregate.attempts.at(AttemptKey{"dashscope", "qwen", "upstream_reset"}), 3u);
        QCOMPARE(aggregate.upstreams.at("dashscope").attempts, 3u);
        QCOMPARE(aggregate.upstreams.at("dashscope").failures, 3u);
        QCOMPARE(aggregate.upstreams.at("dashscope").lastErrorCode, std::string("upstream_reset"));
    }
    /// As wire.md section 7 has it: label values come from the configuration, all else is "other".
    void requestsThatWereNeverRoutedCountAsOther() {
        Aggregate aggregate;
        WorkerShard shard(1);
        TrafficRecord refused = plainRecord(Outcome::unauthorised);
        refused.route.clear();
        shard.finish(std::move(refused));
        aggregate.merge(shard.take());
        QVERIFY(!aggregate.requests.contains(""));
        QCOMPARE(aggregate.requests.at("other")[static_cast<std::size_t>(Outcome::unauthorised)], 1u);
    }
    void takesGaugesFromTheLatestRoundOfEachWorker() {
        Aggregate aggregate;
        WorkerShard one(1), two(2);
        for (int round = 1; round <= 3; ++round) {
            one.gauges().connections = round;
            one.upstream("a").active = round;
            two.upstream("a").active = 10;
            two.upstream("a").idle = 5;
            aggregate.merge(one.take());
            aggregate.merge(two.take());
        }
        QCOMPARE(aggregate.workers.at(1).connections, 3);
        QCOMPARE(aggregate.upstreams.at("a").active(), 13);
        QCOMPARE(aggregate.upstreams.at("a").idle(), 5);
        aggregate.forgetWorker(2);
        QCOMPARE(aggregate.upstreams.at("a").active(), 3);
        QCOMPARE(aggregate.workers.size(), 1u);
    }
    void keepsTheNewestErrorOfAnUpstream() {
        Aggregate aggregate;
        ShardDelta older, newer;
        newer.upstreams["a"].lastErrorCode = "dns_failure";
        newer.upstreams["a"].lastErrorTime = SystemTime(std::chrono::seconds(20));
        older.upstreams["a"].lastErrorCode = "upstream_cut";
        older.upstreams["a"].lastErrorTime = SystemTime(std::chrono::seconds(10));
        aggregate.merge(newer);
        aggregate.merge(older);
        aggregate.merge(ShardDelta{});
        QCOMPARE(aggregate.upstreams.at("a").lastErrorCode, std::string("dns_failure"));
    }
    void foldsSeriesBeyondTheBoundIntoOther() {
        Aggregate aggregate;
        ShardDelta delta;
        for (std::size_t i = 0; i < Aggregate::kMaxSeries + 100; ++i) delta.attempts[{"a", "m" + std::to_string(i), "ok"}] = 1;
        aggregate.merge(delta);
        aggregate.merge(delta);
        QCOMPARE(aggregate.attempts.size(), Aggregate::kMaxSeries + 1);
        QCOMPARE(aggregate.attempts.at(AttemptKey{"a", "other", "ok"}), 200u);
        std::uint64_t sum = 0;
        for (const auto& [key, count] : aggregate.attempts) sum += count;
        QCOMPARE(sum, 2 * (Aggregate::kMaxSeries + 100));
    }
    void forgetsFirstTokensAfterFiveMinutes() {
        Aggregate aggregate;
        WorkerShard shard(1);
        const auto record = [&](Microseconds value) {
            shard.upstreamFirstToken("a", value);
            aggregate.merge(shard.take());
        };
        record(Microseconds(1000));  // before anybody told the time
        aggregate.advance(10'000);
        record(Microseconds(1000));
        const auto median = [&] { return aggregate.upstreams.at("a").firstToken.quantile(0.5).count(); };
        QVERIFY(median() > 980 && median() < 1020);
        for (std::int64_t second = 10'001; second <= 10'240; ++second) aggregate.advance(second);
        for (int i = 0; i < 3; ++i) record(Microseconds(500'000));
        QVERIFY(median() > 490'000 && median() < 510'000);  // 3 of 5
        QVERIFY(aggregate.upstreams.at("a").firstToken.quantile(0.01).count() < 1020);
        for (std::int64_t second = 10'241; second <= 10'320; ++second) aggregate.advance(second);
        QVERIFY(aggregate.upstreams.at("a").firstToken.quantile(0.01).count() > 490'000);
        aggregate.advance(20'000);
        QCOMPARE(median(), 0);
    }
    void survivesAClockThatIsSetBack() {
        RecentHistogram recent;
        recent.advance(10'000);
        Histogram part;
        part.record(Microseconds(50));
        recent.merge(part);
        recent.advance(10'030);
        recent.advance(500);
        QCOMPARE(recent.quantile(0.5).count(), 0);
        recent.merge(part);
        recent.advance(530);
        QCOMPARE(recent.quantile(0.5).count(), 50);
    }
};

MIRROR_TEST(TstAggregate, tst_aggregate)
#include "tst_aggregate.moc"
