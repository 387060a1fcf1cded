#include "ui/pages/settings_page.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/forms/audit_panel.h"
#include "ui/forms/change_review.h"
#include "ui/forms/field_form.h"
#include "ui/forms/field_text.h"
#include "ui/forms/revisions_panel.h"
#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/theme/icons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"

namespace mirror::ui {

namespace {

constexpr int kSideWidth = 210;

QString nameOf(const SectionInfo& info) { return QString::fromUtf8(info.path.data(), static_cast<qsizetype>(info.path.size())); }

}  // namespace

SettingsPage::SettingsPage(EngineLink& link, QWidget* parent)
    : Page(parent), m_link(link), m_message(new MessageBar(this)), m_search(new QLineEdit(this)), m_found(new QLabel(this)),
      m_sections(new QListWidget(this)), m_auditButton(new QPushButton(this)), m_revisionsButton(new QPushButton(this)), m_stack(new QStackedWidget(this)),
      m_formHolder(new QWidget(this)), m_nothing(new EmptyState(this)), m_waiting(new EmptyState(this)),
      m_review(new ChangeReview(m_draft, this)), m_revisions(new RevisionsPanel(link, this)), m_audit(new AuditPanel(link, this)),
      m_state(new QLabel(this)),
      m_revertAll(new QPushButton(this)), m_reviewButton(new QPushButton(this)), m_footer(buildFooter()) {
    auto* review = new QAction(this);
    review->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return));
    connect(review, &QAction::triggered, this, &SettingsPage::review);
    review->setIcon(icon(QStringLiteral("check")));
    auto* revisions = new QAction(this);
    revisions->setIcon(icon(QStringLiteral("history")));
    connect(revisions, &QAction::triggered, m_revisionsButton, &QPushButton::click);
    auto* audit = new QAction(icon(QStringLiteral("journal")), QString(), this);
    connect(audit, &QAction::triggered, m_auditButton, &QPushButton::click);
    m_actions = {review, revisions, audit};
    buildLayout();
    connectParts();
    retranslate();
}

SettingsPage::~SettingsPage() = default;

void SettingsPage::buildLayout() {
    auto* formLayout = new QVBoxLayout(m_formHolder);
    formLayout->setContentsMargins(0, 0, 0, 0);
    formLayout->addWidget(m_nothing, 1);
    m_nothing->hide();
    m_stack->addWidget(m_formHolder);
    m_stack->addWidget(m_review);
    m_stack->addWidget(m_revisions);
    m_stack->addWidget(m_audit);
    m_stack->addWidget(m_waiting);
    m_stack->setCurrentIndex(WaitingView);
    auto* right = new QVBoxLayout;
    right->setSpacing(8);
    right->addWidget(m_stack, 1);
    right->addWidget(m_footer);
    auto* middle = new QHBoxLayout;
    middle->setContentsMargins(14, 14, 0, 0);
    middle->setSpacing(14);
    middle->addWidget(buildSide());
    middle->addLayout(right, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addLayout(middle, 1);
}

QWidget* SettingsPage::buildSide() {
    auto* side = new QWidget(this);
    side->setFixedWidth(kSideWidth);
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search"), IconTone::muted), QLineEdit::LeadingPosition);
    m_found->setProperty("tone", "muted");
    m_found->hide();
    m_sections->setObjectName(QStringLiteral("sectionList"));
    m_sections->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const SectionInfo& info : sectionTable()) {
        auto* item = new QListWidgetItem(m_sections);
        item->setData(Qt::UserRole, nameOf(info));
    }
    // A list that is laid out before the style is known keeps its rows as low as they were then.
    m_sections->ensurePolished();
    m_auditButton->setObjectName(QStringLiteral("audit-button"));
    m_auditButton->setIcon(icon(QStringLiteral("journal")));
    m_auditButton->setCheckable(true);
    m_auditButton->hide();
    m_revisionsButton->setIcon(icon(QStringLiteral("history")));
    m_revisionsButton->setCheckable(true);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 12);
    layout->setSpacing(8);
    layout->addWidget(m_search);
    layout->addWidget(m_found);
    layout->addWidget(m_sections, 1);
    layout->addWidget(m_auditButton);
    layout->addWidget(m_revisionsButton);
    return side;
}

