#include "ui/widgets/waterfall_view.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/link/unit_text.h"
#include "ui/models/traffic_text.h"
#include "ui/theme/colors.h"

namespace mirror::ui {

namespace {

constexpr int kTimeWidth = 64;
constexpr double kSmallestBar = 3;

/// Ours quiet, the upstream's in colour: what one looks for is where the time went.
int colorOf(StageId stage) {
    switch (stage) {
        case StageId::receive: return 5;
        case StageId::connect: return 2;
        case StageId::upstreamHead: return 1;
        case StageId::firstToken: return 6;
        case StageId::transfer: return 0;
        default: return 3;
    }
}

}  // namespace

WaterfallView::WaterfallView(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

void WaterfallView::setRecord(const TrafficRecord& record) {
    m_rows.clear();
    m_total = std::max(record.total, Microseconds(1));
    for (std::size_t i = 0; i < kStages; ++i) {
        const StageSpan& span = record.stages[i];
        if (span.duration.count() < 0) continue;
        m_rows.push_back({static_cast<StageId>(i), span});
        m_total = std::max(m_total, span.start + span.duration);
    }
    describe();
    updateGeometry();
    update();
}

void WaterfallView::clear() {
    m_rows.clear();
    describe();
    updateGeometry();
    update();
}

QStringList WaterfallView::stagesShown() const {
    QStringList names;
    for (const Row& row : m_rows) names << stageText(row.stage);
    return names;
}

void WaterfallView::describe() {
    QStringList words;
    for (const Row& row : m_rows)
        words << tr("%1: %2, from %3").arg(stageText(row.stage), durationText(row.span.duration), durationText(row.span.start));
    setAccessibleName(tr("Stages of the request"));
    setAccessibleDescription(words.join(u'\n'));
}

int WaterfallView::rowHeight() const { return fontMetrics().height() + 7; }

QSize WaterfallView::sizeHint() const { return {300, rowHeight() * static_cast<int>(m_rows.size()) + 2}; }

QSize WaterfallView::minimumSizeHint() const { return {200, sizeHint().height()}; }

void WaterfallView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) describe();
    QWidget::changeEvent(event);
}

void WaterfallView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    double names = 0;
    for (const Row& row : m_rows) names = std::max<double>(names, fontMetrics().horizontalAdvance(stageText(row.stage)));
    double y = 1;
    for (const Row& row : m_rows) {
        paintRow(painter, row, QRectF(0, y, width(), rowHeight()), names + 12);
        y += rowHeight();
    }
}

void WaterfallView::paintRow(QPainter& painter, const Row& row, const QRectF& box, double nameWidth) const {
    const Colors& colors = colorsFor(this);
    const QRectF track(box.left() + nameWidth, box.top() + 3, box.width() - nameWidth - kTimeWidth, box.height() - 6);
    painter.setPen(colors.muted);
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, stageText(row.stage));
    painter.setPen(colors.text);
    painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, durationText(row.span.duration));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.neutralSoft);
    painter.drawRoundedRect(track, 3, 3);
    const double total = static_cast<double>(m_total.count());
    const double width = std::max(kSmallestBar, static_cast<double>(row.span.duration.count()) / total * track.width());
    const double left = track.left() + static_cast<double>(row.span.start.count()) / total * track.width();
    painter.setBrush(colors.series.at(static_cast<std::size_t>(colorOf(row.stage))));
    painter.drawRoundedRect(QRectF(std::min(left, track.right() - width), track.top(), width, track.height()), 3, 3);
}

bool WaterfallView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto index = static_cast<std::size_t>(std::max(0, help->pos().y() / rowHeight()));
    if (index >= m_rows.size()) {
        QToolTip::hideText();
        return true;
    }
    const Row& row = m_rows[index];
    QToolTip::showText(help->globalPos(), tr("%1 Began after %2 and took %3.")
                                              .arg(stageHint(row.stage), durationText(row.span.start), durationText(row.span.duration)), this);
    return true;
}

}  // namespace mirror::ui
