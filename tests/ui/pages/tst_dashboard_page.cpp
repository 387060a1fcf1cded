#include "support/run_test.h"

#include <QLabel>
#include <QToolButton>

#include "ui/charts/plot_view.h"
#include "ui/charts/time_chart.h"
#include "ui/link/engine_link.h"
#include "ui/pages/dashboard_page.h"
#include "ui/pages/words_today_card.h"
#include "ui/support/fake_engine.h"
#include "ui/support/samples.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/stat_tile.h"

using namespace mirror;
using namespace mirror::ui;

class DashboardPageTest : public QObject {
    Q_OBJECT
    /// A page in front of an engine that has run for an hour but for half a minute.
    struct Bench {
        explicit Bench(test::SampleShape shape = {}) {
            now = QDateTime::currentSecsSinceEpoch();
            for (SecondSample& sample : test::busySeconds(now - 3600, now, shape))
                if (sample.second < now - 130 || sample.second >= now - 100) engine->timeline.push_back(std::move(sample));
            engine->publish([](Snapshot& s) { s.state = EngineState::running; });
            link = std::make_unique<EngineLink>(engine);
            page = std::make_unique<DashboardPage>(*link);
            page->resize(1100, 760);
            page->show();
            page->activate();
        }
        bool drawn() {
            page->drawAll();
            return page->charts().front()->data().hasValue();
        }
        StatTile* tile(const char* name) const { return page->findChild<StatTile*>(QStringLiteral("tile-") + QLatin1String(name)); }
        TimeChart* chart(const char* name) const { return page->findChild<TimeChart*>(QStringLiteral("chart-") + QLatin1String(name)); }
        void oneMoreSecond() { engine->addSeconds(test::busySeconds(now, now + 1)); ++now; }
        std::shared_ptr<test::FakeEngine> engine = std::make_shared<test::FakeEngine>();
        std::int64_t now = 0;
        std::unique_ptr<EngineLink> link;
        std::unique_ptr<DashboardPage> page;
    };

private slots:
    void showsTheFiguresOfTheLastMinute() {
        Bench bench;
        QTRY_VERIFY(bench.drawn());
        for (const char* name : {"p50", "p95", "p99", "first-token", "requests", "errors", "streams", "workers"}) {
            QVERIFY2(bench.tile(name) != nullptr, name);
            QTRY_VERIFY2(bench.tile(name)->value() != QStringLiteral("–"), name);
            QVERIFY2(!bench.tile(name)->toolTip().isEmpty(), name);
            QVERIFY2(bench.tile(name)->accessibleDescription().contains(bench.tile(name)->value()), name);
        }
        QVERIFY(bench.tile("p50")->value().endsWith(QStringLiteral(" ms")));
        QCOMPARE(bench.tile("workers")->value(), QStringLiteral("4"));
        QCOMPARE(bench.tile("p50")->sparkline()->values().size(), std::size_t(60));
        const auto shown = bench.tile("p50")->findChild<QLabel*>(QStringLiteral("tile-value"))->text();
        QVERIFY(bench.tile("p50")->value().startsWith(shown) && !shown.isEmpty());
    }

    void showsNoHitRateWhereNothingWasLookedUp() {
        Bench bench;
        QTRY_VERIFY(bench.drawn());
        QCOMPARE(bench.tile("hit-rate")->value(), QStringLiteral("–"));
        QCOMPARE(bench.chart("hit-rate")->plot()->shownEmptyText(), QStringLiteral("No cache lookups in this period."));
        Bench cached({.withCache = true});
        QTRY_VERIFY(cached.drawn());
        QVERIFY(cached.chart("hit-rate")->plot()->shownEmptyText().isEmpty());
        QVERIFY(cached.tile("hit-rate")->value().endsWith(QStringLiteral(" %")));
    }

    void drawsThreeHundredPointsOfASecondOrSixHundredOfSix() {
        Bench bench;
        QTRY_VERIFY(bench.drawn());
        for (TimeChart* chart : bench.page->charts()) {
            QCOMPARE(chart->data().points(), std::size_t(300));
            QCOMPARE(chart->data().width, std::int64_t(1));
        }
        QTest::mouseClick(bench.page->findChild<QToolButton*>(QStringLiteral("span-1h")), Qt::LeftButton);
        bench.page->drawAll();
        for (TimeChart* chart : bench.page->charts()) {
            QCOMPARE(chart->data().points(), std::size_t(600));
            QCOMPARE(chart->data().width, std::int64_t(6));
        }
    }

    void leavesAHoleWhereTheEngineDidNotRun() {
        Bench bench;
        QTRY_VERIFY(bench.drawn());
        const ChartData& data = bench.chart("latency")->data();
        int missing = 0;
        for (std::size_t i = 0; i < data.points(); ++i) {
            const bool inHole = data.secondAt(i) >= bench.now - 130 && data.secondAt(i) < bench.now - 100;
            if (inHole) {
                QVERIFY(!data.present[i]);
                ++missing;
            }
        }
        QCOMPARE(missing, 30);
        QCOMPARE(bench.chart("latency")->plot()->canvas().runs(0), std::size_t(2));
        QCOMPARE(bench.chart("throughput")->plot()->canvas().runs(0), std::size_t(2));
    }

