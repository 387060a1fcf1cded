#include "ui/pages/filters/words_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QUndoStack>
#include <QVBoxLayout>

#include "ui/engine_control.h"
#include "ui/dialogs/shortcut_sheet.h"
#include "ui/forms/word_bulk_panel.h"
#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/word_model.h"
#include "ui/models/word_text.h"
#include "ui/pages/filters/word_actions.h"
#include "ui/pages/filters/word_side.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/word_delegate.h"
#include "ui/widgets/word_filter_edit.h"
#include "ui/widgets/word_table_view.h"

namespace mirror::ui {

namespace {

constexpr int kSideWidth = 160;
constexpr int kTableWidth = 320;

QString numberText(std::size_t number) { return countText(static_cast<std::int64_t>(number)); }

}  // namespace

WordsPanel::WordsPanel(DraftOfWords& draft, QWidget* parent)
    : QWidget(parent), m_draft(draft), m_model(new WordModel(draft, this)), m_message(new MessageBar(this)), m_side(new WordSide(draft, this)),
      m_filter(new WordFilterEdit(this)), m_counts(new QLabel(this)), m_problem(new QLabel(this)), m_add(new QToolButton(this)), m_undo(new QToolButton(this)),
      m_redo(new QToolButton(this)), m_table(new WordTableView(*m_model, this)), m_empty(new EmptyState(this)), m_stack(new QStackedWidget(this)),
      m_bulk(new WordBulkPanel(draft, *m_model, this)), m_actions(new WordActions(draft, *m_model, *m_table, this)) {
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    m_side->setMinimumWidth(140);
    splitter->addWidget(m_side);
    splitter->addWidget(buildTable());
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({kSideWidth, 800});
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(10);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(splitter, 1);
    layout->addWidget(m_bulk);
    setFocusProxy(m_table);
    connectParts();
    retranslate();
}

// An editor that is open when the window closes would otherwise write into a model that is gone.
WordsPanel::~WordsPanel() { m_table->setModel(nullptr); }

QWidget* WordsPanel::buildFilter() {
    auto* line = new QWidget(this);
    m_counts->setObjectName(QStringLiteral("word-counts"));
    m_counts->setProperty("tone", "muted");
    m_problem->setObjectName(QStringLiteral("word-filter-problem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setProperty("tone", "bad");
    m_problem->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_add->setDefaultAction(m_actions->all().first());
    m_undo->setDefaultAction(m_actions->undoAction());
    m_redo->setDefaultAction(m_actions->redoAction());
    m_add->setObjectName(QStringLiteral("word-add"));
    m_undo->setObjectName(QStringLiteral("word-undo"));
    m_redo->setObjectName(QStringLiteral("word-redo"));
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_filter, 3);
    layout->addWidget(m_counts);
    layout->addWidget(m_problem, 2);
    for (QToolButton* button : {m_add, m_undo, m_redo}) layout->addWidget(button);
    return line;
}

QWidget* WordsPanel::buildTable() {
    auto* column = new QWidget(this);
    m_table->setItemDelegate(new WordDelegate(m_draft, *m_model, m_table));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_stack->setMinimumWidth(kTableWidth);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(buildFilter());
    layout->addWidget(m_message);
    layout->addWidget(m_stack, 1);
    return column;
}

void WordsPanel::connectParts() {
    connect(m_filter, &WordFilterEdit::filterChanged, m_model, &WordModel::setFilter);
    connect(m_filter, &WordFilterEdit::validityChanged, this, [this] {
        m_problem->setText(m_filter->problem());
        m_problem->setToolTip(m_filter->problem().toHtmlEscaped());
    });
    m_filter->setValueSource([this](const QString& field) {
        QStringList values;
        if (field == u"category")
            for (const auto& [category, words] : m_model->counts().categories) values << QString::fromStdString(category);
        if (field == u"list")
            for (const WordList& list : m_draft.lists()) values << QString::fromStdString(list.name);
        return values;
    });
    connect(m_side, &WordSide::narrowed, this, &WordsPanel::narrow);
    connect(m_side, &WordSide::listRemoved, this, [this](const QString& name) { offerUndo(tr("The list %1 and its entries are removed from the draft.").arg(name)); });
    connect(m_model, &WordModel::countsChanged, this, &WordsPanel::updateCounts);
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) connect(m_model, signal, this, &WordsPanel::updateEmptyState);
    connect(m_model, &QAbstractItemModel::modelReset, this, &WordsPanel::updateEmptyState);
    connect(m_model, &WordModel::busyChanged, this, &WordsPanel::updateEmptyState);
    connect(&m_draft, &DraftOfWords::stateChanged, this, &WordsPanel::updateEmptyState);
    connect(&m_draft, &DraftOfWords::loadingProgress, this, [this](std::size_t loaded, std::size_t all) {
        m_loaded = loaded;
        m_all = all;
        updateEmptyState();
    });
    connect(&m_draft, &DraftOfWords::failed, this, [this](const Error& error) {
        m_error = error;
        if (m_draft.state() == DraftOfWords::State::open) m_message->showMessage(Tone::bad, errorText(error));
        updateEmptyState();
    });
    connect(&m_draft, &DraftOfWords::refused, this, &WordsPanel::showRefused);
    connect(&m_draft, &DraftOfWords::warned, this, [this](const std::vector<WordProblem>& problems) {
        m_message->showMessage(Tone::warning, problemText(problems.front()));
    });
    connect(m_table, &WordTableView::selectionCountChanged, this, [this] { m_bulk->setSelected(m_table->selectedCount()); });
    connect(m_table, &QTableView::customContextMenuRequested, this, [this](const QPoint& at) { m_actions->makeMenu()->popup(m_table->viewport()->mapToGlobal(at)); });
    connect(m_bulk, &WordBulkPanel::patchRequested, m_actions, &WordActions::change);
    connect(m_bulk, &WordBulkPanel::removeRequested, m_actions, &WordActions::remove);
    connect(m_actions, &WordActions::categoryRequested, m_bulk, &WordBulkPanel::focusCategory);
    connect(m_actions, &WordActions::importRequested, this, &WordsPanel::importRequested);
    connect(m_actions, &WordActions::messageRequested, this, &WordsPanel::messageRequested);
}

void WordsPanel::setKind(WordKind kind) {
    m_model->setKind(kind);
    m_table->showColumnsOfKind();
    if (kind == WordKind::exception && m_side->category()) m_side->showAll();
    m_side->setCounts(m_model->counts(), kind);
    updateCounts();
}

void WordsPanel::setHits(std::vector<WordHitCount> hits) { m_model->setHits(std::move(hits)); }

void WordsPanel::clearHits() { m_model->clearHits(); }

std::uint16_t WordsPanel::targetList() const { return m_side->targetList(); }

void WordsPanel::focusFilter() {
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void WordsPanel::clearFilter() {
    if (m_table->isEditing()) return;  // Esc gives up what is being written, not the filter
    m_message->hide();
    m_filter->clear();
    m_side->showAll();
    m_table->setFocus(Qt::OtherFocusReason);
}

void WordsPanel::narrow() {
    m_model->narrow(m_side->list(), m_side->category());
    m_actions->setTarget(m_side->targetList(), m_side->category().value_or(std::string()));
}

bool WordsPanel::isFiltered() const { return m_model->isNarrow(); }

void WordsPanel::updateCounts() {
    const QString total = numberText(m_model->total());
    m_counts->setText(isFiltered() ? tr("%1 of %2 match").arg(numberText(m_model->shown()), total) : tr("%1 entries", nullptr, static_cast<int>(m_model->total())).arg(total));
    m_counts->setVisible(m_draft.state() == DraftOfWords::State::open);
    m_side->setCounts(m_model->counts(), m_model->kind());
    m_actions->setTarget(m_side->targetList(), m_side->category().value_or(std::string()));
    updateEmptyState();
}

// -- nothing to show --------------------------------------------------------------------------------------------------------

void WordsPanel::updateEmptyState() {
    const bool isOpen = m_draft.state() == DraftOfWords::State::open;
    // While the first answer to a filter is made the table is blank for a moment; to say so would only flicker.
    const bool any = isOpen && (m_model->rowCount() > 0 || m_model->isBusy());
    // Before the change: the keyboard goes where the page sends it, not to the next button.
    setFocusProxy(any ? static_cast<QWidget*>(m_table) : m_empty);
    m_stack->setCurrentWidget(any ? static_cast<QWidget*>(m_table) : m_empty);
    if (any) return;
    if (m_draft.state() == DraftOfWords::State::loading) return showWaiting();
    if (!isOpen) return showTrouble();
    showNothing();
}

void WordsPanel::showWaiting() {
    const QString progress = m_all > 0 ? tr("%1 of %2 entries have arrived.").arg(numberText(m_loaded), numberText(m_all)) : tr("The engine has not answered yet.");
    m_empty->setContent(QStringLiteral("filters"), tr("Loading the word lists"), progress);
    m_empty->setAction(tr("Cancel"), [this] { m_draft.close(); });
}

void WordsPanel::showTrouble() {
    const Snapshot& snapshot = *m_draft.link().snapshot();
    const auto again = [this] { m_draft.open(); };
    if (isLinkLost(snapshot)) {
        m_empty->setContent(QStringLiteral("link-lost"), tr("The engine does not answer"), tr("The word lists appear here as soon as it answers again."));
        return m_empty->setAction(tr("Try again"), again);
    }
    const bool isStopped = snapshot.state == EngineState::stopped || snapshot.state == EngineState::failed;
    if (m_draft.state() == DraftOfWords::State::failed && isStopped && m_error && m_error->code == ErrorCode::notRunning) {
        m_empty->setContent(QStringLiteral("stop"), tr("The engine is stopped"), tr("Start the engine to see and edit its word lists."));
        const bool canStart = m_startAction != nullptr && m_startAction->isEnabled();
        return m_empty->setAction(canStart ? plainText(m_startAction) : tr("Try again"), canStart ? std::function<void()>([this] { m_startAction->trigger(); }) : again);
    }
    if (m_draft.state() == DraftOfWords::State::failed) {
        m_empty->setContent(QStringLiteral("error"), tr("The word lists could not be loaded"), m_error ? errorText(*m_error) : QString());
        return m_empty->setAction(tr("Try again"), again);
    }
    m_empty->setContent(QStringLiteral("filters"), tr("The word lists are not loaded"), tr("Loading was cancelled. Nothing has changed."));
    m_empty->setAction(tr("Load"), again);
}

void WordsPanel::showNothing() {
    if (m_model->total() > 0) {
        m_empty->setContent(QStringLiteral("filter"), tr("0 of %1 match").arg(numberText(m_model->total())), tr("No entry matches the filter, the list and the category chosen."));
        return m_empty->setAction(tr("Clear the filter"), [this] { clearFilter(); });
    }
    if (m_model->kind() == WordKind::exception) {
        m_empty->setContent(QStringLiteral("filters"), tr("No exception yet"), tr("A phrase here saves what it contains: with 大麻烦, the word 大麻 is no hit inside it."));
        return m_empty->setAction(tr("Add a phrase"), [this] { m_actions->add(); });
    }
    if (m_model->kind() == WordKind::regex) {
        m_empty->setContent(QStringLiteral("filters"), tr("No rule yet"), tr("Regular expressions (RE2) look at the text as it was written, without folding."));
        return m_empty->setAction(tr("Add a rule"), [this] { m_actions->add(); });
    }
    m_empty->setContent(QStringLiteral("filters"), tr("No word yet"), tr("Press Ins to write one, or drop a file here: txt, csv or json, one entry a line."));
    m_empty->setAction(tr("Import …"), [this] { emit importFileRequested(); });
}

void WordsPanel::offer(QAction* start) {
    m_startAction = start;
    updateEmptyState();
}

// -- edits ------------------------------------------------------------------------------------------------------------------

/// What was typed stands in the editor again: a refusal costs no typing.
void WordsPanel::showRefused(const std::vector<WordProblem>& problems, const std::vector<Word>& words) {
    if (problems.empty()) return;
    const auto count = static_cast<int>(problems.size());
    // One that was written by hand stands in its editor again.
    const bool isWritten = words.size() == 1 && words.front().kind == m_model->kind();
    const QString hint = isWritten ? tr("Change the text, or press Esc to give it up.") : QString();
    m_message->showMessage(Tone::bad, count == 1 ? sentences(problemText(problems.front()), hint)
                                                 : sentences(tr("%n entries were refused; nothing of this change was taken.", nullptr, count), problemText(problems.front())));
    if (!isWritten) return;
    const Word& word = words.front();
    const Word* there = m_draft.find(word.id);
    const bool isText = there == nullptr || there->text != word.text;
    const WordColumn column = isText ? WordColumn::text : there->category != word.category ? WordColumn::category : WordColumn::note;
    const std::string& typed = isText ? word.text : column == WordColumn::category ? word.category : word.note;
    QModelIndex cell;
    if (there == nullptr) {
        Word fresh = word;
        fresh.text.clear();
        cell = m_model->beginNew(fresh);
    } else {
        cell = m_model->index(m_model->rowOf(word.id), static_cast<int>(column));
    }
    m_model->retry(there == nullptr ? 0 : word.id, column, QString::fromStdString(typed));
    m_table->editCell(cell);
}

void WordsPanel::offerUndo(const QString& sentence) {
    m_message->showMessage(Tone::info, sentence);
    m_message->addButton(tr("Undo"), [this] {
        m_draft.undoStack().undo();
        m_message->hide();
    });
}

void WordsPanel::removeWord(std::uint32_t id) {
    const Word* word = m_draft.find(id);
    if (word == nullptr) return;
    const QString shown = quotedWord(word->text);
    m_draft.removeMany({id}, tr("Remove %1").arg(shown));
    offerUndo(tr("%1 is removed from the draft.").arg(shown));
}

void WordsPanel::allowPhrase(const QString& phrase) {
    Word word;
    word.id = m_draft.takeWordId();
    word.kind = WordKind::exception;
    word.list = targetList();
    word.text = phrase.trimmed().toStdString();
    const QString shown = quotedWord(word.text);
    m_draft.edit({{std::move(word)}, {}, {}, {}}, tr("Allow %1").arg(shown));
    offerUndo(tr("%1 is an exception now: what it contains is no hit inside it.").arg(shown));
}

void WordsPanel::disableWords(WordTable::Ids ids) {
    const QString shown = numberText(ids.size());
    const auto count = static_cast<int>(ids.size());
    m_draft.editMany(std::move(ids), WordPatch{.enabled = false}, tr("Switch %1 entries off", nullptr, count).arg(shown));
    offerUndo(tr("%1 entries are switched off in the draft.", nullptr, count).arg(shown));
}

void WordsPanel::retranslate() {
    m_filter->retranslate();
    m_side->retranslate();
    m_bulk->retranslate();
    m_actions->retranslate();
    m_table->setAccessibleName(tr("Entries"));
    for (QToolButton* button : {m_add, m_undo, m_redo}) button->setAccessibleName(button->defaultAction()->text());
    emit m_model->headerDataChanged(Qt::Horizontal, 0, kWordColumns - 1);
    m_table->viewport()->update();
    updateCounts();
}

}  // namespace mirror::ui
