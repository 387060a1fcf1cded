#include "ui/pages/journal/dialogue_list.h"

#include <QDataStream>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIODevice>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/charts/save_file.h"
#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/journal_model.h"
#include "ui/pages/journal/dialogue_pane.h"
#include "ui/theme/icons.h"
#include "ui/widgets/column_menu.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/journal_filter_edit.h"
#include "ui/widgets/live_table.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/range_bar.h"
#include "ui/widgets/tone_delegate.h"

namespace mirror::ui {

namespace {

constexpr int kStateVersion = 1;
constexpr int kPaneWidth = 520;
constexpr auto kAround = std::chrono::hours(1);

}  // namespace

DialogueList::DialogueList(JournalAccess& access, JournalClipboard& clipboard, QWidget* parent)
    : QWidget(parent), m_access(access), m_model(new JournalModel(access, this)), m_range(new RangeBar(this)), m_filter(new JournalFilterEdit(this)),
      m_search(new QLineEdit(this)), m_find(new QPushButton(this)), m_problem(new QLabel(this)), m_counts(new QLabel(this)), m_progress(new QProgressBar(this)),
      m_stop(new QPushButton(this)), m_new(new QPushButton(this)), m_columns(new QToolButton(this)), m_export(new QPushButton(this)), m_message(new MessageBar(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    buildHead();
    buildTable();
    buildPane(clipboard);
    connectParts();
    retranslate();
}

void DialogueList::buildHead() {
    m_search->setObjectName(QStringLiteral("journal-search"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search"), IconTone::muted), QLineEdit::LeadingPosition);
    m_find->setObjectName(QStringLiteral("journal-find"));
    m_counts->setObjectName(QStringLiteral("journal-counts"));
    m_stop->setObjectName(QStringLiteral("journal-stop"));
    m_new->setObjectName(QStringLiteral("journal-new"));
    m_export->setObjectName(QStringLiteral("journal-export"));
    m_export->setIcon(icon(QStringLiteral("export")));
    m_columns->setObjectName(QStringLiteral("journal-columns"));
    m_columns->setIcon(icon(QStringLiteral("columns")));
    m_columns->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_counts->setProperty("tone", "muted");
    m_problem->setProperty("tone", "bad");
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(140);
    auto* question = new QHBoxLayout;
    question->setSpacing(8);
    question->addWidget(m_range);
    question->addWidget(m_filter, 3);
    question->addWidget(m_search, 3);
    question->addWidget(m_find);
    auto* progress = new QHBoxLayout;
    progress->setSpacing(8);
    progress->addWidget(m_counts);
    progress->addWidget(m_progress);
    progress->addWidget(m_stop);
    progress->addWidget(m_problem, 1);
    progress->addStretch(0);
    progress->addWidget(m_new);
    progress->addWidget(m_columns);
    progress->addWidget(m_export);
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addLayout(question);
    column->addLayout(progress);
    column->addWidget(m_message);
}

void DialogueList::buildTable() {
    m_table = new LiveTable(this);
    m_table->setObjectName(QStringLiteral("journal-table"));
    m_table->setModel(m_model);
    m_table->setSortingEnabled(false);  // the engine reads it newest first, and nothing else
    m_table->setNewestAtTop(true);
    m_table->setItemDelegateForColumn(JournalModel::Status, new ToneDelegate(m_table));
    m_table->setColumnHidden(JournalModel::Passage, true);
    // All of them fit into the smallest common window, and beside a dialogue those up to the status.
    const int widths[] = {146, 96, 165, 156, 96, 82, 92, 70, 58, 68};
    for (int i = 0; i < 10; ++i) m_table->setColumnWidth(i, widths[i]);
    m_table->setColumnWidth(JournalModel::Passage, 360);
    m_table->horizontalHeader()->moveSection(JournalModel::Passage, JournalModel::Status + 1);  // what was looked for is seen without scrolling
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_empty = new EmptyState(this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_stack->setMinimumWidth(240);
    setFocusProxy(m_table);
}

/// After the table: Tab goes from the row to what it shows.
void DialogueList::buildPane(JournalClipboard& clipboard) {
    m_pane = new DialoguePane(m_access, clipboard, this);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->addWidget(m_stack);
    m_splitter->addWidget(m_pane);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setChildrenCollapsible(false);
    static_cast<QVBoxLayout*>(layout())->addWidget(m_splitter, 1);
}

void DialogueList::connectParts() {
    connect(m_range, &RangeBar::rangeChanged, this, &DialogueList::openView);
    connect(m_filter, &JournalFilterEdit::filterChanged, this, &DialogueList::openView);
    connect(m_filter, &JournalFilterEdit::validityChanged, this, [this] {
        m_problem->setText(m_filter->problem());
        m_problem->setToolTip(m_filter->problem().toHtmlEscaped());
    });
    connect(m_search, &QLineEdit::returnPressed, this, &DialogueList::openView);
    connect(m_find, &QPushButton::clicked, this, &DialogueList::openView);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty() && !m_searched.isEmpty()) openView();  // cleared: everything again
    });
    connect(m_stop, &QPushButton::clicked, m_model, &JournalModel::stop);
    connect(m_new, &QPushButton::clicked, this, &DialogueList::followNewest);
    connect(m_export, &QPushButton::clicked, this, &DialogueList::exportData);
    connect(m_columns, &QToolButton::clicked, this, [this] { showColumnMenu(m_columns->mapToGlobal(QPoint(0, m_columns->height()))); });
    QHeaderView* header = m_table->horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::customContextMenuRequested, this, [this, header](const QPoint& at) { showColumnMenu(header->mapToGlobal(at)); });
    connect(m_model, &JournalModel::progressChanged, this, &DialogueList::refresh);
    connect(m_model, &JournalModel::failed, this, &DialogueList::fail);
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this] {
        // What was chosen before it was here, or before it was answered.
        if (m_pane->isHidden() || (m_pane->dialogue() != nullptr && !m_pane->dialogue()->row.row.isAnswered)) showCurrent();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &DialogueList::showCurrent);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &DialogueList::showCurrent);
    connect(m_table, &QAbstractItemView::activated, this, [this] {
        if (m_pane->isVisible()) m_pane->enter();
    });
    connect(m_pane, &DialoguePane::closeRequested, this, &DialogueList::closePane);
    connect(m_pane, &DialoguePane::messageRequested, this, &DialogueList::messageRequested);
    connect(&m_access, &JournalAccess::locked, this, &DialogueList::forget);
}

