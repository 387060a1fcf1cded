#include "ui/pages/dashboard_page.h"

#include <QAction>
#include <QButtonGroup>
#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QTimer>
#include <QToolButton>

#include "ui/charts/axis_scale.h"
#include "ui/charts/crosshair.h"
#include "ui/charts/plot_view.h"
#include "ui/charts/time_chart.h"
#include "ui/engine_control.h"
#include "ui/link/engine_link.h"
#include "ui/link/unit_text.h"
#include "ui/pages/words_today_card.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/stat_tile.h"

namespace mirror::ui {

namespace {

constexpr int kBetweenCharts = 40;  // ms; six charts are drawn within a quarter of a second
constexpr std::int64_t kFiveMinutes = 300;
constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kPointsOfHour = 600;
constexpr std::int64_t kTileSpan = 60;
constexpr std::int64_t kSparkWidth = 5;
constexpr int kWideTiles = 1000;   // from here all nine stand in one row
constexpr int kWideCharts = 720;  // from here charts stand in two columns

std::int64_t widthFor(std::int64_t span) { return std::max<std::int64_t>(1, span / kPointsOfHour); }

StatTile::Mood moodOf(const DashboardTile& tile, double value) {
    if (tile.name != u"errors" || std::isnan(value) || value < 0.01) return StatTile::Mood::plain;
    return value < 0.05 ? StatTile::Mood::warning : StatTile::Mood::bad;
}

}  // namespace

DashboardPage::DashboardPage(EngineLink& link, QWidget* parent)
    : Page(parent), m_link(link), m_crosshair(new Crosshair(this)), m_ticker(new QTimer(this)), m_drawer(new QTimer(this)) {
    m_steady.start();
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(10);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);
    buildHead();
    buildTiles();
    buildCharts();
    buildActions();
    retranslate();
    m_ticker->setInterval(1000);
    m_drawer->setInterval(kBetweenCharts);
    connect(m_ticker, &QTimer::timeout, this, &DashboardPage::tick);
    connect(m_drawer, &QTimer::timeout, this, &DashboardPage::drawNext);
    connect(&m_link, &EngineLink::seriesChanged, this, [this] {
        noteTime();
        m_changed = true;
        tick();
    });
    connect(&m_link, &EngineLink::snapshotChanged, this, [this] {
        noteTime();
        updateState();
        if (m_active && !m_paused) m_today->setStatus(*m_link.snapshot());
    });
    noteTime();
}

void DashboardPage::buildHead() {
    auto* column = findChild<QScrollArea*>()->widget()->layout();
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    m_heading = new QLabel(head);
    m_heading->setFont(headingFont(m_heading->font(), 1.35));
    m_state = new QLabel(head);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setObjectName(QStringLiteral("dashboard-state"));
    m_state->setProperty("tone", "muted");
    row->addWidget(m_heading);
    row->addSpacing(10);
    row->addWidget(m_state, 1);
    auto* group = new QButtonGroup(this);
    const auto add = [&](const char* name, bool checkable) {
        auto* button = new QToolButton(head);
        button->setObjectName(QLatin1String(name));
        button->setCheckable(checkable);
        row->addWidget(button);
        return button;
    };
    m_fiveMinutes = add("span-5min", true);
    m_hour = add("span-1h", true);
    group->addButton(m_fiveMinutes);
    group->addButton(m_hour);
    row->addSpacing(8);
    m_pause = add("pause", true);
    m_pause->setIcon(icon(QStringLiteral("pause")));
    m_pause->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fiveMinutes->setChecked(true);
    connect(m_fiveMinutes, &QToolButton::clicked, this, [this] { setSpan(kFiveMinutes); });
    connect(m_hour, &QToolButton::clicked, this, [this] { setSpan(kHour); });
    connect(m_pause, &QToolButton::clicked, this, [this](bool checked) { setPaused(checked); });
    column->addWidget(head);
}

void DashboardPage::buildTiles() {
    auto* tiles = new QWidget(this);
    m_tileGrid = new QGridLayout(tiles);
    m_tileGrid->setContentsMargins(0, 0, 0, 0);
    m_tileGrid->setSpacing(8);
    m_tileSpecs = dashboardTiles();
    for (const DashboardTile& spec : m_tileSpecs) {
        auto* tile = new StatTile(spec.name, spec.color, tiles);
        tile->setValue(noValueText());
        m_tiles << tile;
    }
    findChild<QScrollArea*>()->widget()->layout()->addWidget(tiles);
}

