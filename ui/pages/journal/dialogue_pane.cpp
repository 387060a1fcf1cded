#include "ui/pages/journal/dialogue_pane.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/journal_text.h"
#include "ui/models/traffic_text.h"
#include "ui/pages/journal/conversation_view.h"
#include "ui/pages/journal/journal_clipboard.h"
#include "ui/pages/journal/masked_values.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/attempt_table.h"
#include "ui/widgets/rule_table.h"

namespace mirror::ui {

namespace {

QString orDash(const std::string& text) { return text.empty() ? noValueText() : foreignText(text); }

QString recordText(const JournalPlace& place) {
    return place.segment == 0 ? noValueText() : QStringLiteral("%1 / %2").arg(place.segment).arg(place.record);
}

}  // namespace

DialoguePane::DialoguePane(JournalAccess& access, JournalClipboard& clipboard, QWidget* parent)
    : QWidget(parent), m_access(access), m_clipboard(clipboard), m_title(new QLabel(this)), m_facts(new QLabel(this)), m_copy(new QPushButton(this)),
      m_close(new QToolButton(this)), m_tabs(new QTabBar(this)), m_stack(new QStackedWidget(this)), m_conversation(new ConversationView(this)),
      m_masked(new MaskedValues(access, this)) {
    setObjectName(QStringLiteral("dialogue-pane"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 0, 0, 0);
    column->setSpacing(6);
    buildHead();
    m_tabs->setObjectName(QStringLiteral("dialogue-tabs"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    for (int i = Conversation; i <= Masked; ++i) m_tabs->addTab(QString());
    m_stack->addWidget(m_conversation);
    m_stack->addWidget(buildDetails());
    m_stack->addWidget(m_masked);
    column->addWidget(m_tabs);
    column->addWidget(m_stack, 1);
    m_conversation->setCopyNotice([this](const QString& text) { m_clipboard.note(text); });
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_copy, &QPushButton::clicked, this, &DialoguePane::copy);
    connect(m_close, &QToolButton::clicked, this, &DialoguePane::closeRequested);
    retranslate();
    hide();
}

void DialoguePane::buildHead() {
    auto* row = new QHBoxLayout;
    m_title->setFont(headingFont(font(), 1.1));
    m_facts->setProperty("tone", "muted");
    for (QLabel* label : {m_title, m_facts}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_title->setObjectName(QStringLiteral("dialogue-title"));
    m_copy->setObjectName(QStringLiteral("dialogue-copy"));
    m_copy->setIcon(icon(QStringLiteral("copy")));
    m_close->setIcon(icon(QStringLiteral("close")));
    m_close->setAutoRaise(true);
    row->addWidget(m_title, 1);
    row->addWidget(m_copy, 0, Qt::AlignTop);
    row->addWidget(m_close, 0, Qt::AlignTop);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    layout()->addWidget(m_facts);
}

QWidget* DialoguePane::buildDetails() {
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setSpacing(8);
    m_fields = new QGridLayout;
    m_fields->setHorizontalSpacing(14);
    m_fields->setVerticalSpacing(4);
    m_fields->setColumnStretch(1, 1);
    column->addLayout(m_fields);
    m_attemptsHeading = new QLabel(inside);
    m_rulesHeading = new QLabel(inside);
    m_attempts = new AttemptTable(inside);
    m_rules = new RuleTable(inside);
    for (QLabel* heading : {m_attemptsHeading, m_rulesHeading}) heading->setFont(headingFont(font()));
    for (QWidget* part : std::initializer_list<QWidget*>{m_attemptsHeading, m_attempts, m_rulesHeading, m_rules}) column->addWidget(part);
    column->addStretch(1);
    auto* scroll = new QScrollArea(m_stack);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::StrongFocus);
    scroll->setWidget(inside);
    return scroll;
}

void DialoguePane::read(const JournalEntryRow& row, const QString& searched) {
    if (isVisible() && row.request == m_row.request && row.answer == m_row.answer && searched == m_searched) return;
    forget();
    m_row = row;
    m_searched = searched;
    setVisible(true);
    say(tr("Reading …"));
    m_access.submit(ReadDialogue{{}, row.request, row.answer}, this, [this, request = row.request](const Result<Receipt>& result) {
        if (!(request == m_row.request)) return;  // another was chosen meanwhile
        const auto* dialogue = result ? std::get_if<Dialogue>(&*result) : nullptr;
        if (dialogue != nullptr) return show(*dialogue);
        say(errorText(result ? makeError(ErrorCode::internal) : result.error()));
    });
}

void DialoguePane::say(const QString& sentence) {
    m_title->setText(journalModelText(m_row.row));
    m_facts->setText(sentence);
    for (QWidget* part : std::initializer_list<QWidget*>{m_tabs, m_stack, m_copy}) part->setVisible(m_isRead);
}

void DialoguePane::show(const Dialogue& dialogue) {
    m_dialogue = dialogue;
    m_isRead = true;
    m_conversation->setDialogue(dialogue, m_searched);
    m_masked->setDialogue(dialogue);
    m_attempts->setAttempts(dialogue.tries);
    m_rules->setRules(dialogue.rules);
    m_tabs->setCurrentIndex(Conversation);
    retranslate();
}

void DialoguePane::forget() {
    m_conversation->forget();
    m_masked->forget();
    m_attempts->setAttempts({});
    m_rules->setRules({});
    m_dialogue = {};
    m_row = {};
    m_searched.clear();
    m_isRead = false;
    m_title->clear();
    m_facts->clear();
    fillFields();
    hide();
}

void DialoguePane::enter() {
    if (m_isRead) m_stack->currentWidget()->setFocus(Qt::OtherFocusReason);
}

void DialoguePane::copy() {
    if (!m_isRead) return;
    m_clipboard.put(dialogueText(m_dialogue));
    emit messageRequested(tr("The dialogue was copied, masked. Locking the journal takes it back from the clipboard."));
}

void DialoguePane::fillFields() {
    // At once, not with the next turn: what stood there belongs to what is forgotten.
    while (m_fields->count() > 0) {
        const std::unique_ptr<QLayoutItem> item(m_fields->takeAt(0));
        const std::unique_ptr<QWidget> field(item->widget());
    }
    if (!m_isRead) return;
    const JournalRow& row = m_dialogue.row.row;
    auto add = [this, at = 0](const QString& name, const QString& value) mutable {
        auto* label = new QLabel(name, m_fields->parentWidget());
        label->setProperty("tone", "muted");
        auto* text = new QLabel(value, m_fields->parentWidget());
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_fields->addWidget(label, at, 0, Qt::AlignTop);
        m_fields->addWidget(text, at++, 1);
    };
    add(tr("Request id"), orDash(row.requestId));
    add(tr("Time"), dateTimeText(row.time));
    add(tr("Key"), orDash(row.keyName));
    add(tr("Endpoint"), orDash(row.endpoint));
    add(tr("Model"), journalModelText(row));
    add(tr("Upstream"), orDash(row.upstream));
    add(tr("Status"), journalStatusText(row));
    add(tr("Streamed"), row.stream ? tr("Yes") : tr("No"));
    add(tr("Tokens"), row.promptTokens.value == 0 && row.completionTokens.value == 0
                          ? noValueText()
                          : tr("%1 in the request, %2 in the answer").arg(countText(row.promptTokens.value), countText(row.completionTokens.value)));
    add(tr("Duration"), durationText(row.total));
    add(tr("First token"), durationText(row.firstToken));
    add(tr("Cache"), cacheText(row.cache));
    add(tr("Request record"), recordText(m_dialogue.row.request));
    add(tr("Answer record"), recordText(m_dialogue.row.answer));
}

void DialoguePane::retranslate() {
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the conversation as text, masked."));
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close"));
    m_tabs->setAccessibleName(tr("Parts of the dialogue"));
    m_stack->widget(Details)->setAccessibleName(tr("Details"));
    m_tabs->setTabText(Conversation, tr("Conversation"));
    m_tabs->setTabText(Details, tr("Details"));
    m_tabs->setTabText(Masked, tr("Masked (%1)").arg(countText(m_masked->count())));
    m_tabs->setTabEnabled(Masked, m_masked->count() > 0);
    m_attemptsHeading->setText(tr("Attempts"));
    m_rulesHeading->setText(tr("Rules that were found"));
    m_attempts->retranslate();
    m_rules->retranslate();
    for (QWidget* part : std::initializer_list<QWidget*>{m_attemptsHeading, m_attempts}) part->setVisible(!m_dialogue.tries.empty());
    for (QWidget* part : std::initializer_list<QWidget*>{m_rulesHeading, m_rules}) part->setVisible(!m_dialogue.rules.empty());
    fillFields();
    if (!m_isRead) return;
    const JournalRow& row = m_dialogue.row.row;
    say(QStringList{dateTimeText(row.time), orDash(row.keyName), journalStatusText(row), row.isAnswered ? durationText(row.total) : QString()}
            .join(QStringLiteral("  ·  ")));
    m_attempts->setAttempts(m_dialogue.tries);
    m_rules->setRules(m_dialogue.rules);
}

void DialoguePane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
