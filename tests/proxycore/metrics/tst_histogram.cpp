#include <algorithm>
#include <cmath>
#include <random>

#include "proxycore/api/histogram.h"
#include "support/run_test.h"

using namespace mirror;

namespace {

constexpr double kQuantiles[] = {0.0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1.0};

/// Nearest rank over the sorted values themselves: what a percentile is by definition.
std::int64_t bruteForce(std::vector<std::int64_t> values, double q) {
    std::sort(values.begin(), values.end());
    const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(values.size())));
    return values[std::clamp<std::size_t>(rank, 1, values.size()) - 1];
}

std::vector<std::int64_t> draw(const char* shape, std::size_t count, unsigned seed) {
    std::mt19937_64 engine(seed);
    std::uniform_real_distribution<double> logUniform(0, std::log(4e10));
    std::lognormal_distribution<double> latency(std::log(800'000.0), 1.2);
    std::uniform_int_distribution<std::int64_t> small(0, 200);
    std::vector<std::int64_t> values;
    for (std::size_t i = 0; i < count; ++i) {
        if (std::strcmp(shape, "log-uniform") == 0) values.push_back(static_cast<std::int64_t>(std::exp(logUniform(engine))));
        else if (std::strcmp(shape, "latency") == 0) values.push_back(static_cast<std::int64_t>(latency(engine)));
        else if (std::strcmp(shape, "two humps") == 0) values.push_back(i % 20 == 0 ? 10'000'000 + small(engine) : 900 + small(engine));
        else values.push_back(small(engine));
    }
    return values;
}

void compare(const Histogram& histogram, const std::vector<std::int64_t>& values) {
    QCOMPARE(histogram.count(), values.size());
    for (const double q : kQuantiles) {
        const auto truth = static_cast<double>(bruteForce(values, q));
        const auto told = static_cast<double>(histogram.quantile(q).count());
        QVERIFY2(std::abs(told - truth) <= truth * 0.02 && std::abs(told - truth) <= truth / 128 + 1,
                 qPrintable(QString("q %1: %2 instead of %3").arg(q).arg(told).arg(truth)));
    }
}

}  // namespace

class TstHistogram : public QObject {
    Q_OBJECT
private slots:
    void staysWithinTwoPercentOfBruteForce_data() {
        QTest::addColumn<QByteArray>("shape");
        for (const char* shape : {"log-uniform", "latency", "two humps", "small"}) QTest::newRow(shape) << QByteArray(shape);
    }
    void staysWithinTwoPercentOfBruteForce() {
        QFETCH(QByteArray, shape);
        for (unsigned seed = 1; seed <= 5; ++seed) {
            const auto values = draw(shape.constData(), 20'011, seed);
            Histogram histogram;
            for (const std::int64_t value : values) histogram.record(Microseconds(value));
            compare(histogram, values);
        }
    }
    void mergesSecondsIntoAWindowWithoutLoss() {
        const auto values = draw("latency", 30'000, 7);
        Histogram whole, fromDense, fromSparse;
        for (std::size_t second = 0; second < 300; ++second) {
            Histogram part;
            for (std::size_t i = 0; i < 100; ++i) part.record(Microseconds(values[second * 100 + i]));
            whole.merge(Histogram::Sparse{});
            fromDense.merge(part);
            fromSparse.merge(part.sparse());
        }
        for (const std::int64_t value : values) whole.record(Microseconds(value));
        compare(fromDense, values);
        compare(fromSparse, values);
        QCOMPARE(fromDense.sparse(), whole.sparse());
        QCOMPARE(fromSparse.sparse(), whole.sparse());
        QCOMPARE(fromDense.sum().count(), whole.sum().count());
    }
    void tellsTheSameAfterASparseRoundTrip() {
        for (const char* shape : {"log-uniform", "latency", "two humps", "small"}) {
            Histogram dense;
            for (const std::int64_t value : draw(shape, 5000, 3)) dense.record(Microseconds(value));
            Histogram again;
            again.merge(dense.sparse());
            QCOMPARE(again.count(), dense.count());
            QCOMPARE(again.sparse(), dense.sparse());
            for (double q = 0; q <= 1.0; q += 1.0 / 512) QCOMPARE(again.quantile(q).count(), dense.quantile(q).count());
        }
    }
    void keepsEveryBucketInItsPlaceThroughItsMiddle() {
        for (std::uint16_t bucket = 0; bucket < Histogram::kBuckets; ++bucket) {
            QCOMPARE(Histogram::bucketOf(Histogram::bucketMiddle(bucket)), bucket);
            if (bucket > 0) QVERIFY(Histogram::bucketMiddle(bucket) > Histogram::bucketMiddle(static_cast<std::uint16_t>(bucket - 1)));
        }
    }
    void isExactBelowSixtyFourMicroseconds() {
        for (std::int64_t value = 0; value < 64; ++value) {
            Histogram histogram;
            histogram.record(Microseconds(value));
            QCOMPARE(histogram.quantile(0.5).count(), value);
        }
    }
    void takesWhatLiesOutsideItsRange() {
        Histogram histogram;
        histogram.record(Microseconds(-5));
        QCOMPARE(histogram.quantile(1).count(), 0);
        QCOMPARE(histogram.sum().count(), 0);
        histogram.record(std::chrono::hours(24 * 365));
        QCOMPARE(histogram.quantile(1).count(), Histogram::bucketMiddle(Histogram::kBuckets - 1).count());
        QCOMPARE(histogram.count(), 2u);
        Histogram::Sparse foreign{{Histogram::kBuckets, 3}, {UINT16_MAX, 1}};
        histogram.merge(foreign);
        QCOMPARE(histogram.count(), 2u);
    }
    void isZeroWhenEmptyAndAfterClear() {
        Histogram histogram;
        QCOMPARE(histogram.quantile(0.99).count(), 0);
        QVERIFY(histogram.sparse().empty());
        QCOMPARE(histogram.countUpTo(std::chrono::hours(1)), 0u);
        histogram.record(Microseconds(1000), 5);
        QCOMPARE(histogram.count(), 5u);
        QCOMPARE(histogram.sum().count(), 5000);
        histogram.clear();
        QCOMPARE(histogram.count(), 0u);
        QVERIFY(histogram.sparse().empty());
    }
    void countsUpToABoundWithinABucketOfTheTruth() {
        const auto values = draw("latency", 20'000, 11);
        Histogram histogram;
        for (const std::int64_t value : values) histogram.record(Microseconds(value));
        for (const std::int64_t bound : {1'000, 50'000, 500'000, 2'000'000, 30'000'000}) {
            const auto below = [&](double limit) {
                return static_cast<std::uint64_t>(std::count_if(values.begin(), values.end(), [&](std::int64_t v) { return static_cast<double>(v) <= limit; }));
            };
            const std::uint64_t told = histogram.countUpTo(Microseconds(bound));
            const auto exact = static_cast<double>(bound);
            QVERIFY(told >= below(exact * (1 - 1.0 / 64) - 1) && told <= below(exact * (1 + 1.0 / 64) + 1));
        }
        QCOMPARE(histogram.countUpTo(std::chrono::hours(20)), histogram.count());
    }
};

MIRROR_TEST(TstHistogram, tst_histogram)
#include "tst_histogram.moc"
