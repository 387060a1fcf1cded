#include "ui/charts/plot_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/link/unit_text.h"
#include "ui/theme/colors.h"

namespace mirror::ui {

namespace {

constexpr int kBoxPadding = 8;
constexpr int kBoxGap = 10;

QFont smallFont(const QWidget* widget) {
    QFont font = widget->font();
    if (font.pointSizeF() > 0) font.setPointSizeF(std::max(7.0, font.pointSizeF() * 0.86));
    return font;
}

QColor seriesColor(const Colors& colors, const SeriesStyle& style) {
    return colors.series.at(static_cast<std::size_t>(style.color) % colors.series.size());
}

}  // namespace

PlotView::PlotView(ValueUnit unit, Crosshair* crosshair, QWidget* parent) : QWidget(parent), m_canvas(unit), m_crosshair(crosshair) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(crosshair, &Crosshair::changed, this, qOverload<>(&QWidget::update));
}

void PlotView::invalidate() {
    m_stale = true;
    update();
}

void PlotView::setEmptyText(const QString& text) {
    if (m_emptyText == text) return;
    m_emptyText = text;
    update();
}

QString PlotView::shownEmptyText() const {
    const ChartData& shown = m_canvas.data();
    if (shown.hasValue()) return {};
    const bool isAllHole = shown.points() > 0 && std::none_of(shown.present.begin(), shown.present.end(), [](char present) { return present != 0; });
    return isAllHole ? tr("The engine did not run in this period.") : m_emptyText;
}

void PlotView::refresh() {
    if (!isStale()) return;
    const Colors& colors = colorsFor(this);
    m_pixmap = m_canvas.render(size(), devicePixelRatioF(), colors, smallFont(this));
    m_isDark = colors.dark;
    m_stale = false;
    emit drawn();
}

bool PlotView::isStale() const { return m_stale || m_pixmap.size() != size() * devicePixelRatioF(); }

/// What was there, stretched; nothing where it would flash in the colours of the other theme.
void PlotView::paintStale(QPainter& painter) const {
    const Colors& colors = colorsFor(this);
    painter.fillRect(rect(), colors.surface);
    if (m_isDark == colors.dark && !m_pixmap.isNull()) painter.drawPixmap(rect(), m_pixmap);
}

QPixmap PlotView::picture() {
    refresh();
    return m_pixmap;
}

std::optional<std::size_t> PlotView::crosshairPoint() const {
    const ChartData& shown = m_canvas.data();
    if (!m_crosshair || !m_crosshair->second() || shown.points() == 0) return std::nullopt;
    const std::int64_t second = *m_crosshair->second();
    if (second < shown.from || second >= shown.to()) return std::nullopt;
    return static_cast<std::size_t>((second - shown.from) / shown.width);
}

bool PlotView::isDrawn(std::size_t series, std::size_t point) const {
    const ChartData& shown = m_canvas.data();
    if (!m_canvas.isShown(series) || !shown.present[point]) return false;
    if (m_canvas.styles()[series].kind != SeriesKind::stack) return true;
    // A stack of nine outcomes says only what happened there.
    const double value = shown.values[series][point];
    return !std::isnan(value) && (value > 0 || m_canvas.only() >= 0 || series == 0);
}

QStringList PlotView::boxLines() const {
    QStringList lines;
    const auto point = crosshairPoint();
    if (!point) return lines;
    const ChartData& shown = m_canvas.data();
    lines << clockText(SystemTime(std::chrono::seconds(shown.secondAt(*point))));
    if (!shown.present[*point]) return lines << tr("The engine did not run.");
    for (std::size_t series = 0; series < shown.values.size(); ++series)
        if (isDrawn(series, *point))
            lines << m_canvas.styles()[series].name + u'\t' + valueText(m_canvas.unit(), shown.values[series][*point]);
    return lines;
}

