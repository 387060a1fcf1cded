#pragma once
#include <QTableWidget>

namespace mirror::ui {

/// A small table of texts to read inside a page that scrolls: as high as its rows, without grid, selection or scroll bars of its own.
class FittedTable : public QTableWidget {
    Q_OBJECT
public:
    FittedTable(int columns, QWidget* parent);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    /// After the content changed.
    void fitRows();
    bool viewportEvent(QEvent* event) override;
};

}  // namespace mirror::ui
