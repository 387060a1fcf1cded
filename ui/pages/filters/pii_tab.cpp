#include "ui/pages/filters/pii_tab.h"

#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/engine_control.h"
#include "ui/forms/change_review.h"
#include "ui/forms/field_row.h"
#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/rule_text.h"
#include "ui/pages/filters/pii_trial_pane.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"

namespace mirror::ui {

namespace {

constexpr const char* kFields[] = {"mask.strict", "mask.before_upstream", "mask.restore"};
constexpr int kSettingsWidth = 380;

std::string nameOf(PiiKind kind) { return std::string(piiKindName(kind)); }

}  // namespace

PiiTab::PiiTab(EngineLink& link, QWidget* parent)
    : QWidget(parent), m_link(link), m_message(new MessageBar(this)), m_stack(new QStackedWidget(this)), m_waiting(new EmptyState(this)),
      m_review(new ChangeReview(m_draft, this)), m_title(new QLabel(this)), m_kindsTitle(new QLabel(this)), m_today(new QLabel(this)),
      m_trial(new PiiTrialPane(link, this)), m_state(new QLabel(this)), m_revert(new QPushButton(this)), m_reviewButton(new QPushButton(this)) {
    auto* splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(buildSettings());
    splitter->addWidget(m_trial);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    auto* edit = new QWidget(this);
    auto* column = new QVBoxLayout(edit);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(splitter, 1);
    column->addWidget(buildFooter());
    m_stack->addWidget(m_waiting);
    m_stack->addWidget(edit);
    m_stack->addWidget(m_review);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_message);
    layout->addWidget(m_stack, 1);
    connectParts();
    retranslate();
}

QWidget* PiiTab::buildSettings() {
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 12, 0);
    column->setSpacing(8);
    m_title->setFont(headingFont(m_title->font(), 1.1));
    m_kindsTitle->setFont(headingFont(m_kindsTitle->font()));
    m_today->setProperty("tone", "muted");
    m_today->setWordWrap(true);
    column->addWidget(m_title);
    column->addWidget(m_kindsTitle);
    column->addWidget(buildKinds());
    column->addWidget(m_today);
    for (const char* path : kFields) {
        auto* row = new FieldRow(m_draft, placeOf(QString::fromLatin1(path)), inside);
        row->setStacked(true);
        m_rows << row;
        column->addWidget(row);
    }
    column->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(kSettingsWidth);
    scroll->setWidget(inside);
    return scroll;
}

QWidget* PiiTab::buildKinds() {
    auto* kinds = new QWidget(this);
    auto* grid = new QGridLayout(kinds);
    grid->setContentsMargins(4, 0, 0, 0);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 1);
    for (std::size_t i = 0; i < kPiiKinds; ++i) {
        const auto kind = static_cast<PiiKind>(i);
        m_kinds.at(i) = new QCheckBox(kinds);
        m_kinds.at(i)->setObjectName(QStringLiteral("kind-") + QString::fromStdString(nameOf(kind)));
        m_counts.at(i) = new QLabel(kinds);
        m_counts.at(i)->setProperty("tone", "muted");
        grid->addWidget(m_kinds.at(i), static_cast<int>(i), 0);
        grid->addWidget(m_counts.at(i), static_cast<int>(i), 1, Qt::AlignRight);
        connect(m_kinds.at(i), &QCheckBox::clicked, this, [this, kind](bool on) { setKind(kind, on); });
    }
    return kinds;
}

QWidget* PiiTab::buildFooter() {
    auto* footer = new QWidget(this);
    m_state->setTextFormat(Qt::PlainText);
    m_reviewButton->setProperty("role", "primary");
    auto* layout = new QHBoxLayout(footer);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_state, 1);
    layout->addWidget(m_revert);
    layout->addWidget(m_reviewButton);
    return footer;
}

void PiiTab::connectParts() {
    for (auto signal : {&ConfigDraft::valueChanged, &ConfigDraft::listChanged}) connect(&m_draft, signal, this, &PiiTab::refresh);
    connect(&m_draft, &ConfigDraft::loaded, this, &PiiTab::refresh);
    connect(&m_draft, &ConfigDraft::problemsChanged, this, &PiiTab::refresh);
    connect(m_revert, &QPushButton::clicked, &m_draft, &ConfigDraft::revertAll);
    connect(m_reviewButton, &QPushButton::clicked, this, &PiiTab::review);
    connect(m_review, &ChangeReview::applyRequested, this, &PiiTab::apply);
    connect(m_review, &ChangeReview::backRequested, this, [this] { m_stack->setCurrentIndex(EditView); });
    connect(&m_link, &EngineLink::snapshotChanged, this, [this] {
        refreshCounts();
        const std::uint64_t inForce = m_link.snapshot()->configRevision;
        if (isVisible() && m_draft.isLoaded() && inForce > m_draft.revision() && !m_draft.isDirty()) load();
    });
}

void PiiTab::showEvent(QShowEvent* event) {
    if (!m_draft.isDirty()) load();
    refreshCounts();
    QWidget::showEvent(event);
}

void PiiTab::load() {
    if (m_isLoading) return;
    m_isLoading = true;
    m_link.submit(GetConfig{}, this, [this](const Result<Receipt>& result) {
        m_isLoading = false;
        const auto* document = result ? std::get_if<ConfigDocument>(&*result) : nullptr;
        if (document != nullptr) return takeConfig(*document);
        m_message->showMessage(Tone::bad, errorText(result ? makeError(ErrorCode::internal) : result.error()));
        m_message->addButton(tr("Try again"), [this] {
            m_message->hide();
            load();
        });
    });
}

