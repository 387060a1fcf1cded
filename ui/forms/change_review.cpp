#include "ui/forms/change_review.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/forms/change_table.h"
#include "ui/link/error_text.h"
#include "ui/theme/fonts.h"

namespace mirror::ui {

namespace {

constexpr int kLongestNote = 200;

bool hasReload(const std::vector<FieldChange>& changes, Reload wanted) {
    return std::any_of(changes.begin(), changes.end(), [wanted](const FieldChange& change) {
        const FieldInfo* field = findField(change.path);
        if (field != nullptr) return field->reload == wanted;
        return wanted == Reload::rebind && change.path.starts_with("listeners");
    });
}

}  // namespace

ChangeReview::ChangeReview(ConfigDraft& draft, QWidget* parent)
    : QWidget(parent), m_draft(draft), m_title(new QLabel(this)), m_effect(new QLabel(this)), m_table(new ChangeTable(this)),
      m_noteLabel(new QLabel(this)), m_note(new QLineEdit(this)), m_back(new QPushButton(this)), m_apply(new QPushButton(this)) {
    m_title->setFont(headingFont(m_title->font(), 1.2));
    m_effect->setWordWrap(true);
    m_effect->setProperty("tone", "muted");
    m_note->setMaxLength(kLongestNote);
    m_noteLabel->setBuddy(m_note);
    m_apply->setProperty("role", "primary");
    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(10);
    bottom->addWidget(m_noteLabel);
    bottom->addWidget(m_note, 1);
    bottom->addWidget(m_back);
    bottom->addWidget(m_apply);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 0, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_effect);
    layout->addWidget(m_table, 1);
    layout->addLayout(bottom);
    connect(m_apply, &QPushButton::clicked, this, [this] { emit applyRequested(m_note->text()); });
    connect(m_note, &QLineEdit::returnPressed, m_apply, &QPushButton::click);
    connect(m_back, &QPushButton::clicked, this, &ChangeReview::backRequested);
    retranslate();
}

void ChangeReview::showChanges() {
    m_note->clear();
    retranslate();
    m_note->setFocus();
}

void ChangeReview::setBusy(bool busy) {
    m_apply->setEnabled(!busy);
    m_note->setEnabled(!busy);
    m_apply->setText(busy ? tr("Applying …") : tr("Apply"));
}

void ChangeReview::retranslate() {
    const std::vector<FieldChange> changes = m_draft.changes();
    m_title->setText(tr("%n setting(s) will change", nullptr, static_cast<int>(changes.size())));
    m_table->setChanges(changes);
    QStringList effects;
    if (hasReload(changes, Reload::rebind)) effects << tr("Addresses are opened and closed; running streams finish.");
    if (hasReload(changes, Reload::restart)) effects << tr("Some of it takes effect after a restart of the engine.");
    if (effects.isEmpty()) effects << tr("It takes effect with the next requests; running streams finish as they began.");
    m_effect->setText(effects.size() > 1 ? sentences(effects.at(0), effects.at(1)) : effects.at(0));
    m_noteLabel->setText(tr("&Note"));
    m_note->setPlaceholderText(tr("Why, for the list of revisions"));
    m_note->setAccessibleName(tr("Note for the list of revisions"));
    m_back->setText(tr("Back to editing"));
    m_apply->setText(tr("Apply"));
}

void ChangeReview::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