QWidget* SettingsPage::buildFooter() {
    auto* footer = new QWidget(this);
    m_state->setTextFormat(Qt::PlainText);
    m_reviewButton->setProperty("role", "primary");
    auto* layout = new QHBoxLayout(footer);
    layout->setContentsMargins(4, 0, 16, 12);
    layout->setSpacing(10);
    layout->addWidget(m_state, 1);
    layout->addWidget(m_revertAll);
    layout->addWidget(m_reviewButton);
    return footer;
}

void SettingsPage::connectParts() {
    connect(m_search, &QLineEdit::textChanged, this, &SettingsPage::search);
    connect(m_sections, &QListWidget::itemClicked, this, [this](const QListWidgetItem* item) {
        showView(FormView);
        if (m_form != nullptr) m_form->showSection(item->data(Qt::UserRole).toString());
    });
    connect(m_sections, &QListWidget::itemActivated, m_sections, &QListWidget::itemClicked);
    connect(m_revisionsButton, &QPushButton::clicked, this, [this](bool on) {
        showView(on ? RevisionsView : FormView);
        if (on) m_revisions->load();
    });
    connect(m_auditButton, &QPushButton::clicked, this, [this](bool on) {
        showView(on ? AuditView : FormView);
        if (on) m_audit->load();
    });
    connect(m_audit, &AuditPanel::backRequested, this, [this] { showView(FormView); });
    connect(m_revertAll, &QPushButton::clicked, &m_draft, &ConfigDraft::revertAll);
    connect(m_reviewButton, &QPushButton::clicked, this, &SettingsPage::review);
    connect(m_review, &ChangeReview::applyRequested, this, &SettingsPage::apply);
    connect(m_review, &ChangeReview::backRequested, this, [this] { showView(FormView); });
    connect(m_revisions, &RevisionsPanel::backRequested, this, [this] { showView(FormView); });
    connect(m_revisions, &RevisionsPanel::restoreRequested, this, &SettingsPage::restore);
    connect(m_revisions, &RevisionsPanel::failed, this, [this](const QString& sentence) { m_message->showMessage(Tone::bad, sentence); });
    for (auto signal : {&ConfigDraft::valueChanged, &ConfigDraft::listChanged})
        connect(&m_draft, signal, this, &SettingsPage::updateFooter);
    connect(&m_draft, &ConfigDraft::loaded, this, &SettingsPage::updateFooter);
    connect(&m_draft, &ConfigDraft::problemsChanged, this, &SettingsPage::updateFooter);
    connect(&m_link, &EngineLink::snapshotChanged, this, [this] {
        const std::uint64_t inForce = m_link.snapshot()->configRevision;
        if (isVisible() && m_draft.isLoaded() && inForce > m_draft.revision() && !m_draft.isDirty()) loadConfig();
    });
}

QString SettingsPage::title() const { return tr("Settings"); }

QString SettingsPage::iconName() const { return QStringLiteral("settings"); }

void SettingsPage::activate() {
    if (m_draft.isLoaded()) ensureForm();
    if (!m_draft.isDirty()) loadConfig();
}

void SettingsPage::lock() { m_audit->forget(); }

void SettingsPage::setHasJournal(bool has) { m_auditButton->setVisible(has); }

QList<QAction*> SettingsPage::pageActions() const { return m_auditButton->isHidden() ? m_actions.mid(0, 2) : m_actions; }

void SettingsPage::loadConfig() {
    if (m_isLoading) return;
    m_isLoading = true;
    m_link.submit(GetConfig{}, this, [this](Result<Receipt> result) {
        m_isLoading = false;
        const auto* document = result ? std::get_if<ConfigDocument>(&*result) : nullptr;
        if (document != nullptr) {
            takeConfig(*document);
        } else {
            m_message->showMessage(Tone::bad, errorText(result ? makeError(ErrorCode::internal) : result.error()));
            m_message->addButton(tr("Try again"), [this] { loadConfig(); });
        }
    });
}

void SettingsPage::takeConfig(const ConfigDocument& document) {
    if (m_draft.isLoaded() && (m_draft.isDirty() || (document.revision == m_draft.revision() && document.config == m_draft.base()))) return;
    m_draft.load(document.revision, document.config);
    ensureForm();
    if (m_stack->currentIndex() == WaitingView) showView(FormView);
}

