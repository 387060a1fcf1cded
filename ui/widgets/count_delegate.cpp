#include "ui/widgets/count_delegate.h"

#include <QApplication>
#include <QPainter>
#include <algorithm>

#include "ui/theme/colors.h"

namespace mirror::ui {

namespace {

constexpr int kGap = 8;
constexpr int kAround = 5;  // above and below the text

}  // namespace

void CountDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    QStyle* style = item.widget != nullptr ? item.widget->style() : QApplication::style();
    const QString count = index.data(CountRole).toString();
    const int room = count.isEmpty() ? 0 : item.fontMetrics.horizontalAdvance(count) + 2 * kGap;
    const QRect place = style->subElementRect(QStyle::SE_ItemViewItemText, &item, item.widget);
    item.text = item.fontMetrics.elidedText(item.text, Qt::ElideRight, place.width() - room);
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    painter->save();
    painter->setPen(colorsFor(item.palette).muted);
    painter->drawText(item.rect.adjusted(0, 0, -kGap, 0), Qt::AlignRight | Qt::AlignVCenter, count);
    painter->restore();
}

QSize CountDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width(), std::max(size.height(), option.fontMetrics.height() + 2 * kAround)};
}

QWidget* CountDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QWidget* editor = QStyledItemDelegate::createEditor(parent, option, index);
    if (editor != nullptr) {
        editor->setObjectName(QStringLiteral("cellEditor"));
        editor->setAccessibleName(index.data(Qt::AccessibleTextRole).toString());
    }
    return editor;
}

}  // namespace mirror::ui
