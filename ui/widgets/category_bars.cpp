#include "ui/widgets/category_bars.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/rule_text.h"
#include "ui/theme/colors.h"

namespace mirror::ui {

namespace {

constexpr int kMargin = 8;
constexpr double kNameShare = 0.32;  // of the width, at most

QString count(std::uint64_t value) { return countText(static_cast<std::int64_t>(value)); }

}  // namespace

CategoryBars::CategoryBars(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding); }

void CategoryBars::setHits(std::vector<CategoryHits> hits) {
    if (hits == m_hits) return;
    m_hits = std::move(hits);
    describe();
    update();
}

void CategoryBars::setEmptyText(const QString& text) {
    m_emptyText = text;
    describe();
    update();
}

void CategoryBars::setOnly(int action) {
    m_only = action;
    describe();
    update();
}

int CategoryBars::rowHeight() const { return fontMetrics().height() + 6; }

std::vector<CategoryBars::Row> CategoryBars::rows() const {
    std::vector<Row> all;
    for (const CategoryHits& hits : m_hits) {
        Row row{hits.category.empty() ? tr("without category") : foreignText(hits.category), {}, 0};
        for (std::size_t i = 0; i < row.counts.size(); ++i) {
            if (m_only >= 0 && m_only != static_cast<int>(i)) continue;
            row.counts[i] = hits.byAction[i];
            row.total += hits.byAction[i];
        }
        if (row.total > 0) all.push_back(std::move(row));
    }
    std::stable_sort(all.begin(), all.end(), [](const Row& one, const Row& other) { return one.total > other.total; });
    const auto fit = static_cast<std::size_t>(std::max(1, height() / rowHeight()));
    if (all.size() <= fit) return all;
    Row rest{tr("%n more", nullptr, static_cast<int>(all.size() - fit + 1)), {}, 0};
    for (std::size_t i = fit - 1; i < all.size(); ++i) {
        for (std::size_t action = 0; action < rest.counts.size(); ++action) rest.counts[action] += all[i].counts[action];
        rest.total += all[i].total;
    }
    all.resize(fit - 1);
    all.push_back(std::move(rest));
    return all;
}

QStringList CategoryBars::lines() const {
    QStringList texts;
    for (const Row& row : rows()) {
        QStringList parts;
        for (std::size_t i = 0; i < row.counts.size(); ++i)
            if (row.counts[i] > 0) parts << wordActionText(static_cast<WordAction>(i)) + QLatin1Char(' ') + count(row.counts[i]);
        texts << tr("%1: %2 (%3)").arg(row.name, count(row.total), parts.join(tr(", ")));
    }
    return texts;
}

void CategoryBars::describe() { setAccessibleDescription(m_hits.empty() ? m_emptyText : lines().join(u'\n')); }

void CategoryBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const std::vector<Row> shown = rows();
    if (shown.empty()) {
        painter.setPen(colorsFor(this).muted);
        painter.drawText(rect().adjusted(kMargin, 0, -kMargin, 0), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    double nameWidth = 0;
    double countWidth = 0;
    std::uint64_t longest = 0;
    for (const Row& row : shown) {
        nameWidth = std::max(nameWidth, static_cast<double>(fontMetrics().horizontalAdvance(row.name)));
        countWidth = std::max(countWidth, static_cast<double>(fontMetrics().horizontalAdvance(count(row.total))));
        longest = std::max(longest, row.total);
    }
    nameWidth = std::min(nameWidth, width() * kNameShare);
    QRectF box(kMargin, 0, width() - 2 * kMargin, rowHeight());
    for (const Row& row : shown) {
        paintRow(painter, row, box, nameWidth, countWidth, longest);
        box.translate(0, rowHeight());
    }
}

void CategoryBars::paintRow(QPainter& painter, const Row& row, const QRectF& box, double nameWidth, double countWidth, std::uint64_t longest) const {
    const Colors& colors = colorsFor(this);
    painter.setPen(colors.text);
    const QString name = fontMetrics().elidedText(row.name, Qt::ElideRight, static_cast<int>(nameWidth) + 1);
    painter.drawText(QRectF(box.left(), box.top(), nameWidth + 2, box.height()), Qt::AlignLeft | Qt::AlignVCenter, name);
    painter.drawText(QRectF(box.right() - countWidth, box.top(), countWidth, box.height()), Qt::AlignRight | Qt::AlignVCenter, count(row.total));
    const double begin = box.left() + nameWidth + 10;
    const double room = std::max(0.0, box.right() - countWidth - 10 - begin);
    double at = begin;
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < row.counts.size(); ++i) {
        if (row.counts[i] == 0) continue;
        // A hit that can hardly be seen is still one.
        const double length = std::max(2.0, room * static_cast<double>(row.counts[i]) / static_cast<double>(longest));
        painter.setBrush(colors.series.at(static_cast<std::size_t>(m_colors[i])));
        painter.drawRect(QRectF(at, box.top() + 4, length, box.height() - 8));
        at += length;
    }
}

bool CategoryBars::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QStringList texts = lines();
        const int row = help->pos().y() / rowHeight();
        if (row >= 0 && row < texts.size())
            QToolTip::showText(help->globalPos(), texts.at(row).toHtmlEscaped(), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

}  // namespace mirror::ui
