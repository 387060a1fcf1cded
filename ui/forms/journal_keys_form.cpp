#include "ui/forms/journal_keys_form.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/fitted_table.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/secret_edit.h"

namespace mirror::ui {

namespace {

constexpr int kShortestPassphrase = 8;
constexpr int kFieldWidth = 220;

/// A few rows of texts.
class KeyTable : public FittedTable {
public:
    explicit KeyTable(QWidget* parent) : FittedTable(3, parent) { horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter); }
    void setRows(const QList<QStringList>& rows) {
        setRowCount(static_cast<int>(rows.size()));
        for (int row = 0; row < rowCount(); ++row)
            for (int column = 0; column < columnCount(); ++column) setItem(row, column, new QTableWidgetItem(rows.at(row).at(column)));
        fitRows();
    }
};

}  // namespace

JournalKeysForm::JournalKeysForm(EngineLink& link, QWidget* parent)
    : QWidget(parent), m_link(link), m_title(new QLabel(this)), m_keys(new KeyTable(this)), m_none(new QLabel(this)), m_message(new MessageBar(this)),
      m_change(new QPushButton(this)), m_rotate(new QPushButton(this)), m_question(new QWidget(this)), m_explanation(new QLabel(m_question)),
      m_present(new SecretEdit(m_question)), m_fresh(new SecretEdit(m_question)), m_repeat(new SecretEdit(m_question)), m_agree(new QPushButton(m_question)),
      m_cancel(new QPushButton(m_question)) {
    build();
    connect(m_change, &QPushButton::clicked, this, [this] { ask(Deed::passphrase); });
    connect(m_rotate, &QPushButton::clicked, this, [this] { ask(Deed::rotate); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { ask(Deed::none); });
    connect(m_agree, &QPushButton::clicked, this, &JournalKeysForm::agree);
    for (SecretEdit* edit : {m_present, m_fresh, m_repeat}) {
        connect(edit, &QLineEdit::textChanged, this, &JournalKeysForm::updateButtons);
        connect(edit, &QLineEdit::returnPressed, this, &JournalKeysForm::agree);
    }
    retranslate();
    ask(Deed::none);
}

void JournalKeysForm::build() {
    m_title->setFont(headingFont(m_title->font(), 1.2));
    m_keys->setObjectName(QStringLiteral("journal-keys"));
    m_change->setObjectName(QStringLiteral("journal-change"));
    m_rotate->setObjectName(QStringLiteral("journal-rotate"));
    m_present->setObjectName(QStringLiteral("passphrase-present"));
    m_fresh->setObjectName(QStringLiteral("passphrase-new"));
    m_repeat->setObjectName(QStringLiteral("passphrase-repeat"));
    m_agree->setObjectName(QStringLiteral("keys-agree"));
    m_agree->setProperty("role", "primary");
    m_rotate->setIcon(icon(QStringLiteral("key")));
    m_none->setProperty("tone", "muted");
    m_explanation->setProperty("tone", "muted");
    for (QLabel* label : {m_none, m_explanation}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_change);
    buttons->addWidget(m_rotate);
    buttons->addStretch(1);
    auto* fields = new QHBoxLayout;
    for (SecretEdit* edit : {m_present, m_fresh, m_repeat}) {
        edit->setAllowsReferences(false);
        edit->setMaximumWidth(kFieldWidth);
        fields->addWidget(edit, 3);
    }
    fields->addWidget(m_agree);
    fields->addWidget(m_cancel);
    fields->addStretch(1);
    auto* question = new QVBoxLayout(m_question);
    question->setContentsMargins(0, 0, 0, 0);
    question->addWidget(m_explanation);
    question->addLayout(fields);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_none);
    layout->addWidget(m_keys);
    layout->addLayout(buttons);
    layout->addWidget(m_question);
    layout->addWidget(m_message);
}

void JournalKeysForm::load() {
    m_link.submit(ListJournalKeys{}, this, [this](const Result<Receipt>& result) {
        const auto* keys = result ? std::get_if<JournalKeys>(&*result) : nullptr;
        if (keys != nullptr) return showKeys(keys->keys);
        showKeys({});
        if (!result && result.error().code != ErrorCode::journalNoKey) m_message->showMessage(Tone::bad, errorText(result.error()));
    });
}

