#include "ui/pages/filters/word_history_pane.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/dialogs/confirm_dialog.h"
#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/models/draft_of_words.h"
#include "ui/models/word_change_model.h"
#include "ui/models/word_revision_model.h"
#include "ui/pages/filters/word_change_table.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/message_bar.h"

namespace mirror::ui {

namespace {

constexpr int kLongestNote = 200;

}  // namespace

WordHistoryPane::WordHistoryPane(DraftOfWords& draft, EngineLink& link, QWidget* parent)
    : QWidget(parent), m_draft(draft), m_link(link), m_model(new WordRevisionModel(this)), m_message(new MessageBar(this)), m_title(new QLabel(this)),
      m_table(new QTableView(this)), m_compareTitle(new QLabel(this)), m_changes(new WordChangeTable(this)), m_noteLabel(new QLabel(this)), m_note(new QLineEdit(this)),
      m_back(new QPushButton(this)), m_restore(new QPushButton(this)) {
    build();
    m_changes->changes().setListNames([&draft](std::uint16_t id) {
        const WordList* list = draft.findList(id);
        return list == nullptr ? QString::number(id) : foreignText(list->name);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) { choose(now.row()); });
    connect(m_back, &QPushButton::clicked, this, &WordHistoryPane::backRequested);
    connect(m_restore, &QPushButton::clicked, this, &WordHistoryPane::askToRestore);
    connect(&link, &EngineLink::snapshotChanged, this, [this] {
        if (isVisible() && m_link.snapshot()->words.revision != m_seen) load();
    });
    retranslate();
}

void WordHistoryPane::build() {
    m_title->setFont(headingFont(m_title->font(), 1.2));
    m_table->setObjectName(QStringLiteral("wordRevisions"));
    m_table->setModel(m_model);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(30);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    const int widths[] = {110, 160, 110, 90, 230};
    for (int i = 0; i < 5; ++i) m_table->setColumnWidth(i, widths[i]);
    m_compareTitle->setWordWrap(true);
    m_note->setMaxLength(kLongestNote);
    m_note->setObjectName(QStringLiteral("restoreNote"));
    m_noteLabel->setBuddy(m_note);
    m_restore->setProperty("role", "primary");
    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(10);
    bottom->addWidget(m_noteLabel);
    bottom->addWidget(m_note, 1);
    bottom->addWidget(m_back);
    bottom->addWidget(m_restore);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_message);
    layout->addWidget(m_title);
    layout->addWidget(m_table, 3);
    layout->addWidget(m_compareTitle);
    layout->addWidget(m_changes, 2);
    layout->addLayout(bottom);
}

void WordHistoryPane::showEvent(QShowEvent* event) {
    m_message->hide();
    load();
    m_table->setFocus();
    QWidget::showEvent(event);
}

void WordHistoryPane::load() {
    m_seen = m_link.snapshot()->words.revision;
    m_link.submit(ListWordRevisions{}, this, [this](Result<Receipt> result) {
        auto* list = result ? std::get_if<WordRevisionList>(&*result) : nullptr;
        if (list == nullptr) return fail(result);
        const std::uint64_t newest = list->revisions.empty() ? 0 : list->revisions.front().revision;
        m_model->setRevisions(std::move(list->revisions), m_seen != 0 ? m_seen : newest);
        keepChoice();
    });
}

/// A list made anew has no current row; what was chosen is compared again, with what is in force now. The keyboard begins at the newest.
void WordHistoryPane::keepChoice() {
    if (m_chosen == 0) {
        if (m_model->rowCount() > 0) m_table->selectRow(0);
        return;
    }
    const int row = m_model->rowOf(m_chosen);
    if (row < 0) return choose(row);
    if (m_table->currentIndex().row() != row) return m_table->selectRow(row);
    choose(row);
}

void WordHistoryPane::choose(int row) {
    const WordRevisionInfo* info = m_model->at(row);
    m_chosen = info == nullptr ? 0 : info->revision;
    m_isCompared = false;
    m_changes->changes().setDiff({});
    updateTexts();
    // The one in force does not differ from itself, and a list of a million words is not opened to hear so.
    if (m_chosen != 0 && m_chosen != m_model->inForce()) compare(m_chosen);
}

