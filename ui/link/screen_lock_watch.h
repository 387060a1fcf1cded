#pragma once
#include <QObject>

class QDBusPendingCallWatcher;

namespace mirror::ui {

/// Tells when the machine is about to be left alone: the screen is locked, the session is locked, the machine suspends. Listens on D-Bus to logind
/// (org.freedesktop.login1: PrepareForSleep, Lock) and to the screen savers of freedesktop and GNOME (ActiveChanged). Without a bus it stays silent.
class ScreenLockWatch : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// Subscribes, the first time; returns at once.
    void start();

signals:
    void lockWanted();

public slots:
    /// What the bus calls.
    void sleepAnnounced(bool begins);
    void saverChanged(bool active);
    void sessionLocked() { emit lockWanted(); }

private:
    void watchSystem();
    void watchSession();
    bool m_isStarted = false;
};

}  // namespace mirror::ui
