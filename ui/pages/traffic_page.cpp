#include "ui/pages/traffic_page.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIODevice>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <algorithm>

#include "ui/charts/save_file.h"
#include "ui/link/engine_link.h"
#include "ui/link/unit_text.h"
#include "ui/models/traffic_export.h"
#include "ui/models/traffic_model.h"
#include "ui/models/traffic_text.h"
#include "ui/pages/traffic_detail.h"
#include "ui/theme/icons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_edit.h"
#include "ui/widgets/live_table.h"
#include "ui/widgets/tone_delegate.h"

namespace mirror::ui {

namespace {

constexpr int kDetailWidth = 400;
constexpr int kStateVersion = 1;

struct ColumnWidth {
    TrafficModel::Column column;
    int width;
};
constexpr std::array<ColumnWidth, TrafficModel::kColumns> kWidths{{{TrafficModel::Time, 98},       {TrafficModel::Status, 164},
                                                                   {TrafficModel::OutcomeColumn, 116}, {TrafficModel::Model, 190},
                                                                   {TrafficModel::Upstream, 100},  {TrafficModel::Attempts, 82},
                                                                   {TrafficModel::Stream, 66},     {TrafficModel::FirstToken, 92},
                                                                   {TrafficModel::Total, 84},      {TrafficModel::TokensIn, 88},
                                                                   {TrafficModel::TokensOut, 94},  {TrafficModel::Cache, 76},
                                                                   {TrafficModel::Key, 96},        {TrafficModel::Client, 120},
                                                                   {TrafficModel::RequestId, 220}}};

}  // namespace

TrafficPage::TrafficPage(EngineLink& link, QWidget* parent) : Page(parent), m_link(link), m_model(new TrafficModel(this)) {
    m_model->setPaused(true);  // hidden: collected, not shown
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(8);
    buildHead();
    buildFilter();
    buildTable();
    buildActions();
    retranslate();
    connect(&m_link, &EngineLink::trafficArrived, m_model, &TrafficModel::add);
    connect(&m_link, &EngineLink::snapshotChanged, this, &TrafficPage::updateEmptyState);
    connect(m_model, &TrafficModel::countsChanged, this, &TrafficPage::updateCounts);
}

void TrafficPage::buildHead() {
    auto* row = new QHBoxLayout;
    m_heading = new QLabel(this);
    QFont large = m_heading->font();
    large.setPointSizeF(large.pointSizeF() * 1.35);
    large.setWeight(QFont::DemiBold);
    m_heading->setFont(large);
    m_counts = new QLabel(this);
    m_counts->setObjectName(QStringLiteral("traffic-counts"));
    m_counts->setProperty("tone", "muted");
    m_problem = new QLabel(this);  // beside the counts: nothing moves while one types
    m_problem->setObjectName(QStringLiteral("filter-problem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setProperty("tone", "bad");
    m_problem->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_newRows = new QPushButton(this);
    m_newRows->setObjectName(QStringLiteral("traffic-new"));
    m_newRows->hide();
    m_columns = new QToolButton(this);
    m_columns->setIcon(icon(QStringLiteral("columns")));
    m_pause = new QToolButton(this);
    m_pause->setObjectName(QStringLiteral("traffic-pause"));
    m_pause->setCheckable(true);
    m_pause->setIcon(icon(QStringLiteral("pause")));
    m_pause->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_columns->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    row->addWidget(m_heading);
    row->addSpacing(10);
    row->addWidget(m_counts);
    row->addSpacing(10);
    row->addWidget(m_problem, 1);
    row->addStretch(0);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_newRows, m_columns, m_pause}) row->addWidget(widget);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(m_pause, &QToolButton::clicked, this, [this](bool checked) { setPaused(checked); });
    connect(m_newRows, &QPushButton::clicked, this, &TrafficPage::followNewest);
    connect(m_columns, &QToolButton::clicked, this, [this] {
        makeColumnMenu()->popup(m_columns->mapToGlobal(QPoint(0, m_columns->height())));
    });
}

void TrafficPage::buildFilter() {
    m_filter = new FilterEdit(this);
    m_filter->setValueSource([this](const QString& field) { return m_model->distinctValues(field); });
    layout()->addWidget(m_filter);
    connect(m_filter, &FilterEdit::filterChanged, this, &TrafficPage::applyFilter);
    connect(m_filter, &FilterEdit::validityChanged, this, [this] {
        m_problem->setText(m_filter->problem());
        m_problem->setToolTip(m_filter->problem().toHtmlEscaped());
    });
}

void TrafficPage::buildTable() {
    m_table = new LiveTable(this);
    m_table->setObjectName(QStringLiteral("traffic-table"));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(TrafficModel::Status, new ToneDelegate(m_table));
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->sortByColumn(TrafficModel::Time, Qt::AscendingOrder);
    for (const ColumnWidth& width : kWidths) m_table->setColumnWidth(width.column, width.width);
    auto* header = m_table->horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    m_empty = new EmptyState(this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_detail = new TrafficDetail(this);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->addWidget(m_stack);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setCollapsible(0, false);
    m_splitter->setCollapsible(1, false);
    m_detail->setMinimumWidth(300);
    setFocusProxy(m_table);
    static_cast<QVBoxLayout*>(layout())->addWidget(m_splitter, 1);
    connect(header, &QHeaderView::sortIndicatorChanged, this, [this](int section, Qt::SortOrder order) {
        m_table->setNewestAtTop(section == TrafficModel::Time && order == Qt::DescendingOrder);
    });
    connect(header, &QHeaderView::customContextMenuRequested, this, [this, header](const QPoint& at) { makeColumnMenu()->popup(header->mapToGlobal(at)); });
    connect(m_table, &QTableView::customContextMenuRequested, this, [this](const QPoint& at) {
        const QModelIndex index = m_table->indexAt(at);
        if (index.isValid()) makeCellMenu(index)->popup(m_table->viewport()->mapToGlobal(at));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TrafficPage::showCurrent);
    connect(m_detail, &TrafficDetail::closeRequested, this, &TrafficPage::closeDetail);
    connect(m_detail, &TrafficDetail::copyAsCurlRequested, this, &TrafficPage::copyCurl);
}

QAction* TrafficPage::addPageAction(const QKeySequence& shortcut, void (TrafficPage::*slot)()) {
    auto* action = new QAction(this);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    return action;
}

void TrafficPage::buildActions() {
    m_pauseAction = addPageAction({}, &TrafficPage::togglePause);
    m_copyAction = addPageAction({}, &TrafficPage::copyRows);
    m_jsonAction = addPageAction({}, &TrafficPage::copyJson);
    m_curlAction = addPageAction(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), &TrafficPage::copyCurl);
    m_exportAction = addPageAction({}, &TrafficPage::exportData);
    // Ctrl+C belongs to the table: a selected text in the details has its own.
    auto* copy = new QAction(m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &TrafficPage::copyRows);
    m_table->addAction(copy);
}

QString TrafficPage::title() const { return tr("Traffic"); }

void TrafficPage::retranslate() {
    m_heading->setText(title());
    m_pause->setText(tr("Pause"));
    m_pause->setToolTip(tr("Hold the list still (Space)."));
    m_pause->setAccessibleName(tr("Pause"));
    m_columns->setText(tr("Columns"));
    m_columns->setToolTip(tr("Choose which columns are shown."));
    m_newRows->setToolTip(tr("Show the new requests and go on."));
    m_table->setAccessibleName(tr("Requests"));
    m_pauseAction->setText(tr("Pause or go on with the list"));
    m_copyAction->setText(tr("Copy rows"));
    m_jsonAction->setText(tr("Copy rows as JSON"));
    m_curlAction->setText(tr("Copy as cURL"));
    m_exportAction->setText(tr("Save the shown requests as JSON…"));
    m_filter->retranslate();
    m_detail->retranslate();
    emit m_model->headerDataChanged(Qt::Horizontal, 0, TrafficModel::kColumns - 1);
    m_table->viewport()->update();
    updateCounts();
}

void TrafficPage::activate() {
    m_active = true;
    m_model->setPaused(m_paused);
    m_model->flush();
    updateEmptyState();
}

void TrafficPage::deactivate() {
    m_active = false;
    m_model->setPaused(true);
}

void TrafficPage::focusFilter() {
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void TrafficPage::clearFilter() {
    if (m_filter->text().isEmpty()) return;
    m_filter->clear();
    m_table->setFocus(Qt::OtherFocusReason);
}

void TrafficPage::setPaused(bool paused) {
    m_paused = paused;
    m_pause->setChecked(paused);
    m_model->setPaused(paused || !m_active);
    updateCounts();
}

void TrafficPage::togglePause() { setPaused(!m_paused); }

void TrafficPage::followNewest() {
    setPaused(false);
    m_table->follow();
}

void TrafficPage::applyFilter(const TrafficFilter& filter) {
    const qint64 current = m_model->numberAt(m_table->currentIndex().row());
    m_model->setFilter(filter);
    const int row = current < 0 ? -1 : m_model->rowOfNumber(current);
    if (row >= 0) m_table->setCurrentIndex(m_model->index(row, 0));
    updateCounts();
}

void TrafficPage::addTerm(const QString& term, bool negated) { m_filter->setText(TrafficFilter::withTerm(m_filter->text(), term, negated)); }

void TrafficPage::updateCounts() {
    const auto shown = static_cast<std::int64_t>(m_model->rowCount());
    const auto total = static_cast<std::int64_t>(m_model->total());
    const bool filtered = !m_filter->text().trimmed().isEmpty();
    QString text = filtered ? tr("%1 of %2 match").arg(countText(shown), countText(total)) : tr("%1 requests").arg(countText(total));
    if (total == 0) text.clear();
    if (m_paused) text += text.isEmpty() ? tr("paused") : QStringLiteral(" · ") + tr("paused");
    m_counts->setText(text);
    const auto waiting = m_paused ? static_cast<std::int64_t>(m_model->waiting()) : 0;
    m_newRows->setText(tr("%1 new").arg(countText(waiting)));
    m_newRows->setVisible(waiting > 0);
    updateEmptyState();
}

void TrafficPage::updateEmptyState() {
    const bool any = m_model->rowCount() > 0;
    m_stack->setCurrentWidget(any ? static_cast<QWidget*>(m_table) : m_empty);
    if (any) return;
    if (m_model->total() > 0) {
        m_empty->setContent(QStringLiteral("filter"), tr("0 of %1 match").arg(countText(static_cast<std::int64_t>(m_model->total()))),
                            tr("No request in the list matches the filter. New ones appear here as soon as they do."));
        m_empty->setAction(tr("Clear the filter"), [this] { clearFilter(); });
    } else if (m_link.snapshot()->state == EngineState::stopped || m_link.snapshot()->state == EngineState::failed) {
        m_empty->setContent(QStringLiteral("stop"), tr("The engine is stopped"), tr("Start the engine, and requests appear here as they finish."));
        m_empty->setAction({}, {});
    } else {
        const auto& listeners = m_link.snapshot()->listeners;
        const QString address = listeners.empty() ? QString() : QString::fromStdString(listeners.front().url);
        m_empty->setContent(QStringLiteral("traffic"), tr("No request yet"),
                            address.isEmpty() ? tr("Requests appear here as they finish.")
                                              : tr("Point a client at %1, and its requests appear here as they finish.").arg(address));
        m_empty->setAction({}, {});
    }
}

void TrafficPage::showCurrent() {
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid()) return;
    const bool opens = m_detail->isHidden();
    m_detail->show(m_model->record(current.row()));
    if (opens) m_splitter->setSizes({std::max(300, m_splitter->width() - kDetailWidth), kDetailWidth});
}

void TrafficPage::closeDetail() {
    m_detail->clear();
    m_table->clearSelection();
    m_table->selectionModel()->clearCurrentIndex();
    m_table->setFocus(Qt::OtherFocusReason);
}

QMenu* TrafficPage::makeCellMenu(const QModelIndex& index) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString term = m_model->termFor(index);
    if (!term.isEmpty()) {
        auto* only = menu->addAction(tr("Only this"), this, [this, term] { addTerm(term, false); });
        only->setObjectName(QStringLiteral("only-this"));
        auto* without = menu->addAction(tr("Not this"), this, [this, term] { addTerm(term, true); });
        without->setObjectName(QStringLiteral("not-this"));
        menu->addSeparator();
    }
    for (QAction* action : {m_copyAction, m_jsonAction, m_curlAction}) menu->addAction(action);
    return menu;
}

QMenu* TrafficPage::makeColumnMenu() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QHeaderView* header = m_table->horizontalHeader();
    for (int column = 0; column < TrafficModel::kColumns; ++column) {
        auto* action = menu->addAction(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(column));
        // One column must stay, or the header with this menu would be gone.
        action->setEnabled(header->isSectionHidden(column) || header->count() - header->hiddenSectionCount() > 1);
        connect(action, &QAction::toggled, this, [this, column](bool shown) { m_table->setColumnHidden(column, !shown); });
    }
    return menu;
}

