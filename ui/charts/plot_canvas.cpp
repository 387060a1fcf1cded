#include "ui/charts/plot_canvas.h"

#include <QAreaSeries>
#include <QChart>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QPainter>
#include <QValueAxis>
#include <algorithm>

#include "ui/charts/line_runs.h"
#include "ui/theme/colors.h"

namespace mirror::ui {

namespace {

constexpr qsizetype kMaxPoints = 600;
constexpr int kBridgeSeconds = 30;  // quiet for longer: the line ends
constexpr std::size_t kMaxRuns = 48;
constexpr double kTopMargin = 8;
constexpr double kRightMargin = 10;

QColor withAlpha(QColor color, int alpha) {
    color.setAlpha(alpha);
    return color;
}

/// With a link that comes and goes every second there would be hundreds of lines; then short holes are drawn through (the
/// hatching still shows them).
std::vector<QList<QPointF>> boundedRuns(const std::vector<double>& values, const ChartData& data) {
    const int bridge = static_cast<int>(kBridgeSeconds / data.width);
    auto runs = lineRuns(values, data.present, bridge);
    if (runs.size() <= kMaxRuns) return runs;
    return lineRuns(values, std::vector<char>(values.size(), 1), bridge);
}

}  // namespace

PlotCanvas::PlotCanvas(ValueUnit unit)
    : m_unit(unit), m_scale(unit), m_scene(std::make_unique<QGraphicsScene>()), m_chart(new QChart), m_x(new QValueAxis), m_y(new QValueAxis) {
    m_scene->addItem(m_chart);  // the scene owns the chart, the chart its axes
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->setBackgroundVisible(false);
    m_chart->setPlotAreaBackgroundVisible(false);
    m_chart->legend()->hide();
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setMargins({});
    for (QValueAxis* axis : {m_x, m_y}) axis->setVisible(false);
    m_chart->addAxis(m_x, Qt::AlignBottom);
    m_chart->addAxis(m_y, Qt::AlignLeft);
}

PlotCanvas::~PlotCanvas() = default;

void PlotCanvas::setStyles(std::vector<SeriesStyle> styles) {
    const bool sameShape = styles.size() == m_styles.size() &&
                           std::equal(styles.begin(), styles.end(), m_styles.begin(), [](const auto& a, const auto& b) { return a.kind == b.kind; });
    m_styles = std::move(styles);
    if (sameShape) return;
    m_chart->removeAllSeries();
    m_pools.assign(m_styles.size(), {});
    m_data = {};
    m_only = -1;
}

void PlotCanvas::setData(ChartData data) {
    const bool otherRange = data.points() != m_data.points() || data.width != m_data.width;
    m_data = std::move(data);
    if (otherRange)
        m_scale.restart(highest());
    else
        m_scale.fit(highest());
    m_drawnPoints = 0;
    for (std::size_t series = 0; series < m_styles.size(); ++series) loadSeries(series);
}

void PlotCanvas::setOnly(int series) {
    if (m_only == series) return;
    m_only = series;
    m_scale.restart(highest());
    m_drawnPoints = 0;
    for (std::size_t i = 0; i < m_styles.size(); ++i) loadSeries(i);
}

double PlotCanvas::drawnValue(std::size_t series, std::size_t point) const {
    const double own = m_data.values[series][point];
    if (m_styles[series].kind != SeriesKind::stack || m_only >= 0) return own;
    double sum = 0;
    for (std::size_t i = 0; i <= series; ++i) {
        const double value = m_data.values[i][point];
        if (!std::isnan(value)) sum += value;
    }
    return sum;
}

double PlotCanvas::highest() const {
    double top = 0;
    for (std::size_t series = 0; series < m_data.values.size(); ++series) {
        if (!isShown(series)) continue;
        for (std::size_t i = 0; i < m_data.points(); ++i) {
            const double value = drawnValue(series, i);
            if (!std::isnan(value)) top = std::max(top, value);
        }
    }
    return top;
}

void PlotCanvas::addToChart(QAbstractSeries* series) {
    m_chart->addSeries(series);
    series->attachAxis(m_x);
    series->attachAxis(m_y);
}

PlotCanvas::Run& PlotCanvas::take(std::size_t series) {
    Pool& pool = m_pools[series];
    if (pool.used < pool.runs.size()) return pool.runs[pool.used++];
    Run run;
    run.line = new QLineSeries;
    const SeriesKind kind = m_styles[series].kind;
    if (kind == SeriesKind::stack || kind == SeriesKind::filledLine) {
        // An area does not own its edges. The upper edge of a filled line is drawn as the line, too.
        run.area = new QAreaSeries;
        run.lower = new QLineSeries(run.area);
        auto* upper = kind == SeriesKind::stack ? run.line : new QLineSeries(run.area);
        run.area->setUpperSeries(upper);
        run.area->setLowerSeries(run.lower);
        if (kind == SeriesKind::stack) run.line->setParent(run.area);
        addToChart(run.area);
    }
    if (kind != SeriesKind::stack) addToChart(run.line);
    pool.runs.push_back(run);
    ++pool.used;
    return pool.runs.back();
}

void PlotCanvas::hideRest(Pool& pool) {
    for (std::size_t i = 0; i < pool.runs.size(); ++i) {
        const Run& run = pool.runs[i];
        const bool shown = i < pool.used;
        if (run.area != nullptr) run.area->setVisible(shown);
        if (run.line->chart() != nullptr) run.line->setVisible(shown);
    }
}

void PlotCanvas::loadSeries(std::size_t series) {
    Pool& pool = m_pools[series];
    pool.used = 0;
    const SeriesKind kind = m_styles[series].kind;
    if (isShown(series) && series < m_data.values.size()) {
        if (kind == SeriesKind::stack) {
            loadStack(series);
        } else {
            for (QList<QPointF>& points : boundedRuns(m_data.values[series], m_data)) {
                Run& run = take(series);
                const auto drawn = decimated(kind == SeriesKind::step ? stairs(points) : points, kMaxPoints);
                m_drawnPoints += drawn.size();
                run.line->replace(drawn);
                if (run.area == nullptr) continue;
                run.area->upperSeries()->replace(drawn);
                run.lower->replace({QPointF(drawn.front().x(), 0), QPointF(drawn.back().x(), 0)});
            }
        }
    }
    hideRest(pool);
}

void PlotCanvas::loadStack(std::size_t series) {
    const auto& own = m_data.values[series];
    const bool empty = std::all_of(own.begin(), own.end(), [](double value) { return std::isnan(value) || value == 0; });
    if (empty) return;
    std::vector<double> upper(own.size(), kNoValue);
    for (std::size_t i = 0; i < own.size(); ++i) upper[i] = drawnValue(series, i);
    for (const QList<QPointF>& points : boundedRuns(upper, m_data)) {
        Run& run = take(series);
        QList<QPointF> lower = points;
        const bool single = points.size() == 2 && points[1].x() - points[0].x() < 1.5 && points[0].x() != std::floor(points[0].x());
        for (QPointF& point : lower) {
            const double index = single ? points[0].x() + 0.5 : point.x();
            const double value = own[static_cast<std::size_t>(index)];
            point.ry() -= std::isnan(value) ? 0 : value;
        }
        m_drawnPoints += points.size();
        run.line->replace(points);
        run.lower->replace(lower);
    }
}

double PlotCanvas::xOf(double index) const {
    const double last = std::max<double>(1, static_cast<double>(m_data.points()) - 1);
    return m_area.left() + index / last * m_area.width();
}

double PlotCanvas::yOf(double value) const {
    return m_area.bottom() - value / std::max(m_scale.top(), 1e-9) * m_area.height();
}

void PlotCanvas::colour(const Colors& colors) {
    for (std::size_t series = 0; series < m_pools.size(); ++series) {
        const QColor color = colors.series.at(static_cast<std::size_t>(m_styles[series].color) % colors.series.size());
        for (const Run& run : m_pools[series].runs) {
            QPen pen(color, 1.6);
            pen.setCapStyle(Qt::RoundCap);
            pen.setJoinStyle(Qt::RoundJoin);
            pen.setCosmetic(true);
            if (run.line->pen() != pen) run.line->setPen(pen);
            if (run.area == nullptr) continue;
            const bool isStack = m_styles[series].kind == SeriesKind::stack;
            const QBrush brush(withAlpha(color, isStack ? 215 : 38));
            if (run.area->brush() != brush) run.area->setBrush(brush);
            if (run.area->pen().style() != Qt::NoPen) run.area->setPen(Qt::NoPen);
        }
    }
}

void PlotCanvas::layOut(QSize size, const QFont& font) {
    const QFontMetricsF metrics(font);
    double labels = metrics.horizontalAdvance(QStringLiteral("0000"));
    for (const double value : m_scale.lines())
        labels = std::max(labels, metrics.horizontalAdvance(m_scale.label(value)));
    const double left = std::ceil(labels) + 10;
    const double bottom = std::ceil(metrics.height()) + 6;
    m_area = QRectF(left, kTopMargin, std::max(10.0, size.width() - left - kRightMargin), std::max(10.0, size.height() - kTopMargin - bottom));
    if (m_chart->size() != QSizeF(size)) m_chart->resize(size);
    if (m_chart->plotArea() != m_area) m_chart->setPlotArea(m_area);
    m_scene->setSceneRect(QRectF(QPointF(0, 0), QSizeF(size)));
    m_x->setRange(0, std::max<double>(1, static_cast<double>(m_data.points()) - 1));
    m_y->setRange(0, std::max(m_scale.top(), 1e-9));
    m_chart->layout()->activate();
}

void PlotCanvas::paintBehind(QPainter& painter, const Colors& colors) const {
    const bool empty = !m_data.hasValue();
    for (const double value : m_scale.lines()) {
        if (empty && value > 0) return;  // a scale without values would be an invention
        const double y = std::round(yOf(value)) + 0.5;
        painter.setPen(QPen(value == 0 ? colors.borderStrong : colors.grid, 1));
        painter.drawLine(QPointF(m_area.left(), y), QPointF(m_area.right(), y));
        if (empty) return;
        painter.setPen(colors.muted);
        const QRectF box(0, y - 10, m_area.left() - 6, 20);
        painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, m_scale.label(value));
    }
}

