#include "ui/pages/journal/journal_gate.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/dialogs/shortcut_sheet.h"
#include "ui/engine_control.h"
#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/pages/journal/remembered_passphrase.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/secret_edit.h"

namespace mirror::ui {

namespace {

constexpr int kTextWidth = 460;
constexpr int kFieldWidth = 320;
constexpr int kShortestPassphrase = 8;

/// A centred label gets the height of one line unless it asks for more; what it asked for before counts as more, too.
void fitHeight(QLabel& label) {
    label.setMinimumHeight(0);
    if (!label.text().isEmpty()) label.setMinimumHeight(label.heightForWidth(kTextWidth));
}

}  // namespace

JournalGate::JournalGate(EngineLink& link, JournalAccess& access, QWidget* parent)
    : QWidget(parent), m_link(link), m_access(access), m_icon(new QLabel(this)), m_title(new QLabel(this)), m_text(new QLabel(this)),
      m_passphrase(new SecretEdit(this)), m_repeat(new SecretEdit(this)), m_remembered(new RememberedPassphrase(access, this)), m_problem(new QLabel(this)),
      m_button(new QPushButton(this)), m_second(new QPushButton(this)) {
    build();
    connect(m_button, &QPushButton::clicked, this, &JournalGate::press);
    connect(m_second, &QPushButton::clicked, this, [this] { switchOn([] {}); });
    connect(m_passphrase, &QLineEdit::returnPressed, this, [this] { m_repeat->isVisible() ? m_repeat->setFocus() : press(); });
    connect(m_repeat, &QLineEdit::returnPressed, this, &JournalGate::press);
    for (SecretEdit* edit : {m_passphrase, m_repeat}) connect(edit, &QLineEdit::textChanged, this, &JournalGate::updateButtons);
    connect(&access, &JournalAccess::refused, this, &JournalGate::refuse);
    connect(m_remembered, &RememberedPassphrase::said, this, &JournalGate::say);
    connect(&access, &JournalAccess::unlockingChanged, this, [this] { setBusy(m_access.isUnlocking()); });
    connect(&access, &JournalAccess::unlocked, this, &JournalGate::forget);
    say({});
    retranslate();
    refresh();
}

void JournalGate::build() {
    m_title->setFont(headingFont(m_title->font(), 1.25));
    m_passphrase->setObjectName(QStringLiteral("journal-passphrase"));
    m_repeat->setObjectName(QStringLiteral("journal-repeat"));
    m_problem->setObjectName(QStringLiteral("journal-problem"));
    m_button->setObjectName(QStringLiteral("journal-open"));
    m_second->setObjectName(QStringLiteral("journal-switch-on"));
    m_button->setProperty("role", "primary");
    m_problem->setProperty("tone", "bad");
    m_text->setProperty("tone", "muted");
    for (SecretEdit* edit : {m_passphrase, m_repeat}) {
        edit->setAllowsReferences(false);
        edit->setFixedWidth(kFieldWidth);
    }
    for (QLabel* label : {m_text, m_problem}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setFixedWidth(kTextWidth);
        label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    }
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(10);
    buttons->addStretch(1);
    buttons->addWidget(m_second);
    buttons->addWidget(m_button);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addStretch(2);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_icon, m_title, m_text, m_passphrase, m_repeat, m_problem}) layout->addWidget(widget, 0, Qt::AlignHCenter);
    layout->addLayout(buttons);
    layout->addWidget(m_remembered, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    setFocusPolicy(Qt::ClickFocus);
    setFocusProxy(m_passphrase);
}

void JournalGate::setStartAction(QAction* start) {
    m_start = start;
    refresh();
}

void JournalGate::setMemory(PassphraseMemory* memory) { m_remembered->setMemory(memory); }

