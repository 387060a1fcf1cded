#pragma once
#include <QModelIndex>

namespace mirror::ui {

class LiveTable;

/// The columns of the traffic table: how wide they begin, and what the table is sorted by.
void setTrafficColumnWidths(LiveTable& table);
/// Sorts by the column of this cell; by the other order if it is sorted by it already.
void sortTrafficBy(LiveTable& table, int column);

}  // namespace mirror::ui
