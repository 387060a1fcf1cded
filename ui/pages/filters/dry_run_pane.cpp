#include "ui/pages/filters/dry_run_pane.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QProgressBar>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSpinBox>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/draft_of_words.h"
#include "ui/models/dry_run_model.h"
#include "ui/models/journal_access.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/passage_delegate.h"
#include "ui/widgets/tone_delegate.h"

namespace mirror::ui {

namespace {

QString count(std::uint64_t value) { return countText(static_cast<std::int64_t>(value)); }

}  // namespace

DryRunPane::DryRunPane(DraftOfWords& draft, EngineLink& link, QWidget* parent)
    : QWidget(parent), m_draft(draft), m_link(link), m_words(new DryRunModel(this)), m_sorted(new QSortFilterProxyModel(this)), m_samples(new DryRunSampleModel(this)),
      m_message(new MessageBar(this)), m_bundled(new QCheckBox(this)), m_useFolder(new QCheckBox(this)), m_folder(new QLineEdit(this)), m_useJournal(new QCheckBox(this)), m_days(new QSpinBox(this)), m_browse(new QPushButton(this)),
      m_direction(new QComboBox(this)), m_run(new QPushButton(this)), m_cancel(new QPushButton(this)), m_progress(new QProgressBar(this)), m_impact(new QLabel(this)),
      m_detail(new QLabel(this)), m_stale(new QLabel(this)), m_table(new QTableView(this)), m_samplesTitle(new QLabel(this)), m_sampleList(new QListView(this)),
      m_chooseNew(new QPushButton(this)), m_chooseNone(new QPushButton(this)), m_exclude(new QPushButton(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_message);
    buildChoice();
    buildResult();
    connectParts();
    retranslate();
    showReport();
}

void DryRunPane::buildChoice() {
    m_bundled->setChecked(true);
    m_folder->setEnabled(false);
    m_folder->setObjectName(QStringLiteral("dryRunFolder"));
    m_browse->setEnabled(false);
    for (const WordScope scope : {WordScope::both, WordScope::input, WordScope::output}) m_direction->addItem(QString(), static_cast<int>(scope));
    m_run->setProperty("role", "primary");
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(8);
    m_useJournal->setObjectName(QStringLiteral("dryRunJournal"));
    m_days->setRange(1, 366);
    m_days->setValue(7);
    m_days->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_days->setEnabled(false);
    auto* texts = new QHBoxLayout;
    texts->setSpacing(8);
    texts->addWidget(m_bundled);
    texts->addSpacing(8);
    texts->addWidget(m_useFolder);
    texts->addWidget(m_folder, 1);
    texts->addWidget(m_browse);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_useJournal);
    row->addWidget(m_days);
    row->addStretch(1);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_direction, m_cancel, m_run}) row->addWidget(widget);
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addLayout(texts);
    column->addLayout(row);
    column->addWidget(m_progress);
}

void DryRunPane::buildResult() {
    m_impact->setFont(headingFont(m_impact->font(), 1.25));
    m_impact->setWordWrap(true);
    m_detail->setProperty("tone", "muted");
    m_detail->setWordWrap(true);
    m_stale->setProperty("tone", "warning");
    m_stale->setWordWrap(true);
    m_sorted->setSourceModel(m_words);
    m_sorted->setSortRole(DryRunModel::SortRole);
    m_table->setObjectName(QStringLiteral("dryRunWords"));
    m_table->setModel(m_sorted);
    m_table->setItemDelegateForColumn(DryRunModel::Action, new ToneDelegate(m_table));
    m_table->setItemDelegateForColumn(DryRunModel::New, new ToneDelegate(m_table));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(28);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(DryRunModel::Hits, Qt::DescendingOrder);
    const int widths[] = {150, 84, 80, 62, 62};
    for (int i = 0; i < 5; ++i) m_table->setColumnWidth(i, widths[i]);
    m_sampleList->setObjectName(QStringLiteral("dryRunSamples"));
    m_sampleList->setModel(m_samples);
    m_sampleList->setItemDelegate(new PassageDelegate(m_sampleList));
    m_sampleList->setUniformItemSizes(true);
    auto* right = new QWidget(this);
    auto* samples = new QVBoxLayout(right);
    samples->setContentsMargins(6, 0, 0, 0);
    samples->setSpacing(6);
    samples->addWidget(m_samplesTitle);
    samples->addWidget(m_sampleList, 1);
    auto* splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_table);
    splitter->addWidget(right);
    splitter->setStretchFactor(0, 5);
    splitter->setStretchFactor(1, 4);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_chooseNew);
    buttons->addWidget(m_chooseNone);
    buttons->addStretch(1);
    buttons->addWidget(m_exclude);
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addWidget(m_impact);
    column->addWidget(m_detail);
    column->addWidget(m_stale);
    // Before the first run there is nothing to be empty.
    m_result = new QWidget(this);
    auto* result = new QVBoxLayout(m_result);
    result->setContentsMargins(0, 0, 0, 0);
    result->setSpacing(8);
    result->addWidget(splitter, 1);
    result->addLayout(buttons);
    column->addWidget(m_result, 1);
    column->addStretch(0);
}

