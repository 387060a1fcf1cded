#pragma once
#include <QObject>
#include <QString>
#include <memory>

#include "proxycore/make_engine.h"
#include "proxycore/make_simulator.h"

namespace mirror::ui {
class EngineLink;
}

namespace mirror::console {

/// `--demo`: a simulated provider behind the mirror and seeded traffic in front of it, in a profile and on ports of their own,
/// so that nothing of a real installation is touched.
class Demo : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// $XDG_DATA_HOME/mirrordesk-demo.
    static QString profileFolder();
    /// Starts the simulator. Before the engine.
    Result<void> startSimulator();
    /// What lies over the demo profile's configuration: free ports, the simulator as only upstream.
    Overrides overrides() const;
    /// Starts the traffic as soon as the engine serves. `virtualKey` is the one of a first run; empty: the kept one is used or a
    /// new one asked for.
    void startTraffic(ui::EngineLink& link, const QString& virtualKey);

private:
    void findKey(ui::EngineLink& link);
    void startWhenServing(ui::EngineLink& link);
    std::unique_ptr<RunningSimulator> m_simulator;
    std::unique_ptr<RunningTraffic> m_traffic;
    QString m_key;
};

}  // namespace mirror::console
