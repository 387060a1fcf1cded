#include "console/remote_session.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QSslConfiguration>
#include <algorithm>

#include "proxycore/api/wire.h"

namespace mirror::console {

namespace {

constexpr int kPollMilliseconds = 250;
constexpr int kLongestPauseMilliseconds = 10'000;
constexpr int kPollTimeoutMilliseconds = 5'000;
constexpr int kCommandTimeoutMilliseconds = 60'000;  // a drain may take workers.drain_timeout before it is answered

QString fingerprintOf(const QSslCertificate& certificate) {
    return QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex());
}

std::string_view view(const QByteArray& bytes) { return {bytes.constData(), static_cast<std::size_t>(bytes.size())}; }

}  // namespace

RemoteSession::RemoteSession(RemoteTarget target) : m_target(std::move(target)), m_network(new QNetworkAccessManager(this)), m_timer(new QTimer(this)) {
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &RemoteSession::poll);
    connect(m_network, &QNetworkAccessManager::sslErrors, this, &RemoteSession::judge);
}

RemoteSession::~RemoteSession() {
    m_timer->stop();
    for (QNetworkReply* reply : m_network->findChildren<QNetworkReply*>()) reply->abort();
}

void RemoteSession::start() { poll(); }

void RemoteSession::trust(const QString& fingerprint) {
    m_target.pinned = fingerprint;
    m_failures = 0;
    m_network->clearConnectionCache();
    m_timer->start(0);
}

QNetworkRequest RemoteSession::request(const char* path) const {
    QUrl url = m_target.url;
    url.setPath(QString::fromLatin1(path));
    QNetworkRequest made(url);
    made.setRawHeader("Authorization", "Bearer " + m_target.token);
    made.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    made.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    made.setTransferTimeout(kPollTimeoutMilliseconds);
    if (!m_target.authorities.isEmpty()) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates(m_target.authorities);
        made.setSslConfiguration(tls);
    }
    return made;
}

/// Verification is never turned off: only the one certificate the user has agreed to passes.
void RemoteSession::judge(QNetworkReply* reply, const QList<QSslError>& errors) {
    QSslCertificate certificate = reply->sslConfiguration().peerCertificate();
    if (certificate.isNull() && !errors.isEmpty()) certificate = errors.first().certificate();
    const QString fingerprint = certificate.isNull() ? QString() : fingerprintOf(certificate);
    if (!fingerprint.isEmpty() && fingerprint == m_target.pinned) {
        reply->ignoreSslErrors(errors);
        return;
    }
    m_isRefusedByUs = true;
    if (!fingerprint.isEmpty()) emit certificateOffered(fingerprint, !m_target.pinned.isEmpty());
}

void RemoteSession::poll() {
    m_isRefusedByUs = false;
    QNetworkReply* reply = m_network->get(request("/admin/v1/snapshot"));
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        finishPoll(reply);
    });
}

void RemoteSession::finishPoll(QNetworkReply* reply) {
    const QByteArray body = reply->readAll();
    if (reply->error() != QNetworkReply::NoError) {
        fail(errorOf(*reply, body));
        return;
    }
    auto snapshot = wire::decodeSnapshot(view(body));
    if (!snapshot) {
        fail(snapshot.error());
        return;
    }
    m_failures = 0;
    emit snapshotArrived(*snapshot);
    askEvents();
    m_timer->start(kPollMilliseconds);
}

void RemoteSession::fail(const Error& error) {
    ++m_failures;
    m_isResumed = true;
    m_lastEvent = 0;
    const int pause = kPollMilliseconds * (1 << std::min(m_failures, 6));
    m_timer->start(std::min(pause, kLongestPauseMilliseconds));
    emit lost(error);
}

Error RemoteSession::errorOf(QNetworkReply& reply, const QByteArray& body) const {
    const std::string host = m_target.name().toStdString();
    if (m_isRefusedByUs) return makeError(ErrorCode::tlsVerification, {host});
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 401) return makeError(ErrorCode::unauthorised);
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    for (const char* member : {"detail", "error"}) {
        const QJsonValue value = object.value(QLatin1String(member));
        if (!value.isObject()) continue;
        auto error = wire::decodeError(view(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact)));
        if (error) return *error;
    }
    return makeError(ErrorCode::engineUnreachable, {host}, reply.errorString().toStdString());
}

void RemoteSession::askEvents() {
    if (m_eventsAsked) return;
    m_eventsAsked = true;
    send(QueryEvents{m_lastEvent, 200}, [this](const Result<Receipt>& result) {
        m_eventsAsked = false;
        const auto* page = result ? std::get_if<EventPage>(&*result) : nullptr;
        if (page == nullptr) return;  // asked again with the next snapshot
        takeEvents(page->events);
    });
}

/// The first page is history. After a loss of the link ids may have begun anew (the engine was restarted): then the time of
/// the last known event tells what is news.
void RemoteSession::takeEvents(const std::vector<Event>& events) {
    for (const Event& event : events) {
        const bool isNew = m_isResumed ? event.time > m_lastEventTime : event.id > m_lastEvent;
        if (m_hasEvents && isNew) emit eventArrived(event);
        m_lastEvent = m_isResumed ? event.id : std::max(m_lastEvent, event.id);
    }
    for (const Event& event : events) m_lastEventTime = std::max(m_lastEventTime, event.time);
    m_hasEvents = true;
    m_isResumed = false;
}

void RemoteSession::send(const Command& command, std::function<void(Result<Receipt>)> done) {
    QNetworkRequest made = request("/admin/v1/commands");
    made.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    made.setTransferTimeout(kCommandTimeoutMilliseconds);
    QNetworkReply* reply = m_network->post(made, QByteArray::fromStdString(wire::encode(command)));
    connect(reply, &QNetworkReply::finished, this, [this, reply, done = std::move(done)] {
        reply->deleteLater();
        const QByteArray body = reply->readAll();
        if (reply->error() != QNetworkReply::NoError)
            done(mirror::fail(errorOf(*reply, body)));
        else
            done(wire::decodeReceipt(view(body)));
    });
}

}  // namespace mirror::console