void PlotView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (isStale() && m_turns && !m_turns->take(this)) return paintStale(painter);
    refresh();
    painter.drawPixmap(0, 0, m_pixmap);
    painter.setFont(smallFont(this));
    painter.setRenderHint(QPainter::Antialiasing);
    if (!shownEmptyText().isEmpty()) paintEmpty(painter);
    if (const auto point = crosshairPoint()) {
        paintCrosshair(painter, *point);
        paintBox(painter, *point);
    }
    if (hasFocus()) {
        painter.setPen(QPen(colorsFor(this).accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

void PlotView::paintEmpty(QPainter& painter) const {
    painter.setPen(colorsFor(this).muted);
    painter.drawText(m_canvas.plotArea().adjusted(12, 4, -12, -4), Qt::AlignCenter | Qt::TextWordWrap, shownEmptyText());
}

void PlotView::paintCrosshair(QPainter& painter, std::size_t point) const {
    const Colors& colors = colorsFor(this);
    const ChartData& shown = m_canvas.data();
    const QRectF area = m_canvas.plotArea();
    const double x = m_canvas.xOf(static_cast<double>(point));
    painter.setPen(QPen(colors.muted, 1));
    painter.drawLine(QPointF(std::round(x) + 0.5, area.top()), QPointF(std::round(x) + 0.5, area.bottom()));
    for (std::size_t series = 0; series < shown.values.size(); ++series) {
        if (!isDrawn(series, point) || std::isnan(shown.values[series][point])) continue;
        painter.setPen(QPen(colors.surface, 1.5));
        painter.setBrush(seriesColor(colors, m_canvas.styles()[series]));
        painter.drawEllipse(QPointF(x, m_canvas.yOf(m_canvas.drawnValue(series, point))), 3.5, 3.5);
    }
}

void PlotView::paintBox(QPainter& painter, std::size_t point) const {
    const Colors& colors = colorsFor(this);
    const QStringList lines = boxLines();
    const QFontMetricsF metrics(painter.font());
    double names = metrics.horizontalAdvance(lines.front());
    double values = 0;
    for (const QString& line : lines) {
        const auto parts = line.split(u'\t');
        names = std::max(names, metrics.horizontalAdvance(parts.front()) + (parts.size() > 1 ? 14 : 0));
        if (parts.size() > 1) values = std::max(values, metrics.horizontalAdvance(parts.back()) + 14);
    }
    const double row = metrics.height() + 1;
    const QSizeF size(names + values + 2 * kBoxPadding, row * static_cast<double>(lines.size()) + 2 * kBoxPadding - 4);
    const QRectF area = m_canvas.plotArea();
    const double x = m_canvas.xOf(static_cast<double>(point));
    const double left = x + kBoxGap + size.width() > area.right() ? x - kBoxGap - size.width() : x + kBoxGap;
    const QRectF box(QPointF(std::max(2.0, left), std::max(2.0, std::min(area.top() + 4, height() - size.height() - 2))), size);
    QColor fill = colors.surface;
    fill.setAlpha(240);
    painter.setPen(QPen(colors.borderStrong, 1));
    painter.setBrush(fill);
    painter.drawRoundedRect(box, 5, 5);
    double y = box.top() + kBoxPadding - 2;
    std::size_t series = 0;
    for (qsizetype i = 0; i < lines.size(); ++i, y += row) {
        const auto parts = lines.at(i).split(u'\t');
        const QRectF line(box.left() + kBoxPadding, y, box.width() - 2 * kBoxPadding, row);
        painter.setPen(i == 0 ? colors.text : colors.muted);
        if (parts.size() == 1) {
            painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, parts.front());
            continue;
        }
        while (!isDrawn(series, point)) ++series;
        painter.drawText(line.adjusted(14, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, parts.front());
        painter.setPen(colors.text);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, parts.back());
        painter.setPen(Qt::NoPen);
        painter.setBrush(seriesColor(colors, m_canvas.styles()[series++]));
        painter.drawRoundedRect(QRectF(line.left(), line.center().y() - 4, 8, 8), 2, 2);
    }
}

void PlotView::point(std::size_t index) { m_crosshair->set(m_canvas.data().secondAt(index)); }

void PlotView::mouseMoveEvent(QMouseEvent* event) {
    const ChartData& shown = m_canvas.data();
    const QRectF area = m_canvas.plotArea();
    if (!m_crosshair || shown.points() == 0 || !area.adjusted(-6, 0, 6, 0).contains(event->position())) {
        if (m_crosshair) m_crosshair->set(std::nullopt);
        return;
    }
    const double last = static_cast<double>(shown.points()) - 1;
    const double index = std::round((event->position().x() - area.left()) / area.width() * last);
    point(static_cast<std::size_t>(std::clamp(index, 0.0, last)));
}

void PlotView::leaveEvent(QEvent*) {
    if (m_crosshair) m_crosshair->set(std::nullopt);
}

void PlotView::moveBy(std::int64_t points) {
    const std::size_t count = m_canvas.data().points();
    if (!m_crosshair || count == 0) return;
    const auto last = static_cast<std::int64_t>(count) - 1;
    const auto now = crosshairPoint();
    const std::int64_t start = now ? static_cast<std::int64_t>(*now) : last + (points < 0 ? 1 : 0);
    point(static_cast<std::size_t>(std::clamp<std::int64_t>(start + points, 0, last)));
}

void PlotView::keyPressEvent(QKeyEvent* event) {
    const std::int64_t step = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
    const auto whole = static_cast<std::int64_t>(m_canvas.data().points());
    switch (event->key()) {
        case Qt::Key_Left: return moveBy(-step);
        case Qt::Key_Right: return moveBy(step);
        case Qt::Key_Home: return moveBy(-whole);
        case Qt::Key_Escape:
            if (!m_crosshair || !m_crosshair->second()) break;
            return m_crosshair->set(std::nullopt);
        default: break;
    }
    QWidget::keyPressEvent(event);
}

void PlotView::focusInEvent(QFocusEvent* event) {
    update();
    QWidget::focusInEvent(event);
}

void PlotView::focusOutEvent(QFocusEvent* event) {
    if (m_crosshair) m_crosshair->set(std::nullopt);
    update();
    QWidget::focusOutEvent(event);
}

void PlotView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) invalidate();
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
