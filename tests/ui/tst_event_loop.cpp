#include <QApplication>
#include <QElapsedTimer>
#include <QToolButton>
#include <ctime>
#include <set>

#include "support/run_test.h"
#include "ui/charts/plot_view.h"
#include "ui/charts/time_chart.h"
#include "ui/forms/field_form.h"
#include "ui/forms/field_row.h"
#include "ui/link/engine_link.h"
#include "ui/main_window.h"
#include "ui/models/traffic_model.h"
#include "ui/pages/dashboard_page.h"
#include "ui/pages/page_list.h"
#include "ui/pages/settings_page.h"
#include "ui/pages/traffic_page.h"
#include "ui/support/fake_engine.h"
#include "ui/support/samples.h"
#include "ui/support/switch_language.h"

using namespace mirror;

/// A window with everything full: an hour of charts, ten thousand requests, all settings. What makes a turn of the event loop
/// long is claimed by count; how long it was is only told, because it depends on the machine.
class TestEventLoop : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanup();
    void firstVisit();  ///< the settings form is made a section a turn
    void newSecondsDrawOneChartATurn();
    void anotherRangeDrawsOneChartATurn();
    void anotherThemeDrawsOneChartATurn();
    void anotherSizeDrawsOneChartATurn();
    void anotherPageDrawsOneChartATurn();
    void aHiddenDashboardDrawsNothing();
    void anotherLanguageDrawsOneChartATurn();

private:
    struct Turns {
        int mostCharts = 0;   ///< drawn within one turn
        int charts = 0;       ///< drawn at all
        double longestMs = 0;
        double longestCpuMs = 0;  ///< less than the above where the machine had other things to do
    };
    /// Does something as an event of its own and watches the loop until `charts` charts are drawn and it has come to rest.
    Turns watch(const char* what, int charts, const std::function<void()>& act);
    ui::DashboardPage* dashboard() const { return qobject_cast<ui::DashboardPage*>(m_window->pages().at(0)); }
    bool isDrawn() const;

    ui::Theme m_theme{*qApp};
    std::shared_ptr<test::FakeEngine> m_engine;
    std::int64_t m_now = 0;
    std::unique_ptr<ui::EngineLink> m_link;
    std::unique_ptr<ui::MainWindow> m_window;
    int m_drawn = 0;
};

namespace {

/// CPU time of this thread so far.
double threadMs() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

}  // namespace

void TestEventLoop::initTestCase() { m_theme.choose(ui::ThemeChoice::light); }

void TestEventLoop::init() {
    m_engine = std::make_shared<test::FakeEngine>();
    m_now = QDateTime::currentSecsSinceEpoch();
    m_engine->timeline = test::busySeconds(m_now - 3600, m_now, {.withCache = true});
    m_engine->publish([](Snapshot& s) { s.state = EngineState::running; });
    m_engine->addTraffic(test::busyTraffic(ui::TrafficModel::kCapacity, std::chrono::system_clock::now()));
    m_link = std::make_unique<ui::EngineLink>(m_engine);
    m_window = std::make_unique<ui::MainWindow>(*m_link, ui::WindowFacts{});
    ui::addAllPages(*m_window, *m_link);
    connect(&m_theme, &ui::Theme::aboutToChange, m_window.get(), &ui::MainWindow::prepareForRestyle);
    m_window->resize(1360, 860);
    m_window->show();
    const bool isFirstVisit = QLatin1String(QTest::currentTestFunction()) == QLatin1String("firstVisit");
    if (isFirstVisit) return;
    for (int page : {1, 2, 3, 4, 0}) m_window->showPage(page);
    for (const ui::TimeChart* chart : dashboard()->charts()) connect(chart->plot(), &ui::PlotView::drawn, this, [this] { ++m_drawn; });
    const auto* traffic = qobject_cast<ui::TrafficPage*>(m_window->pages().at(1))->model();
    QTRY_COMPARE(traffic->total() + traffic->waiting(), ui::TrafficModel::kCapacity);
    QTRY_VERIFY(m_window->findChild<ui::FieldForm*>() != nullptr && m_window->findChild<ui::FieldForm*>()->isBuilt());
    QTRY_VERIFY(isDrawn());
}

void TestEventLoop::cleanup() {
    m_window.reset();
    m_link.reset();
}

bool TestEventLoop::isDrawn() const {
    for (const ui::TimeChart* chart : dashboard()->charts())
        if (!chart->data().hasValue() || chart->plot()->isStale()) return false;
    return true;
}

