#include "ui/pages/filters/pii_trial_pane.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>
#include <array>

#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/rule_text.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/marked_text_edit.h"
#include "ui/widgets/status_badge.h"

namespace mirror::ui {

namespace {

constexpr int kTypingPause = 30;                    // ms
constexpr std::size_t kLargestTrial = 1024 * 1024;  // as TryMask allows

}  // namespace

PiiTrialPane::PiiTrialPane(EngineLink& link, QWidget* parent)
    : QWidget(parent), m_link(link), m_title(new QLabel(this)), m_text(new MarkedTextEdit(this)), m_verdict(new StatusBadge(this)), m_kinds(new QLabel(this)),
      m_maskedTitle(new QLabel(this)), m_masked(new QPlainTextEdit(this)) {
    build();
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingPause);
    connect(&m_typing, &QTimer::timeout, this, &PiiTrialPane::ask);
    connect(m_text, &QPlainTextEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    m_text->setTips([this](int mark) {
        const PiiSpan& span = m_trial.spans.at(static_cast<std::size_t>(mark));
        return tr("%1, replaced by %2").arg(piiKindText(span.kind), foreignText(span.replacement));
    });
    retranslate();
}

void PiiTrialPane::build() {
    m_title->setFont(headingFont(m_title->font(), 1.1));
    m_text->setObjectName(QStringLiteral("piiText"));
    m_kinds->setProperty("tone", "muted");
    m_kinds->setWordWrap(true);
    m_masked->setObjectName(QStringLiteral("piiMasked"));
    m_masked->setReadOnly(true);
    m_masked->setTabChangesFocus(true);
    auto* verdict = new QHBoxLayout;
    verdict->setSpacing(10);
    verdict->addWidget(m_verdict, 0, Qt::AlignTop);
    verdict->addWidget(m_kinds, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_title);
    column->addWidget(m_text, 1);
    column->addLayout(verdict);
    column->addWidget(m_maskedTitle);
    column->addWidget(m_masked, 1);
    setFocusProxy(m_text);
}

void PiiTrialPane::setMask(const MaskConfig& mask) {
    if (mask == m_mask) return;
    m_mask = mask;
    ask();
}

void PiiTrialPane::setText(const QString& text) { m_text->setPlainText(text); }

void PiiTrialPane::showEvent(QShowEvent* event) {
    ask();
    QWidget::showEvent(event);
}

void PiiTrialPane::ask() {
    m_isChanged = true;
    if (m_isAsking || m_typing.isActive() || !isVisible()) return;
    m_isChanged = false;
    m_asked = Utf8Text(m_text->text(), kLargestTrial);
    m_error.reset();
    if (m_asked.bytes().empty()) return show({});
    m_isAsking = true;
    m_link.submit(TryMask{m_asked.bytes(), m_mask}, this, [this](const Result<Receipt>& result) {
        m_isAsking = false;
        const bool isStale = m_isChanged || m_typing.isActive();
        if (!isStale) {
            const auto* trial = result ? std::get_if<PiiTrial>(&*result) : nullptr;
            if (trial == nullptr) m_error = result ? makeError(ErrorCode::internal) : result.error();
            show(trial == nullptr ? PiiTrial{} : *trial);
        }
        if (m_isChanged) ask();
    });
}

void PiiTrialPane::show(const PiiTrial& trial) {
    m_trial = trial;
    std::vector<TextMark> marks;
    for (const PiiSpan& span : trial.spans) marks.push_back({m_asked.beginUnit(span.begin), m_asked.endUnit(span.end), Tone::warning, false});
    m_text->setMarks(std::move(marks));
    m_masked->setPlainText(QString::fromStdString(trial.masked));
    showVerdict();
}

void PiiTrialPane::showVerdict() {
    std::array<int, kPiiKinds> counts{};
    for (const PiiSpan& span : m_trial.spans) ++counts.at(static_cast<std::size_t>(span.kind));
    QStringList parts;
    for (std::size_t i = 0; i < kPiiKinds; ++i)
        if (counts[i] > 0) parts << QStringLiteral("%1 × %2").arg(piiKindText(static_cast<PiiKind>(i)), countText(counts[i]));
    if (m_asked.isCut()) parts << tr("only the first MiB of the text is tried");
    m_kinds->setText(m_error ? errorText(*m_error) : parts.join(QStringLiteral(" · ")));
    if (m_error)
        m_verdict->setState(Tone::warning, tr("Could not be tried"));
    else if (m_asked.bytes().empty())
        m_verdict->setState(Tone::neutral, tr("Nothing to try yet"));
    else if (m_trial.spans.empty())
        m_verdict->setState(Tone::good, tr("No personal data"));
    else
        m_verdict->setState(Tone::warning, tr("%n place(s) would be masked", nullptr, static_cast<int>(m_trial.spans.size())));
}

void PiiTrialPane::retranslate() {
    m_title->setText(tr("Try out"));
    m_text->setPlaceholderText(tr("Type or paste text here; personal data in it is marked at once, with the settings as they stand at the left."));
    m_text->setAccessibleName(tr("Text to try out"));
    m_maskedTitle->setText(tr("What is left of it"));
    m_masked->setAccessibleName(tr("The masked text"));
    showVerdict();
}

void PiiTrialPane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
