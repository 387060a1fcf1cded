#include "ui/pages/journal/masked_values.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/link/error_text.h"
#include "ui/models/journal_text.h"
#include "ui/theme/fonts.h"

namespace mirror::ui {

namespace {

constexpr int kLongestReason = 200;

}  // namespace

MaskedValues::MaskedValues(JournalAccess& access, QWidget* parent)
    : QWidget(parent), m_access(access), m_intro(new QLabel(this)), m_list(new QListWidget(this)), m_reveal(new QPushButton(this)), m_question(new QWidget(this)),
      m_why(new QLabel(m_question)), m_reason(new QLineEdit(m_question)), m_show(new QPushButton(m_question)), m_cancel(new QPushButton(m_question)),
      m_value(new QLabel(this)), m_note(new QLabel(this)) {
    build();
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &MaskedValues::tick);
    connect(m_reveal, &QPushButton::clicked, this, &MaskedValues::askReason);
    connect(m_list, &QListWidget::itemActivated, this, &MaskedValues::askReason);
    connect(m_list, &QListWidget::currentRowChanged, this, [this] {
        closeReason();
        hideValue();
        updateButtons();
    });
    connect(m_reason, &QLineEdit::textChanged, this, &MaskedValues::updateButtons);
    connect(m_reason, &QLineEdit::returnPressed, this, &MaskedValues::reveal);
    connect(m_show, &QPushButton::clicked, this, &MaskedValues::reveal);
    connect(m_cancel, &QPushButton::clicked, this, &MaskedValues::closeReason);
    connect(&access, &JournalAccess::locked, this, &MaskedValues::forget);
    retranslate();
}

void MaskedValues::build() {
    m_list->setObjectName(QStringLiteral("masked-values"));
    m_reveal->setObjectName(QStringLiteral("reveal"));
    m_reason->setObjectName(QStringLiteral("reveal-reason"));
    m_show->setObjectName(QStringLiteral("reveal-show"));
    m_value->setObjectName(QStringLiteral("revealed-value"));
    m_note->setObjectName(QStringLiteral("reveal-note"));
    m_show->setProperty("role", "primary");
    m_reason->setMaxLength(kLongestReason);
    m_intro->setProperty("tone", "muted");
    m_value->setFont(headingFont(m_value->font(), 1.2));
    m_why->setBuddy(m_reason);
    for (QLabel* label : {m_intro, m_value, m_note}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto* question = new QHBoxLayout(m_question);
    question->setContentsMargins(0, 0, 0, 0);
    question->addWidget(m_why);
    question->addWidget(m_reason, 1);
    question->addWidget(m_show);
    question->addWidget(m_cancel);
    m_question->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_intro);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_reveal, 0, Qt::AlignLeft);
    layout->addWidget(m_question);
    layout->addWidget(m_value);
    layout->addWidget(m_note);
    m_value->hide();
    m_note->hide();
}

int MaskedValues::count() const { return static_cast<int>(m_dialogue.values.size()); }

void MaskedValues::setDialogue(const Dialogue& dialogue) {
    closeReason();
    hideValue();
    m_dialogue = dialogue;
    m_list->clear();
    for (const MaskedValue& value : dialogue.values) m_list->addItem(foreignText(value.name) + QStringLiteral("  ·  ") + maskedKindText(value.kind));
    if (count() > 0) m_list->setCurrentRow(0);
    updateButtons();
}

void MaskedValues::forget() {
    if (!m_reason->text().isEmpty()) m_draft = m_reason->text();
    hideValue();
    m_question->hide();
    m_reason->clear();
    m_list->clear();
    m_dialogue = {};
    m_isAsking = false;
    updateButtons();
}

void MaskedValues::askReason() {
    if (m_list->currentRow() < 0) return;
    hideValue();
    m_question->show();
    m_reason->setText(std::exchange(m_draft, {}));
    m_reason->setFocus(Qt::OtherFocusReason);
    updateButtons();
}

void MaskedValues::closeReason() {
    // Or Qt sends the keyboard to whatever comes next, be it on the other side of the window.
    if (m_question->isAncestorOf(QApplication::focusWidget())) m_list->setFocus(Qt::OtherFocusReason);
    m_question->hide();
    m_reason->clear();
    updateButtons();
}

/// A dialogue has two records; a name that stands in the request only or in both is kept with the request.
JournalPlace MaskedValues::placeOf(const std::string& name) const {
    for (const DialogueTurn& turn : m_dialogue.turns)
        if (!turn.isAnswer && turn.text.find(name) != std::string::npos) return m_dialogue.row.request;
    const bool isInAnswer = std::any_of(m_dialogue.turns.begin(), m_dialogue.turns.end(), [&name](const DialogueTurn& turn) { return turn.text.find(name) != std::string::npos; });
    return isInAnswer ? m_dialogue.row.answer : m_dialogue.row.request;
}

void MaskedValues::reveal() {
    const int row = m_list->currentRow();
    if (row < 0 || row >= count() || m_isAsking || m_reason->text().trimmed().isEmpty()) return;
    const std::string name = m_dialogue.values[static_cast<std::size_t>(row)].name;
    m_isAsking = true;
    updateButtons();
    m_access.submit(RevealValue{{}, placeOf(name), name, m_reason->text().trimmed().toStdString(), "console"}, this, [this, name](const Result<Receipt>& result) {
        m_isAsking = false;
        updateButtons();
        const auto* value = result ? std::get_if<RevealedValue>(&*result) : nullptr;
        const int now = m_list->currentRow();
        if (now < 0 || now >= count() || m_dialogue.values[static_cast<std::size_t>(now)].name != name) return;  // another was chosen meanwhile
        if (value != nullptr) return showValue(name, value->value);
        m_note->setText(errorText(result ? makeError(ErrorCode::internal) : result.error()));
        m_note->setProperty("tone", "bad");
        m_note->style()->polish(m_note);
        m_note->show();
    });
}

void MaskedValues::showValue(const std::string& name, const std::string& value) {
    closeReason();
    m_value->setText(foreignText(name) + QStringLiteral(" = ") + foreignText(value));
    m_value->show();
    m_note->setProperty("tone", "muted");
    m_note->style()->polish(m_note);
    m_note->show();
    m_left = kShownSeconds;
    m_second.start();
    retranslate();
}

void MaskedValues::hideValue() {
    m_second.stop();
    m_left = 0;
    m_value->clear();
    m_value->hide();
    m_note->clear();
    m_note->hide();
}

void MaskedValues::tick() {
    if (--m_left <= 0) return hideValue();
    retranslate();
}

void MaskedValues::updateButtons() {
    m_reveal->setEnabled(m_list->currentRow() >= 0);
    m_reveal->setVisible(m_question->isHidden());
    m_show->setEnabled(!m_isAsking && !m_reason->text().trimmed().isEmpty());
}

void MaskedValues::retranslate() {
    m_intro->setText(tr("Personal data was replaced before it was written. The originals are sealed apart; showing one takes a reason."));
    m_list->setAccessibleName(tr("Masked values"));
    m_reveal->setText(tr("Reveal …"));
    m_why->setText(tr("&Reason"));
    m_reason->setAccessibleName(tr("Reason for revealing the value"));
    m_reason->setPlaceholderText(tr("Who asked, and what for"));
    m_show->setText(tr("Show the value"));
    m_cancel->setText(tr("Cancel"));
    if (m_left > 0) m_note->setText(tr("Hidden again in %n second(s). That it was shown, and why, is in the audit trail.", nullptr, m_left));
}

void MaskedValues::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
