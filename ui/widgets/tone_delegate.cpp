#include "ui/widgets/tone_delegate.h"

#include <QApplication>
#include <QPainter>

#include "ui/theme/colors.h"
#include "ui/theme/tone.h"

namespace mirror::ui {

namespace {

constexpr int kMargin = 6;
constexpr int kPadding = 8;

}  // namespace

void ToneDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    const QString text = row.text;
    row.text.clear();
    QStyle* style = row.widget != nullptr ? row.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &row, painter, row.widget);
    if (text.isEmpty()) return;
    const ToneColors pill = toneColors(static_cast<Tone>(index.data(kToneRole).toInt()), colorsFor(option.palette));
    const QFontMetrics metrics(row.font);
    QRect box = option.rect.adjusted(kMargin, 3, -2, -3);
    box.setWidth(std::min(box.width(), metrics.horizontalAdvance(text) + 2 * kPadding));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(pill.back);
    painter->drawRoundedRect(box, box.height() / 2.0, box.height() / 2.0);
    painter->setPen(pill.front);
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