QList<int> TrafficPage::selectedRows() const {
    QList<int> rows;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) rows << index.row();
    std::sort(rows.begin(), rows.end());
    return rows;
}

void TrafficPage::copyRows() {
    const QHeaderView* header = m_table->horizontalHeader();
    QList<int> columns;
    for (int visual = 0; visual < header->count(); ++visual)
        if (!header->isSectionHidden(header->logicalIndex(visual))) columns << header->logicalIndex(visual);
    QStringList lines;
    QStringList cells;
    for (const int column : columns) cells << m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    lines << cells.join(u'\t');
    for (const int row : selectedRows()) {
        cells.clear();
        for (const int column : columns) cells << m_model->index(row, column).data().toString();
        lines << cells.join(u'\t');
    }
    if (lines.size() < 2) return;
    QApplication::clipboard()->setText(lines.join(u'\n'));
    emit messageRequested(tr("Copied rows: %1.").arg(countText(lines.size() - 1)));
}

void TrafficPage::copyJson() {
    QList<TrafficRecord> records;
    for (const int row : selectedRows()) records << m_model->record(row);
    if (records.isEmpty()) return;
    QApplication::clipboard()->setText(QString::fromUtf8(trafficJson(records)));
    emit messageRequested(tr("Copied rows: %1.").arg(countText(records.size())));
}

