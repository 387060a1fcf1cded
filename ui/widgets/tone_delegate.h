#pragma once
#include <QStyledItemDelegate>

namespace mirror::ui {

/// Draws a cell's text on a soft pill in the colour of the row's tone (kToneRole). The words say what the colour says.
class ToneDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace mirror::ui
