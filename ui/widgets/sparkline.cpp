#include "ui/widgets/sparkline.h"

#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>
#include <cmath>

#include "ui/theme/colors.h"

namespace mirror::ui {

Sparkline::Sparkline(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void Sparkline::setValues(std::vector<double> values) {
    m_values = std::move(values);
    update();
}

void Sparkline::setSeriesColor(int color) {
    m_color = color;
    update();
}

void Sparkline::paintEvent(QPaintEvent*) {
    double top = 0;
    for (const double value : m_values)
        if (!std::isnan(value)) top = std::max(top, value);
    const Colors& colors = colorsFor(this);
    const QColor color = colors.series.at(static_cast<std::size_t>(m_color) % colors.series.size());
    const QRectF area = QRectF(rect()).adjusted(1, 2, -1, -1);
    const double step = area.width() / std::max<double>(1, static_cast<double>(m_values.size()) - 1);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient fade(area.topLeft(), area.bottomLeft());
    QColor shade = color;
    shade.setAlpha(60);
    fade.setColorAt(0, shade);
    shade.setAlpha(0);
    fade.setColorAt(1, shade);
    QPolygonF line;
    const auto finish = [&] {
        if (line.size() == 1) line.append(line.front() + QPointF(1, 0));
        if (line.size() > 1) {
            QPolygonF below = line;
            below << QPointF(line.back().x(), area.bottom()) << QPointF(line.front().x(), area.bottom());
            painter.setPen(Qt::NoPen);
            painter.setBrush(fade);
            painter.drawPolygon(below);
            painter.setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.drawPolyline(line);
        }
        line.clear();
    };
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        if (std::isnan(m_values[i])) {
            finish();
            continue;
        }
        const double height = top > 0 ? m_values[i] / top * area.height() : 0;
        line.append(QPointF(area.left() + static_cast<double>(i) * step, area.bottom() - height));
    }
    finish();
}

}  // namespace mirror::ui
