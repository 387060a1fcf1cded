#include "ui/pages/filters_page.h"

#include <QAction>
#include <QDataStream>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIODevice>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>
#include <QToolButton>
#include <QUndoStack>
#include <QVBoxLayout>

#include "ui/charts/save_file.h"
#include "ui/dialogs/confirm_dialog.h"
#include "ui/dialogs/import_words_dialog.h"
#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/word_model.h"
#include "ui/pages/filters/apply_pane.h"
#include "ui/pages/filters/dry_run_pane.h"
#include "ui/pages/filters/pii_tab.h"
#include "ui/pages/filters/try_out_pane.h"
#include "ui/pages/filters/word_actions.h"
#include "ui/pages/filters/word_history_pane.h"
#include "ui/pages/filters/words_panel.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/word_table_view.h"
#include "ui/widgets/words_state_chip.h"

namespace mirror::ui {

namespace {

constexpr int kHitsMilliseconds = 2000;
constexpr int kStateVersion = 1;
constexpr int kTryOutWidth = 360;

QString suffixOf(WordFileFormat format) {
    const auto name = wordFileFormatName(format);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

/// The first local file of what is dragged; empty when there is none.
QString fileOf(const QMimeData* data) {
    for (const QUrl& url : data->urls())
        if (url.isLocalFile() && QFileInfo(url.toLocalFile()).isFile()) return url.toLocalFile();
    return {};
}

}  // namespace

FiltersPage::FiltersPage(EngineLink& link, QWidget* parent)
    : Page(parent), m_link(link), m_draft(link), m_heading(new QLabel(this)), m_state(new WordsStateChip(link, this)), m_draftState(new QLabel(this)),
      m_discard(new QPushButton(this)), m_import(new QPushButton(this)), m_export(new QPushButton(this)), m_history(new QPushButton(this)),
      m_dryRun(new QPushButton(this)), m_apply(new QPushButton(this)), m_message(new MessageBar(this)), m_tabs(new QTabBar(this)),
      m_stack(std::make_unique<QStackedWidget>(this)), m_hits(new QTimer(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(8);
    setAcceptDrops(true);
    buildHead();
    buildViews();
    buildActions();
    connectParts();
    showView(WordsView);
    retranslate();
}

FiltersPage::~FiltersPage() = default;

void FiltersPage::buildHead() {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_heading->setFont(headingFont(m_heading->font(), 1.35));
    m_draftState->setObjectName(QStringLiteral("draft-state"));
    m_draftState->setTextFormat(Qt::PlainText);
    m_draftState->setProperty("tone", "muted");
    m_import->setIcon(icon(QStringLiteral("import")));
    m_export->setIcon(icon(QStringLiteral("export")));
    m_import->setObjectName(QStringLiteral("words-import"));
    m_export->setObjectName(QStringLiteral("words-export"));
    m_discard->setObjectName(QStringLiteral("words-discard"));
    m_history->setIcon(icon(QStringLiteral("history")));
    m_dryRun->setIcon(icon(QStringLiteral("dry-run")));
    m_history->setObjectName(QStringLiteral("words-history"));
    m_dryRun->setObjectName(QStringLiteral("words-dry-run"));
    m_apply->setObjectName(QStringLiteral("words-apply"));
    m_apply->setProperty("role", "primary");
    row->addWidget(m_heading);
    row->addSpacing(6);
    row->addWidget(m_state);
    row->addWidget(m_draftState, 1);
    for (QPushButton* button : {m_discard, m_import, m_export, m_history, m_dryRun, m_apply}) row->addWidget(button);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    layout()->addWidget(m_message);
}

void FiltersPage::buildViews() {
    m_tabs->setObjectName(QStringLiteral("filter-tabs"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    for (int i = Words; i <= Personal; ++i) m_tabs->addTab(QString());
    m_personal = new PiiTab(m_link, m_stack.get());
    m_stack->addWidget(buildWords());
    m_stack->addWidget(m_personal);
    m_stack->addWidget(buildDryRun());
    m_stack->addWidget(buildApply());
    m_stack->addWidget(buildHistory());
    layout()->addWidget(m_tabs);
    static_cast<QVBoxLayout*>(layout())->addWidget(m_stack.get(), 1);
    setFocusProxy(m_words);
}

QWidget* FiltersPage::buildWords() {
    m_splitter = new QSplitter(Qt::Horizontal, m_stack.get());
    m_words = new WordsPanel(m_draft, m_splitter);
    auto* tryOut = new TryOutPane(m_draft, m_link, m_splitter);
    m_splitter->addWidget(m_words);
    m_splitter->addWidget(tryOut);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(12);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({900, kTryOutWidth});
    connect(tryOut, &TryOutPane::allowPhraseRequested, m_words, &WordsPanel::allowPhrase);
    connect(tryOut, &TryOutPane::removeWordRequested, m_words, &WordsPanel::removeWord);
    return m_splitter;
}

QWidget* FiltersPage::buildDryRun() {
    auto* view = new QWidget(m_stack.get());
    m_dryRunPane = new DryRunPane(m_draft, m_link, view);
    m_back = new QToolButton(view);
    m_back->setIcon(icon(QStringLiteral("back")));
    m_back->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto* layout = new QVBoxLayout(view);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_back, 0, Qt::AlignLeft);
    layout->addWidget(m_dryRunPane, 1);
    connect(m_back, &QToolButton::clicked, this, [this] { chooseTab(m_tabs->currentIndex()); });
    connect(m_dryRunPane, &DryRunPane::disableWordsRequested, m_words, &WordsPanel::disableWords);
    return view;
}

void FiltersPage::setJournal(JournalAccess& journal) { m_dryRunPane->setJournal(journal); }

QWidget* FiltersPage::buildApply() {
    auto* pane = new ApplyWordsPane(m_draft, m_link, m_stack.get());
    const auto back = [this] { chooseTab(m_tabs->currentIndex()); };
    connect(pane, &ApplyWordsPane::done, this, back);
    connect(pane, &ApplyWordsPane::cancelled, this, back);
    return pane;
}

QWidget* FiltersPage::buildHistory() {
    auto* pane = new WordHistoryPane(m_draft, m_link, m_stack.get());
    connect(pane, &WordHistoryPane::backRequested, this, [this] { chooseTab(m_tabs->currentIndex()); });
    connect(pane, &WordHistoryPane::restored, this, [this](quint64 revision) {
        m_message->showMessage(Tone::good, tr("Revision %1 is in force with the content of an old one.").arg(revision));
    });
    return pane;
}

void FiltersPage::buildActions() {
    const auto make = [this](const QString& iconName, QPushButton* button) {
        auto* action = new QAction(icon(iconName), QString(), this);
        connect(action, &QAction::triggered, button, &QPushButton::click);
        return action;
    };
    m_applyAction = make(QStringLiteral("check"), m_apply);
    m_dryRunAction = make(QStringLiteral("dry-run"), m_dryRun);
    m_historyAction = make(QStringLiteral("history"), m_history);
    m_importAction = make(QStringLiteral("import"), m_import);
    m_discardAction = make(QStringLiteral("revert"), m_discard);
}

void FiltersPage::connectParts() {
    connect(m_tabs, &QTabBar::currentChanged, this, &FiltersPage::chooseTab);
    connect(m_tabs, &QTabBar::tabBarClicked, this, [this](int tab) {
        if (tab == m_tabs->currentIndex()) chooseTab(tab);  // back from another view
    });
    connect(m_apply, &QPushButton::clicked, this, [this] { showView(ApplyView); });
    connect(m_dryRun, &QPushButton::clicked, this, [this] { showView(DryRunView); });
    connect(m_history, &QPushButton::clicked, this, [this] { showView(HistoryView); });
    connect(m_personal, &PiiTab::modifiedChanged, this, &Page::modifiedChanged);
    connect(m_import, &QPushButton::clicked, this, [this] { openImport({}, {}, {}); });
    connect(m_export, &QPushButton::clicked, this, &FiltersPage::exportData);
    connect(m_discard, &QPushButton::clicked, this, &FiltersPage::discard);
    connect(m_words, &WordsPanel::importRequested, this, [this](const QString& name, const QByteArray& content) { openImport({}, name, content); });
    connect(m_words, &WordsPanel::importFileRequested, m_import, &QPushButton::click);
    connect(m_words, &WordsPanel::messageRequested, this, &Page::messageRequested);
    connect(&m_words->model(), &WordModel::countsChanged, this, &FiltersPage::updateTabs);
    connect(&m_draft, &DraftOfWords::stateChanged, this, &FiltersPage::updateDraft);
    connect(&m_draft, &DraftOfWords::modifiedChanged, this, &FiltersPage::updateDraft);
    connect(&m_draft.undoStack(), &QUndoStack::indexChanged, this, &FiltersPage::updateDraft);
    connect(&m_link, &EngineLink::snapshotChanged, this, &FiltersPage::followRevision);
    m_hits->setInterval(kHitsMilliseconds);
    connect(m_hits, &QTimer::timeout, this, &FiltersPage::askHits);
}

QString FiltersPage::title() const { return tr("Filters"); }

void FiltersPage::retranslate() {
    m_heading->setText(title());
    m_tabs->setAccessibleName(tr("Kinds of rules"));
    m_discard->setText(tr("Discard changes"));
    m_import->setText(tr("Import …"));
    m_import->setToolTip(tr("Reads words from a txt, csv or json file into the draft. Files may also be dropped here."));
    m_export->setText(tr("Export …"));
    m_importAction->setText(tr("Import words"));
    m_discardAction->setText(tr("Discard the changes of the word lists"));
    m_history->setText(tr("History"));
    m_dryRun->setText(tr("Dry run …"));
    m_dryRun->setToolTip(tr("What the draft would do to innocent texts."));
    m_apply->setText(tr("Apply …"));
    m_back->setText(tr("Back to the words"));
    m_applyAction->setText(tr("Apply the word lists"));
    m_dryRunAction->setText(tr("Dry run of the word lists"));
    m_historyAction->setText(tr("History of the word lists"));
    m_words->retranslate();
    updateTabs();
    updateDraft();
}

void FiltersPage::activate() {
    m_active = true;
    if (m_draft.state() == DraftOfWords::State::closed || m_draft.state() == DraftOfWords::State::failed) m_draft.open();
    followRevision();
    askHits();
    m_hits->start();
}

void FiltersPage::deactivate() {
    m_active = false;
    m_hits->stop();
}

void FiltersPage::focusFilter() { m_words->focusFilter(); }

void FiltersPage::clearFilter() { m_words->clearFilter(); }

QList<QAction*> FiltersPage::pageActions() const {
    return QList<QAction*>{m_applyAction, m_dryRunAction, m_historyAction, m_importAction, m_discardAction} + m_words->actions().all();
}

bool FiltersPage::isModified() const { return m_draft.isModified() || m_personal->isModified(); }

void FiltersPage::offer(QAction* start, QAction*) { m_words->offer(start); }

QByteArray FiltersPage::viewState() const {
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << kStateVersion << m_splitter->saveState() << m_words->table().horizontalHeader()->saveState();
    return state;
}

bool FiltersPage::restoreViewState(const QByteArray& state) {
    QDataStream stream(state);
    int version = 0;
    QByteArray splitter;
    QByteArray header;
    stream >> version >> splitter >> header;
    if (stream.status() != QDataStream::Ok || version != kStateVersion) return false;
    m_splitter->restoreState(splitter);
    m_words->table().horizontalHeader()->restoreState(header);
    m_words->table().showColumnsOfKind();
    return true;
}

// -- what is the case -------------------------------------------------------------------------------------------------------

void FiltersPage::chooseTab(int tab) {
    if (tab != Personal) m_words->setKind(static_cast<WordKind>(tab));
    showView(tab == Personal ? PersonalView : WordsView);
    updateTabs();
}

void FiltersPage::showView(View view) {
    if (m_stack->currentIndex() != view) m_message->hide();  // it spoke of what was done in the other one
    m_stack->setCurrentIndex(view);
    setFocusProxy(view == WordsView ? m_words : m_stack->currentWidget());
    // Undo reaches the draft from everywhere on the page but where it is not shown.
    for (QAction* action : {m_words->actions().undoAction(), m_words->actions().redoAction()})
        view == PersonalView ? removeAction(action) : addAction(action);
}

void FiltersPage::updateTabs() {
    const auto& kinds = m_words->model().counts().kinds;
    const QStringList names{tr("Words"), tr("Exceptions"), tr("Regular expressions")};
    for (int i = Words; i <= Rules; ++i)
        m_tabs->setTabText(i, tr("%1 (%2)").arg(names.at(i), countText(static_cast<std::int64_t>(kinds.at(static_cast<std::size_t>(i))))));
    m_tabs->setTabText(Personal, tr("Personal data"));
}

void FiltersPage::updateDraft() {
    const bool isModified = m_draft.isModified();
    const QUndoStack& stack = m_draft.undoStack();
    const int steps = stack.cleanIndex() < 0 ? stack.index() : std::abs(stack.index() - stack.cleanIndex());
    if (!isModified) m_draftState->clear();
    else if (steps == 0) m_draftState->setText(tr("An old revision is in the draft; nothing changes before it is applied."));
    else m_draftState->setText(tr("%n change(s) not applied yet", nullptr, steps));
    const bool isOpen = m_draft.state() == DraftOfWords::State::open;
    m_discard->setVisible(isModified);
    m_apply->setEnabled(isModified);
    m_applyAction->setEnabled(isModified);
    m_dryRun->setEnabled(isOpen);
    m_dryRunAction->setEnabled(isOpen);
    m_discardAction->setEnabled(isModified);
    m_import->setEnabled(isOpen);
    m_importAction->setEnabled(isOpen);
    m_export->setEnabled(isOpen && !m_isExporting);
    emit modifiedChanged();
}

/// Another revision came into force: what nobody has edited follows it, what somebody has is left to him.
void FiltersPage::followRevision() {
    const std::uint64_t inForce = m_link.snapshot()->words.revision;
    if (!m_active || m_draft.state() != DraftOfWords::State::open || inForce <= m_draft.baseRevision()) return;
    if (!m_draft.isModified()) return m_draft.revert();
    if (std::exchange(m_toldRevision, inForce) == inForce) return;
    m_message->showMessage(Tone::warning, tr("Revision %1 came into force meanwhile. Apply offers to make your changes on it.").arg(inForce));
}

void FiltersPage::askHits() {
    if (m_isAskingHits || !m_active) return;
    m_isAskingHits = true;
    m_link.submit(QueryWordHits{}, this, [this](Result<Receipt> result) {
        m_isAskingHits = false;
        auto* hits = result ? std::get_if<WordHits>(&*result) : nullptr;
        if (hits != nullptr) m_words->setHits(std::move(hits->words));
        else m_words->clearHits();
    });
}

void FiltersPage::discard() {
    if (!m_draft.isModified()) return;
    const ConfirmDialog::Question question{tr("Discard changes"), tr("All changes that were not applied are lost, and the revision in force is loaded again."), tr("Discard")};
    (new ConfirmDialog(question, [this] { m_draft.revert(); }, this))->open();
}

// -- files ------------------------------------------------------------------------------------------------------------------

void FiltersPage::dragEnterEvent(QDragEnterEvent* event) {
    if (m_draft.state() == DraftOfWords::State::open && !fileOf(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void FiltersPage::dropEvent(QDropEvent* event) {
    const QString file = fileOf(event->mimeData());
    if (file.isEmpty()) return;
    event->acceptProposedAction();
    importFile(file);
}

void FiltersPage::importFile(const QString& path) { openImport(path, {}, {}); }

void FiltersPage::openImport(const QString& path, const QString& name, const QByteArray& content) {
    if (m_draft.state() != DraftOfWords::State::open) return;
    Word defaults;
    defaults.kind = m_words->model().kind();
    defaults.list = m_words->targetList();
    auto* dialog = new ImportWordsDialog(m_draft, defaults, this);
    connect(dialog, &ImportWordsDialog::imported, this, [this](const QString& sentence) {
        m_message->showMessage(Tone::good, sentence);
        m_words->table().setFocus(Qt::OtherFocusReason);
    });
    dialog->open();
    if (!path.isEmpty()) dialog->readFile(path);
    else if (!content.isEmpty()) dialog->setContent(name, content);
    else dialog->chooseFile();
}

QMenu* FiltersPage::makeExportMenu() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const std::size_t selected = m_words->table().selectedCount();
    const auto add = [this, menu](const QString& text, WordFileFormat format, bool selection) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, format, selection] { exportWords(format, selection); });
    };
    add(tr("All entries as CSV"), WordFileFormat::csv, false);
    add(tr("All entries as JSON"), WordFileFormat::json, false);
    add(tr("All texts, one a line"), WordFileFormat::txt, false);
    if (selected == 0) return menu;
    const QString count = countText(static_cast<std::int64_t>(selected));
    menu->addSeparator();
    add(tr("The %1 selected as CSV").arg(count), WordFileFormat::csv, true);
    add(tr("The %1 selected as JSON").arg(count), WordFileFormat::json, true);
    add(tr("The texts of the %1 selected").arg(count), WordFileFormat::txt, true);
    return menu;
}

void FiltersPage::exportData() {
    if (m_draft.state() != DraftOfWords::State::open) return;
    makeExportMenu()->popup(m_export->mapToGlobal(QPoint(0, m_export->height())));
}

void FiltersPage::exportWords(WordFileFormat format, bool selection) {
    ExportWords command{m_draft.id(), {}, format};
    if (selection) command.ids = m_words->table().selectedIds();
    m_isExporting = true;
    updateDraft();
    m_draft.whenSynced(this, [this, command = std::move(command)] {
        m_link.submit(command, this, [this, format = command.format](Result<Receipt> result) {
            m_isExporting = false;
            updateDraft();
            const auto* exported = result ? std::get_if<ExportedWords>(&*result) : nullptr;
            if (exported != nullptr) return saveExported(*exported, format);
            m_message->showMessage(Tone::bad, errorText(result ? makeError(ErrorCode::internal) : result.error()));
        });
    });
}

void FiltersPage::saveExported(const ExportedWords& exported, WordFileFormat format) {
    const QString suffix = suffixOf(format);
    saveFile(this, tr("Export words"), QStringLiteral("words.") + suffix, tr("Word lists (*.%1)").arg(suffix),
             [content = exported.content] { return QByteArray::fromStdString(content); }, [this](const QString& message) { emit messageRequested(message); });
}

}  // namespace mirror::ui
