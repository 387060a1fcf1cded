#include "ui/pages/filters/try_out_pane.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>
#include <set>

#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/draft_of_words.h"
#include "ui/models/rule_text.h"
#include "ui/models/trial_hit_model.h"
#include "ui/pages/filters/phrase_bar.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/marked_text_edit.h"
#include "ui/widgets/status_badge.h"
#include "ui/widgets/tone_delegate.h"

namespace mirror::ui {

namespace {

constexpr int kTypingPause = 30;                  // ms
constexpr std::size_t kLargestTrial = 1024 * 1024;  // as TryWords allows
constexpr int kMaskedLines = 3;

}  // namespace

TryOutPane::TryOutPane(DraftOfWords& draft, EngineLink& link, QWidget* parent)
    : QWidget(parent), m_draft(draft), m_link(link), m_model(new TrialHitModel(this)), m_title(new QLabel(this)), m_directionLabel(new QLabel(this)),
      m_direction(new QComboBox(this)), m_text(new MarkedTextEdit(this)), m_unseen(new QLabel(this)), m_verdict(new StatusBadge(this)), m_counts(new QLabel(this)),
      m_masked(new QLabel(this)), m_hits(new QTableView(this)), m_allow(new QPushButton(this)), m_remove(new QPushButton(this)), m_phrase(new PhraseBar(this)) {
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    buildText();
    buildHits();
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    connectParts();
    retranslate();
    showTrial({});
}

void TryOutPane::buildText() {
    m_title->setFont(headingFont(m_title->font(), 1.1));
    for (const WordScope scope : {WordScope::both, WordScope::input, WordScope::output}) m_direction->addItem(QString(), static_cast<int>(scope));
    m_directionLabel->setBuddy(m_direction);
    m_text->setObjectName(QStringLiteral("tryText"));
    m_unseen->setProperty("tone", "warning");
    m_unseen->setTextFormat(Qt::PlainText);
    m_unseen->setWordWrap(true);
    m_unseen->hide();
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_title, 1);
    head->addWidget(m_directionLabel);
    head->addWidget(m_direction);
    auto* upper = new QWidget(this);
    auto* column = new QVBoxLayout(upper);
    column->setContentsMargins(0, 0, 0, 4);
    column->setSpacing(6);
    column->addLayout(head);
    column->addWidget(m_text, 1);
    column->addWidget(m_unseen);
    findChild<QSplitter*>()->addWidget(upper);
    setFocusProxy(m_text);
}

void TryOutPane::buildHits() {
    m_counts->setProperty("tone", "muted");
    m_allow->setObjectName(QStringLiteral("allowPhrase"));
    m_remove->setObjectName(QStringLiteral("removeWord"));
    m_masked->setTextFormat(Qt::PlainText);
    m_masked->setWordWrap(true);
    m_masked->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_hits->setObjectName(QStringLiteral("tryHits"));
    m_hits->setModel(m_model);
    m_hits->setItemDelegateForColumn(TrialHitModel::Action, new ToneDelegate(m_hits));
    m_hits->verticalHeader()->hide();
    m_hits->verticalHeader()->setDefaultSectionSize(28);
    m_hits->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_hits->horizontalHeader()->setStretchLastSection(true);
    m_hits->horizontalHeader()->setHighlightSections(false);
    m_hits->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_hits->setSelectionMode(QAbstractItemView::SingleSelection);
    m_hits->setShowGrid(false);
    m_hits->setTabKeyNavigation(false);
    m_hits->setWordWrap(false);
    const int widths[] = {90, 74, 160, 90};
    for (int i = 0; i < 4; ++i) m_hits->setColumnWidth(i, widths[i]);
    auto* verdict = new QHBoxLayout;
    verdict->setSpacing(10);
    verdict->addWidget(m_verdict);
    verdict->addWidget(m_counts, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_remove);
    buttons->addWidget(m_allow);
    auto* lower = new QWidget(this);
    auto* column = new QVBoxLayout(lower);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(6);
    column->addLayout(verdict);
    column->addWidget(m_masked);
    column->addWidget(m_hits, 1);
    column->addWidget(m_phrase);
    column->addLayout(buttons);
    findChild<QSplitter*>()->addWidget(lower);
}