void JournalGate::refresh() {
    const Snapshot& snapshot = *m_link.snapshot();
    if (!snapshot.journal.keyId.empty()) m_hasKey = true;
    if (snapshot.journal.state == JournalState::noKey) m_hasKey = false;
    if (isLinkLost(snapshot)) return show(LinkLost);
    if (snapshot.state == EngineState::stopped || snapshot.state == EngineState::failed) return show(Stopped);
    if (!m_hasKey) askForKeys();
    if (m_hasKey.has_value() && !*m_hasKey) return show(NoKey);
    show(snapshot.journal.state == JournalState::off ? Off : Locked);
}

void JournalGate::reconsider() {
    m_hasKey.reset();
    m_isAsking = false;
    refresh();
}

/// A journal that is off says nothing of its key in the snapshot.
void JournalGate::askForKeys() {
    if (std::exchange(m_isAsking, true)) return;
    m_link.submit(ListJournalKeys{}, this, [this, question = ++m_question](const Result<Receipt>& result) {
        if (question != m_question) return;
        m_isAsking = false;
        const auto* keys = result ? std::get_if<JournalKeys>(&*result) : nullptr;
        if (keys != nullptr) m_hasKey = !keys->keys.empty();
        else if (!result && result.error().code == ErrorCode::journalNoKey) m_hasKey = false;
        else m_hasKey = true;  // there is a file, and it cannot be read: unlocking will say why
        refresh();
    });
}

void JournalGate::show(Mode mode) {
    if (m_mode != mode) {
        forget();
        say({});
    }
    m_mode = mode;
    const bool hasPassphrase = mode == NoKey || mode == Off || mode == Locked;
    m_passphrase->setVisible(hasPassphrase);
    m_repeat->setVisible(mode == NoKey);
    m_remembered->setVisible(mode == Off || mode == Locked);
    const QString name = mode == LinkLost ? QStringLiteral("link-lost") : mode == Stopped ? QStringLiteral("stop") : QStringLiteral("lock");
    m_icon->setPixmap(icon(name, IconTone::muted).pixmap(44, 44));
    retranslate();
    updateButtons();
}

void JournalGate::updateButtons() {
    const bool hasText = !m_passphrase->text().isEmpty();
    m_second->setVisible(m_mode == Off);
    m_second->setEnabled(!m_isBusy);
    switch (m_mode) {
        case Stopped: m_button->setVisible(m_start != nullptr && m_start->isEnabled()); break;
        case LinkLost: m_button->hide(); break;
        default: m_button->show();
    }
    m_button->setEnabled(!m_isBusy && (m_mode == Stopped || hasText));
    for (SecretEdit* edit : {m_passphrase, m_repeat}) edit->setReadOnly(m_isBusy);
}

void JournalGate::forget() {
    for (SecretEdit* edit : {m_passphrase, m_repeat}) edit->clear();
}

void JournalGate::say(const QString& problem) {
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    fitHeight(*m_problem);
}

void JournalGate::setBusy(bool busy) {
    m_isBusy = busy;
    retranslate();
    updateButtons();
}

// -- what the buttons do -------------------------------------------------------------------------------------------------------

void JournalGate::press() {
    if (m_isBusy || !m_button->isEnabled()) return;
    say({});
    switch (m_mode) {
        case Stopped: return m_start->trigger();
        case NoKey: return makeKey();
        case Off:
        case Locked: return tryPassphrase();
        case LinkLost: break;
    }
}

void JournalGate::tryPassphrase() {
    const QString passphrase = m_passphrase->text();
    m_passphrase->clear();
    m_remembered->tried(passphrase);
    m_access.unlock(passphrase);
}

void JournalGate::makeKey() {
    const QString passphrase = m_passphrase->text();
    if (passphrase.size() < kShortestPassphrase) return say(tr("Use at least %n character(s); a sentence is easiest to remember.", nullptr, kShortestPassphrase));
    if (passphrase != m_repeat->text()) return say(tr("The two passphrases differ."));
    setBusy(true);
    m_link.submit(InitJournal{passphrase.toStdString()}, this, [this, passphrase](const Result<Receipt>& result) {
        setBusy(false);
        if (!result) {
            if (result.error().code == ErrorCode::journalExists) reconsider();
            return refuse(result.error());
        }
        m_hasKey = true;
        forget();
        switchOn([this, passphrase] { m_access.unlock(passphrase); });
    });
}

