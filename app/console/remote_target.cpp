#include "console/remote_target.h"

#include <QFile>
#include <QFileInfo>

namespace mirror::console {

namespace {

constexpr int kDefaultPort = 8081;
constexpr qint64 kLongestToken = 4096;

Result<QByteArray> readToken(const QString& file) {
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly)) return fail(ErrorCode::fileRead, {file.toStdString()}, source.errorString().toStdString());
    if (QFileInfo(file).permissions().testFlag(QFile::ReadOther)) return fail(ErrorCode::filePermission, {file.toStdString()});
    const QByteArray token = source.read(kLongestToken).trimmed();
    if (token.isEmpty()) return fail(ErrorCode::secretMissing, {file.toStdString()});
    return token;
}

}  // namespace

QString RemoteTarget::name() const { return QStringLiteral("%1:%2").arg(url.host()).arg(url.port(kDefaultPort)); }

Result<RemoteTarget> readRemoteTarget(const QUrl& url, const QString& tokenFile, const QString& caFile) {
    RemoteTarget target;
    target.url = url;
    if (url.port() < 0) target.url.setPort(kDefaultPort);
    target.url.setPath({});
    auto token = readToken(tokenFile);
    if (!token) return fail(token.error());
    target.token = *token;
    if (caFile.isEmpty()) return target;
    target.authorities = QSslCertificate::fromPath(caFile, QSsl::Pem, QSslCertificate::PatternSyntax::FixedString);
    if (target.authorities.isEmpty()) return fail(ErrorCode::certificateInvalid, {caFile.toStdString()});
    return target;
}

}  // namespace mirror::console
