#include "proxycore/api/histogram.h"
#include "support/run_test.h"

using namespace mirror;

class TstHistogram : public QObject {
    Q_OBJECT
private slots:
    void aPercentileIsOffByAtMostOneInAHundred() {
        for (std::int64_t value = 1; value < std::int64_t{60} * 3600 * 1'000'000; value = value * 5 / 4 + 1) {
            Histogram histogram;
            histogram.record(Microseconds(value));
            const auto read = static_cast<double>(histogram.quantile(0.99).count());
            QVERIFY2(std::abs(read - static_cast<double>(value)) <= static_cast<double>(value) * 0.01 || value > std::int64_t{19} * 3600 * 1'000'000, qPrintable(QString::number(value)));
        }
    }
    void anEmptyOneHasNoTime() { QCOMPARE(Histogram().quantile(0.5), Microseconds(0)); }
    void ranksAreThoseOfTheSortedValues() {
        Histogram histogram;
        for (int i = 1; i <= 60; ++i) histogram.record(Microseconds(i));  // exact below 64 us
        QCOMPARE(histogram.quantile(0.5), Microseconds(30));
        QCOMPARE(histogram.quantile(0.0), Microseconds(1));
        QCOMPARE(histogram.quantile(1.0), Microseconds(60));
        QCOMPARE(histogram.countUpTo(Microseconds(10)), std::uint64_t{10});
        QCOMPARE(histogram.sum(), Microseconds(60 * 61 / 2));
    }
    void mergingIsRecordingTogether() {
        Histogram a, b, all, fromSparse;
        for (int i = 0; i < 1000; ++i) {
            const Microseconds value(i * i * 37);
            (i % 3 == 0 ? a : b).record(value);
            all.record(value);
        }
        fromSparse.merge(a.sparse());
        fromSparse.merge(b.sparse());
        a.merge(b);
        QCOMPARE(a.count(), all.count());
        QCOMPARE(a.sparse(), all.sparse());
        QCOMPARE(fromSparse.sparse(), all.sparse());
        a.clear();
        QCOMPARE(a.count(), std::uint64_t{0});
        QVERIFY(a.sparse().empty());
    }
    void whatIsTooLongOrNegativeIsKeptAtTheEnds() {
        Histogram histogram;
        histogram.record(Microseconds(-5));
        histogram.record(Microseconds(INT64_MAX / 4));
        histogram.merge(Histogram::Sparse{{60'000, 7}});  // no such bucket: another version's, or nonsense
        QCOMPARE(histogram.count(), std::uint64_t{2});
        QCOMPARE(histogram.quantile(0), Microseconds(0));
    }
};

MIRROR_TEST(TstHistogram, tst_histogram)
#include "tst_histogram.moc"