// -- the question -------------------------------------------------------------------------------------------------------------

void DialogueList::begin() {
    {
        const QScopedValueRollback guard(m_isQuiet, true);
        m_filter->setText(std::exchange(m_filterDraft, {}));
        m_search->setText(std::exchange(m_searchDraft, {}));
    }
    openView();
}

void DialogueList::openView() {
    if (m_isQuiet || !m_access.isUnlocked()) return;
    m_message->hide();
    closePane();
    OpenJournalView query;
    const RangeBar::Times times = m_range->times();
    query.from = times.from;
    query.to = times.to;
    m_searched = m_search->text().trimmed();
    query.text = m_searched.toStdString();
    m_filter->filter().applyTo(query);
    m_table->setColumnHidden(JournalModel::Passage, m_searched.isEmpty());
    m_model->open(std::move(query));
    m_table->follow();
}

void DialogueList::openRequest(const QString& requestId, SystemTime time) {
    {
        const QScopedValueRollback guard(m_isQuiet, true);
        m_search->clear();
        m_filter->setText(QStringLiteral("id:") + quotedValue(requestId));
        m_range->setOwn(time - kAround, time + kAround);
    }
    openView();
}

/// What was typed is kept where nobody sees it; everything of the journal goes.
void DialogueList::forget() {
    const QScopedValueRollback guard(m_isQuiet, true);
    m_filterDraft = m_filter->text();
    m_searchDraft = m_search->text();
    m_searched.clear();
    m_filter->clear();
    m_search->clear();
    m_message->hide();
    m_isExporting = false;
    m_pane->forget();
    refresh();
}

void DialogueList::setActive(bool active) { m_model->setActive(active); }

bool DialogueList::isNarrowed() const { return !m_filter->text().trimmed().isEmpty() || !m_searched.isEmpty(); }