/// The old revision is opened as a draft of its own, compared and given back.
void WordHistoryPane::compare(std::uint64_t revision) {
    m_link.submit(OpenWords{revision}, this, [this, revision](const Result<Receipt>& opened) {
        const auto* old = opened ? std::get_if<WordDraft>(&*opened) : nullptr;
        if (old == nullptr) return fail(opened);
        m_link.submit(DiffWords{old->draft}, this, [this, revision](const Result<Receipt>& result) { showDiff(revision, result); });
        m_link.submit(CloseWords{old->draft}, this, [](const Result<Receipt>&) {});
    });
}

void WordHistoryPane::showDiff(std::uint64_t revision, const Result<Receipt>& result) {
    if (revision != m_chosen) return;  // another row was chosen meanwhile
    const auto* diff = result ? std::get_if<WordDiff>(&*result) : nullptr;
    if (diff == nullptr) return fail(result);
    m_diff = *diff;
    m_isCompared = true;
    m_changes->changes().setDiff(m_diff);
    updateTexts();
}

void WordHistoryPane::askToRestore() {
    QString text = tr("Revision %1 of the word lists comes back as a new revision and takes effect with the next requests.").arg(m_chosen);
    if (m_draft.isModified()) text += QLatin1Char('\n') + tr("The changes in your draft are not applied; they are given up.");
    const std::uint64_t revision = m_chosen;
    auto* dialog = new ConfirmDialog({tr("Restore revision %1?").arg(revision), text, tr("Restore")}, [this, revision] { restore(revision); }, this);
    dialog->open();
}

void WordHistoryPane::restore(std::uint64_t revision) {
    m_isRestoring = true;
    updateTexts();
    RestoreWords command;
    command.revision = revision;
    command.note = m_note->text().toStdString();
    m_link.submit(std::move(command), this, [this](const Result<Receipt>& result) {
        m_isRestoring = false;
        updateTexts();
        const auto* applied = result ? std::get_if<WordsApplied>(&*result) : nullptr;
        if (applied == nullptr) return fail(result);
        m_note->clear();
        m_chosen = applied->revision;
        m_message->showMessage(Tone::good, tr("Revision %1 of the word lists is in force: %2.")
                                               .arg(applied->revision)
                                               .arg(wordDiffText(applied->added, applied->removed, applied->changed)));
        m_draft.revert();
        emit restored(applied->revision);
        load();
    });
}

void WordHistoryPane::fail(const Result<Receipt>& result) {
    m_message->showMessage(Tone::bad, errorText(result ? makeError(ErrorCode::internal) : result.error()));
}

void WordHistoryPane::updateTexts() {
    const bool isPresent = m_chosen != 0 && m_chosen == m_model->inForce();
    if (m_chosen == 0)
        m_compareTitle->setText(tr("Choose a revision to compare it with the one in force."));
    else if (isPresent)
        m_compareTitle->setText(tr("Revision %1 is the one in force.").arg(m_chosen));
    else if (!m_isCompared)
        m_compareTitle->setText(tr("Comparing revision %1 with the one in force …").arg(m_chosen));
    else
        m_compareTitle->setText(tr("If revision %1 came back: %2").arg(m_chosen).arg(wordDiffText(m_diff.added, m_diff.removed, m_diff.changed)));
    m_restore->setEnabled(m_chosen != 0 && !isPresent && !m_isRestoring);
    m_restore->setText(m_isRestoring ? tr("Restoring …") : tr("Restore …"));
}

void WordHistoryPane::retranslate() {
    m_title->setText(tr("Revisions of the word lists"));
    m_table->setAccessibleName(tr("Revisions of the word lists"));
    m_noteLabel->setText(tr("&Note"));
    m_note->setPlaceholderText(tr("Why it comes back, for the list of revisions"));
    m_note->setAccessibleName(tr("Note for the list of revisions"));
    m_back->setText(tr("Back to editing"));
    m_model->retranslate();
    m_changes->retranslate();
    updateTexts();
}

void WordHistoryPane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
