#pragma once
#include <QByteArray>
#include <QList>
#include <QSslCertificate>
#include <QUrl>

#include "proxycore/api/result.h"

namespace mirror::console {

/// Where a remote engine is and how it is believed.
struct RemoteTarget {
    QUrl url;          ///< scheme, host and port of the admin listener
    QByteArray token;  ///< sent as Bearer, only over a verified connection (or to this machine)
    QList<QSslCertificate> authorities;  ///< trusted instead of the system's when not empty
    QString pinned;    ///< SHA-256 fingerprint, lower-case hex, of a certificate the user agreed to; empty if none

    QString name() const;  ///< "host:port" for titles and messages
};

/// Reads the token and CA files. A token file that others can read is refused, as the engine does.
Result<RemoteTarget> readRemoteTarget(const QUrl& url, const QString& tokenFile, const QString& caFile);

}  // namespace mirror::console