void JournalKeysForm::showKeys(const std::vector<JournalKeyInfo>& keys) {
    m_known = keys;
    QList<QStringList> rows;
    for (const JournalKeyInfo& key : keys) rows << QStringList{foreignText(key.id), dateTimeText(key.created), key.isCurrent ? tr("Written to") : tr("For reading only")};
    static_cast<KeyTable*>(m_keys)->setRows(rows);
    m_keys->setVisible(!keys.empty());
    m_none->setVisible(keys.empty());
    updateButtons();
}

void JournalKeysForm::forget() { ask(Deed::none); }

void JournalKeysForm::ask(Deed deed) {
    m_deed = deed;
    for (SecretEdit* edit : {m_present, m_fresh, m_repeat}) edit->clear();
    m_question->setVisible(deed != Deed::none);
    for (SecretEdit* edit : {m_fresh, m_repeat}) edit->setVisible(deed == Deed::passphrase);
    retranslate();
    if (deed == Deed::none) return;
    m_message->hide();
    m_present->setFocus(Qt::OtherFocusReason);
}

void JournalKeysForm::agree() {
    if (!m_agree->isEnabled()) return;
    const QString present = m_present->text(), fresh = m_fresh->text();
    if (m_deed == Deed::passphrase && fresh != m_repeat->text()) return m_message->showMessage(Tone::bad, tr("The two new passphrases differ."));
    const Deed deed = m_deed;
    ask(Deed::none);
    m_isBusy = true;
    updateButtons();
    deed == Deed::passphrase ? change(present, fresh) : rotate(present);
}

void JournalKeysForm::change(const QString& passphrase, const QString& newPassphrase) {
    m_link.submit(ChangeJournalPassphrase{passphrase.toStdString(), newPassphrase.toStdString(), "console"}, this,
                  [this](const Result<Receipt>& result) { finish(Deed::passphrase, result, tr("The passphrase was changed. Copies of the old key file still open with the old one.")); });
}

void JournalKeysForm::rotate(const QString& passphrase) {
    m_link.submit(RotateJournalKey{passphrase.toStdString(), "console"}, this, [this](const Result<Receipt>& result) {
        if (const auto* keys = result ? std::get_if<JournalKeys>(&*result) : nullptr) showKeys(keys->keys);
        finish(Deed::rotate, result, tr("From the next segment on dialogues are sealed to the new key. Old segments stay readable."));
    });
}

void JournalKeysForm::finish(Deed deed, const Result<Receipt>& result, const QString& sentence) {
    m_isBusy = false;
    updateButtons();
    // Mistyped: it can be typed again at once.
    if (!result && result.error().code == ErrorCode::journalPassphrase && m_deed == Deed::none && isVisible()) ask(deed);
    if (result) m_message->showMessage(Tone::good, sentence);
    else m_message->showMessage(Tone::bad, errorText(result.error()));
    emit changed();
}

void JournalKeysForm::updateButtons() {
    const bool hasKeys = !m_known.empty();
    m_change->setEnabled(hasKeys && !m_isBusy);
    m_rotate->setEnabled(hasKeys && !m_isBusy);
    const bool isLong = m_deed != Deed::passphrase || m_fresh->text().size() >= kShortestPassphrase;
    m_agree->setEnabled(!m_isBusy && !m_present->text().isEmpty() && isLong);
}

void JournalKeysForm::retranslate() {
    m_title->setText(tr("Keys of the journal"));
    m_keys->setAccessibleName(tr("Keys of the journal"));
    m_keys->setHorizontalHeaderLabels({tr("Key"), tr("Made"), tr("Use")});
    m_keys->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_none->setText(tr("There is no key yet. The Journal page makes one with its passphrase."));
    m_change->setText(tr("Change passphrase …"));
    m_rotate->setText(tr("New key …"));
    m_present->setPlaceholderText(tr("Present passphrase"));
    m_fresh->setPlaceholderText(tr("New passphrase"));
    m_repeat->setPlaceholderText(tr("New one, once more"));
    for (SecretEdit* edit : {m_present, m_fresh, m_repeat}) edit->setAccessibleName(edit->placeholderText());
    m_agree->setText(m_deed == Deed::rotate ? tr("Make a new key") : tr("Change the passphrase"));
    m_cancel->setText(tr("Cancel"));
    m_explanation->setText(m_deed == Deed::rotate ? tr("What is written from the next segment on is sealed to a new key. The old key stays, or what it seals could not be read.")
                                                  : tr("The keys stay the same and are sealed again under the new passphrase, of at least %n character(s).", nullptr, kShortestPassphrase));
    showKeys(std::vector<JournalKeyInfo>(m_known));
}

void JournalKeysForm::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