void DialogueList::focusFilter() {
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void DialogueList::focusSearch() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void DialogueList::clearAll() {
    {
        const QScopedValueRollback guard(m_isQuiet, true);
        m_filter->clear();
        m_search->clear();
    }
    openView();
    m_table->setFocus(Qt::OtherFocusReason);
}

void DialogueList::clearFilter() {
    if (isNarrowed()) return clearAll();
    if (m_pane->isVisible()) closePane();
}

// -- the list -----------------------------------------------------------------------------------------------------------------

void DialogueList::setPaused(bool paused) {
    m_isPaused = paused;
    m_model->setPaused(paused);
    emit pausedChanged();
    refresh();
}

void DialogueList::followNewest() {
    setPaused(false);
    m_table->follow();
}

QString DialogueList::countsText() const {
    const QString rows = countText(m_model->rowCount());
    QString text;
    if (m_model->isBusy())
        text = tr("%1 found · looked at %2 of about %3").arg(rows, countText(static_cast<std::int64_t>(m_model->looked())), countText(static_cast<std::int64_t>(m_model->expected())));
    else if (m_model->wasStoppedByUser())
        text = tr("%1 found before it was stopped, there may be more").arg(rows);
    else if (m_model->isStopped())
        text = tr("%1 shown, there may be more").arg(rows);
    else if (isNarrowed())
        text = tr("%1 of %2 match").arg(rows, countText(static_cast<std::int64_t>(m_model->looked())));
    else
        text = tr("%1 dialogue(s)", nullptr, m_model->rowCount()).arg(rows);
    return m_isPaused ? text + QStringLiteral(" · ") + tr("paused") : text;
}

void DialogueList::refresh() {
    const bool isBusy = m_model->isBusy();
    m_counts->setText(m_model->isOpen() ? countsText() : QString());
    m_progress->setVisible(isBusy);
    const auto expected = static_cast<double>(m_model->expected());
    m_progress->setRange(0, expected > 0 ? 1000 : 0);  // nothing is known yet: it only moves
    m_progress->setValue(expected > 0 ? static_cast<int>(1000 * std::min(1.0, static_cast<double>(m_model->looked()) / expected)) : 0);
    m_stop->setVisible(isBusy);
    m_stop->setEnabled(m_model->isOpen());
    m_new->setVisible(m_model->waiting() > 0);
    m_new->setText(tr("%1 new").arg(countText(m_model->waiting())));
    m_export->setEnabled(m_isExporting || m_model->rowCount() > 0);
    m_export->setText(m_isExporting ? tr("Stop the export") : tr("Export"));
    if (m_model->unreadable() > 0 && m_message->isHidden()) {
        m_message->showMessage(Tone::warning, tr("Some records could not be read: they were changed, or their key is gone."));
        m_message->addButton(tr("Check the journal"), [this] { emit checkRequested(); });
    }
    updateEmpty();
}

void DialogueList::updateEmpty() {
    const bool isEmpty = m_model->rowCount() == 0 && !m_model->isBusy();
    m_stack->setCurrentWidget(isEmpty ? static_cast<QWidget*>(m_empty) : m_table);
    setFocusProxy(isEmpty ? static_cast<QWidget*>(m_empty) : m_table);
    if (!isEmpty) return;
    if (isNarrowed()) {
        m_empty->setContent(QStringLiteral("filter"), tr("0 of %1 match").arg(countText(static_cast<std::int64_t>(m_model->looked()))),
                            tr("No dialogue of this time range fits the filter and the search."));
        m_empty->setAction(tr("Clear both"), [this] { clearAll(); });
    } else {
        m_empty->setContent(QStringLiteral("journal"), tr("No dialogue in this time range"), tr("Dialogues appear here as they are written."));
        const bool isLong = m_range->range() == RangeBar::Month || m_range->range() == RangeBar::Own;
        m_empty->setAction(isLong ? QString() : tr("Show the last 30 days"), [this] { m_range->setRange(RangeBar::Month); });
    }
}

void DialogueList::showCurrent() {
    const QModelIndex current = m_table->currentIndex();
    // A table that only gets the keyboard has a current row that nobody chose.
    if (!current.isValid() || !m_table->selectionModel()->isRowSelected(current.row())) return;
    const JournalEntryRow* entry = m_model->entryAt(current.row());
    if (entry == nullptr) return;
    const bool opens = m_pane->isHidden();
    m_pane->read(*entry, m_searched);
    if (!opens) return;
    m_splitter->setSizes({std::max(240, m_splitter->width() - kPaneWidth), kPaneWidth});
    m_table->scrollTo(current);
}

void DialogueList::closePane() {
    m_pane->forget();
    m_table->clearSelection();
    m_table->selectionModel()->clearCurrentIndex();
}

void DialogueList::copyDialogue() { m_pane->copy(); }

void DialogueList::fail(const Error& error) { m_message->showMessage(Tone::bad, errorText(error)); }

/// All but the passage, which comes and goes with a search.
void DialogueList::showColumnMenu(const QPoint& at) { makeColumnMenu(*m_table, JournalModel::Passage, this)->popup(at); }

// -- export -------------------------------------------------------------------------------------------------------------------

std::vector<std::int64_t> DialogueList::selectedPositions() const {
    std::vector<std::int64_t> positions;
    for (const QItemSelectionRange& range : m_table->selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom(); ++row) positions.push_back(m_model->positionAt(row));
    std::sort(positions.begin(), positions.end());
    positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
    return positions;
}

QMenu* DialogueList::makeExportMenu() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [this, menu](const QString& text, JournalExportFormat format, bool selection) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, format, selection] { startExport(format, selection); });
    };
    const QString all = countText(m_model->rowCount());
    add(tr("All %1 as JSON lines").arg(all), JournalExportFormat::jsonLines, false);
    add(tr("All %1 as CSV").arg(all), JournalExportFormat::csv, false);
    add(tr("All %1 as HTML").arg(all), JournalExportFormat::html, false);
    std::int64_t selected = 0;
    for (const QItemSelectionRange& range : m_table->selectionModel()->selection()) selected += range.height();
    if (selected == 0) return menu;
    menu->addSeparator();
    const QString count = countText(selected);
    add(tr("Only the selection (%1) as JSON lines").arg(count), JournalExportFormat::jsonLines, true);
    add(tr("Only the selection (%1) as CSV").arg(count), JournalExportFormat::csv, true);
    add(tr("Only the selection (%1) as HTML").arg(count), JournalExportFormat::html, true);
    return menu;
}

