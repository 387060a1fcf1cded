#include "ui/pages/journal/segments_pane.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/charts/save_file.h"
#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/models/segment_model.h"
#include "ui/theme/icons.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/tone_delegate.h"

namespace mirror::ui {

namespace {

constexpr int kLongestReason = 200;

}  // namespace

SegmentsPane::SegmentsPane(EngineLink& link, JournalAccess& access, QWidget* parent)
    : QWidget(parent), m_link(link), m_access(access), m_model(new SegmentModel(this)), m_table(new QTableView(this)), m_message(new MessageBar(this)),
      m_shred(new QPushButton(this)), m_export(new QPushButton(this)), m_question(new QWidget(this)), m_warning(new QLabel(m_question)),
      m_number(new QLineEdit(m_question)), m_reason(new QLineEdit(m_question)), m_agree(new QPushButton(m_question)), m_cancel(new QPushButton(m_question)) {
    build();
    connect(m_shred, &QPushButton::clicked, this, [this] { ask(Deed::shred); });
    connect(m_export, &QPushButton::clicked, this, [this] { ask(Deed::exportKey); });
    connect(m_agree, &QPushButton::clicked, this, &SegmentsPane::agree);
    connect(m_reason, &QLineEdit::returnPressed, this, &SegmentsPane::agree);
    connect(m_cancel, &QPushButton::clicked, this, [this] { ask(Deed::none); });
    for (QLineEdit* edit : {m_number, m_reason}) connect(edit, &QLineEdit::textChanged, this, &SegmentsPane::updateButtons);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { ask(Deed::none); });
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] { ask(Deed::none); });
    connect(&access, &JournalAccess::locked, this, &SegmentsPane::forget);
    connect(&link, &EngineLink::snapshotChanged, this, [this] {
        if (isVisible() && m_link.snapshot()->journal.segment != m_seen) load();
    });
    retranslate();
    ask(Deed::none);
}

void SegmentsPane::build() {
    m_table->setObjectName(QStringLiteral("segments"));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(SegmentModel::State, new ToneDelegate(m_table));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(30);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setTabKeyNavigation(false);
    setFocusProxy(m_table);
    const int widths[] = {100, 170, 110, 170};
    for (int i = 0; i < 4; ++i) m_table->setColumnWidth(i, widths[i]);
    m_shred->setObjectName(QStringLiteral("segment-shred"));
    m_export->setObjectName(QStringLiteral("segment-export"));
    m_number->setObjectName(QStringLiteral("segment-number"));
    m_reason->setObjectName(QStringLiteral("segment-reason"));
    m_agree->setObjectName(QStringLiteral("segment-agree"));
    m_shred->setProperty("role", "danger");
    setTabOrder(m_export, m_shred);  // as they stand
    m_export->setIcon(icon(QStringLiteral("key")));
    m_warning->setTextFormat(Qt::PlainText);
    m_warning->setWordWrap(true);
    m_number->setFixedWidth(170);
    m_reason->setMaxLength(kLongestReason);
    auto* fields = new QHBoxLayout;
    fields->addWidget(m_number);
    fields->addWidget(m_reason, 1);
    fields->addWidget(m_agree);
    fields->addWidget(m_cancel);
    auto* question = new QVBoxLayout(m_question);
    question->setContentsMargins(0, 0, 0, 0);
    question->addWidget(m_warning);
    question->addLayout(fields);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_export);
    buttons->addWidget(m_shred);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_message);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    layout->addWidget(m_question);
}

void SegmentsPane::showEvent(QShowEvent* event) {
    load();
    QWidget::showEvent(event);
}

void SegmentsPane::load() {
    if (!m_access.isUnlocked()) return;
    m_seen = m_link.snapshot()->journal.segment;
    m_link.submit(ListJournalSegments{}, this, [this](const Result<Receipt>& result) {
        if (!m_access.isUnlocked()) return;
        const auto* segments = result ? std::get_if<JournalSegments>(&*result) : nullptr;
        if (segments == nullptr) return fail(result);
        m_model->setSegments(segments->segments);
        updateButtons();
    });
}

void SegmentsPane::forget() {
    if (!m_reason->text().isEmpty()) m_draft = m_reason->text();
    m_message->hide();
    m_model->setSegments({});
    m_isBusy = false;
    ask(Deed::none);
}

/// A table that only gets the keyboard has a current row that nobody chose.
const JournalSegmentInfo* SegmentsPane::chosen() const {
    const int row = m_table->currentIndex().row();
    return row >= 0 && m_table->selectionModel()->isRowSelected(row) ? m_model->at(row) : nullptr;
}

