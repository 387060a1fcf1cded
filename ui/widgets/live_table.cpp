#include "ui/widgets/live_table.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace mirror::ui {

LiveTable::LiveTable(QWidget* parent) : QTableView(parent) {
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setSortingEnabled(true);
    setTextElideMode(Qt::ElideRight);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 11);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &LiveTable::userScrolled);
}

void LiveTable::setModel(QAbstractItemModel* model) {
    QTableView::setModel(model);
    connect(model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first, int last) { rowsCame(first, last); });
    connect(model, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex&, int first, int last) { rowsLeft(first, last); });
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        if (m_following) goToNewest();
    });
}

void LiveTable::setFollowing(bool following) {
    if (m_following == following) return;
    m_following = following;
    emit followingChanged(following);
}

void LiveTable::follow() {
    setFollowing(true);
    goToNewest();
}

void LiveTable::goToNewest() {
    const QScopedValueRollback guard(m_adjusting, true);
    if (m_newestAtTop)
        scrollToTop();
    else
        scrollToBottom();
}

void LiveTable::shiftBy(int rows) {
    const QScopedValueRollback guard(m_adjusting, true);
    executeDelayedItemsLayout();  // the range of the scroll bar must know the new rows first
    verticalScrollBar()->setValue(verticalScrollBar()->value() + rows);
}

void LiveTable::rowsCame(int first, int last) {
    if (m_following) return goToNewest();
    if (first <= verticalScrollBar()->value() && m_newestAtTop) shiftBy(last - first + 1);
}

void LiveTable::rowsLeft(int first, int last) {
    if (m_following) return goToNewest();
    if (first == 0 && !m_newestAtTop) shiftBy(-(last - first + 1));
}

void LiveTable::userScrolled() {
    if (m_adjusting) return;
    const QScrollBar* bar = verticalScrollBar();
    setFollowing(m_newestAtTop ? bar->value() == bar->minimum() : bar->value() == bar->maximum());
}

void LiveTable::chooseFirst() {
    const int newest = m_newestAtTop ? 0 : model()->rowCount() - 1;
    const QModelIndex first = model()->index(m_following ? newest : rowAt(0), 0);
    if (first.isValid()) selectionModel()->setCurrentIndex(first, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void LiveTable::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_End && event->modifiers() == Qt::NoModifier) {
        follow();
        event->accept();
        return;
    }
    const bool isArrow = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    if (isArrow && !selectionModel()->hasSelection()) return chooseFirst();
    // Space belongs to the page (pause), not to the selection.
    if (event->key() == Qt::Key_Space) return event->ignore();
    QTableView::keyPressEvent(event);
}

}  // namespace mirror::ui
