#include "ui/link/screen_lock_watch.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFileInfo>

namespace mirror::ui {

namespace {

const QString kLogin = QStringLiteral("org.freedesktop.login1");
const QString kLoginPath = QStringLiteral("/org/freedesktop/login1");
const QString kManager = QStringLiteral("org.freedesktop.login1.Manager");
const QString kLoginSession = QStringLiteral("org.freedesktop.login1.Session");

/// Without an address libdbus would start a bus of its own.
bool hasSessionBus() {
    if (qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")) return true;
    return QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
}

bool hasSystemBus() {
    return qEnvironmentVariableIsSet("DBUS_SYSTEM_BUS_ADDRESS") || QFileInfo::exists(QStringLiteral("/run/dbus/system_bus_socket")) ||
           QFileInfo::exists(QStringLiteral("/var/run/dbus/system_bus_socket"));
}

}  // namespace

void ScreenLockWatch::start() {
    if (std::exchange(m_isStarted, true)) return;
    if (hasSystemBus()) watchSystem();
    if (hasSessionBus()) watchSession();
}

/// The names of the services are left open: naming one would make the bus ask who owns it, and wait for the answer.
void ScreenLockWatch::watchSystem() {
    QDBusConnection bus = QDBusConnection::systemBus();
    if (!bus.isConnected()) return;
    bus.connect({}, kLoginPath, kManager, QStringLiteral("PrepareForSleep"), this, SLOT(sleepAnnounced(bool)));
    QDBusMessage call = QDBusMessage::createMethodCall(kLogin, kLoginPath, kManager, QStringLiteral("GetSessionByPID"));
    call << static_cast<uint>(QCoreApplication::applicationPid());
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, bus](QDBusPendingCallWatcher* finished) mutable {
        const QDBusPendingReply<QDBusObjectPath> reply = *finished;
        // Without a session of its own (started by a service) the window takes the lock of any for its own: too often is the safe mistake.
        bus.connect({}, reply.isError() ? QString() : reply.value().path(), kLoginSession, QStringLiteral("Lock"), this, SLOT(sessionLocked()));
        finished->deleteLater();
    });
}

void ScreenLockWatch::watchSession() {
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) return;
    for (const char* saver : {"org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"})
        bus.connect({}, {}, QString::fromLatin1(saver), QStringLiteral("ActiveChanged"), this, SLOT(saverChanged(bool)));
}

void ScreenLockWatch::sleepAnnounced(bool begins) {
    if (begins) emit lockWanted();
}

void ScreenLockWatch::saverChanged(bool active) {
    if (active) emit lockWanted();
}

}  // namespace mirror::ui
