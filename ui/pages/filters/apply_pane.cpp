#include "ui/pages/filters/apply_pane.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/draft_of_words.h"
#include "ui/models/word_change_model.h"
#include "ui/pages/filters/word_change_table.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/message_bar.h"

namespace mirror::ui {

namespace {

constexpr int kLongestNote = 200;

}  // namespace

ApplyWordsPane::ApplyWordsPane(DraftOfWords& draft, EngineLink& link, QWidget* parent)
    : QWidget(parent), m_draft(draft), m_link(link), m_message(new MessageBar(this)), m_title(new QLabel(this)), m_effect(new QLabel(this)),
      m_table(new WordChangeTable(this)), m_beyond(new QLabel(this)), m_noteLabel(new QLabel(this)), m_note(new QLineEdit(this)), m_back(new QPushButton(this)),
      m_apply(new QPushButton(this)) {
    build();
    m_table->changes().setListNames([&draft](std::uint16_t id) {
        const WordList* list = draft.findList(id);
        return list == nullptr ? QString::number(id) : foreignText(list->name);
    });
    connect(m_apply, &QPushButton::clicked, this, [this] { apply(false); });
    connect(m_note, &QLineEdit::returnPressed, m_apply, &QPushButton::click);
    connect(m_back, &QPushButton::clicked, this, &ApplyWordsPane::cancelled);
    // Edits may still be on their way to the engine, and undo works while the pane is open.
    connect(&draft, &DraftOfWords::synced, this, &ApplyWordsPane::compare);
    connect(&draft, &DraftOfWords::changed, this, [this] { m_isCompared = false, updateButtons(); });
    retranslate();
}

void ApplyWordsPane::build() {
    m_title->setFont(headingFont(m_title->font(), 1.2));
    m_effect->setWordWrap(true);
    m_effect->setProperty("tone", "muted");
    m_beyond->setProperty("tone", "muted");
    m_note->setMaxLength(kLongestNote);
    m_note->setObjectName(QStringLiteral("applyNote"));
    m_noteLabel->setBuddy(m_note);
    m_apply->setProperty("role", "primary");
    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(10);
    bottom->addWidget(m_noteLabel);
    bottom->addWidget(m_note, 1);
    bottom->addWidget(m_back);
    bottom->addWidget(m_apply);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_message);
    layout->addWidget(m_title);
    layout->addWidget(m_effect);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_beyond);
    layout->addLayout(bottom);
}

void ApplyWordsPane::showEvent(QShowEvent* event) {
    m_note->clear();
    m_message->hide();
    m_isCompared = false;
    compare();
    m_note->setFocus();
    QWidget::showEvent(event);
}

void ApplyWordsPane::compare() {
    updateButtons();
    if (!isVisible() || m_isComparing || m_isApplying || m_draft.state() != DraftOfWords::State::open || !m_draft.isSynced()) return;
    m_isComparing = true;
    m_link.submit(DiffWords{m_draft.id()}, this, [this, version = m_draft.version()](const Result<Receipt>& result) {
        m_isComparing = false;
        if (version != m_draft.version()) return compare();
        showDiff(result);
    });
}

void ApplyWordsPane::showDiff(const Result<Receipt>& result) {
    const auto* diff = result ? std::get_if<WordDiff>(&*result) : nullptr;
    if (diff == nullptr) {
        m_message->showMessage(Tone::bad, errorText(result ? makeError(ErrorCode::internal) : result.error()));
        m_message->addButton(tr("Try again"), [this] {
            m_message->hide();
            compare();
        });
        return;
    }
    m_isCompared = true;
    m_diff = *diff;
    m_table->changes().setDiff(m_diff);
    updateTitle();
    updateButtons();
}

void ApplyWordsPane::updateTitle() {
    const bool isNothing = m_diff.added + m_diff.removed + m_diff.changed == 0 && m_diff.lists.empty();
    if (!m_isCompared)
        m_title->setText(tr("Comparing with the lists in force …"));
    else if (isNothing)
        m_title->setText(tr("Nothing differs from the lists in force"));
    else
        m_title->setText(tr("Will change: %1").arg(wordDiffText(m_diff.added, m_diff.removed, m_diff.changed)));
    const auto beyond = static_cast<std::int64_t>(m_table->changes().beyond());
    m_beyond->setText(tr("… and %1 more").arg(countText(beyond)));
    m_beyond->setVisible(m_isCompared && beyond > 0);
}

void ApplyWordsPane::updateButtons() {
    const bool isSomething = m_diff.added + m_diff.removed + m_diff.changed > 0 || !m_diff.lists.empty();
    m_apply->setEnabled(m_isCompared && isSomething && !m_isApplying && m_draft.isSynced());
    m_note->setEnabled(!m_isApplying);
    m_apply->setText(m_isApplying ? tr("Applying …") : tr("Apply"));
    updateTitle();
}

void ApplyWordsPane::apply(bool rebase) {
    m_isApplying = true;
    updateButtons();
    ApplyWords command;
    command.draft = m_draft.id();
    command.note = m_note->text().toStdString();
    command.rebase = rebase;
    m_link.submit(std::move(command), this, [this, rebase](const Result<Receipt>& result) {
        m_isApplying = false;
        finish(result, rebase);
        updateButtons();
    });
}

void ApplyWordsPane::finish(const Result<Receipt>& result, bool rebase) {
    const auto* applied = result ? std::get_if<WordsApplied>(&*result) : nullptr;
    if (applied != nullptr) {
        m_isCompared = false;
        m_draft.tookEffect(applied->revision, rebase);
        emit done();
        return;
    }
    const Error error = result ? makeError(ErrorCode::internal) : result.error();
    if (error.code == ErrorCode::configConflict) return showConflict(error);
    m_message->showMessage(Tone::bad, errorText(error));
}

void ApplyWordsPane::showConflict(const Error& error) {
    const QString revision = error.args.empty() ? QString::number(m_link.snapshot()->words.revision) : foreignText(error.args.front());
    m_message->showMessage(Tone::warning, tr("Somebody else brought revision %1 of the word lists into force. Your changes are kept in the draft.").arg(revision));
    m_message->addButton(tr("Make my changes on the newest"), [this] {
        m_message->hide();
        apply(true);
    });
    m_message->addButton(tr("Keep editing"), [this] {
        m_message->hide();
        emit cancelled();
    });
}

void ApplyWordsPane::retranslate() {
    m_effect->setText(tr("It takes effect with the next requests, as soon as the lists have been compiled; running streams finish as they began."));
    m_noteLabel->setText(tr("&Note"));
    m_note->setPlaceholderText(tr("Why, for the list of revisions"));
    m_note->setAccessibleName(tr("Note for the list of revisions"));
    m_back->setText(tr("Back to editing"));
    m_table->retranslate();
    updateButtons();
}

void ApplyWordsPane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
