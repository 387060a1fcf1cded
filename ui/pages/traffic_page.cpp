#include "ui/pages/traffic_page.h"

#include <QAction>
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

#include "ui/dialogs/shortcut_sheet.h"
#include "ui/engine_control.h"
#include "ui/link/engine_link.h"
#include "ui/link/unit_text.h"
#include "ui/models/traffic_model.h"
#include "ui/pages/traffic_columns.h"
#include "ui/pages/traffic_copy.h"
#include "ui/pages/traffic_detail.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/column_menu.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_edit.h"
#include "ui/widgets/live_table.h"
#include "ui/widgets/tone_delegate.h"

namespace mirror::ui {

namespace {

constexpr int kDetailWidth = 400;
constexpr int kTermWidth = 320;
constexpr int kTableWidth = 240;
constexpr int kStateVersion = 2;

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
    m_heading->setFont(headingFont(m_heading->font(), 1.35));
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
    setTrafficColumnWidths(*m_table);
    auto* header = m_table->horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    m_empty = new EmptyState(this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_stack->setMinimumWidth(kTableWidth);  // less than its empty state would like
    m_detail = new TrafficDetail(this);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->addWidget(m_stack);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setCollapsible(0, false);
    m_splitter->setCollapsible(1, false);
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
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TrafficPage::showCurrent);
    connect(m_detail, &TrafficDetail::closeRequested, this, &TrafficPage::closeDetail);
}

void TrafficPage::buildActions() {
    m_pauseAction = new QAction(this);
    connect(m_pauseAction, &QAction::triggered, this, &TrafficPage::togglePause);
    m_dialogue = new QAction(icon(QStringLiteral("journal")), QString(), this);
    m_dialogue->setObjectName(QStringLiteral("open-dialogue"));
    m_dialogue->setVisible(false);
    connect(m_dialogue, &QAction::triggered, this, [this] {
        const TrafficRecord* record = chosen();
        if (record == nullptr) return emit messageRequested(tr("Choose a request first."));
        emit dialogueRequested(QString::fromStdString(record->requestId), record->time);
    });
    connect(m_detail, &TrafficDetail::dialogueRequested, m_dialogue, &QAction::trigger);
    m_copy = new TrafficCopy(m_link, *m_table, *m_model, [this] { return chosen(); }, this);
    connect(m_copy, &TrafficCopy::messageRequested, this, &TrafficPage::messageRequested);
    connect(m_detail, &TrafficDetail::copyAsCurlRequested, m_copy, &TrafficCopy::copyCurl);
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
    m_dialogue->setText(tr("Open dialogue"));
    m_dialogue->setToolTip(tr("What was said, in the journal; takes its passphrase."));
    m_copy->retranslate();
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
    if (m_filter->text().isEmpty()) {
        if (m_detail->isVisible()) closeDetail();
        return;
    }
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
    m_model->setFilter(filter);
    // What one reads stays chosen, also when a filter had hidden its row meanwhile.
    const int row = m_shown < 0 ? -1 : m_model->rowOfNumber(m_shown);
    if (row >= 0) m_table->setCurrentIndex(m_model->index(row, 0));
    updateCounts();
}

void TrafficPage::addTerm(const QString& term, bool negated) { m_filter->setText(withTerm(m_filter->text(), term, negated)); }

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
    // Before the change: the keyboard goes where the page sends it, not to the next button.
    setFocusProxy(any ? static_cast<QWidget*>(m_table) : m_empty);
    m_stack->setCurrentWidget(any ? static_cast<QWidget*>(m_table) : m_empty);
    if (any) return;
    if (m_model->total() > 0) {
        m_empty->setContent(QStringLiteral("filter"), tr("0 of %1 match").arg(countText(static_cast<std::int64_t>(m_model->total()))),
                            tr("No request in the list matches the filter. New ones appear here as soon as they do."));
        m_empty->setAction(tr("Clear the filter"), [this] { clearFilter(); });
    } else if (isLinkLost(*m_link.snapshot())) {
        m_empty->setContent(QStringLiteral("link-lost"), tr("The engine does not answer"), tr("Requests appear here as soon as it answers again."));
        m_empty->setAction({}, {});
    } else if (m_link.snapshot()->state == EngineState::stopped || m_link.snapshot()->state == EngineState::failed) {
        m_empty->setContent(QStringLiteral("stop"), tr("The engine is stopped"), tr("Start the engine, and requests appear here as they finish."));
        offerInEmptyState(m_startAction);
    } else {
        const auto& listeners = m_link.snapshot()->listeners;
        const QString address = listeners.empty() ? QString() : QString::fromStdString(listeners.front().url);
        m_empty->setContent(QStringLiteral("traffic"), tr("No request yet"),
                            address.isEmpty() ? tr("Requests appear here as they finish.")
                                              : tr("Point a client at %1, and its requests appear here as they finish.").arg(address));
        offerInEmptyState(m_demoAction);
    }
}

