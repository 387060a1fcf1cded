#pragma once
#include <QStyledItemDelegate>

namespace mirror::ui {

/// An item of a list with a number at its right end, tall enough that check boxes stand apart.
class CountDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    enum Role { CountRole = Qt::UserRole + 20 };  ///< the number as text; none where there is nothing to count
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace mirror::ui
