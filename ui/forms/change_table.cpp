#include "ui/forms/change_table.h"

#include <QEvent>
#include <QHeaderView>

#include "ui/forms/field_text.h"
#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/theme/colors.h"

namespace mirror::ui {

namespace {

QTableWidgetItem* cell(const QString& text) {
    auto* item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    item->setToolTip(text.toHtmlEscaped());
    return item;
}

QString shown(const std::string& value) { return value.empty() ? noValueText() : foreignText(value); }

}  // namespace

ChangeTable::ChangeTable(QWidget* parent) : QTableWidget(0, 3, parent) {
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(30);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    horizontalHeader()->setHighlightSections(false);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setTabKeyNavigation(false);
    setWordWrap(false);
    retranslate();
}

void ChangeTable::setChanges(const std::vector<FieldChange>& changes) {
    m_changes = changes;
    const Colors& c = colorsFor(this);
    setRowCount(static_cast<int>(changes.size()));
    for (int i = 0; i < rowCount(); ++i) {
        const FieldChange& change = changes[static_cast<std::size_t>(i)];
        setItem(i, 0, cell(pathText(QString::fromStdString(change.path))));
        setItem(i, 1, cell(shown(change.before)));
        setItem(i, 2, cell(shown(change.after)));
        item(i, 1)->setForeground(c.bad);
        item(i, 2)->setForeground(c.good);
    }
}

void ChangeTable::retranslate() {
    setHorizontalHeaderLabels({tr("Setting"), tr("Before"), tr("After")});
    for (int i = 0; i < 3; ++i) horizontalHeaderItem(i)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setAccessibleName(tr("Differences"));
    setChanges(m_changes);
}

void ChangeTable::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    if (event->type() == QEvent::PaletteChange) setChanges(m_changes);
    QTableWidget::changeEvent(event);
}

}  // namespace mirror::ui