void SettingsPage::ensureForm() {
    if (m_form != nullptr) return;
    m_form = std::make_unique<FieldForm>(m_draft, m_formHolder);
    m_formHolder->layout()->addWidget(m_form.get());
    connect(m_form.get(), &FieldForm::sectionReached, this, [this](const QString& section) {
        for (int i = 0; i < m_sections->count(); ++i)
            if (m_sections->item(i)->data(Qt::UserRole).toString() == section) m_sections->setCurrentRow(i);
    });
    m_sections->setCurrentRow(0);
    connect(m_form.get(), &FieldForm::built, this, &SettingsPage::finishForm);
}

/// What was asked of the form before it was there.
void SettingsPage::finishForm() {
    if (!m_search->text().isEmpty()) search(m_search->text());
    const int position = std::exchange(m_position, 0);
    if (!m_pendingSetting.isEmpty()) return showSetting(std::exchange(m_pendingSetting, {}));
    // The scroll bar knows its range when the form has been laid out.
    QTimer::singleShot(0, m_form.get(), [this, position] { m_form->verticalScrollBar()->setValue(position); });
}

/// The form is three quarters of all widgets of the window, and made anew faster than styled anew. Not while the text in a
/// field is no value yet: only its editor knows it.
void SettingsPage::prepareForRestyle() {
    if (m_form == nullptr || m_draft.hasUnreadable()) return;
    m_position = m_form->verticalScrollBar()->value();
    if (m_form->isAncestorOf(QApplication::focusWidget())) m_sections->setFocus(Qt::OtherFocusReason);
    m_form.reset();
    if (isVisible()) QTimer::singleShot(0, this, &SettingsPage::ensureForm);
}

void SettingsPage::showView(View view) {
    m_stack->setCurrentIndex(view);
    m_revisionsButton->setChecked(view == RevisionsView);
    m_auditButton->setChecked(view == AuditView);
    if (view != AuditView) m_audit->forget();
    m_footer->setVisible(view == FormView);
}

void SettingsPage::review() {
    if (!m_draft.isDirty() || !m_draft.problems().empty()) return;
    showView(ReviewView);
    m_review->showChanges();
}

void SettingsPage::apply(const QString& note) {
    m_review->setBusy(true);
    m_link.submit(m_draft.command(note), this, [this](Result<Receipt> result) {
        m_review->setBusy(false);
        finishApply(result);
    });
}

void SettingsPage::finishApply(const Result<Receipt>& result) {
    if (!result) {
        if (result.error().code == ErrorCode::configConflict)
            showConflict(result.error());
        else
            m_message->showMessage(Tone::bad, errorText(result.error()));
        return;
    }
    if (const auto* rejected = std::get_if<ConfigRejected>(&*result)) {
        m_draft.setRejected(rejected->problems);
        showView(FormView);
        m_message->showMessage(Tone::bad, tr("The engine refused %n value(s); they are marked below.", nullptr, static_cast<int>(rejected->problems.size())));
        if (!rejected->problems.empty()) showSetting(QString::fromStdString(rejected->problems.front().path));
        return;
    }
    const auto* applied = std::get_if<Applied>(&*result);
    if (applied == nullptr) return;
    m_draft.load(applied->revision, m_draft.edited());
    showView(FormView);
    const QString done = tr("Revision %1 is in force.").arg(applied->revision);
    m_message->showMessage(applied->needsRestart ? Tone::warning : Tone::good,
                           applied->needsRestart ? sentences(done, tr("Restart the engine for all of it to take effect.")) : done);
    loadConfig();
}

void SettingsPage::showConflict(const Error& error) {
    m_message->showMessage(Tone::warning, errorText(error));
    m_message->addButton(tr("Discard my draft and load"), [this] {
        m_draft.revertAll();
        m_message->hide();
        showView(FormView);
        loadConfig();
    });
}

void SettingsPage::restore(std::uint64_t revision, const Config& config) {
    m_draft.replace(config);
    review();
    if (m_stack->currentIndex() != ReviewView) showView(FormView);
    m_message->showMessage(Tone::info, tr("Revision %1 is in the draft; nothing changes before it is applied.").arg(revision));
}

void SettingsPage::showSetting(const QString& path) {
    if (m_form == nullptr || !m_form->isBuilt()) {
        m_pendingSetting = path;
        return;
    }
    showView(FormView);
    m_search->clear();
    m_form->showSetting(path);
}

