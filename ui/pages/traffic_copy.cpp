#include "ui/pages/traffic_copy.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <algorithm>

#include "ui/charts/save_file.h"
#include "ui/link/engine_link.h"
#include "ui/link/unit_text.h"
#include "ui/models/traffic_export.h"
#include "ui/models/traffic_model.h"
#include "ui/widgets/live_table.h"

namespace mirror::ui {

TrafficCopy::TrafficCopy(EngineLink& link, LiveTable& table, TrafficModel& model, std::function<const TrafficRecord*()> chosen, QWidget* page)
    : QObject(page), m_link(link), m_table(table), m_model(model), m_chosen(std::move(chosen)), m_page(page),
      m_rows(add({}, &TrafficCopy::copyRows)), m_json(add({}, &TrafficCopy::copyJson)),
      m_curl(add(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), &TrafficCopy::copyCurl)), m_toFile(add({}, &TrafficCopy::saveAsFile)) {
    // Ctrl+C belongs to the table: a selected text in the details has its own.
    auto* copy = new QAction(&table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &TrafficCopy::copyRows);
    table.addAction(copy);
}

QAction* TrafficCopy::add(const QKeySequence& shortcut, void (TrafficCopy::*slot)()) {
    auto* action = new QAction(this);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, slot);
    m_page->addAction(action);
    return action;
}

void TrafficCopy::retranslate() {
    m_rows->setText(tr("Copy rows"));
    m_json->setText(tr("Copy rows as JSON"));
    m_curl->setText(tr("Copy as cURL"));
    m_toFile->setText(tr("Save the shown requests as JSON…"));
}

QList<int> TrafficCopy::selectedRows() const {
    QList<int> rows;
    for (const QModelIndex& index : m_table.selectionModel()->selectedRows()) rows << index.row();
    std::sort(rows.begin(), rows.end());
    return rows;
}

void TrafficCopy::copyRows() {
    const QHeaderView* header = m_table.horizontalHeader();
    QList<int> columns;
    for (int visual = 0; visual < header->count(); ++visual)
        if (!header->isSectionHidden(header->logicalIndex(visual))) columns << header->logicalIndex(visual);
    QStringList lines;
    QStringList cells;
    for (const int column : columns) cells << m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    lines << cells.join(u'\t');
    for (const int row : selectedRows()) {
        cells.clear();
        for (const int column : columns) cells << m_model.index(row, column).data().toString();
        lines << cells.join(u'\t');
    }
    if (lines.size() < 2) return;
    QApplication::clipboard()->setText(lines.join(u'\n'));
    emit messageRequested(tr("Copied rows: %1.").arg(countText(lines.size() - 1)));
}

void TrafficCopy::copyJson() {
    QList<TrafficRecord> records;
    for (const int row : selectedRows()) records << m_model.record(row);
    if (records.isEmpty()) return;
    QApplication::clipboard()->setText(QString::fromUtf8(trafficJson(records)));
    emit messageRequested(tr("Copied rows: %1.").arg(countText(records.size())));
}

void TrafficCopy::copyCurl() {
    const TrafficRecord* record = m_chosen();
    if (record == nullptr) return emit messageRequested(tr("Choose a request first."));
    QApplication::clipboard()->setText(curlCommand(*record, m_link.snapshot()->listeners));
    emit messageRequested(tr("The command was copied. It holds no key: set MIRROR_KEY before you run it."));
}

void TrafficCopy::saveAsFile() {
    QList<TrafficRecord> records;
    for (int row = 0; row < m_model.rowCount(); ++row) records << m_model.record(row);
    if (records.isEmpty()) return emit messageRequested(tr("There is no request to save."));
    saveFile(m_page, tr("Save the shown requests"), QStringLiteral("traffic.json"), tr("JSON files (*.json)"),
             [records] { return trafficJson(records); }, [this](const QString& message) { emit messageRequested(message); });
}

}  // namespace mirror::ui
