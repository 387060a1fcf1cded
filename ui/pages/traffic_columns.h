#pragma once
#include <QModelIndex>

class QMenu;

namespace mirror::ui {

class LiveTable;

/// The columns of the traffic table: how wide they begin, which are shown, what the table is sorted by.
void setTrafficColumnWidths(LiveTable& table);
/// The menu that shows and hides columns, made anew; the caller shows it, and it deletes itself when it closes.
QMenu* makeTrafficColumnMenu(LiveTable& table, QWidget* parent);
/// Sorts by the column of this cell; by the other order if it is sorted by it already.
void sortTrafficBy(LiveTable& table, int column);

}  // namespace mirror::ui