void PiiTab::takeConfig(const ConfigDocument& document) {
    if (m_draft.isLoaded() && (m_draft.isDirty() || (document.revision == m_draft.revision() && document.config == m_draft.base()))) return;
    m_draft.load(document.revision, document.config);
    if (m_stack->currentIndex() == WaitingView) m_stack->setCurrentIndex(EditView);
}

void PiiTab::setKind(PiiKind kind, bool on) {
    // The order of the table, whatever the file had: applying the same choice twice is no change.
    std::vector<std::string> names;
    const std::vector<std::string>& before = m_draft.edited().mask.kinds;
    for (std::size_t i = 0; i < kPiiKinds; ++i) {
        const std::string name = nameOf(static_cast<PiiKind>(i));
        const bool wasOn = std::find(before.begin(), before.end(), name) != before.end();
        if (static_cast<PiiKind>(i) == kind ? on : wasOn) names.push_back(name);
    }
    m_draft.setValue(placeOf(QStringLiteral("mask.kinds")), names);
}

void PiiTab::refresh() {
    if (!m_draft.isLoaded()) return;
    const std::vector<std::string>& kinds = m_draft.edited().mask.kinds;
    for (std::size_t i = 0; i < kPiiKinds; ++i)
        m_kinds.at(i)->setChecked(std::find(kinds.begin(), kinds.end(), nameOf(static_cast<PiiKind>(i))) != kinds.end());
    for (FieldRow* row : m_rows) row->refresh();
    m_trial->setMask(m_draft.edited().mask);
    const auto changes = static_cast<int>(m_draft.changes().size());
    m_state->setText(changes == 0 ? QString() : tr("%n setting(s) changed, not applied yet", nullptr, changes));
    m_revert->setEnabled(m_draft.isDirty());
    m_reviewButton->setEnabled(m_draft.isDirty() && m_draft.problems().empty());
    emit modifiedChanged();
}

void PiiTab::refreshCounts() {
    const std::shared_ptr<const Snapshot> snapshot = m_link.snapshot();
    for (std::size_t i = 0; i < kPiiKinds; ++i) {
        const auto count = static_cast<std::int64_t>(snapshot->words.maskedToday.at(i));
        m_counts.at(i)->setText(isLinkLost(*snapshot) ? noValueText() : countText(count));
    }
}

void PiiTab::review() {
    if (!m_draft.isDirty() || !m_draft.problems().empty()) return;
    m_stack->setCurrentIndex(ReviewView);
    m_review->showChanges();
}

void PiiTab::apply(const QString& note) {
    m_review->setBusy(true);
    m_link.submit(m_draft.command(note), this, [this](const Result<Receipt>& result) {
        m_review->setBusy(false);
        finishApply(result);
    });
}

void PiiTab::finishApply(const Result<Receipt>& result) {
    if (!result) {
        if (result.error().code == ErrorCode::configConflict) return showConflict(result.error());
        m_message->showMessage(Tone::bad, errorText(result.error()));
        return;
    }
    if (const auto* rejected = std::get_if<ConfigRejected>(&*result)) {
        m_draft.setRejected(rejected->problems);
        m_stack->setCurrentIndex(EditView);
        QString text = tr("The engine refused the settings.");
        if (!rejected->problems.empty()) text = sentences(text, errorText(rejected->problems.front().error));
        m_message->showMessage(Tone::bad, text);
        return;
    }
    const auto* applied = std::get_if<Applied>(&*result);
    if (applied == nullptr) return;
    m_draft.load(applied->revision, m_draft.edited());
    m_stack->setCurrentIndex(EditView);
    m_message->showMessage(Tone::good, tr("Revision %1 of the configuration is in force.").arg(applied->revision));
    load();
}

void PiiTab::showConflict(const Error& error) {
    m_message->showMessage(Tone::warning, errorText(error));
    m_message->addButton(tr("Make my changes on the newest"), [this, mask = m_draft.edited().mask] {
        m_message->hide();
        m_stack->setCurrentIndex(EditView);
        m_link.submit(GetConfig{}, this, [this, mask](const Result<Receipt>& result) {
            const auto* document = result ? std::get_if<ConfigDocument>(&*result) : nullptr;
            if (document == nullptr) {
                m_message->showMessage(Tone::bad, errorText(result ? makeError(ErrorCode::internal) : result.error()));
                return;
            }
            Config config = document->config;
            config.mask = mask;
            m_draft.load(document->revision, document->config);
            m_draft.replace(config);
            review();
        });
    });
    m_message->addButton(tr("Discard my changes"), [this] {
        m_message->hide();
        m_draft.revertAll();
        m_stack->setCurrentIndex(EditView);
        load();
    });
}

void PiiTab::retranslate() {
    m_title->setText(tr("Personal data"));
    m_kindsTitle->setText(tr("What counts, and how often it was masked today"));
    m_today->setText(tr("Counted since midnight. Only numbers are kept, never what was found."));
    m_waiting->setContent(QStringLiteral("settings"), tr("The settings are being loaded"), tr("The engine has not answered yet."));
    for (std::size_t i = 0; i < kPiiKinds; ++i) {
        const QString name = piiKindText(static_cast<PiiKind>(i));
        m_kinds.at(i)->setText(name);
        m_counts.at(i)->setAccessibleName(tr("Masked today: %1").arg(name));
    }
    for (FieldRow* row : m_rows) row->retranslate();
    m_revert->setText(tr("Revert all"));
    m_reviewButton->setText(tr("Review and apply …"));
    refresh();
    refreshCounts();
}

void PiiTab::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