void DryRunPane::connectParts() {
    connect(m_useFolder, &QCheckBox::toggled, this, [this](bool on) {
        m_folder->setEnabled(on);
        m_browse->setEnabled(on);
        if (on) m_folder->setFocus();
        updateButtons();
    });
    connect(m_useJournal, &QCheckBox::toggled, this, &DryRunPane::updateButtons);
    connect(m_bundled, &QCheckBox::toggled, this, &DryRunPane::updateButtons);
    connect(m_folder, &QLineEdit::textChanged, this, &DryRunPane::updateButtons);
    connect(m_folder, &QLineEdit::returnPressed, m_run, &QPushButton::click);
    connect(m_browse, &QPushButton::clicked, this, &DryRunPane::browse);
    connect(m_run, &QPushButton::clicked, this, &DryRunPane::run);
    connect(m_cancel, &QPushButton::clicked, this, &DryRunPane::cancel);
    connect(m_chooseNew, &QPushButton::clicked, m_words, &DryRunModel::chooseNew);
    connect(m_chooseNone, &QPushButton::clicked, m_words, &DryRunModel::chooseNone);
    connect(m_exclude, &QPushButton::clicked, this, [this] { emit disableWordsRequested(m_words->chosen()); });
    connect(m_words, &DryRunModel::chosenChanged, this, &DryRunPane::updateButtons);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        const DryRunWord* word = m_words->at(m_sorted->mapToSource(now).row());
        m_samples->showWord(word == nullptr ? 0 : word->word.id);
        updateButtons();
    });
    connect(&m_link, &EngineLink::snapshotChanged, this, &DryRunPane::updateProgress);
    connect(&m_draft, &DraftOfWords::changed, this, &DryRunPane::updateButtons);
    connect(&m_draft, &DraftOfWords::listsChanged, this, &DryRunPane::updateButtons);
    connect(&m_draft, &DraftOfWords::synced, this, &DryRunPane::updateButtons);
    connect(&m_draft, &DraftOfWords::stateChanged, this, &DryRunPane::updateButtons);
}

void DryRunPane::setJournal(JournalAccess& journal) {
    m_journal = &journal;
    connect(&journal, &JournalAccess::unlocked, this, &DryRunPane::updateButtons);
    connect(&journal, &JournalAccess::locked, this, &DryRunPane::leaveJournal);
    updateButtons();
}

bool DryRunPane::readsJournal() const { return m_useJournal->isChecked() && m_journal != nullptr && m_journal->isUnlocked(); }

/// Passages of dialogues are part of what is forgotten, and a run that reads them gets no answer any more.
void DryRunPane::leaveJournal() {
    if (m_isRunning && m_isReadingJournal) {
        m_isRunning = false;
        m_message->showMessage(Tone::info, tr("The journal was locked: the dry run ended."));
    }
    if (m_isReadingJournal) {
        m_report.reset();
        m_words->setWords({});
        m_samples->setSamples({});
        showReport();
    }
    m_isReadingJournal = false;
    updateButtons();
}

void DryRunPane::browse() {
    auto* dialog = new QFileDialog(this, tr("Folder with texts"), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, m_folder, &QLineEdit::setText);
    dialog->open();
}

void DryRunPane::run() {
    if (!m_run->isEnabled()) return;
    m_isRunning = true;
    m_message->hide();
    m_progress->setValue(0);
    DryRunWords command;
    command.draft = m_draft.id();
    command.bundled = m_bundled->isChecked();
    if (m_useFolder->isChecked()) command.folder = m_folder->text().trimmed().toStdString();
    command.direction = static_cast<WordScope>(m_direction->currentData().toInt());
    const auto done = [this, version = m_draft.version()](const Result<Receipt>& result) {
        m_isRunning = false;
        m_reportVersion = version;
        finish(result);
    };
    m_isReadingJournal = readsJournal();
    if (m_isReadingJournal) {
        command.journalDays = static_cast<std::uint32_t>(m_days->value());
        m_journal->submit(std::move(command), this, done);
    } else {
        m_link.submit(std::move(command), this, done);
    }
    updateButtons();
}

void DryRunPane::cancel() {
    m_cancel->setEnabled(false);
    m_link.submit(CancelWords{m_draft.id()}, this, [](const Result<Receipt>&) {});  // the dry run itself answers that it was cancelled
}

void DryRunPane::finish(const Result<Receipt>& result) {
    const auto* report = result ? std::get_if<DryRunReport>(&*result) : nullptr;
    if (report != nullptr) {
        m_report = *report;
        m_words->setWords(report->words);
        m_samples->setSamples(report->samples);
        showReport();
    } else {
        const Error error = result ? makeError(ErrorCode::internal) : result.error();
        const bool isCancelled = error.code == ErrorCode::cancelled;
        m_message->showMessage(isCancelled ? Tone::info : Tone::bad, isCancelled ? tr("The dry run was cancelled.") : errorText(error));
    }
    updateButtons();
}

void DryRunPane::updateProgress() {
    const WordsStatus& words = m_link.snapshot()->words;
    if (m_isRunning && words.task == WordsTask::dryRun && words.taskDraft == m_draft.id()) m_progress->setValue(static_cast<int>(words.taskPermille));
}

