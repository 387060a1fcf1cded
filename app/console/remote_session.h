#pragma once
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QObject>
#include <QTimer>
#include <functional>

#include "console/remote_target.h"
#include "proxycore/api/command.h"

class QNetworkAccessManager;

namespace mirror::console {

/// The conversation with one admin listener: asks for the snapshot four times a second, for events behind it, and carries
/// commands. Lives on the thread of RemoteEngine; its signals are emitted there. After a failure it asks again with growing
/// pauses, for ever.
class RemoteSession : public QObject {
    Q_OBJECT
public:
    explicit RemoteSession(RemoteTarget target);
    ~RemoteSession() override;  ///< answers what is still under way
    void start();
    /// `done` runs exactly once on this thread, also when the connection is lost.
    void send(const Command& command, std::function<void(Result<Receipt>)> done);
    /// Accepts exactly this certificate from now on.
    void trust(const QString& fingerprint);

signals:
    void snapshotArrived(const mirror::Snapshot& snapshot);
    void eventArrived(const mirror::Event& event);
    void lost(const mirror::Error& error);
    /// The certificate is not verified by a known authority. `isChanged`: another one was agreed to before.
    void certificateOffered(const QString& fingerprint, bool isChanged);

private:
    QNetworkRequest request(const char* path) const;
    void poll();
    void finishPoll(QNetworkReply* reply);
    void askEvents();
    void takeEvents(const std::vector<Event>& events);
    void fail(const Error& error);
    Error errorOf(QNetworkReply& reply, const QByteArray& body) const;
    void judge(QNetworkReply* reply, const QList<QSslError>& errors);

    RemoteTarget m_target;
    QNetworkAccessManager* m_network;
    QTimer* m_timer;
    int m_failures = 0;
    std::uint64_t m_lastEvent = 0;
    SystemTime m_lastEventTime{};
    bool m_isResumed = false;      ///< the link was lost since the last page of events
    bool m_hasEvents = false;      ///< the present id is known: older events are history, not news
    bool m_eventsAsked = false;
    bool m_isRefusedByUs = false;  ///< the last failure was our refusal of the certificate
};

}  // namespace mirror::console
