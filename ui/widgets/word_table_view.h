#pragma once
#include <QTableView>
#include <vector>

#include "ui/models/word_table.h"

namespace mirror::ui {

class WordModel;

/// The table of entries. Ins adds, Del removes, Return and F2 edit, Space switches what is selected on or off; selection and place survive a new filter or order.
class WordTableView : public QTableView {
    Q_OBJECT
public:
    WordTableView(WordModel& model, QWidget* parent);
    /// Ids of the selected rows, in their order.
    WordTable::Ids selectedIds() const;
    std::size_t selectedCount() const;
    /// Whether a cell is being written.
    bool isEditing() const { return state() == EditingState; }
    /// Chooses a row and opens the editor of a cell.
    void editCell(const QModelIndex& index);
    void selectIds(WordTable::Ids ids);
    /// Which columns mean something for the kind of the model.
    void showColumnsOfKind();

signals:
    void addRequested();
    void removeRequested();
    void copyRequested();
    void pasteRequested();
    void toggleRequested();
    void selectionCountChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void closeEditor(QWidget* editor, QAbstractItemDelegate::EndEditHint hint) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;

private:
    /// What a column needs to show its name, which is bold.
    int nameWidth(int column) const;
    void remember();
    void restore();
    WordModel& m_model;
    WordTable::Ids m_kept;
    std::uint32_t m_current = 0;
    int m_column = 0;
};

}  // namespace mirror::ui
