#pragma once
#include <QList>
#include <QObject>
#include <functional>
#include <memory>

#include "proxycore/api/engine.h"
#include "ui/models/time_series.h"

class QTimer;

namespace mirror::ui {

/// The only class of the console that calls Engine: on a timer and by queued calls. GUI thread only. Pages read snapshot() and
/// timeSeries(), listen to the signals, and ask through submit().
class EngineLink : public QObject {
    Q_OBJECT
public:
    /// `engine` is shared with the program, which makes it; the link never blocks on it.
    explicit EngineLink(std::shared_ptr<Engine> engine, QObject* parent = nullptr);
    ~EngineLink() override;

    /// Never null.
    std::shared_ptr<const Snapshot> snapshot() const { return m_snapshot; }
    const TimeSeries& timeSeries() const { return m_series; }
    /// Asks the engine; `done` runs on the GUI thread, unless `context` has been destroyed by then.
    void submit(Command command, QObject* context, std::function<void(Result<Receipt>)> done);

signals:
    /// A newer snapshot is there (at most 5 times a second).
    void snapshotChanged();
    /// timeSeries() has new seconds (once a second).
    void seriesChanged();
    /// New finished requests, oldest first, batched (at most 10 times a second).
    void trafficArrived(const QList<mirror::TrafficRecord>& records);
    void eventHappened(const mirror::Event& event);

private:
    void poll();
    void fetchTraffic();
    void backfill();
    std::shared_ptr<Engine> m_engine;
    std::shared_ptr<const Snapshot> m_snapshot;
    std::unique_ptr<Subscription> m_subscription;
    TimeSeries m_series;
    QTimer* m_timer = nullptr;
    std::uint64_t m_trafficSeen = 0;
    bool m_trafficAsked = false;
};

}  // namespace mirror::ui