void DryRunPane::updateButtons() {
    const bool canReadJournal = m_journal != nullptr && m_journal->isUnlocked();
    m_useJournal->setVisible(m_journal != nullptr);
    m_days->setVisible(m_journal != nullptr);
    m_useJournal->setEnabled(canReadJournal);
    m_useJournal->setToolTip(canReadJournal ? tr("What was said lately, masked as it was written.") : tr("Unlock the journal on its page first."));
    m_days->setEnabled(canReadJournal && m_useJournal->isChecked());
    const bool hasTexts = m_bundled->isChecked() || readsJournal() || (m_useFolder->isChecked() && !m_folder->text().trimmed().isEmpty());
    m_run->setEnabled(!m_isRunning && hasTexts && m_draft.state() == DraftOfWords::State::open && m_draft.isSynced());
    m_cancel->setVisible(m_isRunning);
    if (!m_isRunning) m_cancel->setEnabled(true);
    // Keeps its room: what is below must not jump when a run begins.
    QSizePolicy policy = m_progress->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(policy);
    m_progress->setVisible(m_isRunning);
    const auto chosen = static_cast<int>(m_words->chosen().size());
    m_exclude->setEnabled(chosen > 0 && !m_isRunning);
    m_exclude->setText(chosen == 0 ? tr("Exclude the chosen rules") : tr("Exclude %n rule(s)", nullptr, chosen));
    m_chooseNone->setEnabled(chosen > 0);
    m_chooseNew->setEnabled(m_report && m_words->rowCount() > 0);
    m_stale->setVisible(m_report && m_reportVersion != m_draft.version());
    const auto shown = static_cast<std::int64_t>(m_samples->rowCount());
    m_samplesTitle->setText(m_samples->total() == static_cast<std::size_t>(shown)
                                ? tr("Passages that would newly be blocked: %1").arg(countText(shown))
                                : tr("Passages of this rule: %1").arg(countText(shown)));
}

QString DryRunPane::detailText() const {
    const DryRunReport& r = *m_report;
    QStringList parts;
    parts << tr("blocked by the list in force: %1, by the draft: %2").arg(count(r.blockedNow), count(r.blockedThen));
    parts << tr("%1 texts, %2, in %3").arg(count(r.documents), bytesText({static_cast<std::int64_t>(r.bytes)}), durationText(r.took));
    if (r.unreadable > 0) parts << tr("%1 files could not be read as text").arg(count(r.unreadable));
    return parts.join(QStringLiteral(" · "));
}

void DryRunPane::showReport() {
    m_detail->setVisible(m_report.has_value());
    m_result->setVisible(m_report.has_value());
    if (!m_report) {
        m_impact->setText(tr("Run the draft over innocent texts before it is applied: what it blocks there, it blocks at work."));
        return updateButtons();
    }
    if (m_report->passages == 0)
        m_impact->setText(tr("There was no text to read."));
    else if (m_report->newlyBlocked == 0)
        m_impact->setText(tr("Would newly block none of %1 passages.").arg(count(m_report->passages)));
    else
        m_impact->setText(tr("Would newly block %1 of %2 passages (%3).")
                              .arg(count(m_report->newlyBlocked), count(m_report->passages),
                                   percentText(static_cast<double>(m_report->newlyBlocked) / static_cast<double>(m_report->passages))));
    m_detail->setText(detailText());
    updateButtons();
}

void DryRunPane::retranslate() {
    m_bundled->setText(tr("Texts of the program"));
    m_bundled->setToolTip(tr("Everyday office and technical prose in Chinese and English."));
    m_useFolder->setText(tr("Folder"));
    m_useFolder->setToolTip(tr("All texts under a folder of the machine the engine runs on."));
    m_folder->setPlaceholderText(tr("Path on the engine's machine"));
    m_folder->setAccessibleName(tr("Folder with texts"));
    m_useJournal->setText(tr("Dialogues of the journal, days back:"));
    m_days->setAccessibleName(tr("How many days back"));
    m_browse->setText(tr("Browse …"));
    const QString names[] = {tr("Both directions"), tr("Request"), tr("Answer")};
    for (int i = 0; i < 3; ++i) m_direction->setItemText(i, names[i]);
    m_direction->setAccessibleName(tr("Rules of which direction count"));
    m_run->setText(tr("Run"));
    m_cancel->setText(tr("Cancel"));
    m_progress->setAccessibleName(tr("Progress of the dry run"));
    m_stale->setText(tr("The draft has changed since; run it again."));
    m_table->setAccessibleName(tr("Rules that fire in innocent texts"));
    m_sampleList->setAccessibleName(tr("Passages that would be blocked"));
    m_chooseNew->setText(tr("Choose all new ones"));
    m_chooseNew->setToolTip(tr("Checks every rule that the list in force would not have found."));
    m_chooseNone->setText(tr("Choose none"));
    m_exclude->setToolTip(tr("Switches the chosen rules off in the draft; it can be undone."));
    m_words->retranslate();
    showReport();
}

void DryRunPane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
