#include "ui/widgets/column_menu.h"

#include <QHeaderView>
#include <QMenu>
#include <QTableView>

namespace mirror::ui {

namespace {

int shownOf(const QHeaderView& header, int columns) {
    int shown = 0;
    for (int column = 0; column < columns; ++column) shown += !header.isSectionHidden(column);
    return shown;
}

}  // namespace

QMenu* makeColumnMenu(QTableView& table, int columns, QWidget* parent) {
    auto* menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QHeaderView& header = *table.horizontalHeader();
    const bool isLast = shownOf(header, columns) == 1;
    for (int column = 0; column < columns; ++column) {
        auto* action = menu->addAction(table.model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!header.isSectionHidden(column));
        // One column must stay, or the header with this menu would be gone.
        action->setEnabled(header.isSectionHidden(column) || !isLast);
        QObject::connect(action, &QAction::toggled, &table, [&table, column](bool shown) { table.setColumnHidden(column, !shown); });
    }
    return menu;
}

}  // namespace mirror::ui
