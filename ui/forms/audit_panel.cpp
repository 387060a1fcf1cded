#include "ui/forms/audit_panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/forms/journal_keys_form.h"
#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/models/audit_model.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/tone_delegate.h"

namespace mirror::ui {

namespace {

constexpr std::uint32_t kPage = 1000;

}  // namespace

AuditPanel::AuditPanel(EngineLink& link, QWidget* parent)
    : QWidget(parent), m_link(link), m_model(new AuditModel(this)), m_keys(new JournalKeysForm(link, this)), m_title(new QLabel(this)),
      m_message(new MessageBar(this)), m_table(new QTableView(this)), m_none(new QLabel(this)), m_back(new QPushButton(this)) {
    build();
    connect(m_back, &QPushButton::clicked, this, &AuditPanel::backRequested);
    connect(m_keys, &JournalKeysForm::changed, this, &AuditPanel::ask);
    retranslate();
}

void AuditPanel::build() {
    m_title->setFont(headingFont(m_title->font(), 1.2));
    m_table->setObjectName(QStringLiteral("audit"));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(AuditModel::What, new ToneDelegate(m_table));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(30);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setAlternatingRowColors(true);
    m_table->setTabKeyNavigation(false);
    const int widths[] = {150, 110, 190, 220};
    for (int i = 0; i < 4; ++i) m_table->setColumnWidth(i, widths[i]);
    m_message->setClosable(false);
    m_none->setProperty("tone", "muted");
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_back);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 0, 16, 12);
    layout->setSpacing(10);
    layout->addWidget(m_keys);
    layout->addSpacing(6);
    layout->addWidget(m_title);
    layout->addWidget(m_message);
    layout->addWidget(m_none);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    m_none->hide();
}

void AuditPanel::load() {
    m_keys->load();
    ask();
}

void AuditPanel::forget() { m_keys->forget(); }

void AuditPanel::ask() {
    if (std::exchange(m_isAsking, true)) {
        m_isStale = true;
        return;
    }
    m_link.submit(QueryAudit{m_model->lastId(), kPage}, this, [this](const Result<Receipt>& result) {
        m_isAsking = false;
        const auto* page = result ? std::get_if<AuditPage>(&*result) : nullptr;
        if (page == nullptr) return m_message->showMessage(Tone::bad, errorText(result ? makeError(ErrorCode::internal) : result.error()));
        m_brokenAt = page->brokenAt;
        m_model->append(page->entries);
        tellBroken();
        m_none->setVisible(m_model->rowCount() == 0);
        if (std::exchange(m_isStale, false) || (page->more && !page->entries.empty())) ask();
    });
}

void AuditPanel::tellBroken() {
    if (m_brokenAt == 0) return m_message->hide();
    m_message->showMessage(Tone::bad, tr("The audit trail was changed: entry %1 does not follow from the one before it. Do not rely on what stands from there on.").arg(m_brokenAt));
}

void AuditPanel::retranslate() {
    m_title->setText(tr("Audit trail of the journal"));
    m_table->setAccessibleName(tr("Audit trail of the journal"));
    m_none->setText(tr("Nobody has opened the journal yet."));
    m_back->setText(tr("Back to editing"));
    m_model->retranslate();
    if (m_brokenAt != 0) tellBroken();
}

void AuditPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
