#include "ui/widgets/tone_delegate.h"

#include <QApplication>
#include <QPainter>

#include "ui/models/traffic_model.h"
#include "ui/models/traffic_text.h"
#include "ui/theme/colors.h"

namespace mirror::ui {

namespace {

constexpr int kMargin = 6;
constexpr int kPadding = 8;

struct Pill {
    QColor text, back;
};

Pill pillOf(Tone tone, const Colors& colors) {
    switch (tone) {
        case Tone::good: return {colors.good, colors.goodSoft};
        case Tone::warning: return {colors.warning, colors.warningSoft};
        case Tone::bad: return {colors.bad, colors.badSoft};
        case Tone::neutral: return {colors.muted, colors.neutralSoft};
    }
    return {colors.muted, colors.neutralSoft};
}

}  // namespace

void ToneDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    const QString text = row.text;
    row.text.clear();
    QStyle* style = row.widget != nullptr ? row.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &row, painter, row.widget);
    const Pill pill = pillOf(static_cast<Tone>(index.data(TrafficModel::ToneRole).toInt()), colorsFor(option.palette));
    const QFontMetrics metrics(row.font);
    QRect box = option.rect.adjusted(kMargin, 3, -2, -3);
    box.setWidth(std::min(box.width(), metrics.horizontalAdvance(text) + 2 * kPadding));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(pill.back);
    painter->drawRoundedRect(box, box.height() / 2.0, box.height() / 2.0);
    painter->setPen(pill.text);
    painter->setFont(row.font);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, box.width() - 2 * kPadding + 2);
    painter->drawText(box, Qt::AlignCenter, shown);
    painter->restore();
}

QSize ToneDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QSize plain = QStyledItemDelegate::sizeHint(option, index);
    return {plain.width() + 2 * (kMargin + kPadding), plain.height()};
}

}  // namespace mirror::ui
