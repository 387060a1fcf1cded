#pragma once
#include <QElapsedTimer>
#include <QObject>
#include <functional>
#include <limits>

#include "proxycore/api/command.h"
#include "proxycore/api/result.h"

class QTimer;

namespace mirror::ui {

class EngineLink;
class ScreenLockWatch;

/// The console's session with the journal: unlocks, locks, and is the only one that knows what the session is called. Locks by itself when nobody touches the
/// window for journal.lock_after, when the screen is locked or the machine suspends, and when the engine says that the session is over. GUI thread.
class JournalAccess : public QObject {
    Q_OBJECT
public:
    explicit JournalAccess(EngineLink& link, QObject* parent = nullptr);
    ~JournalAccess() override;

    bool isUnlocked() const { return !m_session.empty(); }
    bool isUnlocking() const { return m_isUnlocking; }
    /// Ends with unlocked() or refused().
    void unlock(const QString& passphrase);
    /// At once; the engine is told, not waited for.
    void lock();
    static constexpr int kNever = std::numeric_limits<int>::max();
    /// Seconds until it locks by itself, kNever when it does not; -1 while locked.
    int secondsLeft() const;

    /// Asks with the session's name in `command.session`. Without a session, or when one ends before the answer, nothing happens: who asked has forgotten by then.
    template <class Kind>
    void submit(Kind command, QObject* context, std::function<void(Result<Receipt>)> done) {
        if (!isUnlocked()) return;
        command.session = m_session;
        send(Command(std::move(command)), context, std::move(done));
    }

signals:
    void unlocked();
    /// Whoever shows something of the journal forgets it now.
    void locked();
    void refused(const mirror::Error& error);
    void unlockingChanged();
    void secondsLeftChanged(int seconds);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void begin(const mirror::JournalSession& session);
    void send(Command command, QObject* context, std::function<void(Result<Receipt>)> done);
    void tick();
    void keepAlive();
    EngineLink& m_link;
    ScreenLockWatch* m_watch;
    QTimer* m_timer;
    QElapsedTimer m_sinceTouch;
    QElapsedTimer m_sinceCommand;
    std::string m_session;
    Milliseconds m_lockAfter{0};
    int m_told = -1;
    bool m_isUnlocking = false;
};

}  // namespace mirror::ui
