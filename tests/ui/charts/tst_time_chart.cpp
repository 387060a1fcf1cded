#include "support/run_test.h"

#include <QElapsedTimer>
#include <QPainter>
#include <QToolButton>
#include <random>

#include "ui/charts/legend_bar.h"
#include "ui/charts/line_runs.h"
#include "ui/charts/live_clock.h"
#include "ui/charts/plot_view.h"
#include "ui/charts/time_chart.h"
#include "ui/theme/colors.h"

using namespace mirror::ui;

class TimeChartTest : public QObject {
    Q_OBJECT
    static ChartData wave(std::size_t series, std::size_t points) {
        std::mt19937 random(1);
        ChartData data;
        data.from = 1'750'000'000;
        data.present.assign(points, 1);
        for (std::size_t s = 0; s < series; ++s) {
            std::vector<double> values;
            for (std::size_t i = 0; i < points; ++i) values.push_back(100.0 * static_cast<double>(s + 1) + static_cast<double>(random() % 80));
            data.values.push_back(std::move(values));
        }
        return data;
    }
    static std::unique_ptr<TimeChart> threeLines(Crosshair& crosshair) {
        auto chart = std::make_unique<TimeChart>(QStringLiteral("latency"), ValueUnit::milliseconds, &crosshair, nullptr);
        chart->setStyles({{QStringLiteral("P50"), 0}, {QStringLiteral("P95"), 1}, {QStringLiteral("P99"), 2}});
        chart->setTexts(QStringLiteral("Latency"), QStringLiteral("How long"), QStringLiteral("Nothing finished."));
        chart->resize(540, 190);
        return chart;
    }

private slots:
    void redrawsThreeSeriesOfSixHundredPointsWithinAFrame() {
        Crosshair crosshair;
        auto chart = threeLines(crosshair);
        chart->ensurePolished();
        std::vector<double> times;
        for (int i = 0; i < 15; ++i) {
            ChartData data = wave(3, 600);
            data.from += i;
            QElapsedTimer timer;
            timer.start();
            chart->setData(std::move(data));
            (void)chart->plot()->picture();
            times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
        std::sort(times.begin(), times.end());
        qInfo("3 x 600 points: median %.1f ms, worst %.1f ms", times[7], times.back());
        QVERIFY(times[7] < 48);  // 16 ms on an idle machine
    }

    void movesTheCrosshairWithoutDrawingTheChartAgain() {
        Crosshair crosshair;
        auto chart = threeLines(crosshair);
        chart->setData(wave(3, 600));
        const qint64 before = chart->plot()->picture().cacheKey();
        crosshair.set(1'750'000'100);
        QCOMPARE(chart->plot()->boxLines().size(), 4);
        QCOMPARE(chart->plot()->picture().cacheKey(), before);
    }

    void breaksTheLineWhereTheEngineDidNotRun() {
        Crosshair crosshair;
        auto chart = threeLines(crosshair);
        ChartData data = wave(3, 300);
        for (std::size_t i = 100; i < 120; ++i) {
            data.present[i] = 0;
            for (auto& values : data.values) values[i] = kNoValue;
        }
        chart->setData(data);
        QCOMPARE(chart->plot()->canvas().runs(0), std::size_t(2));
        const QImage picture = chart->plot()->picture().toImage();
        const PlotCanvas& canvas = chart->plot()->canvas();
        const QRgb blue = colorsFor(chart.get()).series[0].rgb();
        const auto hasBlue = [&](double index) {
            const int x = static_cast<int>(canvas.xOf(index));
            for (int y = 0; y < picture.height(); ++y) {
                const QColor seen(picture.pixel(x, y));
                const QColor line(blue);
                if (std::abs(seen.red() - line.red()) + std::abs(seen.green() - line.green()) + std::abs(seen.blue() - line.blue()) < 90) return true;
            }
            return false;
        };
        QVERIFY(hasBlue(50));
        QVERIFY(!hasBlue(110));
        crosshair.set(data.secondAt(110));
        QCOMPARE(chart->plot()->boxLines().size(), 2);
    }

    void drawsThroughAQuietSecondButNotThroughALongSilence() {
        std::vector<double> values(100, 5.0);
        values[10] = kNoValue;
        for (std::size_t i = 40; i < 80; ++i) values[i] = kNoValue;
        const auto runs = lineRuns(values, std::vector<char>(100, 1), 30);
        QCOMPARE(runs.size(), std::size_t(2));
        QCOMPARE(runs[0].front().x(), 0.0);
        QCOMPARE(runs[0].back().x(), 39.0);
    }

    void keepsExtremesWhenThinningOut() {
        QList<QPointF> points;
        for (int i = 0; i < 3600; ++i) points << QPointF(i, i == 1717 ? 999 : i == 2020 ? -5 : 10);
        const auto kept = decimated(points, 600);
        QVERIFY(kept.size() <= 600);
        QVERIFY(kept.contains(QPointF(1717, 999)));
        QVERIFY(kept.contains(QPointF(2020, -5)));
        for (qsizetype i = 1; i < kept.size(); ++i) QVERIFY(kept.at(i - 1).x() < kept.at(i).x());
    }

    void isolatesASeriesByItsLegendAndShowsAllAgain() {
        Crosshair crosshair;
        auto chart = threeLines(crosshair);
        chart->setData(wave(3, 300));
        const double all = chart->plot()->canvas().scale().top();
        auto* first = chart->legend()->buttons().front();
        QTest::mouseClick(first, Qt::LeftButton);
        QCOMPARE(chart->plot()->canvas().drawnPoints(), qsizetype(300));
        QVERIFY(chart->plot()->canvas().scale().top() < all);
        QTest::mouseClick(first, Qt::LeftButton);
        QCOMPARE(chart->plot()->canvas().drawnPoints(), qsizetype(900));
    }

    void movesTheSharedCrosshairByKeys() {
        Crosshair crosshair;
        auto one = threeLines(crosshair);
        auto other = threeLines(crosshair);
        for (auto* chart : {one.get(), other.get()}) chart->setData(wave(3, 300));
        QTest::keyClick(one->plot(), Qt::Key_Left);
        QCOMPARE(*one->plot()->crosshairPoint(), std::size_t(299));
        QTest::keyClick(one->plot(), Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(*other->plot()->crosshairPoint(), std::size_t(289));
        QTest::keyClick(one->plot(), Qt::Key_Home);
        QCOMPARE(*other->plot()->crosshairPoint(), std::size_t(0));
        QTest::keyClick(one->plot(), Qt::Key_Escape);
        QVERIFY(!crosshair.second());
    }

    void followsTheMouseAndLetsGoWhenItLeaves() {
        Crosshair crosshair;
        auto chart = threeLines(crosshair);
        chart->setData(wave(3, 300));
        chart->show();
        (void)chart->plot()->picture();
        const PlotCanvas& canvas = chart->plot()->canvas();
        const QPointF middle(canvas.xOf(150), canvas.plotArea().center().y());
        QMouseEvent move(QEvent::MouseMove, middle, chart->plot()->mapToGlobal(middle), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(chart->plot(), &move);
        QCOMPARE(chart->plot()->crosshairPoint().value_or(0), std::size_t(150));
        QVERIFY(chart->plot()->boxLines().at(1).startsWith(QStringLiteral("P50\t")));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(chart->plot(), &leave);
        QVERIFY(!chart->plot()->crosshairPoint());
    }

    void saysWhyItIsEmptyAndTellsItsValuesToAScreenReader() {
        Crosshair crosshair;
        auto chart = threeLines(crosshair);
        ChartData nothing = wave(3, 300);
        for (auto& values : nothing.values) values.assign(300, kNoValue);
        chart->setData(nothing);
        QCOMPARE(chart->plot()->shownEmptyText(), QStringLiteral("Nothing finished."));
        QVERIFY(chart->plot()->accessibleDescription().contains(QStringLiteral("Nothing finished.")));
        chart->setData(wave(3, 300));
        QVERIFY(chart->plot()->shownEmptyText().isEmpty());
        QVERIFY(chart->plot()->accessibleDescription().contains(QStringLiteral("P99: ")));
    }

    void holdsItsScaleUntilValuesHaveBeenLowForAWhile() {
        AxisScale scale(ValueUnit::milliseconds);
        scale.restart(100);
        const double top = scale.top();
        QVERIFY(top >= 100);
        QVERIFY(!scale.fit(top * 0.99));
        for (int i = 0; i < 5; ++i) QVERIFY(!scale.fit(10));
        QVERIFY(scale.fit(10));
        QVERIFY(scale.top() < top && scale.top() >= 10);
        QVERIFY(scale.fit(5000));
        QCOMPARE(scale.lines().front(), 0.0);
        QCOMPARE(scale.lines().back(), scale.top());
        QVERIFY(scale.label(scale.top()).endsWith(QStringLiteral(" s")));
    }

    void neverShowsMoreThanEverythingOrHalvesOfWholeThings() {
        AxisScale ratio(ValueUnit::ratio);
        ratio.restart(1.0);
        QCOMPARE(ratio.top(), 1.0);
        AxisScale count(ValueUnit::count);
        for (const double highest : {1.0, 2.0, 3.0, 7.0, 11.0, 99.0}) {
            count.restart(highest);
            for (const double line : count.lines()) QCOMPARE(line, std::floor(line));
        }
    }

    void labelsRoundLocalTimes() {
        const auto ticks = timeTicks(1'750'000'003, 1'750'000'303, 500, 90);
        QVERIFY(ticks.size() >= 3);
        for (const TimeTick& tick : ticks) QVERIFY(tick.label.endsWith(QStringLiteral("0")));
    }

    void goesOnWhenSamplesStopToCome() {
        LiveClock clock;
        QCOMPARE(clock.end(0, 77), std::int64_t(77));
        clock.note(1000, 1001, 50'000);
        QCOMPARE(clock.end(50'000, 0), std::int64_t(1001));
        QCOMPARE(clock.end(52'500, 0), std::int64_t(1001));
        QCOMPARE(clock.end(60'000, 0), std::int64_t(1008));
        // The engine's clock goes on though it makes no samples: it is stopped.
        clock.note(1000, 1011, 60'000);
        QCOMPARE(clock.end(60'000, 0), std::int64_t(1008));
    }

    void knowsHowLongAnEngineHasBeenStoppedFromTheFirstLook() {
        LiveClock clock;
        clock.note(1000, 1090, 5'000);
        QCOMPARE(clock.end(5'000, 0), std::int64_t(1087));
        clock.note(1000, 1091, 6'000);
        QCOMPARE(clock.end(6'000, 0), std::int64_t(1088));
    }

    void takesTheEnginesTimeWhereThereIsNoSampleYet() {
        LiveClock clock;
        clock.note(0, 2000, 1'000);
        QCOMPARE(clock.end(1'000, 77), std::int64_t(1997));
    }

    void writesItsPointsAsCsv() {
        Crosshair crosshair;
        auto chart = threeLines(crosshair);
        ChartData data = wave(3, 3);
        data.values[1][2] = kNoValue;
        chart->setData(data);
        const auto lines = QString::fromUtf8(chart->csv()).split(QStringLiteral("\r\n"), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 4);
        QCOMPARE(lines.at(1).split(u',').at(1), QString::number(data.values[0][0]));
        QVERIFY(lines.at(3).split(u',').at(2).isEmpty());
    }
};

MIRROR_TEST(TimeChartTest, tst_time_chart)
#include "tst_time_chart.moc"