void DashboardPage::buildCharts() {
    auto* charts = new QWidget(this);
    m_chartGrid = new QGridLayout(charts);
    m_chartGrid->setContentsMargins(0, 0, 0, 0);
    m_chartGrid->setSpacing(10);
    m_chartSpecs = dashboardCharts();
    auto* turns = new DrawTurns(this);
    for (const DashboardChart& spec : m_chartSpecs) {
        auto* chart = new TimeChart(spec.name, spec.unit, m_crosshair, charts);
        chart->setStyles(spec.styles);
        chart->plot()->setTurns(turns);
        connect(chart, &TimeChart::messageRequested, this, &Page::messageRequested);
        m_charts << chart;
    }
    m_today = new WordsTodayCard(charts);
    auto* column = static_cast<QVBoxLayout*>(findChild<QScrollArea*>()->widget()->layout());
    column->addWidget(charts, 1);
}

void DashboardPage::buildActions() {
    m_pauseAction = new QAction(this);
    connect(m_pauseAction, &QAction::triggered, this, &DashboardPage::togglePause);
    m_spanAction = new QAction(this);
    connect(m_spanAction, &QAction::triggered, this, [this] { setSpan(m_span == kHour ? kFiveMinutes : kHour); });
    m_exportAction = new QAction(this);
    connect(m_exportAction, &QAction::triggered, this, &DashboardPage::exportData);
}

void DashboardPage::arrange() {
    const int tileColumns = width() >= kWideTiles ? static_cast<int>(m_tiles.size()) : width() >= 600 ? 5 : 3;
    const int chartColumns = width() >= kWideCharts ? 2 : 1;
    if (m_columns == tileColumns * 10 + chartColumns) return;
    m_columns = tileColumns * 10 + chartColumns;
    for (int i = 0; i < m_tiles.size(); ++i) m_tileGrid->addWidget(m_tiles[i], i / tileColumns, i % tileColumns);
    for (int i = 0; i < m_tiles.size(); ++i) m_tileGrid->setColumnStretch(i, i < tileColumns ? 1 : 0);
    QList<QWidget*> cards(m_charts.begin(), m_charts.end());
    cards << m_today;
    for (int i = 0; i < cards.size(); ++i) m_chartGrid->addWidget(cards[i], i / chartColumns, i % chartColumns);
    for (int i = 0; i < 2; ++i) m_chartGrid->setColumnStretch(i, i < chartColumns ? 1 : 0);
    for (int i = 0; i < cards.size(); ++i) m_chartGrid->setRowStretch(i, i * chartColumns < cards.size() ? 1 : 0);
}

void DashboardPage::resizeEvent(QResizeEvent* event) {
    arrange();
    Page::resizeEvent(event);
}

QString DashboardPage::title() const { return tr("Dashboard"); }

void DashboardPage::retranslate() {
    m_heading->setText(title());
    m_fiveMinutes->setText(tr("5 min"));
    m_fiveMinutes->setToolTip(tr("Show the last five minutes, a point a second."));
    m_hour->setText(tr("1 h"));
    m_hour->setToolTip(tr("Show the last hour, a point every six seconds."));
    m_pause->setText(tr("Pause"));
    m_pause->setToolTip(tr("Hold the charts still (Space)."));
    m_fiveMinutes->setAccessibleName(tr("Last five minutes"));
    m_hour->setAccessibleName(tr("Last hour"));
    m_pause->setAccessibleName(tr("Pause"));
    m_pauseAction->setText(tr("Pause or go on with the charts"));
    m_spanAction->setText(tr("Switch between five minutes and one hour"));
    m_exportAction->setText(tr("Save the data of a chart…"));
    m_chartSpecs = dashboardCharts();
    m_tileSpecs = dashboardTiles();
    for (int i = 0; i < m_charts.size(); ++i) {
        const DashboardChart& spec = m_chartSpecs[static_cast<std::size_t>(i)];
        m_charts[i]->setStyles(spec.styles);
        m_charts[i]->setTexts(spec.title, spec.hint, spec.emptyText);
    }
    for (int i = 0; i < m_tiles.size(); ++i) {
        const DashboardTile& spec = m_tileSpecs[static_cast<std::size_t>(i)];
        m_tiles[i]->setTexts(spec.title, spec.hint);
    }
    updateState();
}

void DashboardPage::activate() {
    m_active = true;
    m_today->setStatus(*m_link.snapshot());
    m_changed = true;  // the charts were not drawn while hidden
    m_ticker->start();
    tick();
}

