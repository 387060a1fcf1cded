#include "support/run_test.h"  // first: moc 6.4 does not parse <concepts> when it comes upon it before Qt

#include <chrono>

#include "metrics/worker_shard.h"
#include "records.h"

using namespace mirror;
using namespace mirror::metrics;

class TstWorkerShard : public QObject {
    Q_OBJECT
private slots:
    void countsAFinishedRequestOnceEverywhere() {
        WorkerShard shard(3);
        shard.finish(plainRecord());
        const ShardDelta delta = shard.take();
        QCOMPARE(delta.workerId, 3);
        QCOMPARE(delta.outcomes[0], 1u);
        QCOMPARE(delta.requests.at("default")[0], 1u);
        QCOMPARE(delta.duration.count(), 1u);
        QCOMPARE(delta.duration.sum().count(), 250'000);
        QCOMPARE(delta.promptTokens, 120u);
        QCOMPARE(delta.completionTokens, 41u);
        QCOMPARE(delta.bytesIn, 600u);
        QCOMPARE(delta.bytesOut, 900u);
        QCOMPARE(delta.traffic.size(), 1u);
        QCOMPARE(delta.traffic[0].requestId, std::string("req-0123456789abcdef"));
        QCOMPARE(delta.firstToken.count(), 0u);  // not a stream
        QCOMPARE(delta.perToken.count(), 0u);
    }
    void timesStreamsByFirstTokenAndByTokensAfterIt() {
        WorkerShard shard(0);
        shard.finish(streamRecord());
        const ShardDelta delta = shard.take();
        QCOMPARE(delta.firstToken.sum().count(), 50'000);
        QCOMPARE(delta.perToken.sum().count(), (250'000 - 50'000) / 40);
        QCOMPARE(delta.events, 43u);
    }
    void leavesOutTimesThatMeanNothing() {
        WorkerShard shard(0);
        TrafficRecord cut = streamRecord();
        cut.outcome = Outcome::cut;
        TrafficRecord oneToken = streamRecord();
        oneToken.completionTokens.value = 1;
        TrafficRecord silent = streamRecord();
        silent.firstToken = Microseconds(-1);
        for (TrafficRecord* record : {&cut, &oneToken, &silent}) shard.finish(std::move(*record));
        shard.finish(plainRecord(Outcome::cancelled));
        const ShardDelta delta = shard.take();
        QCOMPARE(delta.perToken.count(), 0u);
        QCOMPARE(delta.firstToken.count(), 2u);
        QCOMPARE(delta.duration.count(), 3u);  // not the cancelled one
    }
    void timesOnlyItsOwnStagesAndOnlyThoseThatHappened() {
        WorkerShard shard(0);
        TrafficRecord record = plainRecord();
        record.stages[static_cast<std::size_t>(StageId::cache)].duration = Microseconds(-1);
        shard.finish(std::move(record));
        const ShardDelta delta = shard.take();
        for (const StageId stage : {StageId::receive, StageId::auth, StageId::parse, StageId::route})
            QCOMPARE(delta.overhead[static_cast<std::size_t>(stage)].count(), 1u);
        for (const StageId stage : {StageId::cache, StageId::connect, StageId::upstreamHead, StageId::firstToken, StageId::transfer})
            QCOMPARE(delta.overhead[static_cast<std::size_t>(stage)].count(), 0u);
    }
    void countsCacheLookupsAndNothingElseAsLookups() {
        WorkerShard shard(0);
        using enum CacheResult;
        for (const CacheResult result : {none, hit, miss, bypass, coalesced, stale, miss}) {
            TrafficRecord record = plainRecord();
            record.cache = result;
            shard.finish(std::move(record));
        }
        const ShardDelta delta = shard.take();
        QCOMPARE(delta.cacheHits, 3u);
        QCOMPARE(delta.cacheMisses, 2u);
    }
    void tellsRoutesAndOutcomesApart() {
        WorkerShard shard(0);
        for (int i = 0; i < 3; ++i)
            for (const char* route : {"a", "b", ""}) {
                TrafficRecord record = plainRecord(i == 0 ? Outcome::ok : Outcome::timeout);
                record.route = route;
                shard.finish(std::move(record));
            }
        const ShardDelta delta = shard.take();
        QCOMPARE(delta.requests.size(), 3u);
        for (const char* route : {"a", "b", ""}) {
            QCOMPARE(delta.requests.at(route)[static_cast<std::size_t>(Outcome::ok)], 1u);
            QCOMPARE(delta.requests.at(route)[static_cast<std::size_t>(Outcome::timeout)], 2u);
        }
    }
    void startsAnewAfterTakeButKeepsGauges() {
        WorkerShard shard(1);
        shard.gauges() = {5, 4, 3, Microseconds(700), Microseconds(9000), 2};
        UpstreamDelta& upstream = shard.upstream("dashscope");
        upstream.active = 7;
        upstream.idle = 8;
        shard.finish(plainRecord());
        shard.attempt("dashscope", "qwen", "ok");
        shard.addedDelay(Microseconds(5));
        shard.accepted();
        shard.retried();
        const ShardDelta first = shard.take();
        QCOMPARE(first.gauges.longestTurn.count(), 700);
        QCOMPARE(first.upstreams.at("dashscope").attempts, 1u);
        QCOMPARE(first.upstreams.at("dashscope").active, 7);
        QCOMPARE(first.accepted, 1u);
        QCOMPARE(first.retries, 1u);
        const ShardDelta second = shard.take();
        QCOMPARE(second.workerId, 1);
        QCOMPARE(second.gauges.connections, 5);
        QCOMPARE(second.gauges.cpuTime.count(), 9000);
        QCOMPARE(second.gauges.longestTurn.count(), 0);
        QCOMPARE(second.upstreams.at("dashscope").active, 7);
        QCOMPARE(second.upstreams.at("dashscope").idle, 8);
        QCOMPARE(second.upstreams.at("dashscope").attempts, 0u);
        QCOMPARE(second.outcomes[0] + second.accepted + second.retries + second.promptTokens + second.bytesIn, 0u);
        QVERIFY(second.requests.empty() && second.attempts.empty() && second.traffic.empty());
        QCOMPARE(second.duration.count() + second.addedDelay.count(), 0u);
    }
    void countsIntoTheNewRoundAfterTake() {
        WorkerShard shard(0);
        for (int round = 0; round < 3; ++round) {
            shard.finish(plainRecord());
            shard.attempt("dashscope", "qwen", "ok");
            const ShardDelta delta = shard.take();
            QCOMPARE(delta.requests.at("default")[0], 1u);
            QCOMPARE(delta.attempts.begin()->second, 1u);
        }
    }
    void keepsReferencesToUpstreamsForItsLife() {
        WorkerShard shard(0);
        UpstreamDelta& kept = shard.upstream("a");
        for (int i = 0; i < 50; ++i) shard.upstream("u" + std::to_string(i));
        static_cast<void>(shard.take());
        QCOMPARE(&shard.upstream("a"), &kept);
        kept.active = 4;
        QCOMPARE(shard.take().upstreams.at("a").active, 4);
    }
    void tellsAttemptsApartByUpstreamModelAndClass() {
        WorkerShard shard(0);
        const auto before = std::chrono::system_clock::now();
        for (int i = 0; i < 2; ++i) {
            shard.attempt("a", "m", "ok");
            shard.attempt("a", "m", "upstream_reset");
            shard.attempt("a", "n", "ok");
            shard.attempt("b", "m", "client_gone");
        }
        shard.upstreamFirstToken("a", Microseconds(1234));
        const ShardDelta delta = shard.take();
        QCOMPARE(delta.attempts.size(), 4u);
        for (const auto& [key, count] : delta.attempts) QCOMPARE(count, 2u);
        QCOMPARE(delta.attempts.count(AttemptKey{"a", "m", "upstream_reset"}), 1u);
        const UpstreamDelta& a = delta.upstreams.at("a");
        QCOMPARE(a.attempts, 6u);
        QCOMPARE(a.failures, 2u);
        QCOMPARE(a.lastErrorCode, std::string("upstream_reset"));
        QVERIFY(a.lastErrorTime >= before);
        QCOMPARE(a.firstToken.count(), 1u);
        QCOMPARE(delta.upstreams.at("b").failures, 0u);  // a client that left is nobody's failure
        QVERIFY(delta.upstreams.at("b").lastErrorCode.empty());
    }
    /// A client that sends bad chunks or dawdles must not make an upstream look ill.
    void onlyErrorsOfTheUpstreamAreItsFailures() {
        WorkerShard shard(0);
        for (const char* callers : {"bad_request", "request_timeout", "request_too_large", "unsupported_encoding", "client_gone"}) shard.attempt("a", "m", callers);
        shard.attempt("a", "m", "internal");
        const ShardDelta innocent = shard.take();
        QCOMPARE(innocent.upstreams.at("a").attempts, 6u);
        QCOMPARE(innocent.upstreams.at("a").failures, 0u);
        QVERIFY(innocent.upstreams.at("a").lastErrorCode.empty());
        shard.attempt("a", "m", "upstream_timeout_idle");
        shard.attempt("a", "m", "upstream_status");
        QCOMPARE(shard.take().upstreams.at("a").failures, 2u);
    }
    void dropsRecordsBeyondTheBoundButCountsThem() {
        WorkerShard shard(0);
        for (std::size_t i = 0; i < ShardDelta::kMaxTraffic; ++i) {
            QVERIFY(shard.wantsTraffic());
            shard.finish(plainRecord());
        }
        QVERIFY(!shard.wantsTraffic());
        for (int i = 0; i < 10; ++i) shard.finish(plainRecord());
        const ShardDelta delta = shard.take();
        QCOMPARE(delta.traffic.size(), ShardDelta::kMaxTraffic);
        QCOMPARE(delta.trafficDropped, 10u);
        QCOMPARE(delta.outcomes[0], ShardDelta::kMaxTraffic + 10);
        QVERIFY(shard.wantsTraffic());
    }
    void cutsTextsThatAClientChose() {
        WorkerShard shard(0);
        TrafficRecord record = plainRecord();
        record.userAgent = "x" + QString(4000, QChar(0x955C)).toStdString();
        record.path.assign(30'000, 'p');
        record.modelAsked.assign(WorkerShard::kMaxText, 'm');
        shard.finish(std::move(record));
        const ShardDelta delta = shard.take();
        QCOMPARE(delta.traffic[0].path.size(), WorkerShard::kMaxText);
        QCOMPARE(delta.traffic[0].modelAsked.size(), WorkerShard::kMaxText);
        QCOMPARE(delta.traffic[0].userAgent.size(), 1 + 3 * 85u);  // at a code-point border
    }
    void countsTokensInTheBucketTheyBelongTo() {
        TokenHistogram histogram;
        for (const std::uint64_t tokens : {0u, 1u, 2u, 4u, 5u, 16u, 17u, 67'108'864u, 67'108'865u}) histogram.record(tokens);
        std::array<std::uint64_t, TokenHistogram::kBounds + 1> expected{};
        expected[0] = 2;                         // 0, 1
        expected[1] = 2;                         // 2, 4
        expected[2] = 2;                         // 5, 16
        expected[3] = 1;                         // 17
        expected[TokenHistogram::kBounds - 1] = 1;
        expected[TokenHistogram::kBounds] = 1;
        QCOMPARE(histogram.counts, expected);
        QCOMPARE(TokenHistogram::bound(TokenHistogram::kBounds - 1), std::uint64_t{67'108'864});
        for (std::uint64_t tokens = 1; tokens < 70'000; ++tokens) {
            TokenHistogram one;
            one.record(tokens);
            const auto at = static_cast<std::size_t>(std::find(one.counts.begin(), one.counts.end(), 1u) - one.counts.begin());
            QVERIFY(tokens <= TokenHistogram::bound(at) && (at == 0 || tokens > TokenHistogram::bound(at - 1)));
        }
    }
    void finishesARequestInAFewHundredNanoseconds() {
        WorkerShard shard(0);
        double kept = 1e9, dropped = 1e9;
        for (int round = 0; round < 8; ++round) {
            std::vector<TrafficRecord> records(ShardDelta::kMaxTraffic, streamRecord());
            kept = std::min(kept, nanosecondsEach(shard, records));
            std::vector<TrafficRecord> numbers(ShardDelta::kMaxTraffic, numbersOnly());
            dropped = std::min(dropped, nanosecondsEach(shard, numbers));
            static_cast<void>(shard.take());
        }
        qInfo("finish(): %.0f ns with the record kept, %.0f ns beyond the bound", kept, dropped);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("timing says nothing under a sanitizer");
#endif
        QVERIFY2(kept < 3 * 300 && dropped < kept, "three times the target even on a busy machine");
    }

private:
    static TrafficRecord numbersOnly() {
        TrafficRecord record;
        record.route = "default";
        record.total = Microseconds(250'000);
        return record;
    }
    static double nanosecondsEach(WorkerShard& shard, std::vector<TrafficRecord>& records) {
        const auto begun = std::chrono::steady_clock::now();
        for (TrafficRecord& record : records) shard.finish(std::move(record));
        const std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - begun;
        return spent.count() / static_cast<double>(records.size());
    }
};

MIRROR_TEST(TstWorkerShard, tst_worker_shard)
#include "tst_worker_shard.moc"
