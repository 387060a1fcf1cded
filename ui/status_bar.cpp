#include "ui/status_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <limits>

#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/theme/icons.h"

namespace mirror::ui {

namespace {

constexpr int kMessageMilliseconds = 6000;
constexpr std::int64_t kRateSeconds = 10;

QString urlOf(const Snapshot& snapshot) {
    for (const ListenerStatus& listener : snapshot.listeners)
        if (!listener.error) return QString::fromStdString(listener.url);
    return {};
}

}  // namespace

Tone toneOf(EngineState state) {
    switch (state) {
        case EngineState::running: return Tone::good;
        case EngineState::starting: return Tone::info;
        case EngineState::draining: return Tone::warning;
        case EngineState::failed: return Tone::bad;
        case EngineState::stopped: break;
    }
    return Tone::neutral;
}

StatusBar::StatusBar(EngineLink& link, QWidget* parent) : QFrame(parent), m_link(link), m_state(new StatusBadge(this)), m_message(new QLabel(this)) {
    setObjectName(QStringLiteral("statusBar"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 3, 8, 3);
    layout->setSpacing(2);
    m_engine = addSlot(QString());
    auto* badgeHolder = new QHBoxLayout(m_engine);
    badgeHolder->setContentsMargins(2, 0, 2, 0);
    badgeHolder->addWidget(m_state);
    m_state->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_address = addSlot(QStringLiteral("https://127.0.0.1:84430"));
    m_message->setTextFormat(Qt::PlainText);
    m_message->setProperty("tone", "muted");
    m_message->setContentsMargins(8, 0, 8, 0);
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->addWidget(m_message, 1);
    m_rate = addSlot(QString());
    m_p95 = addSlot(QString());
    m_errors = addSlot(QString());
    m_hits = addSlot(QString());
    m_streams = addSlot(QString());
    m_workers = addSlot(QString());
    m_lock = addSlot(QString());
    m_lock->setObjectName(QStringLiteral("lock-countdown"));
    m_lock->setIcon(icon(QStringLiteral("lock")));
    m_lock->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_lock->hide();
    connect(m_lock, &QToolButton::clicked, this, &StatusBar::lockRequested);
    connect(m_engine, &QToolButton::clicked, this, &StatusBar::engineClicked);
    connect(m_address, &QToolButton::clicked, this, [this] { emit addressClicked(urlOf(*m_link.snapshot())); });
    for (QToolButton* slot : {m_rate, m_p95, m_hits}) connect(slot, &QToolButton::clicked, this, &StatusBar::dashboardRequested);
    for (QToolButton* slot : {m_errors, m_streams}) connect(slot, &QToolButton::clicked, this, &StatusBar::trafficRequested);
    connect(m_workers, &QToolButton::clicked, this, &StatusBar::workersRequested);
    connect(&link, &EngineLink::snapshotChanged, this, &StatusBar::refresh);
    m_messageEnd.setSingleShot(true);
    connect(&m_messageEnd, &QTimer::timeout, m_message, &QLabel::clear);
    retranslate();
}

QToolButton* StatusBar::addSlot(const QString& widestText) {
    auto* slot = new QToolButton(this);
    slot->setToolButtonStyle(Qt::ToolButtonTextOnly);
    slot->setAutoRaise(true);
    slot->setFocusPolicy(Qt::TabFocus);
    if (!widestText.isEmpty()) slot->setMinimumWidth(fontMetrics().horizontalAdvance(widestText) + 24);
    layout()->addWidget(slot);
    return slot;
}

void StatusBar::showMessage(const QString& text) {
    m_message->setText(text);
    m_messageEnd.start(kMessageMilliseconds);
}

void StatusBar::setSlot(QToolButton* slot, const QString& label, const QString& value) {
    const QString text = label + QLatin1Char(' ') + value;
    if (slot->text() == text) return;
    slot->setText(text);
    slot->setAccessibleName(text);
}

void StatusBar::setLockCountdown(int seconds) {
    const bool appears = (seconds >= 0) != (m_lockSeconds >= 0);
    m_lockSeconds = seconds;
    if (seconds == std::numeric_limits<int>::max()) setSlot(m_lock, tr("Unlocked"), {});
    else if (seconds >= 0) setSlot(m_lock, tr("Locks in"), QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0')));
    if (appears) fitSlots();
}

void StatusBar::retranslate() {
    const QFontMetrics metrics = fontMetrics();
    const auto fix = [&metrics](QToolButton* slot, const QString& label, const QString& widest) {
        slot->setFixedWidth(metrics.horizontalAdvance(label + QLatin1Char(' ') + widest) + 24);
    };
    fix(m_rate, tr("Req/s"), QStringLiteral("10000"));
    fix(m_p95, QStringLiteral("P95"), QStringLiteral("99.99 ms"));
    fix(m_errors, tr("Errors"), QStringLiteral("99.9 %"));
    fix(m_hits, tr("Hits"), QStringLiteral("99.9 %"));
    fix(m_streams, tr("Streams"), QStringLiteral("10,000"));
    fix(m_workers, tr("Workers"), QStringLiteral("16"));
    m_lock->setFixedWidth(metrics.horizontalAdvance(tr("Locks in") + QStringLiteral(" 000:00")) + m_lock->iconSize().width() + 28);
    m_lock->setToolTip(tr("The journal is unlocked; click to lock it now"));
    m_lock->setText({});
    setLockCountdown(m_lockSeconds);
    m_engine->setToolTip(tr("State of the engine; click for start, stop, drain and restart"));
    m_rate->setToolTip(tr("Requests a second over the last ten seconds"));
    m_p95->setToolTip(tr("95 of 100 requests finished faster, over the last ten seconds"));
    m_errors->setToolTip(tr("Share of failed requests over the last ten seconds"));
    m_hits->setToolTip(tr("Share of cache lookups that were answered from the cache"));
    m_streams->setToolTip(tr("Streams that are running now"));
    m_workers->setToolTip(tr("Worker threads; click for their settings"));
    refresh();
    fitSlots();
}

/// In a narrow window the slots that say least give way to the others; Dashboard and Settings say the same.
void StatusBar::fitSlots() {
    const QList<QToolButton*> byWorth{m_engine, m_lock, m_address, m_rate, m_errors, m_p95, m_streams, m_hits, m_workers};
    const QMargins margins = layout()->contentsMargins();
    int left = width() - margins.left() - margins.right();
    bool fits = true;
    for (QToolButton* slot : byWorth) {
        if (slot == m_lock && m_lockSeconds < 0) {
            slot->hide();
            continue;
        }
        const int wanted = std::clamp(slot->sizeHint().width(), slot->minimumWidth(), slot->maximumWidth()) + layout()->spacing();
        left -= wanted;
        fits = fits && left >= 0;
        slot->setVisible(fits);
    }
}

void StatusBar::refresh() {
    const Snapshot& snapshot = *m_link.snapshot();
    const QString state = engineStateText(snapshot.state);
    m_state->setState(toneOf(snapshot.state), state);
    m_engine->setAccessibleName(tr("Engine: %1").arg(state));
    m_engine->setMinimumSize(m_state->sizeHint() + QSize(8, 4));
    refreshAddress();
    refreshRates();
}

void StatusBar::refreshAddress() {
    const Snapshot& snapshot = *m_link.snapshot();
    const QString url = snapshot.state == EngineState::running ? urlOf(snapshot) : QString();
    m_address->setText(url.isEmpty() ? noValueText() : url);
    m_address->setEnabled(!url.isEmpty());
    QStringList all{tr("Click to copy the address")};
    for (const ListenerStatus& listener : snapshot.listeners)
        all << foreignText(listener.name) + QStringLiteral(": ") + (listener.error ? errorText(*listener.error) : QString::fromStdString(listener.url));
    m_address->setToolTip(all.join(QLatin1Char('\n')).toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")));
    m_address->setAccessibleName(tr("Address of the mirror: %1").arg(m_address->text()));
}

void StatusBar::refreshRates() {
    const Snapshot& snapshot = *m_link.snapshot();
    const bool running = snapshot.state == EngineState::running || snapshot.state == EngineState::draining;
    const TimeSeries& series = m_link.timeSeries();
    const TimeSeries::Point point = series.merged(series.newest() - kRateSeconds + 1, series.newest() + 1);
    const bool known = running && point.present;
    setSlot(m_rate, tr("Req/s"), known ? rateText(point.totalPerSecond) : noValueText());
    setSlot(m_p95, QStringLiteral("P95"), known && point.latencyCount > 0 ? millisecondsText(point.p95Ms) : noValueText());
    setSlot(m_errors, tr("Errors"), known ? percentText(point.errorRatio) : noValueText());
    setSlot(m_hits, tr("Hits"), known ? percentText(point.hitRatio) : noValueText());
    setSlot(m_streams, tr("Streams"), running ? countText(snapshot.activeStreams) : noValueText());
    setSlot(m_workers, tr("Workers"), running ? countText(static_cast<std::int64_t>(snapshot.workers.size())) : noValueText());
}

void StatusBar::resizeEvent(QResizeEvent* event) {
    fitSlots();
    QFrame::resizeEvent(event);
}

void StatusBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QFrame::changeEvent(event);
}

}  // namespace mirror::ui