QList<PaletteEntry> SettingsPage::paletteEntries(const std::function<void(const QString&)>& show) const {
    QList<PaletteEntry> entries;
    for (const FieldInfo& field : fieldTable()) {
        const QString path = QString::fromUtf8(field.path.data(), static_cast<qsizetype>(field.path.size()));
        const QString english = QString::fromUtf8(field.label.data(), static_cast<qsizetype>(field.label.size()));
        const QString where = pathText(path);
        const qsizetype end = where.lastIndexOf(QStringLiteral(" › "));
        entries.append({fieldLabel(field), tr("Setting: %1").arg(end > 0 ? where.left(where.indexOf(QStringLiteral(" › "))) : where), {},
                        path + QLatin1Char(' ') + english, icon(QStringLiteral("settings")), [show, path] { show(path); }});
    }
    return entries;
}

void SettingsPage::focusFilter() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void SettingsPage::clearFilter() { m_search->clear(); }

void SettingsPage::search(const QString& text) {
    if (m_form == nullptr) return;
    if (m_stack->currentIndex() != FormView) showView(FormView);
    const int shown = m_form->search(text);
    m_form->setVisible(shown > 0);
    m_nothing->setVisible(shown == 0);
    m_found->setVisible(!text.isEmpty());
    m_found->setText(text.isEmpty() ? QString() : tr("%1 of %2 settings").arg(shown).arg(m_form->rows().size()));
}

void SettingsPage::updateFooter() {
    const auto changes = static_cast<int>(m_draft.isLoaded() ? m_draft.changes().size() : 0);
    const auto problems = static_cast<int>(m_draft.problems().size());
    QStringList parts;
    if (changes > 0) parts << tr("%n change(s)", nullptr, changes);
    if (problems > 0) parts << tr("%n problem(s)", nullptr, problems);
    if (parts.isEmpty()) parts << (m_draft.isLoaded() ? tr("Revision %1, unchanged").arg(m_draft.revision()) : QString());
    m_state->setText(parts.join(QStringLiteral("  ·  ")));
    m_revertAll->setEnabled(m_draft.isDirty());
    m_reviewButton->setEnabled(m_draft.isDirty() && problems == 0);
    updateSections();
    emit modifiedChanged();
}

void SettingsPage::updateSections() {
    std::map<QString, bool> wrong;
    for (const auto& [path, sentence] : m_draft.problems()) wrong[path.section(QRegularExpression(QStringLiteral("[.\\[]")), 0, 0)] = true;
    const std::vector<FieldChange> changes = m_draft.isLoaded() ? m_draft.changes() : std::vector<FieldChange>();
    for (int i = 0; i < m_sections->count(); ++i) {
        QListWidgetItem* item = m_sections->item(i);
        const QString name = item->data(Qt::UserRole).toString();
        const bool isChanged = std::any_of(changes.begin(), changes.end(), [&name](const FieldChange& change) {
            return QString::fromStdString(change.path).section(QRegularExpression(QStringLiteral("[.\\[]")), 0, 0) == name;
        });
        const QString mark = wrong.contains(name) ? QStringLiteral("  ⚠") : isChanged ? QStringLiteral("  •") : QString();
        item->setText(sectionLabel(sectionTable()[static_cast<std::size_t>(i)]) + mark);
    }
}

void SettingsPage::retranslate() {
    m_search->setPlaceholderText(tr("Search settings"));
    m_search->setAccessibleName(tr("Search settings"));
    m_sections->setAccessibleName(tr("Sections"));
    m_revisionsButton->setText(tr("Revisions"));
    m_revertAll->setText(tr("Discard changes"));
    m_reviewButton->setText(tr("Review and apply …"));
    m_actions.at(0)->setText(tr("Review and apply changes"));
    m_actions.at(1)->setText(tr("Show revisions"));
    m_auditButton->setText(tr("Journal: keys and audit"));
    m_actions.at(2)->setText(tr("Show the journal's keys and audit trail"));
    m_nothing->setContent(QStringLiteral("search"), tr("No setting matches"), tr("Names, explanations and paths are searched."));
    m_nothing->setAction(tr("Clear search"), [this] { m_search->clear(); });
    m_waiting->setContent(QStringLiteral("settings"), tr("Loading the configuration"), tr("The engine has not answered yet."));
    if (m_form != nullptr) m_form->retranslate();
    updateFooter();
    search(m_search->text());
}

}  // namespace mirror::ui