void TryOutPane::connectParts() {
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingPause);
    connect(&m_typing, &QTimer::timeout, this, &TryOutPane::ask);
    connect(m_text, &QPlainTextEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_direction, &QComboBox::currentIndexChanged, this, &TryOutPane::ask);
    connect(&m_draft, &DraftOfWords::synced, this, &TryOutPane::ask);
    connect(&m_draft, &DraftOfWords::stateChanged, this, &TryOutPane::ask);
    connect(m_hits->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) { choose(now.row()); });
    connect(m_text, &MarkedTextEdit::markChosen, this, [this](int mark) { m_hits->selectRow(mark); });
    m_text->setTips([this](int mark) {
        const TrialHit* hit = m_model->at(mark);
        return hit == nullptr ? QString() : explain(*hit);
    });
    connect(m_allow, &QPushButton::clicked, this, &TryOutPane::openPhrase);
    connect(m_phrase, &PhraseBar::accepted, this, &TryOutPane::allowPhraseRequested);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        const TrialHit* hit = m_model->at(m_hits->currentIndex().row());
        if (hit != nullptr) emit removeWordRequested(hit->word.id);
    });
}

void TryOutPane::setText(const QString& text) { m_text->setPlainText(text); }

void TryOutPane::showEvent(QShowEvent* event) {
    ask();
    QWidget::showEvent(event);
}

void TryOutPane::ask() {
    m_isChanged = true;
    // Answers only for what is seen, and only when the engine has all edits: it says so with synced().
    if (m_isAsking || m_typing.isActive() || !isVisible() || m_draft.state() != DraftOfWords::State::open || !m_draft.isSynced()) return showVerdict();
    m_isChanged = false;
    m_asked = Utf8Text(m_text->text(), kLargestTrial);
    if (m_asked.bytes().empty()) return showTrial({});
    m_isAsking = true;
    TryWords question{m_draft.id(), m_asked.bytes(), static_cast<WordScope>(m_direction->currentData().toInt())};
    m_link.submit(std::move(question), this, [this, version = m_draft.version()](const Result<Receipt>& result) {
        m_isAsking = false;
        const bool isStale = m_isChanged || m_typing.isActive() || version != m_draft.version();
        if (!isStale) take(result);
        if (m_isChanged) ask();
    });
}

void TryOutPane::take(const Result<Receipt>& result) {
    const auto* trial = result ? std::get_if<WordTrial>(&*result) : nullptr;
    if (trial != nullptr) return showTrial(*trial);
    showTrial({});
    m_error = result ? makeError(ErrorCode::internal) : result.error();
    showVerdict();
}

void TryOutPane::showTrial(const WordTrial& trial) {
    m_error.reset();
    m_trial = trial;
    showHits(trial);
    showMasked();
    showVerdict();
}

