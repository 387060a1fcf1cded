#include "ui/link/engine_link.h"

#include <QPointer>
#include <QTimer>

namespace mirror::ui {

namespace {

constexpr int kPollMilliseconds = 200;
constexpr std::uint32_t kTrafficPage = 2000;

}  // namespace

EngineLink::EngineLink(std::shared_ptr<Engine> engine, QObject* parent)
    : QObject(parent), m_engine(std::move(engine)), m_snapshot(m_engine->snapshot()), m_timer(new QTimer(this)) {
    // The handler runs on an engine thread; destroying m_subscription first guarantees that `this` is alive in it.
    m_subscription = m_engine->onEvent([this](const Event& event) {
        QMetaObject::invokeMethod(this, [this, event] { emit eventHappened(event); }, Qt::QueuedConnection);
    });
    m_timer->setInterval(kPollMilliseconds);
    connect(m_timer, &QTimer::timeout, this, &EngineLink::poll);
    m_timer->start();
    m_series.add(m_snapshot->recent);
    backfill();
}

EngineLink::~EngineLink() { m_subscription.reset(); }

void EngineLink::submit(Command command, QObject* context, std::function<void(Result<Receipt>)> done) {
    // Two guards: `context` may die before the answer, and so may this link (then nobody is left to be told).
    QPointer<EngineLink> self(this);
    QPointer<QObject> receiver(context);
    struct Answer {
        QPointer<QObject> receiver;
        std::function<void(Result<Receipt>)> done;
    };
    auto answer = std::make_shared<Answer>(Answer{std::move(receiver), std::move(done)});
    // QPointer may be read on its own thread only, so the engine thread does nothing but post to the application object,
    // which outlives every link; the guards are looked at on the GUI thread.
    m_engine->submit(std::move(command), [self, answer](Result<Receipt> result) {
        auto* application = QCoreApplication::instance();
        if (application == nullptr) return;
        auto shared = std::make_shared<Result<Receipt>>(std::move(result));
        QMetaObject::invokeMethod(
            application,
            [self, answer, shared] {
                if (self && answer->receiver && answer->done) answer->done(std::move(*shared));
            },
            Qt::QueuedConnection);
    });
}

void EngineLink::poll() {
    auto latest = m_engine->snapshot();
    if (latest->sequence == m_snapshot->sequence) return;
    const bool isNewRun = latest->startedAt != m_snapshot->startedAt || latest->lastTrafficId < m_snapshot->lastTrafficId;
    // After a lost link the latest seconds do not reach back to what is known: the engine ran on meanwhile.
    const bool hasGap = !latest->recent.empty() && m_series.newest() > 0 && latest->recent.front().second > m_series.newest() + 1;
    m_snapshot = std::move(latest);
    if (m_snapshot->lastTrafficId < m_trafficSeen) m_trafficSeen = 0;
    if (isNewRun || hasGap) backfill();
    emit snapshotChanged();
    if (m_series.add(m_snapshot->recent)) emit seriesChanged();
    fetchTraffic();
}

void EngineLink::fetchTraffic() {
    if (m_trafficAsked || m_snapshot->lastTrafficId <= m_trafficSeen) return;
    m_trafficAsked = true;
    submit(QueryTraffic{m_trafficSeen, kTrafficPage}, this, [this](Result<Receipt> result) {
        m_trafficAsked = false;
        if (!result) return;  // asked again with the next snapshot
        const auto* page = std::get_if<TrafficPage>(&*result);
        if (page == nullptr || page->records.empty()) return;
        m_trafficSeen = page->records.back().id;
        emit trafficArrived(QList<TrafficRecord>(page->records.begin(), page->records.end()));
        if (page->more) QTimer::singleShot(kPollMilliseconds / 2, this, &EngineLink::fetchTraffic);
    });
}

void EngineLink::backfill() {
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch());
    const std::int64_t to = now.count() + 60;  // the engine's clock may be a little ahead of ours
    submit(QueryTimeline{to - TimeSeries::kSeconds - 60, to}, this, [this](Result<Receipt> result) {
        const auto* timeline = result ? std::get_if<Timeline>(&*result) : nullptr;
        if (timeline != nullptr && m_series.add(timeline->samples)) emit seriesChanged();
    });
    fetchTraffic();
}

}  // namespace mirror::ui
