#pragma once

class QMenu;
class QTableView;
class QWidget;

namespace mirror::ui {

/// The menu that shows and hides the first `columns` columns of a table, made anew; the caller shows it, and it deletes itself when it closes.
QMenu* makeColumnMenu(QTableView& table, int columns, QWidget* parent);

}  // namespace mirror::ui
