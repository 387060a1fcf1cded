#include "ui/charts/legend_bar.h"

#include <QEvent>
#include <QPainter>
#include <QToolButton>

#include "ui/theme/colors.h"

namespace mirror::ui {

namespace {

QIcon swatch(const QColor& color, bool filled) {
    QPixmap pixmap(20, 20);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(filled ? QRectF(1, 1, 8, 8) : QRectF(0, 3.5, 10, 3), 1.5, 1.5);
    return QIcon(pixmap);
}

}  // namespace

LegendBar::LegendBar(QWidget* parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

int LegendBar::rowWidth() const {
    int width = 0;
    for (const QToolButton* button : m_buttons)
        if (!button->isHidden()) width += button->sizeHint().width();
    return width;
}

int LegendBar::place(int width, bool move) const {
    int x = 0;
    int y = 0;
    int row = 0;
    for (QToolButton* button : m_buttons) {
        if (button->isHidden()) continue;
        const QSize size = button->sizeHint();
        if (x > 0 && x + size.width() > width) {
            x = 0;
            y += row;
        }
        if (move) button->setGeometry(x, y, size.width(), size.height());
        x += size.width();
        row = std::max(row, size.height());
    }
    return y + row;
}

int LegendBar::heightForWidth(int width) const { return place(width, false); }

void LegendBar::resizeEvent(QResizeEvent*) { place(width(), true); }

void LegendBar::setStyles(const std::vector<SeriesStyle>& styles) {
    m_styles = styles;
    while (m_buttons.size() > static_cast<qsizetype>(styles.size())) m_buttons.takeLast()->deleteLater();
    while (m_buttons.size() < static_cast<qsizetype>(styles.size())) {
        auto* button = new QToolButton(this);
        button->setAutoRaise(true);
        button->setCheckable(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize({10, 10});
        const int series = static_cast<int>(m_buttons.size());
        connect(button, &QToolButton::clicked, this, [this, series] { toggle(series); });
        QFont small = button->font();
        small.setPointSizeF(small.pointSizeF() * 0.9);
        button->setFont(small);
        button->setVisible(true);
        m_buttons << button;
    }
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        const QString& name = m_styles[static_cast<std::size_t>(i)].name;
        m_buttons[i]->setText(name);
        m_buttons[i]->setAccessibleName(name);
        m_buttons[i]->setToolTip(tr("Show only this series, or all of them again."));
    }
    recolour();
    place(width(), true);
    updateGeometry();
    emit listedChanged();
}

void LegendBar::setListed(const std::vector<char>& listed) {
    bool changed = false;
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        const auto index = static_cast<std::size_t>(i);
        const bool shown = index < listed.size() && (listed[index] || m_only == static_cast<int>(i));
        if (m_buttons[i]->isHidden() != shown) continue;
        m_buttons[i]->setVisible(shown);
        changed = true;
    }
    if (!changed) return;
    place(width(), true);
    updateGeometry();
    emit listedChanged();
}

void LegendBar::toggle(int series) {
    m_only = m_only == series ? -1 : series;
    for (qsizetype i = 0; i < m_buttons.size(); ++i) m_buttons[i]->setChecked(m_only == static_cast<int>(i));
    recolour();
    emit onlyChanged(m_only);
}

void LegendBar::recolour() {
    const Colors& colors = colorsFor(this);
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        const SeriesStyle& style = m_styles[static_cast<std::size_t>(i)];
        QColor color = colors.series.at(static_cast<std::size_t>(style.color) % colors.series.size());
        if (m_only >= 0 && m_only != static_cast<int>(i)) color = colors.borderStrong;
        m_buttons[i]->setIcon(swatch(color, style.kind == SeriesKind::stack));
    }
}

void LegendBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) recolour();
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
