#include "metrics/recent_histogram.h"

#include "support/run_test.h"

using namespace mirror;
using mirror::metrics::RecentHistogram;

namespace {

Histogram of(Milliseconds value, int count = 1) {
    Histogram histogram;
    for (int i = 0; i < count; ++i) histogram.record(value);
    return histogram;
}

bool isAbout(Microseconds value, Milliseconds wanted) {
    const double ratio = static_cast<double>(value.count()) / static_cast<double>(Microseconds(wanted).count());
    return ratio > 0.98 && ratio < 1.02;
}

}  // namespace

class TstRecentHistogram : public QObject {
    Q_OBJECT
private slots:
    void isEmptyBeforeAnythingWasRecorded() {
        RecentHistogram recent;
        QCOMPARE(recent.quantile(0.5).count(), 0);
        recent.advance(1000);
        QCOMPARE(recent.quantile(0.5).count(), 0);
    }
    void forgetsWhatIsFiveMinutesOld() {
        RecentHistogram recent;
        recent.advance(0);
        recent.merge(of(Milliseconds(500)));
        recent.advance(RecentHistogram::kSliceSeconds * RecentHistogram::kSlices - 1);
        QVERIFY(isAbout(recent.quantile(0.5), Milliseconds(500)));
        recent.advance(RecentHistogram::kSliceSeconds * RecentHistogram::kSlices);
        QCOMPARE(recent.quantile(0.5).count(), 0);
    }
    void slicesFallOutOneByOne() {
        RecentHistogram recent;
        for (int slice = 0; slice < 10; ++slice) {
            recent.advance(slice * RecentHistogram::kSliceSeconds);
            recent.merge(of(Milliseconds(slice < 5 ? 1000 : 10)));
        }
        QVERIFY(isAbout(recent.quantile(0.9), Milliseconds(1000)));
        recent.advance(14 * RecentHistogram::kSliceSeconds);  // the first five are gone
        QVERIFY(isAbout(recent.quantile(0.99), Milliseconds(10)));
    }
    void countsOpenAndClosedSlicesTogether() {
        RecentHistogram recent;
        recent.advance(0);
        recent.merge(of(Milliseconds(10), 9));
        recent.advance(40);
        recent.merge(of(Milliseconds(1000), 1));
        QVERIFY(isAbout(recent.quantile(0.5), Milliseconds(10)));
        QVERIFY(isAbout(recent.quantile(0.999), Milliseconds(1000)));
    }
    void aClockThatIsSetBackLeavesNothingOfATimeToCome() {
        RecentHistogram recent;
        recent.advance(100'000);
        recent.merge(of(Milliseconds(500)));
        recent.advance(0);
        QCOMPARE(recent.quantile(0.5).count(), 0);
        recent.merge(of(Milliseconds(20)));
        recent.advance(40);
        QVERIFY(isAbout(recent.quantile(0.99), Milliseconds(20)));
    }
};

MIRROR_TEST(TstRecentHistogram, tst_recent_histogram)
#include "tst_recent_histogram.moc"
