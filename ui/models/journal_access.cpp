#include "ui/models/journal_access.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPointer>
#include <QTimer>

#include "ui/link/engine_link.h"
#include "ui/link/screen_lock_watch.h"

namespace mirror::ui {

namespace {

constexpr int kTickMilliseconds = 500;

/// What a person does, as opposed to what the window does by itself.
bool isTouch(QEvent::Type type) {
    switch (type) {
        case QEvent::KeyPress:
        case QEvent::MouseButtonPress:
        case QEvent::MouseMove:
        case QEvent::Wheel:
        case QEvent::TouchBegin:
        case QEvent::InputMethod: return true;
        default: return false;
    }
}

}  // namespace

JournalAccess::JournalAccess(EngineLink& link, QObject* parent) : QObject(parent), m_link(link), m_watch(new ScreenLockWatch(this)), m_timer(new QTimer(this)) {
    m_timer->setInterval(kTickMilliseconds);
    connect(m_timer, &QTimer::timeout, this, &JournalAccess::tick);
    connect(m_watch, &ScreenLockWatch::lockWanted, this, &JournalAccess::lock);
}

JournalAccess::~JournalAccess() {
    if (isUnlocked()) m_link.submit(LockJournal{m_session}, this, {});
}

void JournalAccess::unlock(const QString& passphrase) {
    if (m_isUnlocking || isUnlocked()) return;
    m_isUnlocking = true;
    emit unlockingChanged();
    m_link.submit(UnlockJournal{passphrase.toStdString(), "console"}, this, [this](const Result<Receipt>& result) {
        const bool isWanted = std::exchange(m_isUnlocking, false);
        emit unlockingChanged();
        const auto* session = result ? std::get_if<mirror::JournalSession>(&*result) : nullptr;
        if (session == nullptr) {
            if (isWanted) emit refused(result ? makeError(ErrorCode::internal) : result.error());
            return;
        }
        // Locked while the passphrase was being tried: it stays locked.
        if (!isWanted) return m_link.submit(LockJournal{session->session}, this, {});
        begin(*session);
    });
}

void JournalAccess::begin(const mirror::JournalSession& session) {
    m_session = session.session;
    m_lockAfter = session.lockAfter;
    m_sinceTouch.start();
    m_sinceCommand.start();
    m_timer->start();
    qApp->installEventFilter(this);
    m_watch->start();
    emit unlocked();
    tick();
}

void JournalAccess::lock() {
    m_isUnlocking = false;
    if (!isUnlocked()) return;
    m_link.submit(LockJournal{std::exchange(m_session, {})}, this, {});
    m_timer->stop();
    qApp->removeEventFilter(this);
    m_told = -1;
    emit locked();
    emit secondsLeftChanged(-1);
}

int JournalAccess::secondsLeft() const {
    if (!isUnlocked()) return -1;
    if (m_lockAfter.count() <= 0) return kNever;
    const auto left = m_lockAfter.count() - m_sinceTouch.elapsed();
    return left <= 0 ? 0 : static_cast<int>((left + 999) / 1000);
}

void JournalAccess::send(Command command, QObject* context, std::function<void(Result<Receipt>)> done) {
    m_sinceCommand.restart();
    const QPointer<QObject> receiver(context);
    m_link.submit(std::move(command), this, [this, receiver, done = std::move(done), session = m_session](Result<Receipt> result) {
        if (session != m_session) return;  // of a session that has ended: nothing of it may come back
        if (!result && result.error().code == ErrorCode::journalLocked) return lock();
        if (receiver && done) done(std::move(result));
    });
}

void JournalAccess::tick() {
    const int left = secondsLeft();
    if (left == 0) return lock();
    if (std::exchange(m_told, left) != left) emit secondsLeftChanged(left);
}

/// The engine counts commands, the window counts touches: who reads a long dialogue asks for nothing. A question about no view is the cheapest there is, and its
/// answer (there is no such view) tells nobody anything.
void JournalAccess::keepAlive() {
    if (m_lockAfter.count() <= 0 || m_sinceCommand.elapsed() < m_lockAfter.count() / 3) return;
    submit(QueryJournal{{}, 0, 0, 1}, this, {});
}

bool JournalAccess::eventFilter(QObject* watched, QEvent* event) {
    if (isUnlocked() && isTouch(event->type())) {
        m_sinceTouch.restart();
        keepAlive();
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace mirror::ui
