#include "metrics/exposition.h"

#include <array>
#include <limits>

#include "support/run_test.h"

using namespace mirror;
using namespace mirror::metrics;
using Type = Exposition::Type;

class TstExposition : public QObject {
    Q_OBJECT
private slots:
    void aFamilyIsItsHeadAndItsSamples() {
        Exposition out;
        out.family("mirror_x_total", Type::counter, "Things.");
        out.sample(std::uint64_t{3}, {{"a", "1"}, {"b", "2"}});
        out.family("mirror_y", Type::gauge, "Others.");
        out.sample(std::int64_t{-4});
        QCOMPARE(out.take(), std::string("# HELP mirror_x_total Things.\n# TYPE mirror_x_total counter\nmirror_x_total{a=\"1\",b=\"2\"} 3\n"
                                         "# HELP mirror_y Others.\n# TYPE mirror_y gauge\nmirror_y -4\n"));
    }
    void labelsAreEscaped() {
        Exposition out;
        out.family("x", Type::gauge, "h");
        out.sample(std::uint64_t{1}, {{"l", "back\\slash \"quote\"\nline 中文"}});
        QVERIFY(out.take().ends_with("x{l=\"back\\\\slash \\\"quote\\\"\\nline 中文\"} 1\n"));
    }
    /// One bad byte would make Prometheus refuse the page.
    void labelsThatAreNoUtf8AreOther() {
        Exposition out;
        out.family("x", Type::gauge, "h");
        out.sample(std::uint64_t{1}, {{"l", "\xff\xfe"}});
        QVERIFY(out.take().ends_with("x{l=\"other\"} 1\n"));
    }
    void numbersAreWrittenShortAndExactly() {
        Exposition out;
        out.family("x", Type::gauge, "h");
        out.sample(0.1);
        out.sample(std::numeric_limits<std::uint64_t>::max());
        out.sample(1e300);
        const std::string text = out.take();
        QVERIFY2(text.ends_with("x 0.1\nx 18446744073709551615\nx 1e+300\n"), text.c_str());
    }
    void bucketsRiseAndEndWithTheCount() {
        Histogram histogram;
        for (const int ms : {1, 20, 20, 500, 9000}) histogram.record(Milliseconds(ms));
        Exposition out;
        out.family("d", Type::histogram, "h");
        constexpr std::array<double, 3> kBounds{0.01, 0.1, 1};
        out.histogram(histogram, kBounds, {{"k", "v"}});
        const std::string text = out.take();
        const std::size_t body = text.find("d_bucket");
        QCOMPARE(text.substr(body), std::string("d_bucket{k=\"v\",le=\"0.01\"} 1\nd_bucket{k=\"v\",le=\"0.1\"} 3\nd_bucket{k=\"v\",le=\"1\"} 4\n"
                                                "d_bucket{k=\"v\",le=\"+Inf\"} 5\nd_sum{k=\"v\"} 9.541\nd_count{k=\"v\"} 5\n"));
    }
    void tokensFallIntoThePowersOfFour() {
        TokenHistogram tokens;
        for (const std::uint64_t count : {0ull, 1ull, 2ull, 4ull, 5ull, 16ull, 17ull, 67'108'864ull, 67'108'865ull}) tokens.record(count);
        QCOMPARE(tokens.counts[0], 2u);  // up to 1
        QCOMPARE(tokens.counts[1], 2u);  // up to 4
        QCOMPARE(tokens.counts[2], 2u);  // up to 16
        QCOMPARE(tokens.counts[3], 1u);
        QCOMPARE(tokens.counts[TokenHistogram::kBounds - 1], 1u);
        QCOMPARE(tokens.counts[TokenHistogram::kBounds], 1u);
        TokenHistogram twice = tokens;
        twice.merge(tokens);
        QCOMPARE(twice.counts[1], 4u);
        QCOMPARE(twice.sum, 2 * tokens.sum);
        Exposition out;
        out.family("t", Type::histogram, "h");
        out.histogram(tokens, {});
        const std::string text = out.take();
        QVERIFY(text.find("t_bucket{le=\"1\"} 2\nt_bucket{le=\"4\"} 4\nt_bucket{le=\"16\"} 6\nt_bucket{le=\"64\"} 7\n") != std::string::npos);
        QVERIFY(text.find("t_bucket{le=\"67108864\"} 8\nt_bucket{le=\"+Inf\"} 9\n") != std::string::npos);
        QVERIFY(text.ends_with("t_count 9\n"));
    }
};

MIRROR_TEST(TstExposition, tst_exposition)
#include "tst_exposition.moc"
