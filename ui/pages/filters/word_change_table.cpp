#include "ui/pages/filters/word_change_table.h"

#include <QHeaderView>

#include "ui/models/word_change_model.h"
#include "ui/widgets/tone_delegate.h"

namespace mirror::ui {

WordChangeTable::WordChangeTable(QWidget* parent) : QTableView(parent), m_changes(new WordChangeModel(this)) {
    setObjectName(QStringLiteral("wordChanges"));
    setModel(m_changes);
    setItemDelegateForColumn(WordChangeModel::Kind, new ToneDelegate(this));
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(28);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    for (const int column : {WordChangeModel::Entry, WordChangeModel::Before, WordChangeModel::After})
        horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    setColumnWidth(WordChangeModel::Kind, 96);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setTabKeyNavigation(false);
    setWordWrap(false);
    retranslate();
}

void WordChangeTable::retranslate() {
    setAccessibleName(tr("Differences of the word lists"));
    m_changes->retranslate();
}

}  // namespace mirror::ui
