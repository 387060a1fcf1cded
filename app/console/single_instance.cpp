#include "console/single_instance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>
#include <QStandardPaths>

namespace mirror::console {

namespace {

// Before the window exists; nothing is blocked but this start itself.
constexpr int kAnswerMilliseconds = 1500;
constexpr const char* kRaise = "raise\n";

QString runtimeFolder() {
    const QString own = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return own.isEmpty() ? QDir::tempPath() : own;
}

}  // namespace

SingleInstance::SingleInstance(const QString& key, QObject* parent) : QObject(parent) {
    const QByteArray digest = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    m_name = runtimeFolder() + QStringLiteral("/mirrordesk-") + QString::fromLatin1(digest);
    m_lock = std::make_unique<QLockFile>(m_name + QStringLiteral(".lock"));
    m_lock->setStaleLockTime(0);  // held as long as the process lives
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* other = m_server.nextPendingConnection()) {
            connect(other, &QLocalSocket::readyRead, this, [this, other] {
                if (other->readAll().startsWith(kRaise)) emit raiseRequested();
            });
            connect(other, &QLocalSocket::disconnected, other, &QObject::deleteLater);
        }
    });
}

bool SingleInstance::claim() {
    if (!m_lock->tryLock(0)) {
        if (askOther()) return false;
        // The lock names a process that no longer lives, or one that does not answer.
        if (!m_lock->removeStaleLockFile() || !m_lock->tryLock(0)) return true;
    }
    QLocalServer::removeServer(m_name);
    m_server.listen(m_name);
    return true;
}

bool SingleInstance::askOther() const {
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(kAnswerMilliseconds)) return false;
    socket.write(kRaise);
    const bool isSent = socket.waitForBytesWritten(kAnswerMilliseconds);
    socket.disconnectFromServer();
    return isSent;
}

}  // namespace mirror::console