void TrafficPage::copyCurl() {
    const QModelIndex current = m_table->currentIndex();
    const TrafficRecord* record = nullptr;
    if (m_detail->record())
        record = &*m_detail->record();
    else if (current.isValid())
        record = &m_model->record(current.row());
    if (record == nullptr) return emit messageRequested(tr("Choose a request first."));
    QApplication::clipboard()->setText(curlCommand(*record, m_link.snapshot()->listeners));
    emit messageRequested(tr("The command was copied. It holds no key: set MIRROR_KEY before you run it."));
}

void TrafficPage::exportData() {
    QList<TrafficRecord> records;
    for (int row = 0; row < m_model->rowCount(); ++row) records << m_model->record(row);
    if (records.isEmpty()) return emit messageRequested(tr("There is no request to save."));
    saveFile(this, tr("Save the shown requests"), QStringLiteral("traffic.json"), tr("JSON files (*.json)"),
             [records] { return trafficJson(records); }, [this](const QString& message) { emit messageRequested(message); });
}

QList<QAction*> TrafficPage::pageActions() const { return {m_pauseAction, m_copyAction, m_jsonAction, m_curlAction, m_exportAction}; }

QByteArray TrafficPage::viewState() const {
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << kStateVersion << m_table->horizontalHeader()->saveState() << m_splitter->saveState();
    return state;
}

bool TrafficPage::restoreViewState(const QByteArray& state) {
    QDataStream stream(state);
    int version = 0;
    QByteArray header;
    QByteArray splitter;
    stream >> version >> header >> splitter;
    if (stream.status() != QDataStream::Ok || version != kStateVersion) return false;
    return m_table->horizontalHeader()->restoreState(header) && m_splitter->restoreState(splitter);
}

}  // namespace mirror::ui