TestEventLoop::Turns TestEventLoop::watch(const char* what, int charts, const std::function<void()>& act) {
    Turns turns;
    QElapsedTimer clock;
    QEventLoop loop;
    QTimer turn;
    double cpu = threadMs();
    int before = 0;
    int quiet = 0;
    m_drawn = 0;
    connect(&turn, &QTimer::timeout, this, [&] {
        turns.longestMs = std::max(turns.longestMs, static_cast<double>(clock.nsecsElapsed()) / 1e6);
        turns.mostCharts = std::max(turns.mostCharts, m_drawn - before);
        quiet = m_drawn == before && m_drawn >= charts ? quiet + 1 : 0;
        before = m_drawn;
        clock.restart();
        turns.longestCpuMs = std::max(turns.longestCpuMs, threadMs() - cpu);
        cpu = threadMs();
        if (quiet > 50) loop.quit();
    });
    QTimer::singleShot(0, this, act);
    QTimer::singleShot(20'000, &loop, &QEventLoop::quit);
    clock.start();
    turn.start(0);
    loop.exec();
    turns.charts = m_drawn;
    qInfo("%s: %d charts drawn, longest turn %.1f ms, %.1f ms of CPU", what, turns.charts, turns.longestMs, turns.longestCpuMs);
    return turns;
}

void TestEventLoop::firstVisit() {
    for (const int page : {0, 1, 2, 3}) watch(qPrintable(QStringLiteral("first visit of page %1").arg(page + 1)), 0, [this, page] { m_window->showPage(page); });
    std::set<qsizetype> rows;  // numbers of rows the form has had
    QTimer turn;
    connect(&turn, &QTimer::timeout, this, [this, &rows] { rows.insert(m_window->pages().at(4)->findChildren<ui::FieldRow*>().size()); });
    turn.start(0);
    watch("first visit of the settings", 0, [this] { m_window->showPage(4); });
    QVERIFY(m_window->findChild<ui::FieldForm*>()->isBuilt());
    QVERIFY2(rows.size() + 2 >= sectionTable().size(), qPrintable(QString::number(rows.size())));
}

void TestEventLoop::newSecondsDrawOneChartATurn() {
    const Turns turns = watch("a new second", 6, [this] {
        m_engine->addSeconds(test::busySeconds(m_now, m_now + 1));
        ++m_now;
    });
    QVERIFY(turns.charts >= 6);
    QCOMPARE(turns.mostCharts, 1);
}

void TestEventLoop::anotherRangeDrawsOneChartATurn() {
    for (const char* button : {"span-1h", "span-5min"}) {
        const Turns turns = watch(button, 6, [this, button] { m_window->findChild<QToolButton*>(QLatin1String(button))->click(); });
        QVERIFY(turns.charts >= 6);
        QCOMPARE(turns.mostCharts, 1);
    }
}

void TestEventLoop::anotherThemeDrawsOneChartATurn() {
    m_window->findChild<QToolButton*>(QStringLiteral("span-1h"))->click();
    for (const ui::ThemeChoice choice : {ui::ThemeChoice::dark, ui::ThemeChoice::light}) {
        const Turns turns = watch("another theme", 6, [this, choice] { m_theme.choose(choice); });
        QVERIFY(turns.charts >= 6);
        QCOMPARE(turns.mostCharts, 1);
    }
}

void TestEventLoop::anotherSizeDrawsOneChartATurn() {
    const Turns turns = watch("another size", 6, [this] { m_window->resize(1100, 700); });
    QVERIFY(turns.charts >= 6);
    QCOMPARE(turns.mostCharts, 1);
}

void TestEventLoop::anotherPageDrawsOneChartATurn() {
    for (const int page : {1, 2, 3, 4, 0}) {
        const Turns turns = watch(qPrintable(QStringLiteral("page %1").arg(page + 1)), page == 0 ? 6 : 0, [this, page] { m_window->showPage(page); });
        QVERIFY(turns.mostCharts <= 1);
    }
}

void TestEventLoop::aHiddenDashboardDrawsNothing() {
    m_window->showPage(1);
    const Turns turns = watch("another theme on another page", 0, [this] {
        m_theme.choose(ui::ThemeChoice::dark);
        m_engine->addSeconds(test::busySeconds(m_now, m_now + 1));
    });
    QCOMPARE(turns.charts, 0);
    m_theme.choose(ui::ThemeChoice::light);
}

void TestEventLoop::anotherLanguageDrawsOneChartATurn() {
    test::SwitchLanguage language;
    const Turns turns = watch("another language", 0, [&language] { language.choose(QStringLiteral("zh_CN")); });
    QVERIFY(turns.mostCharts <= 1);
}

MIRROR_TEST(TestEventLoop, tst_event_loop)
#include "tst_event_loop.moc"
