#include "ui/widgets/status_badge.h"

#include <QPainter>

#include "ui/theme/colors.h"

namespace mirror::ui {

namespace {

constexpr int kDot = 8;
constexpr int kPadding = 9;
constexpr int kGap = 6;

}  // namespace

StatusBadge::StatusBadge(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); }

void StatusBadge::setState(Tone tone, const QString& text) {
    if (tone == m_tone && text == m_text) return;
    m_tone = tone;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize StatusBadge::sizeHint() const {
    const QFontMetrics metrics(font());
    return {metrics.horizontalAdvance(m_text) + kDot + kGap + 2 * kPadding, metrics.height() + 6};
}

void StatusBadge::paintEvent(QPaintEvent*) {
    const auto [front, back] = toneColors(m_tone, colorsFor(this));
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(back);
    painter.drawRoundedRect(rect(), height() / 2.0, height() / 2.0);
    painter.setBrush(front);
    painter.drawEllipse(QRectF(kPadding, (height() - kDot) / 2.0, kDot, kDot));
    painter.setPen(front);
    painter.drawText(rect().adjusted(kPadding + kDot + kGap, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, m_text);
}

}  // namespace mirror::ui