void DashboardPage::deactivate() {
    m_active = false;
    m_ticker->stop();
    m_drawer->stop();
    m_waiting.clear();
}

void DashboardPage::noteTime() {
    const auto engineNow = std::chrono::duration_cast<std::chrono::seconds>(m_link.snapshot()->time.time_since_epoch());
    m_clock.note(m_link.timeSeries().newest(), engineNow.count(), m_steady.elapsed());
}

std::int64_t DashboardPage::now() const { return m_clock.end(m_steady.elapsed(), QDateTime::currentSecsSinceEpoch()); }

void DashboardPage::tick() {
    if (!m_active || m_paused) return;
    const std::int64_t end = now();
    if (end == m_end && !m_changed) return;
    m_end = end;
    m_changed = false;
    updateTiles();
    m_waiting.clear();
    for (int i = 0; i < m_charts.size(); ++i) m_waiting.push_back(i);
    m_drawer->start();
    drawNext();
}

void DashboardPage::drawNext() {
    if (m_waiting.empty()) return m_drawer->stop();
    const int chart = m_waiting.front();
    m_waiting.pop_front();
    const std::int64_t width = widthFor(m_span);
    m_charts[chart]->setData(chartData(m_chartSpecs[static_cast<std::size_t>(chart)], m_link.timeSeries().points(m_end, m_span, width), width));
}

void DashboardPage::drawAll() {
    if (m_end == 0) tick();
    while (!m_waiting.empty()) drawNext();
}

void DashboardPage::updateTiles() {
    const TimeSeries::Point minute = m_link.timeSeries().merged(m_end - kTileSpan, m_end);
    const auto history = m_link.timeSeries().points(m_end, kFiveMinutes, kSparkWidth);
    const TimeSeries::Point latest = m_link.timeSeries().merged(m_end - 1, m_end);
    for (int i = 0; i < m_tiles.size(); ++i) {
        const DashboardTile& spec = m_tileSpecs[static_cast<std::size_t>(i)];
        // What runs now is counted now; an average of workers would read 1.4.
        const bool isGauge = spec.unit == ValueUnit::count;
        const double value = spec.value(isGauge ? latest : minute);
        m_tiles[i]->setValue(valueText(spec.unit, value), moodOf(spec, value));
        std::vector<double> line;
        line.reserve(history.size());
        for (const TimeSeries::Point& point : history) line.push_back(spec.value(point));
        m_tiles[i]->setHistory(std::move(line));
    }
}

void DashboardPage::updateState() {
    QString text;
    if (m_paused)
        text = tr("Paused at %1. Press Space to go on.").arg(clockText(SystemTime(std::chrono::seconds(m_end))));
    else if (isLinkLost(*m_link.snapshot()))
        text = tr("The engine does not answer. Nothing is known of the hatched time in the charts.");
    else if (m_link.snapshot()->state == EngineState::failed)
        text = tr("The hatched time in the charts is when the engine did not run.");
    else if (m_link.snapshot()->state == EngineState::stopped)
        text = tr("The engine is stopped. The hatched time in the charts is when it did not run.");
    if (m_state->text() != text) m_state->setText(text);
}

void DashboardPage::setSpan(std::int64_t seconds) {
    m_span = seconds;
    m_fiveMinutes->setChecked(seconds == kFiveMinutes);
    m_hour->setChecked(seconds == kHour);
    m_crosshair->set(std::nullopt);
    if (!m_active) return;
    if (m_end == 0) m_end = now();
    m_waiting.clear();
    for (int i = 0; i < m_charts.size(); ++i) m_waiting.push_back(i);
    m_drawer->start();
    drawNext();
}

void DashboardPage::setPaused(bool paused) {
    if (m_paused == paused) return;
    m_paused = paused;
    m_pause->setChecked(paused);
    if (m_end == 0) m_end = now();
    m_changed = true;
    updateState();
    tick();
}

void DashboardPage::togglePause() { setPaused(!m_paused); }

void DashboardPage::followNewest() { setPaused(false); }

void DashboardPage::exportData() {
    // The chart that has the keyboard, else the first: what is exported is what one looks at.
    for (TimeChart* chart : m_charts)
        if (chart->plot()->hasFocus()) return chart->exportCsv();
    m_charts.front()->exportCsv();
}

QList<QAction*> DashboardPage::pageActions() const { return {m_pauseAction, m_spanAction, m_exportAction}; }

}  // namespace mirror::ui