void SegmentsPane::ask(Deed deed) {
    m_deed = deed;
    // Or Qt sends the keyboard to whatever comes next, be it on the other side of the window.
    if (deed == Deed::none && m_question->isAncestorOf(QApplication::focusWidget())) m_table->setFocus(Qt::OtherFocusReason);
    m_question->setVisible(deed != Deed::none);
    m_number->setVisible(deed == Deed::shred);
    m_number->clear();
    m_reason->setText(deed == Deed::none ? QString() : std::exchange(m_draft, {}));
    m_agree->setProperty("role", deed == Deed::shred ? "danger" : "primary");
    m_agree->style()->polish(m_agree);
    retranslate();
    if (deed == Deed::shred) m_number->setFocus(Qt::OtherFocusReason);
    if (deed == Deed::exportKey) m_reason->setFocus(Qt::OtherFocusReason);
}

void SegmentsPane::agree() {
    const JournalSegmentInfo* segment = chosen();
    if (segment == nullptr || !m_agree->isEnabled()) return;
    const std::uint32_t number = segment->segment;
    const std::string reason = m_reason->text().trimmed().toStdString();
    const Deed deed = m_deed;
    ask(Deed::none);
    m_isBusy = true;
    updateButtons();
    deed == Deed::shred ? shred(number, reason) : exportKey(number, reason);
}

void SegmentsPane::shred(std::uint32_t segment, const std::string& reason) {
    m_access.submit(ShredJournalSegment{{}, segment, reason, "console"}, this, [this, segment](const Result<Receipt>& result) {
        m_isBusy = false;
        if (!result) return fail(result);
        m_message->showMessage(Tone::good, tr("Segment %1 can never be read again. The audit trail says who did it and why.").arg(segment));
        load();
    });
}

void SegmentsPane::exportKey(std::uint32_t segment, const std::string& reason) {
    m_access.submit(ExportSegmentKey{{}, segment, reason, "console"}, this, [this, segment](const Result<Receipt>& result) {
        m_isBusy = false;
        updateButtons();
        const auto* key = result ? std::get_if<JournalSegmentKey>(&*result) : nullptr;
        if (key == nullptr) return fail(result);
        saveFile(this, tr("Save the key of segment %1").arg(segment), QStringLiteral("segment-%1.key").arg(segment), tr("Key files (*.key)"),
                 [key = QByteArray::fromStdString(key->key) + '\n'] { return key; }, [this](const QString& message) { emit messageRequested(message); });
    });
}

void SegmentsPane::fail(const Result<Receipt>& result) {
    m_isBusy = false;
    m_message->showMessage(Tone::bad, errorText(result ? makeError(ErrorCode::internal) : result.error()));
    updateButtons();
}

void SegmentsPane::updateButtons() {
    const JournalSegmentInfo* segment = chosen();
    const bool isReadable = segment != nullptr && !segment->isShredded && !m_isBusy;
    m_export->setEnabled(isReadable);
    m_shred->setEnabled(isReadable && !segment->isOpen);
    const bool isTyped = m_deed != Deed::shred || (segment != nullptr && m_number->text().trimmed() == QString::number(segment->segment));
    m_agree->setEnabled(isReadable && isTyped && !m_reason->text().trimmed().isEmpty());
}

void SegmentsPane::retranslate() {
    const JournalSegmentInfo* segment = chosen();
    const std::uint32_t number = segment == nullptr ? 0 : segment->segment;
    m_table->setAccessibleName(tr("Segments of the journal"));
    m_shred->setText(tr("Shred …"));
    m_shred->setToolTip(tr("Destroy the key of a closed segment, so that it can never be read again."));
    m_export->setText(tr("Export key …"));
    m_export->setToolTip(tr("The key that opens this one segment, for an auditor: he reads the masked texts with any Fernet library."));
    m_warning->setText(m_deed == Deed::shred ? tr("Segment %1 can never be read again, by nobody, not even with the passphrase. Type its number and say why.").arg(number)
                                             : tr("Whoever has the key can read all masked dialogues of segment %1. Say who gets it and why.").arg(number));
    m_number->setPlaceholderText(tr("Number of the segment"));
    m_number->setAccessibleName(tr("Number of the segment, to confirm"));
    m_reason->setPlaceholderText(tr("Reason, for the audit trail"));
    m_reason->setAccessibleName(tr("Reason"));
    m_agree->setText(m_deed == Deed::shred ? tr("Shred for ever") : tr("Export the key"));
    m_cancel->setText(tr("Cancel"));
    m_model->retranslate();
    updateButtons();
}

void SegmentsPane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