void TrafficPage::offer(QAction* start, QAction* demo) {
    m_startAction = start;
    m_demoAction = demo;
    updateEmptyState();
}

void TrafficPage::offerInEmptyState(QAction* action) {
    if (action == nullptr || !action->isEnabled()) return m_empty->setAction({}, {});
    m_empty->setAction(plainText(action), [action] { action->trigger(); });
}

void TrafficPage::showCurrent() {
    const QModelIndex current = m_table->currentIndex();
    // A table that only gets the keyboard has a current row that nobody chose.
    if (!current.isValid() || !m_table->selectionModel()->isRowSelected(current.row())) return;
    m_shown = m_model->numberAt(current.row());
    const bool opens = m_detail->isHidden();
    m_detail->show(m_model->record(current.row()));
    if (opens) m_splitter->setSizes({m_splitter->width() - kDetailWidth, kDetailWidth});
}

void TrafficPage::closeDetail() {
    m_detail->clear();
    m_shown = -1;
    m_table->clearSelection();
    m_table->selectionModel()->clearCurrentIndex();
    m_table->setFocus(Qt::OtherFocusReason);
}

QMenu* TrafficPage::makeCellMenu(const QModelIndex& index) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString term = m_model->termFor(index);
    if (!term.isEmpty()) {
        QString shown = fontMetrics().elidedText(term, Qt::ElideMiddle, kTermWidth);
        shown.replace(u'&', QStringLiteral("&&"));
        auto* only = menu->addAction(tr("Only %1").arg(shown), this, [this, term] { addTerm(term, false); });
        only->setObjectName(QStringLiteral("only-this"));
        auto* without = menu->addAction(tr("Without %1").arg(shown), this, [this, term] { addTerm(term, true); });
        without->setObjectName(QStringLiteral("not-this"));
        menu->addSeparator();
    }
    // The header sorts by mouse; from here the keyboard does.
    const QString column = m_model->headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString();
    auto* sort = menu->addAction(tr("Sort by %1").arg(column), this, [this, index] { sortTrafficBy(*m_table, index.column()); });
    sort->setObjectName(QStringLiteral("sort-by"));
    menu->addSeparator();
    for (QAction* action : {m_dialogue, m_copy->rows(), m_copy->json(), m_copy->curl()}) menu->addAction(action);
    return menu;
}

void TrafficPage::setHasJournal(bool has) {
    m_dialogue->setVisible(has);
    m_detail->setHasJournal(has);
}

QMenu* TrafficPage::makeColumnMenu() { return mirror::ui::makeColumnMenu(*m_table, TrafficModel::kColumns, this); }

void TrafficPage::exportData() { m_copy->saveAsFile(); }

const TrafficRecord* TrafficPage::chosen() const {
    if (m_detail->record()) return &*m_detail->record();
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() ? &m_model->record(current.row()) : nullptr;
}

QList<QAction*> TrafficPage::pageActions() const { 
    QList<QAction*> actions{m_pauseAction, m_copy->rows(), m_copy->json(), m_copy->curl(), m_copy->toFile()};
    if (m_dialogue->isVisible()) actions.insert(1, m_dialogue);
    return actions;
}

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
