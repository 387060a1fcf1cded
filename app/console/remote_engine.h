#pragma once
#include <QString>
#include <QThread>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "console/remote_target.h"
#include "proxycore/api/engine.h"

namespace mirror::console {

class RemoteSession;

/// An engine on another machine (or in another process), over its HTTPS admin API. Has a thread of its own for network and
/// JSON. While the link is broken the snapshot is the last one with state failed and the reason (engineUnreachable,
/// unauthorised, tlsVerification); commands answer the same error.
class RemoteEngine : public Engine {
public:
    /// `onCertificate` is told, on the engine's thread, of a certificate that cannot be verified: its SHA-256 fingerprint, and
    /// whether another one was agreed to before.
    RemoteEngine(RemoteTarget target, std::function<void(QString fingerprint, bool isChanged)> onCertificate);
    ~RemoteEngine() override;
    RemoteEngine(const RemoteEngine&) = delete;
    RemoteEngine& operator=(const RemoteEngine&) = delete;

    void submit(Command command, std::function<void(Result<Receipt>)> done) override;
    std::shared_ptr<const Snapshot> snapshot() const override;
    std::unique_ptr<Subscription> onEvent(std::function<void(const Event&)> handler) override;
    /// From now on the certificate with this fingerprint is accepted.
    void trust(const QString& fingerprint);

private:
    class Handlers;
    void publish(Snapshot snapshot);
    void publishLoss(const Error& error);
    mutable std::mutex m_mutex;
    std::shared_ptr<const Snapshot> m_snapshot;
    std::shared_ptr<Handlers> m_handlers;
    std::uint64_t m_sequence = 0;
    QThread m_thread;
    RemoteSession* m_session;  ///< lives on m_thread, deleted there when it ends
};

}  // namespace mirror::console
