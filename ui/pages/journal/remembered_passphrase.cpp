#include "ui/pages/journal/remembered_passphrase.h"

#include <QCheckBox>
#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/link/passphrase_memory.h"

namespace mirror::ui {

RememberedPassphrase::RememberedPassphrase(JournalAccess& access, QWidget* parent)
    : QWidget(parent), m_access(access), m_box(new QCheckBox(this)), m_recall(new QPushButton(this)) {
    m_box->setObjectName(QStringLiteral("journal-remember"));
    m_recall->setObjectName(QStringLiteral("journal-recall"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(m_box, 0, Qt::AlignHCenter);
    column->addWidget(m_recall, 0, Qt::AlignHCenter);
    connect(m_box, &QCheckBox::clicked, this, &RememberedPassphrase::choose);
    connect(m_recall, &QPushButton::clicked, this, &RememberedPassphrase::recall);
    connect(&access, &JournalAccess::unlocked, this, &RememberedPassphrase::keep);
    connect(&access, &JournalAccess::refused, this, &RememberedPassphrase::refuse);
    connect(&access, &JournalAccess::unlockingChanged, this, &RememberedPassphrase::update);
    retranslate();
    update();
}

void RememberedPassphrase::setMemory(PassphraseMemory* memory) {
    m_memory = memory;
    if (memory == nullptr) return update();
    connect(memory, &PassphraseMemory::stateChanged, this, [this] {
        m_box->setChecked(m_memory->state() == PassphraseMemory::Kept);
        update();
    });
    connect(memory, &PassphraseMemory::failed, this, [this](const QString& reason) {
        m_box->setChecked(m_memory->state() == PassphraseMemory::Kept);
        emit said(tr("The keyring of this desktop refused: %1").arg(reason));
    });
    if (isVisible()) memory->lookUp();
}

// Asked only when somebody looks at it: the desktop may ask the user to open the keyring.
void RememberedPassphrase::showEvent(QShowEvent* event) {
    if (m_memory != nullptr && m_memory->state() == PassphraseMemory::Unknown) m_memory->lookUp();
    QWidget::showEvent(event);
}

void RememberedPassphrase::update() {
    const auto state = m_memory == nullptr ? PassphraseMemory::Absent : m_memory->state();
    m_box->setVisible(state == PassphraseMemory::Empty || state == PassphraseMemory::Kept);
    m_recall->setVisible(state == PassphraseMemory::Kept);
    m_recall->setEnabled(!m_access.isUnlocking());
}

/// What is kept goes at once; what shall be kept has to be typed first.
void RememberedPassphrase::choose(bool remember) {
    if (!remember && m_memory->state() == PassphraseMemory::Kept) m_memory->forget();
}

void RememberedPassphrase::tried(const QString& passphrase) {
    m_isRecalled = false;
    m_tried = m_memory != nullptr && m_box->isChecked() ? passphrase : QString();
}

void RememberedPassphrase::recall() {
    m_recall->setEnabled(false);
    m_memory->recall([this](const QString& passphrase) {
        if (passphrase.isEmpty() || m_access.isUnlocked()) return update();
        m_isRecalled = true;
        m_access.unlock(passphrase);
    });
}

void RememberedPassphrase::keep() {
    if (!m_tried.isEmpty()) m_memory->remember(m_tried);
    drop();
}

void RememberedPassphrase::refuse(const Error& error) {
    const bool isOutdated = m_isRecalled && error.code == ErrorCode::journalPassphrase;
    drop();
    if (!isOutdated) return;
    m_memory->forget();
    // After everybody has heard of the refusal: this is the last word on it.
    QMetaObject::invokeMethod(this, [this] { emit said(tr("The remembered passphrase is not the right one any more and was removed from the keyring.")); }, Qt::QueuedConnection);
}

void RememberedPassphrase::drop() {
    m_tried.fill(QLatin1Char('\0'));
    m_tried.clear();
    m_isRecalled = false;
}

void RememberedPassphrase::retranslate() {
    m_box->setText(tr("Remember on this workstation"));
    m_box->setToolTip(tr("Kept in the keyring of your desktop. Whoever uses your session can then open the journal without knowing the passphrase."));
    m_recall->setText(tr("Unlock with the remembered passphrase"));
}

void RememberedPassphrase::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
