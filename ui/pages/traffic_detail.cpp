#include "ui/pages/traffic_detail.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/traffic_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/attempt_table.h"
#include "ui/widgets/rule_table.h"
#include "ui/widgets/waterfall_view.h"

namespace mirror::ui {

namespace {

constexpr int kWidest = 420;  // a longer value is reached by scrolling

QString orDash(const std::string& text) { return text.empty() ? noValueText() : foreignText(text); }

}  // namespace

TrafficDetail::TrafficDetail(QWidget* parent)
    : QWidget(parent), m_title(new QLabel(this)), m_verdict(new QLabel(this)), m_curl(new QPushButton(this)), m_dialogue(new QPushButton(this)), m_close(new QToolButton(this)) {
    setObjectName(QStringLiteral("traffic-detail"));
    m_inside = new QWidget;
    auto* column = new QVBoxLayout(m_inside);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(8);
    buildHead();
    m_stagesHeading = addHeading();
    m_waterfall = new WaterfallView(m_inside);
    column->addWidget(m_waterfall);
    m_attemptsHeading = addHeading();
    m_attempts = new AttemptTable(m_inside);
    column->addWidget(m_attempts);
    m_rulesHeading = addHeading();
    m_rules = new RuleTable(m_inside);
    column->addWidget(m_rules);
    m_fieldsHeading = addHeading();
    m_fields = new QGridLayout;
    m_fields->setHorizontalSpacing(14);
    m_fields->setVerticalSpacing(4);
    m_fields->setColumnStretch(1, 1);
    column->addLayout(m_fields);
    column->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::StrongFocus);  // or what is below could be read with a mouse only
    scroll->setWidget(m_inside);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);
    retranslate();
    clear();
}