    void knowsSinceWhenAStoppedEngineHasNotRun() {
        Bench bench;
        bench.engine->publish([&bench](Snapshot& s) {
            s.state = EngineState::stopped;
            s.time = SystemTime(std::chrono::seconds(bench.now + 90));
        });
        QTRY_VERIFY((bench.page->drawAll(), bench.chart("latency")->data().to() > bench.now + 80));
        const ChartData& data = bench.chart("latency")->data();
        for (std::size_t i = 0; i < data.points(); ++i)
            if (data.secondAt(i) >= bench.now) QVERIFY(!data.present[i]);
        for (const char* name : {"p50", "requests", "streams", "workers"}) QTRY_COMPARE(bench.tile(name)->value(), QStringLiteral("–"));
        QVERIFY(bench.page->findChild<QLabel*>(QStringLiteral("dashboard-state"))->text().startsWith(QStringLiteral("The engine is stopped.")));
    }

    void movesOnWithNewSecondsAndStandsStillWhilePaused() {
        Bench bench;
        QTRY_VERIFY(bench.drawn());
        const std::int64_t before = bench.chart("latency")->data().to();
        bench.oneMoreSecond();
        QTRY_VERIFY((bench.page->drawAll(), bench.chart("latency")->data().to() > before));
        QTest::mouseClick(bench.page->findChild<QToolButton*>(QStringLiteral("pause")), Qt::LeftButton);
        QVERIFY(bench.page->isPaused());
        bench.page->drawAll();
        const std::int64_t held = bench.chart("latency")->data().to();
        const QString value = bench.tile("requests")->value();
        QSignalSpy news(bench.link.get(), &EngineLink::seriesChanged);
        bench.oneMoreSecond();
        QTRY_VERIFY(!news.isEmpty());
        bench.page->drawAll();
        QCOMPARE(bench.chart("latency")->data().to(), held);
        QCOMPARE(bench.tile("requests")->value(), value);
        QVERIFY(bench.page->findChild<QLabel*>(QStringLiteral("dashboard-state"))->text().startsWith(QStringLiteral("Paused at ")));
        bench.page->togglePause();
        QTRY_VERIFY((bench.page->drawAll(), bench.chart("latency")->data().to() > held));
    }

    void showsWhatTheWordListsFoundOverTimeAndToday() {
        Bench bench;
        bench.engine->publish([](Snapshot& s) { s.words.today = {{"gambling", {10, 0, 2}}, {"", {0, 30, 0}}}; });
        QTRY_VERIFY(bench.drawn());
        const ChartData& data = bench.chart("words")->data();
        QCOMPARE(data.values.size(), std::size_t(4));
        QVERIFY(std::any_of(data.values[1].begin(), data.values[1].end(), [](double value) { return value > 0; }));
        const auto* card = bench.page->findChild<WordsTodayCard*>();
        QTRY_COMPARE(card->lines(), (QStringList{QStringLiteral("without category: 30 (Mask 30)"), QStringLiteral("gambling: 12 (Block 10, Observe 2)")}));
        QToolButton* block = nullptr;
        for (QToolButton* button : card->findChildren<QToolButton*>())
            if (button->text() == QStringLiteral("Block")) block = button;
        QVERIFY(block != nullptr);
        block->click();  // alone
        QCOMPARE(card->lines(), QStringList{QStringLiteral("gambling: 10 (Block 10)")});
        block->click();
        bench.engine->publish([](Snapshot& s) { s.words.today.clear(); });  // midnight
        QTRY_VERIFY(card->lines().isEmpty());
    }

    void doesNoWorkWhileHidden() {
        Bench bench;
        QTRY_VERIFY(bench.drawn());
        bench.page->deactivate();
        const std::int64_t held = bench.chart("latency")->data().to();
        QSignalSpy news(bench.link.get(), &EngineLink::seriesChanged);
        bench.oneMoreSecond();
        QTRY_VERIFY(!news.isEmpty());
        QCOMPARE(bench.chart("latency")->data().to(), held);
    }

    void pointsAtTheSameMomentInEveryChart() {
        Bench bench;
        QTRY_VERIFY(bench.drawn());
        QTest::keyClick(bench.chart("latency")->plot(), Qt::Key_Left);
        const auto point = bench.chart("latency")->plot()->crosshairPoint();
        QVERIFY(point.has_value());
        for (TimeChart* chart : bench.page->charts()) {
            QCOMPARE(*chart->plot()->crosshairPoint(), *point);
            QVERIFY(chart->plot()->boxLines().size() >= 2);
        }
    }

    void fitsItsChartsIntoTheWidthOfASmallWindow() {
        Bench bench;
        for (const int width : {1100, 800, 560}) {
            bench.page->resize(width, 700);
            QTRY_VERIFY(bench.drawn());
            const auto widest = [&bench] {
                int right = 0;
                for (TimeChart* chart : bench.page->charts()) right = std::max(right, chart->mapTo(bench.page.get(), QPoint(chart->width(), 0)).x());
                return right;
            };
            QTRY_VERIFY2(widest() <= width, qPrintable(QStringLiteral("%1 of %2").arg(widest()).arg(width)));
        }
    }
};

MIRROR_TEST(DashboardPageTest, tst_dashboard_page)
#include "tst_dashboard_page.moc"
