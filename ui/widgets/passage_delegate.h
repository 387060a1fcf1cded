#pragma once
#include <QStyledItemDelegate>

namespace mirror::ui {

/// Draws a passage of a DryRunSampleModel: the hit on the colour of what is blocked, with as much around it as fits; below where it stands.
class PassageDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace mirror::ui
