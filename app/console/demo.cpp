#include "console/demo.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUrl>

#include "ui/link/engine_link.h"

namespace mirror::console {

namespace {

constexpr double kRequestsPerSecond = 4;

/// The demo's own key is kept beside its profile: it opens nothing but the demo.
QString keyFile() { return Demo::profileFolder() + QStringLiteral("/demo.key"); }

QString keptKey() {
    QFile file(keyFile());
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

void keepKey(const QString& key) {
    QSaveFile file(keyFile());
    if (!file.open(QIODevice::WriteOnly)) return;  // a new one is made next time
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(key.toUtf8());
    file.commit();
}

}  // namespace

QString Demo::profileFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/mirrordesk-demo");
}

Result<void> Demo::startSimulator() {
    SimulatorSettings settings;
    settings.listen = "127.0.0.1:0";
    auto made = makeSimulator(settings);
    if (!made) return fail(made.error());
    m_simulator = std::move(*made);
    return {};
}

Overrides Demo::overrides() const {
    return {{"listeners[0].port", "0"},
            {"listeners[1].port", "0"},
            {"listeners[1].address", "127.0.0.1"},
            {"admin.port", "0"},
            {"upstreams[0].name", "simulator"},
            {"upstreams[0].base_url", m_simulator->url()}};
}

void Demo::startTraffic(ui::EngineLink& link, const QString& virtualKey) {
    m_key = virtualKey.isEmpty() ? keptKey() : virtualKey;
    if (!virtualKey.isEmpty()) keepKey(virtualKey);
    connect(&link, &ui::EngineLink::snapshotChanged, this, [this, &link] { startWhenServing(link); });
    if (m_key.isEmpty()) findKey(link);
    startWhenServing(link);
}

void Demo::findKey(ui::EngineLink& link) {
    link.submit(CreateKey{"demo"}, this, [this, &link](const Result<Receipt>& result) {
        const auto* created = result ? std::get_if<CreatedKey>(&*result) : nullptr;
        if (created == nullptr) return;  // the window shows the state of the engine
        m_key = QString::fromStdString(created->key);
        keepKey(m_key);
        startWhenServing(link);
    });
}

void Demo::startWhenServing(ui::EngineLink& link) {
    const Snapshot& snapshot = *link.snapshot();
    if (m_traffic != nullptr || m_key.isEmpty() || snapshot.state != EngineState::running) return;
    for (const ListenerStatus& listener : snapshot.listeners) {
        if (listener.tls || listener.error) continue;
        DemoTrafficSettings settings;
        const int port = QUrl(QString::fromStdString(listener.url)).port();
        if (port <= 0) continue;
        settings.port = static_cast<std::uint16_t>(port);
        settings.virtualKey = m_key.toStdString();
        settings.requestsPerSecond = kRequestsPerSecond;
        if (auto started = startDemoTraffic(settings)) m_traffic = std::move(*started);
        return;
    }
}

}  // namespace mirror::console