void TrafficDetail::buildHead() {
    auto* column = static_cast<QVBoxLayout*>(m_inside->layout());
    auto* row = new QHBoxLayout;
    m_title->setFont(headingFont(font(), 1.15));
    for (QLabel* label : {m_title, m_verdict}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_verdict->setProperty("tone", "muted");
    m_close->setIcon(icon(QStringLiteral("close")));
    m_close->setAutoRaise(true);
    row->addWidget(m_title, 1);
    m_dialogue->setObjectName(QStringLiteral("detail-dialogue"));
    m_dialogue->hide();
    row->addWidget(m_dialogue, 0, Qt::AlignTop);
    row->addWidget(m_curl, 0, Qt::AlignTop);
    row->addWidget(m_close, 0, Qt::AlignTop);
    column->addLayout(row);
    column->addWidget(m_verdict);
    connect(m_curl, &QPushButton::clicked, this, &TrafficDetail::copyAsCurlRequested);
    connect(m_dialogue, &QPushButton::clicked, this, &TrafficDetail::dialogueRequested);
    connect(m_close, &QToolButton::clicked, this, &TrafficDetail::closeRequested);
}

QLabel* TrafficDetail::addHeading() {
    auto* column = static_cast<QVBoxLayout*>(m_inside->layout());
    auto* heading = new QLabel(m_inside);
    heading->setFont(headingFont(font()));
    column->addSpacing(6);
    column->addWidget(heading);
    return heading;
}

void TrafficDetail::retranslate() {
    m_stagesHeading->setText(tr("Stages"));
    m_attemptsHeading->setText(tr("Attempts"));
    m_rulesHeading->setText(tr("Rules"));
    m_fieldsHeading->setText(tr("Request"));
    m_curl->setText(tr("Copy as cURL"));
    m_curl->setToolTip(tr("Copy a command that repeats this request, without key and dialogue (Ctrl+Shift+C)."));
    m_dialogue->setText(tr("Open dialogue"));
    m_dialogue->setToolTip(tr("What was said, in the journal; takes its passphrase."));
    m_close->setToolTip(tr("Close the details."));
    m_close->setAccessibleName(tr("Close the details"));
    findChild<QScrollArea*>()->setAccessibleName(tr("Details of the request"));
    m_attempts->retranslate();
    m_rules->retranslate();
    if (m_record) fill();
}

QSize TrafficDetail::minimumSizeHint() const {
    const int wanted = m_inside->minimumSizeHint().width() + style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
    return {std::min(wanted, kWidest), 200};
}

void TrafficDetail::setHasJournal(bool has) { m_dialogue->setVisible(has); }

void TrafficDetail::clear() {
    m_record.reset();
    hide();
}

void TrafficDetail::show(const TrafficRecord& record) {
    m_record = record;
    fill();
    setVisible(true);
}

void TrafficDetail::addField(const QString& name, const QString& value) {
    const int row = m_fieldCount++;
    for (int column = 0; column < 2; ++column) {
        auto* item = m_fields->itemAtPosition(row, column);
        auto* label = item != nullptr ? qobject_cast<QLabel*>(item->widget()) : nullptr;
        if (label == nullptr) {
            label = new QLabel(m_inside);
            label->setTextFormat(Qt::PlainText);
            label->setTextInteractionFlags(column == 1 ? Qt::TextSelectableByMouse : Qt::NoTextInteraction);
            label->setWordWrap(column == 1);
            if (column == 0) label->setProperty("tone", "muted");
            m_fields->addWidget(label, row, column, Qt::AlignTop);
        }
        label->setText(column == 0 ? name : value);
        label->setVisible(true);
    }
}

QStringList TrafficDetail::fieldLines() const {
    QStringList lines;
    for (int row = 0; row < m_fieldCount; ++row) {
        const auto textAt = [&](int column) { return qobject_cast<QLabel*>(m_fields->itemAtPosition(row, column)->widget())->text(); };
        lines << textAt(0) + QStringLiteral(": ") + textAt(1);
    }
    return lines;
}

void TrafficDetail::fill() {
    const TrafficRecord& r = *m_record;
    m_title->setText(statusText(r.status) + QStringLiteral(" · ") + outcomeText(r.outcome));
    m_verdict->setText(r.errorCode.empty() ? outcomeHint(r.outcome) : errorNameText(r.errorCode));
    m_waterfall->setRecord(r);
    m_attempts->setAttempts(r.attempts);
    m_attempts->setVisible(!r.attempts.empty());
    m_attemptsHeading->setVisible(!r.attempts.empty());
    m_rules->setRules(r.rules);
    m_rules->setVisible(!r.rules.empty());
    m_rulesHeading->setVisible(!r.rules.empty());
    m_fieldCount = 0;
    addField(tr("Request ID"), orDash(r.requestId));
    addField(tr("Endpoint"), endpointText(r));
    addField(tr("Received"), dateTimeText(r.time).left(11) + clockMillisecondsText(r.time));
    addField(tr("Total time"), durationText(r.total));
    addField(tr("First token"), durationText(r.firstToken));
    addField(tr("Model asked for"), orDash(r.modelAsked));
    addField(tr("Model that answered"), orDash(r.modelAnswered));
    addField(tr("Upstream"), orDash(r.upstream));
    addField(tr("Route"), orDash(r.route));
    addField(tr("Streamed"), r.stream ? tr("Yes, %1 events").arg(countText(r.events)) : tr("No"));
    addField(tr("Cache"), cacheText(r.cache));
    addField(tr("Word lists"), r.wordsRevision == 0 ? noValueText() : tr("Revision %1").arg(r.wordsRevision));
    addField(tr("Tokens"), tr("%1 in, %2 out").arg(countText(r.promptTokens.value), countText(r.completionTokens.value)));
    addField(tr("Size"), tr("%1 in, %2 out").arg(bytesText(r.bytesIn), bytesText(r.bytesOut)));
    addField(tr("Virtual key"), orDash(r.keyName));
    addField(tr("Client"), orDash(r.clientAddress));
    addField(tr("Program"), orDash(r.userAgent));
    addField(tr("Listener"), orDash(r.listener));
    addField(tr("Worker"), QString::number(r.workerId));
    if (!r.errorCode.empty()) addField(tr("Error"), foreignText(r.errorCode));
    for (int row = m_fieldCount; m_fields->itemAtPosition(row, 0) != nullptr; ++row)
        for (int column = 0; column < 2; ++column) m_fields->itemAtPosition(row, column)->widget()->hide();
    updateGeometry();
}

}  // namespace mirror::ui