void PlotCanvas::paintHoles(QPainter& painter, const Colors& colors) const {
    for (const auto& [first, last] : holesOf(m_data.present)) {
        const double left = std::max(m_area.left(), xOf(static_cast<double>(first) - (first == 0 ? 0 : 1)));
        const double right = std::min(m_area.right(), xOf(static_cast<double>(last)));
        const QRectF band(left, m_area.top(), right - left, m_area.height());
        painter.fillRect(band, withAlpha(colors.raised, 150));
        painter.fillRect(band, QBrush(withAlpha(colors.borderStrong, 110), Qt::BDiagPattern));
    }
}

void PlotCanvas::paintTimes(QPainter& painter, const Colors& colors) const {
    if (m_data.points() < 2) return;
    const QFontMetricsF metrics(painter.font());
    const double label = metrics.horizontalAdvance(QStringLiteral("00:00:00"));
    const std::int64_t last = m_data.secondAt(m_data.points() - 1);
    for (const TimeTick& tick : timeTicks(m_data.from, last, m_area.width(), label + 28)) {
        const double x = xOf(static_cast<double>(tick.second - m_data.from) / static_cast<double>(m_data.width));
        painter.setPen(QPen(colors.borderStrong, 1));
        painter.drawLine(QPointF(x, m_area.bottom()), QPointF(x, m_area.bottom() + 3));
        const double left = std::clamp(x - label / 2, m_area.left() - label / 2, m_area.right() + kRightMargin - label);
        painter.setPen(colors.muted);
        painter.drawText(QRectF(left, m_area.bottom() + 4, label + 2, metrics.height()), Qt::AlignCenter, tick.label);
    }
}

QPixmap PlotCanvas::render(QSize size, qreal devicePixelRatio, const Colors& colors, const QFont& font) {
    QPixmap pixmap(size * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(colors.surface);
    layOut(size, font);
    colour(colors);
    QPainter painter(&pixmap);
    painter.setFont(font);
    paintBehind(painter, colors);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF whole(QPointF(0, 0), QSizeF(size));
    m_scene->render(&painter, whole, whole, Qt::IgnoreAspectRatio);
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintHoles(painter, colors);
    paintTimes(painter, colors);
    return pixmap;
}

}  // namespace mirror::ui
