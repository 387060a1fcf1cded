#include "ui/pages/journal/verify_pane.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/journal_text.h"
#include "ui/theme/icons.h"
#include "ui/widgets/message_bar.h"

namespace mirror::ui {

VerifyPane::VerifyPane(EngineLink& link, JournalAccess& access, QWidget* parent)
    : QWidget(parent), m_link(link), m_access(access), m_scope(new QComboBox(this)), m_start(new QPushButton(this)), m_stop(new QPushButton(this)),
      m_progress(new QProgressBar(this)), m_progressText(new QLabel(this)), m_verdict(new MessageBar(this)), m_facts(new QLabel(this)),
      m_table(new QTableWidget(0, 2, this)), m_limits(new QLabel(this)) {
    build();
    connect(m_start, &QPushButton::clicked, this, &VerifyPane::start);
    connect(m_stop, &QPushButton::clicked, this, &VerifyPane::stop);
    connect(&link, &EngineLink::snapshotChanged, this, &VerifyPane::updateProgress);
    connect(&access, &JournalAccess::locked, this, &VerifyPane::forget);
    forget();
    retranslate();
}

void VerifyPane::build() {
    m_scope->setObjectName(QStringLiteral("verify-scope"));
    m_start->setObjectName(QStringLiteral("verify-start"));
    m_stop->setObjectName(QStringLiteral("verify-stop"));
    m_table->setObjectName(QStringLiteral("verify-problems"));
    m_facts->setObjectName(QStringLiteral("verify-facts"));
    m_start->setProperty("role", "primary");
    m_start->setIcon(icon(QStringLiteral("verify"), IconTone::onAccent));
    for (int i = Whole; i <= Week; ++i) m_scope->addItem(QString());
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(220);
    m_progressText->setProperty("tone", "muted");
    m_limits->setProperty("tone", "muted");
    for (QLabel* label : {m_facts, m_limits}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_verdict->setClosable(false);
    setFocusProxy(m_start);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(0, 220);
    m_table->setShowGrid(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setAlternatingRowColors(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_scope);
    row->addWidget(m_start);
    row->addWidget(m_stop);
    row->addSpacing(8);
    row->addWidget(m_progress);
    row->addWidget(m_progressText);
    row->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addLayout(row);
    layout->addWidget(m_verdict);
    layout->addWidget(m_facts);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_limits);
    layout->addStretch(0);
}

void VerifyPane::start() {
    if (m_isRunning) return;
    forget();
    m_isRunning = true;
    VerifyJournal command;
    const auto now = std::chrono::system_clock::now();
    if (m_scope->currentIndex() == Month) command.from = std::chrono::time_point_cast<SystemTime::duration>(now - std::chrono::hours(24 * 30));
    if (m_scope->currentIndex() == Week) command.from = std::chrono::time_point_cast<SystemTime::duration>(now - std::chrono::hours(24 * 7));
    updateProgress();
    m_access.submit(std::move(command), this, [this, run = m_run](const Result<Receipt>& result) {
        if (run == m_run) finish(result);
    });
}

void VerifyPane::stop() {
    m_access.submit(StopJournalView{{}, 0}, this, {});
}

void VerifyPane::finish(const Result<Receipt>& result) {
    m_isRunning = false;
    updateProgress();
    const auto* report = result ? std::get_if<JournalReport>(&*result) : nullptr;
    if (report != nullptr) {
        m_report = *report;
        return showReport();
    }
    const Error error = result ? makeError(ErrorCode::internal) : result.error();
    m_verdict->showMessage(error.code == ErrorCode::cancelled ? Tone::warning : Tone::bad,
                           error.code == ErrorCode::cancelled ? tr("The check was stopped before it could say anything.") : errorText(error));
}

void VerifyPane::showReport() {
    if (!m_report) return;
    const JournalReport& report = *m_report;
    const QString looked = tr("%1 in %2", "records in segments")
                               .arg(tr("%1 record(s)", nullptr, static_cast<int>(report.records)).arg(countText(static_cast<std::int64_t>(report.records))), tr("%n segment(s)", nullptr, static_cast<int>(report.segments)));
    const auto problems = static_cast<int>(report.problemCount);
    if (!report.isComplete)
        m_verdict->showMessage(problems == 0 ? Tone::warning : Tone::bad,
                               sentences(tr("The check was stopped after %1.").arg(looked),
                                         problems == 0 ? tr("Nothing was wrong so far.") : tr("%n problem(s) so far.", nullptr, problems)));
    else if (problems == 0)
        m_verdict->showMessage(Tone::good, sentences(tr("Nothing is wrong: every record is as it was written and follows the one before it."), tr("Checked: %1.").arg(looked)));
    else
        m_verdict->showMessage(Tone::bad, sentences(tr("%n problem(s).", nullptr, problems), tr("Checked: %1.").arg(looked)));
    m_facts->setText(facts().join(QLatin1Char('\n')));
    m_facts->show();
    fillTable();
}

QStringList VerifyPane::facts() const {
    const JournalReport& report = *m_report;
    QStringList lines;
    if (report.removed > 0) lines << tr("%n segment(s) are gone, with a record that says why.", nullptr, static_cast<int>(report.removed));
    if (report.anchors > 0)
        lines << tr("Anchors that were compared: %1. The last one names segment %2, record %3; records behind it could have been cut off unseen.")
                     .arg(countText(static_cast<std::int64_t>(report.anchors)))
                     .arg(report.lastAnchor.segment)
                     .arg(report.lastAnchor.record);
    else
        lines << tr("There are no anchors: records cut off at the very end cannot be seen. Set journal.anchor_file to a place on another disk.");
    if (report.problemCount > report.problems.size()) lines << tr("The first %1 problems are listed.").arg(countText(static_cast<std::int64_t>(report.problems.size())));
    lines << tr("It took %1.").arg(durationText(report.took));
    return lines;
}

void VerifyPane::fillTable() {
    const auto& problems = m_report->problems;
    m_table->setVisible(!problems.empty());
    m_table->setRowCount(static_cast<int>(problems.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const JournalProblem& problem = problems[static_cast<std::size_t>(row)];
        const QStringList texts{placeText(problem), problemText(problem)};
        for (int column = 0; column < 2; ++column) {
            auto* item = new QTableWidgetItem(texts.at(column));
            item->setToolTip(texts.at(column).toHtmlEscaped());
            m_table->setItem(row, column, item);
        }
    }
}

void VerifyPane::updateProgress() {
    const JournalStatus& journal = m_link.snapshot()->journal;
    const bool isKnown = journal.task == JournalTask::verify;
    // The keyboard goes from the one button to the other: a button that is disabled or hidden loses it to whatever comes next.
    const bool moves = m_isRunning ? m_start->hasFocus() : m_stop->hasFocus();
    if (!m_isRunning) m_start->setEnabled(true);
    if (m_isRunning) m_stop->show();
    if (moves) (m_isRunning ? m_stop : m_start)->setFocus(Qt::OtherFocusReason);
    for (QWidget* part : std::initializer_list<QWidget*>{m_stop, m_progress, m_progressText}) part->setVisible(m_isRunning);
    m_start->setEnabled(!m_isRunning);
    m_scope->setEnabled(!m_isRunning);
    m_progress->setValue(isKnown ? static_cast<int>(journal.taskPermille) : 0);
    m_progressText->setText(tr("Checking … %1").arg(isKnown ? percentText(journal.taskPermille / 1000.0) : QString()).trimmed());
}

void VerifyPane::forget() {
    ++m_run;
    m_isRunning = false;
    m_report.reset();
    m_verdict->hide();
    m_facts->hide();
    m_facts->clear();
    m_table->setRowCount(0);
    m_table->hide();
    updateProgress();
}

void VerifyPane::retranslate() {
    const QStringList scopes{tr("The whole journal"), tr("Segments of the last 30 days"), tr("Segments of the last 7 days")};
    for (int i = Whole; i <= Week; ++i) m_scope->setItemText(i, scopes.at(i));
    m_scope->setAccessibleName(tr("What is checked"));
    m_start->setText(tr("Check"));
    m_stop->setText(tr("Stop"));
    m_progress->setAccessibleName(tr("Progress of the check"));
    m_table->setAccessibleName(tr("Problems that were found"));
    m_table->setHorizontalHeaderLabels({tr("Place"), tr("What is wrong")});
    m_limits->setText(tr("What this check cannot see: whoever has the passphrase and can write the files can write a new journal that is consistent in itself, from the "
                         "last anchor on; without anchors, from any point on. Keep anchors where those who run the engine cannot write."));
    updateProgress();
    showReport();
}

void VerifyPane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
