#include "ui/widgets/word_table_view.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QTimer>
#include <algorithm>

#include "ui/models/word_model.h"

namespace mirror::ui {

namespace {

/// Above this a selection is not carried over to another filter: finding the rows again would be felt.
constexpr std::size_t kKept = 20'000;
constexpr int kNamePadding = 24;  // of a column's name: that of the style sheet and the style's own
constexpr std::array<int, kWordColumns> kWidths{40, 150, 80, 78, 74, 52, 90, 80, 110, 100};

bool hasMeaning(WordColumn column, WordKind kind) {
    const bool isException = kind == WordKind::exception;
    switch (column) {
        case WordColumn::category: case WordColumn::action: case WordColumn::scope: case WordColumn::hits: return !isException;
        case WordColumn::exact: return kind == WordKind::word;
        case WordColumn::validity: return kind == WordKind::regex;
        default: return true;
    }
}

}  // namespace

WordTableView::WordTableView(WordModel& model, QWidget* parent) : QTableView(parent), m_model(model) {
    setObjectName(QStringLiteral("word-table"));
    setProperty("keepsSpace", true);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(DoubleClicked | EditKeyPressed);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 11);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    horizontalHeader()->setSortIndicatorClearable(true);
    setModel(&model);
    setSortingEnabled(true);
    for (std::size_t i = 0; i < kWidths.size(); ++i) setColumnWidth(static_cast<int>(i), std::max(kWidths[i], nameWidth(static_cast<int>(i))));
    showColumnsOfKind();
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, &WordTableView::remember);
    connect(&model, &QAbstractItemModel::modelReset, this, &WordTableView::restore);
}

int WordTableView::nameWidth(int column) const {
    QFont bold = font();
    bold.setBold(true);
    return QFontMetrics(bold).horizontalAdvance(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()) + kNamePadding;
}

void WordTableView::showColumnsOfKind() {
    for (int column = 0; column < kWordColumns; ++column) setColumnHidden(column, !hasMeaning(static_cast<WordColumn>(column), m_model.kind()));
}

WordTable::Ids WordTableView::selectedIds() const {
    WordTable::Ids ids;
    for (const QItemSelectionRange& range : selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom(); ++row)
            if (const std::uint32_t id = m_model.idAt(row)) ids.push_back(id);
    return ids;
}

std::size_t WordTableView::selectedCount() const {
    std::size_t count = 0;
    for (const QItemSelectionRange& range : selectionModel()->selection()) count += static_cast<std::size_t>(range.height());
    return count;
}

void WordTableView::editCell(const QModelIndex& index) {
    if (!index.isValid()) return;
    setFocus(Qt::OtherFocusReason);
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index);
    edit(index);
}

void WordTableView::selectIds(WordTable::Ids ids) {
    std::sort(ids.begin(), ids.end());
    QItemSelection selection;
    const int rows = m_model.rowCount();
    for (int row = 0; row < rows && !ids.empty(); ++row) {
        if (!std::binary_search(ids.begin(), ids.end(), m_model.idAt(row))) continue;
        int last = row;
        while (last + 1 < rows && std::binary_search(ids.begin(), ids.end(), m_model.idAt(last + 1))) ++last;
        selection.append(QItemSelectionRange(m_model.index(row, 0), m_model.index(last, kWordColumns - 1)));
        row = last;
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

void WordTableView::remember() {
    m_current = m_model.idAt(currentIndex().row());
    m_column = std::max(0, currentIndex().column());
    m_kept.clear();
    if (selectedCount() <= kKept) m_kept = selectedIds();
}

void WordTableView::restore() {
    if (!m_kept.empty()) selectIds(std::move(m_kept));
    m_kept.clear();
    const int row = m_current == 0 ? -1 : m_model.rowOf(m_current);
    if (row >= 0) {
        selectionModel()->setCurrentIndex(m_model.index(row, m_column), QItemSelectionModel::NoUpdate);
        scrollTo(m_model.index(row, m_column));
    }
    emit selectionCountChanged();
}

void WordTableView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) {
    QTableView::selectionChanged(selected, deselected);
    emit selectionCountChanged();
}

void WordTableView::closeEditor(QWidget* editor, QAbstractItemDelegate::EndEditHint hint) {
    QTableView::closeEditor(editor, hint);
    // A row for which nothing was written goes; not from within the closing of its own editor.
    QTimer::singleShot(0, this, [this] {
        if (!isEditing()) m_model.dropNew();
    });
}

void WordTableView::keyPressEvent(QKeyEvent* event) {
    if (isEditing()) return QTableView::keyPressEvent(event);
    const bool isPlain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (event->matches(QKeySequence::Copy)) return void(emit copyRequested());
    if (event->matches(QKeySequence::Paste)) return void(emit pasteRequested());
    if (isPlain && event->key() == Qt::Key_Insert) return void(emit addRequested());
    if (isPlain && event->key() == Qt::Key_Delete) return void(emit removeRequested());
    if (isPlain && event->key() == Qt::Key_Space) return void(emit toggleRequested());
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isPlain && isReturn && currentIndex().isValid()) {
        const bool editable = (m_model.flags(currentIndex()) & Qt::ItemIsEditable) != 0;
        return editCell(editable ? currentIndex() : currentIndex().siblingAtColumn(static_cast<int>(WordColumn::text)));
    }
    QTableView::keyPressEvent(event);
}

}  // namespace mirror::ui
