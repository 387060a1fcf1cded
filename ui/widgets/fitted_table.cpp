#include "ui/widgets/fitted_table.h"

#include <QEvent>
#include <QHeaderView>

namespace mirror::ui {

namespace {

constexpr int kRowSpacing = 6;

}  // namespace

FittedTable::FittedTable(int columns, QWidget* parent) : QTableWidget(0, columns, parent) {
    setEditTriggers(NoEditTriggers);
    setSelectionMode(NoSelection);
    setShowGrid(false);
    setWordWrap(true);
    setFocusPolicy(Qt::TabFocus);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
}

void FittedTable::fitRows() {
    resizeRowsToContents();
    for (int row = 0; row < rowCount(); ++row) setRowHeight(row, rowHeight(row) + kRowSpacing);
    updateGeometry();
}

QSize FittedTable::sizeHint() const {
    return {300, horizontalHeader()->sizeHint().height() + verticalHeader()->length() + 2 * frameWidth() + 2};
}

bool FittedTable::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::Resize) {
        // Wrapped texts change their height with the width.
        QMetaObject::invokeMethod(this, &FittedTable::fitRows, Qt::QueuedConnection);
    }
    return QTableWidget::viewportEvent(event);
}

}  // namespace mirror::ui