void TryOutPane::showHits(const WordTrial& trial) {
    std::vector<TextMark> marks;
    for (const TrialHit& hit : trial.hits) marks.push_back({m_asked.beginUnit(hit.begin), m_asked.endUnit(hit.end), toneOf(hit), hit.savedBy != 0});
    m_hits->setHorizontalScrollBarPolicy(trial.hits.empty() ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    m_text->setMarks(std::move(marks));
    m_model->setHits(trial.hits, m_asked);
    showUnseen();
    m_text->setCurrentMark(m_hits->hasFocus() ? m_hits->currentIndex().row() : -1);
    updateButtons();
}

void TryOutPane::showUnseen() {
    const QString unseen = m_text->invisibleSummary();
    m_unseen->setText(unseen.isEmpty() ? QString() : tr("The text has characters that cannot be seen: %1").arg(unseen));
    m_unseen->setVisible(!unseen.isEmpty());
}

void TryOutPane::showMasked() {
    const QString masked = foreignText(m_trial.masked).replace(QStringLiteral("<U+000a>"), QStringLiteral("\n"));
    const QString shown = m_masked->fontMetrics().elidedText(masked, Qt::ElideRight, kMaskedLines * std::max(200, m_masked->width()));
    m_masked->setText(tr("It goes on as: %1").arg(shown));
    m_masked->setVisible(!m_trial.masked.empty() && !m_trial.blocked);
}

void TryOutPane::showVerdict() {
    std::set<std::uint32_t> blocking;
    std::set<std::uint32_t> counting;
    for (const TrialHit& hit : m_trial.hits) {
        if (hit.savedBy != 0) continue;
        if (hit.word.action == WordAction::block) blocking.insert(hit.word.id);
        if (hit.word.action == WordAction::observe) counting.insert(hit.word.id);
    }
    m_counts->clear();
    if (m_draft.state() == DraftOfWords::State::loading) return m_verdict->setState(Tone::info, tr("The word lists are being loaded"));
    if (m_error) {
        m_counts->setText(errorText(*m_error));
        return m_verdict->setState(Tone::warning, tr("Could not be tried"));
    }
    if (m_asked.bytes().empty()) return m_verdict->setState(Tone::neutral, tr("Nothing to try yet"));
    if (m_trial.blocked)
        m_verdict->setState(Tone::bad, tr("Would be blocked by %n rule(s)", nullptr, static_cast<int>(blocking.size())));
    else if (!m_trial.masked.empty())
        m_verdict->setState(Tone::warning, tr("Passes masked"));
    else
        m_verdict->setState(Tone::good, tr("Passes"));
    QStringList more;
    if (!counting.empty()) more << tr("%n rule(s) only count", nullptr, static_cast<int>(counting.size()));
    if (m_trial.hitCount > m_trial.hits.size())
        more << tr("the first %1 of %2 hits are shown").arg(countText(static_cast<std::int64_t>(m_trial.hits.size())), countText(static_cast<std::int64_t>(m_trial.hitCount)));
    if (m_asked.isCut()) more << tr("only the first MiB of the text is tried");
    m_counts->setText(more.join(QStringLiteral(" · ")));
}

void TryOutPane::choose(int row) {
    // Rows come and go while one types: the cursor stays where it is then.
    m_text->setCurrentMark(m_hits->hasFocus() ? row : -1);
    m_phrase->hide();
    updateButtons();
}

void TryOutPane::updateButtons() {
    const TrialHit* hit = m_model->at(m_hits->currentIndex().row());
    m_remove->setEnabled(hit != nullptr);
    m_allow->setEnabled(hit != nullptr && hit->savedBy == 0 && hit->word.kind != WordKind::regex);
}

void TryOutPane::openPhrase() {
    const TrialHit* hit = m_model->at(m_hits->currentIndex().row());
    if (hit != nullptr) m_phrase->ask(m_asked.units(), m_asked.beginUnit(hit->begin), m_asked.endUnit(hit->end));
}

QString TryOutPane::explain(const TrialHit& hit) const {
    const QString rule = tr("Rule %1: %2 (%3)").arg(QString::number(hit.word.id), wordShown(hit.word), wordTraits(hit.word));
    if (hit.savedBy != 0) return rule + QLatin1Char('\n') + tr("No hit, because it stands inside the exception “%1”.").arg(foreignText(hit.savedByText));
    return rule + QLatin1Char('\n') + tr("Seen: %1.").arg(foldStepsText(hit.steps));
}

void TryOutPane::retranslate() {
    m_title->setText(tr("Try out"));
    m_directionLabel->setText(tr("&Direction"));
    const QString names[] = {tr("Both directions"), tr("Request"), tr("Answer")};
    for (int i = 0; i < 3; ++i) m_direction->setItemText(i, names[i]);
    m_direction->setAccessibleName(tr("Rules of which direction count"));
    m_text->setPlaceholderText(tr("Type or paste text here; what the draft finds is marked at once."));
    m_text->setAccessibleName(tr("Text to try out"));
    m_hits->setAccessibleName(tr("Hits in the text"));
    m_allow->setText(tr("Allow this phrase …"));
    m_allow->setToolTip(tr("Adds an exception to the draft: inside the phrase the word is no hit."));
    m_remove->setText(tr("Remove this word"));
    m_remove->setToolTip(tr("Takes the rule out of the draft; it can be undone."));
    m_model->retranslate();
    showUnseen();
    showMasked();
    showVerdict();
}

void TryOutPane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