void JournalGate::switchOn(std::function<void()> done) {
    if (m_link.snapshot()->journal.state != JournalState::off) return done();
    setBusy(true);
    m_link.submit(GetConfig{}, this, [this, done = std::move(done)](const Result<Receipt>& result) {
        const auto* document = result ? std::get_if<ConfigDocument>(&*result) : nullptr;
        if (document == nullptr) {
            setBusy(false);
            return refuse(result ? makeError(ErrorCode::internal) : result.error());
        }
        ApplyConfig command{document->revision, document->config, tr("Journal switched on").toStdString()};
        command.config.journal.enabled = true;
        m_link.submit(std::move(command), this, [this, done](const Result<Receipt>& applied) { finishSwitch(applied, done); });
    });
}

void JournalGate::finishSwitch(const Result<Receipt>& result, const std::function<void()>& done) {
    setBusy(false);
    if (!result) return refuse(result.error());
    if (const auto* rejected = std::get_if<ConfigRejected>(&*result))
        return refuse(rejected->problems.empty() ? makeError(ErrorCode::internal) : rejected->problems.front().error);
    done();
}

void JournalGate::refuse(const Error& error) {
    QString text = errorText(error);
    if (error.code == ErrorCode::journalDamaged)
        text = sentences(text, tr("No passphrase was tried: put the file back from a copy. Without it nothing of the journal can be read."));
    if (error.code == ErrorCode::journalPassphrase) text = sentences(text, tr("The attempt is in the audit trail."));
    say(text);
    if (m_passphrase->isVisible()) m_passphrase->setFocus(Qt::OtherFocusReason);
}

// -- texts --------------------------------------------------------------------------------------------------------------------

void JournalGate::retranslate() {
    m_passphrase->setAccessibleName(tr("Passphrase of the journal"));
    m_passphrase->setPlaceholderText(tr("Passphrase"));
    m_repeat->setAccessibleName(tr("Passphrase, once more"));
    m_repeat->setPlaceholderText(tr("Once more"));
    m_second->setText(tr("Switch on"));
    switch (m_mode) {
        case Stopped:
            m_title->setText(tr("The engine is stopped"));
            m_text->setText(tr("Nothing is written now. Start the engine to write and to read the journal."));
            m_button->setText(m_start == nullptr ? QString() : plainText(m_start));
            break;
        case LinkLost:
            m_title->setText(tr("The engine does not answer"));
            m_text->setText(tr("The journal can be read as soon as it answers again."));
            break;
        case NoKey:
            m_title->setText(tr("No dialogue is written yet"));
            m_text->setText(tr("Set a passphrase to switch the journal on. Dialogues are sealed with a key that only this passphrase opens: whoever loses it can never "
                               "read them again, and nobody can give it back."));
            m_button->setText(m_isBusy ? tr("Making the key …") : tr("Set passphrase and switch on"));
            break;
        case Off:
            m_title->setText(tr("The journal is switched off"));
            m_text->setText(tr("Dialogues are not written now. Switch it on, or give the passphrase to read what was written before."));
            m_button->setText(m_isBusy ? tr("Unlocking …") : tr("Unlock"));
            break;
        case Locked:
            m_title->setText(tr("The journal is locked"));
            m_text->setText(tr("Dialogues are written all the time; reading them takes the passphrase."));
            m_button->setText(m_isBusy ? tr("Unlocking …") : tr("Unlock"));
            break;
    }
    setAccessibleName(m_title->text());
    setAccessibleDescription(m_text->text());
    fitHeight(*m_text);
}

void JournalGate::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    if (event->type() == QEvent::PaletteChange) show(m_mode);
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