void DialogueList::exportData() {
    if (m_isExporting) return m_access.submit(StopJournalView{{}, 0}, this, {});
    if (m_model->rowCount() == 0) return;
    QMenu* menu = makeExportMenu();
    menu->popup(m_export->mapToGlobal(QPoint(m_export->width() - menu->sizeHint().width(), m_export->height())));  // not beyond the window
}

void DialogueList::startExport(JournalExportFormat format, bool selection) {
    if (m_isExporting || !m_model->isOpen()) return;
    ExportJournal command;
    command.view = m_model->view();
    command.format = format;
    if (selection) command.positions = selectedPositions();
    m_isExporting = true;
    refresh();
    m_access.submit(std::move(command), this, [this, format](const Result<Receipt>& result) { finishExport(result, format); });
}

void DialogueList::finishExport(const Result<Receipt>& result, JournalExportFormat format) {
    m_isExporting = false;
    refresh();
    const auto* exported = result ? std::get_if<JournalExport>(&*result) : nullptr;
    if (exported == nullptr) {
        const Error error = result ? makeError(ErrorCode::internal) : result.error();
        if (error.code == ErrorCode::bodyTooLarge) return m_message->showMessage(Tone::bad, tr("That is more than 64 MiB at once. Choose a shorter range or a selection."));
        return fail(error);
    }
    const auto name = journalExportFormatName(format);
    const QString suffix = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    saveFile(this, tr("Export dialogues"), QStringLiteral("journal.") + suffix, tr("Dialogues (*.%1)").arg(suffix),
             [content = exported->content] { return QByteArray::fromStdString(content); }, [this](const QString& message) { emit messageRequested(message); });
}

// -- the rest -----------------------------------------------------------------------------------------------------------------

QByteArray DialogueList::viewState() const {
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << kStateVersion << static_cast<int>(m_range->range()) << m_table->horizontalHeader()->saveState();
    return state;
}

bool DialogueList::restoreViewState(const QByteArray& state) {
    QDataStream stream(state);
    int version = 0, range = 0;
    QByteArray header;
    stream >> version >> range >> header;
    if (stream.status() != QDataStream::Ok || version != kStateVersion || range < RangeBar::Today || range > RangeBar::Own) return false;
    if (range != RangeBar::Own) m_range->setRange(static_cast<RangeBar::Range>(range));  // a time of last week is not what is looked for today
    const bool restored = m_table->horizontalHeader()->restoreState(header);
    m_table->setColumnHidden(JournalModel::Passage, m_searched.isEmpty());
    return restored;
}

void DialogueList::retranslate() {
    m_search->setPlaceholderText(tr("Search in all texts"));
    m_search->setAccessibleName(tr("Search in all texts"));
    m_find->setText(tr("Search"));
    m_find->setToolTip(tr("Decrypts the dialogues of the range one by one; newest first."));
    m_stop->setText(tr("Stop"));
    m_columns->setText(tr("Columns"));
    m_columns->setToolTip(tr("Choose which columns are shown."));
    m_columns->setAccessibleName(tr("Columns"));
    m_progress->setAccessibleName(tr("Progress"));
    m_table->setAccessibleName(tr("Dialogues"));
    m_filter->retranslate();
    m_model->retranslate();
    refresh();
}

void DialogueList::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
