#include "support/run_test.h"

#include <random>

#include "ui/models/time_series.h"
#include "ui/support/samples.h"

using namespace mirror;
using namespace mirror::ui;

class TimeSeriesTest : public QObject {
    Q_OBJECT
private slots:
    void mergesToTheTruePercentileNotToAMeanOfPercentiles() {
        std::mt19937 random(3);
        TimeSeries series;
        std::vector<std::int64_t> all;
        for (int second = 0; second < 60; ++second) {
            std::vector<std::int64_t> latencies;
            for (int i = 0; i < (second == 30 ? 500 : 5); ++i) latencies.push_back(second == 30 ? 5000 + static_cast<int>(random() % 900) : 1 + static_cast<int>(random() % 100));
            all.insert(all.end(), latencies.begin(), latencies.end());
            series.add({test::secondOf(1000 + second, latencies)});
        }
        std::sort(all.begin(), all.end());
        const auto exact = [&all](double q) { return static_cast<double>(all[static_cast<std::size_t>(std::ceil(q * static_cast<double>(all.size()))) - 1]); };
        const auto point = series.merged(1000, 1060);
        QCOMPARE(point.latencyCount, std::uint64_t(all.size()));
        for (const auto& [found, q] : {std::pair{point.p50Ms, 0.5}, {point.p95Ms, 0.95}, {point.p99Ms, 0.99}})
            QVERIFY2(std::abs(found - exact(q)) <= exact(q) * 0.02, qPrintable(QStringLiteral("%1 is not %2").arg(found).arg(exact(q))));
    }

    void countsHitsOfTheWordListsAndMaskedDataPerSecond() {
        TimeSeries series;
        SecondSample one = test::secondOf(100, {10});
        one.ruleHits = {4, 0, 1};
        one.masked = 6;
        series.add({one, test::secondOf(101, {10})});
        const auto point = series.merged(100, 102);
        QCOMPARE(point.ruleHitsPerSecond, (std::array<double, 3>{2, 0, 0.5}));
        QCOMPARE(point.maskedPerSecond, 3.0);
    }

    void whatTheWordListsForbidIsNoError() {
        TimeSeries series;
        SecondSample sample = test::secondOf(100, {10, 10});
        sample.outcomes[static_cast<std::size_t>(Outcome::filtered)] = 2;
        series.add({sample});
        QCOMPARE(series.merged(100, 101).errorRatio, 0.0);
    }

    void keepsMissingSecondsAsHoles() {
        TimeSeries series;
        series.add({test::secondOf(100, {10}), test::secondOf(101, {10}), test::secondOf(104, {10})});
        const auto points = series.points(105, 5, 1);
        QCOMPARE(points.size(), std::size_t(5));
        const std::vector<bool> wanted{true, true, false, false, true};
        for (std::size_t i = 0; i < 5; ++i) {
            QCOMPARE(points[i].second, std::int64_t(100 + static_cast<int>(i)));
            QCOMPARE(points[i].present, bool(wanted[i]));
        }
    }

    void alignsPointsToMultiplesOfTheirWidthAndEndsWithTheOneThatHoldsTheLastSecond() {
        TimeSeries series;
        for (int second = 1000; second < 1100; ++second) series.add({test::secondOf(second, {10, 20})});
        for (std::int64_t to = 1080; to < 1100; ++to) {
            const auto points = series.points(to, 60, 6);
            QCOMPARE(points.size(), std::size_t(10));
            for (const auto& point : points) QCOMPARE(point.second % 6, std::int64_t(0));
            QVERIFY(points.back().second <= to - 1 && to - 1 < points.back().second + 6);
            QCOMPARE(points.back().samples, static_cast<int>(to - points.back().second));
            QCOMPARE(points.back().totalPerSecond, 2.0);  // a half-filled point is no dip
        }
    }

    void leavesOutWhatComesAfterTheEndSoThatAPausedChartStands() {
        TimeSeries series;
        for (int second = 0; second < 100; ++second) series.add({test::secondOf(5000 + second, {10})});
        const auto before = series.points(5050, 30, 6);
        for (int second = 100; second < 110; ++second) series.add({test::secondOf(5000 + second, {9999})});
        const auto after = series.points(5050, 30, 6);
        for (std::size_t i = 0; i < before.size(); ++i) QCOMPARE(after[i].latencyCount, before[i].latencyCount);
    }

    void showsASampleThatComesLateOrChangesAlthoughItsPointWasMergedBefore() {
        TimeSeries series;
        series.add({test::secondOf(600, {10}), test::secondOf(602, {10}), test::secondOf(620, {10})});
        QCOMPARE(series.points(612, 12, 6).front().samples, 2);
        QVERIFY(series.add({test::secondOf(601, {10})}));
        QCOMPARE(series.points(612, 12, 6).front().samples, 3);
        QVERIFY(series.add({test::secondOf(601, {10, 10, 10})}));
        QCOMPARE(series.points(612, 12, 6).front().latencyCount, std::uint64_t(5));
        QVERIFY(!series.add({test::secondOf(601, {10, 10, 10})}));
    }

    void dropsWhatIsOlderThanAnHour() {
        TimeSeries series;
        series.add({test::secondOf(1000, {1}), test::secondOf(1001, {1})});
        series.add({test::secondOf(1000 + TimeSeries::kSeconds, {1})});
        QVERIFY(!series.merged(1000, 1001).present);
        QVERIFY(series.merged(1001, 1002).present);
    }

    void beginsAnewWhenTheClockWasSetBack() {
        TimeSeries series;
        series.add({test::secondOf(1'000'000, {1})});
        QVERIFY(series.add({test::secondOf(500'000, {1})}));
        QCOMPARE(series.newest(), std::int64_t(500'000));
    }

    void saysThatNothingWasLookedUpRatherThanZero() {
        TimeSeries series;
        SecondSample sample = test::secondOf(10, {});
        series.add({sample});
        QCOMPARE(series.merged(10, 11).hitRatio, -1.0);
        QCOMPARE(series.merged(10, 11).errorRatio, -1.0);
        sample.cacheMisses = 3;
        sample.cacheHits = 1;
        series.add({sample});
        QCOMPARE(series.merged(10, 11).hitRatio, 0.25);
    }

    void leavesCancelledRequestsOutOfTheErrorRate() {
        TimeSeries series;
        SecondSample sample = test::secondOf(10, {5, 5, 5, 5}, 1);
        sample.outcomes[static_cast<std::size_t>(Outcome::cancelled)] = 6;
        series.add({sample});
        QCOMPARE(series.merged(10, 11).errorRatio, 0.25);
        QCOMPARE(series.merged(10, 11).totalPerSecond, 10.0);
    }
};

MIRROR_TEST(TimeSeriesTest, tst_time_series)
#include "tst_time_series.moc"
