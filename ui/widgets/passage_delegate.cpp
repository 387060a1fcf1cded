#include "ui/widgets/passage_delegate.h"

#include <QApplication>
#include <QPainter>

#include "ui/models/dry_run_model.h"
#include "ui/theme/colors.h"

namespace mirror::ui {

namespace {

constexpr int kMargin = 8;
constexpr int kGap = 5;
constexpr double kSmaller = 0.88;

QFont placeFont(QFont font) {
    font.setPointSizeF(font.pointSizeF() * kSmaller);
    return font;
}

}  // namespace

void PassageDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    row.text.clear();
    QStyle* style = row.widget != nullptr ? row.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &row, painter, row.widget);
    const Colors& colors = colorsFor(option.palette);
    const QFontMetrics metrics(row.font);
    const QRect box = option.rect.adjusted(kMargin, kGap, -kMargin, -kGap);
    const QString hit = metrics.elidedText(index.data(DryRunSampleModel::HitRole).toString(), Qt::ElideMiddle, box.width());
    const int hitWidth = metrics.horizontalAdvance(hit) + 4;
    // The hit stands in the middle; what is before it loses its beginning, what is behind it its end.
    const int side = std::max(0, (box.width() - hitWidth) / 2);
    QString before = metrics.elidedText(index.data(DryRunSampleModel::BeforeRole).toString(), Qt::ElideLeft, side);
    const int beforeWidth = metrics.horizontalAdvance(before);
    const QString after = metrics.elidedText(index.data(DryRunSampleModel::AfterRole).toString(), Qt::ElideRight, box.width() - beforeWidth - hitWidth);
    QRect line(box.left(), box.top(), beforeWidth, metrics.height());
    painter->save();
    painter->setFont(row.font);
    painter->setPen(colors.text);
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, before);
    line = QRect(line.right() + 1, line.top(), hitWidth, line.height());
    painter->fillRect(line, colors.badSoft);
    painter->setPen(colors.bad);
    painter->drawText(line, Qt::AlignCenter | Qt::TextSingleLine, hit);
    painter->setPen(colors.text);
    painter->drawText(QRect(line.right() + 1, line.top(), box.right() - line.right(), line.height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, after);
    painter->setFont(placeFont(row.font));
    painter->setPen(colors.muted);
    const QFontMetrics small(painter->font());
    const QString place = small.elidedText(index.data(DryRunSampleModel::PlaceRole).toString(), Qt::ElideMiddle, box.width());
    painter->drawText(QRect(box.left(), box.bottom() - small.height() + 1, box.width(), small.height()), Qt::AlignLeft | Qt::AlignVCenter, place);
    painter->restore();
}

QSize PassageDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {200, QFontMetrics(option.font).height() + QFontMetrics(placeFont(option.font)).height() + 2 * kGap + 3};
}

}  // namespace mirror::ui
