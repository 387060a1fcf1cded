#include "console/remote_engine.h"

#include "console/remote_session.h"

namespace mirror::console {

/// Event handlers of all subscriptions. The lock is held while they are called, which is what lets a subscription promise
/// that its handler is not called any more.
class RemoteEngine::Handlers {
public:
    int add(std::function<void(const Event&)> handler) {
        const std::lock_guard lock(m_mutex);
        m_handlers.emplace(++m_last, std::move(handler));
        return m_last;
    }
    void remove(int id) {
        const std::lock_guard lock(m_mutex);
        m_handlers.erase(id);
    }
    void call(const Event& event) {
        const std::lock_guard lock(m_mutex);
        for (const auto& [id, handler] : m_handlers) handler(event);
    }

private:
    std::recursive_mutex m_mutex;
    std::map<int, std::function<void(const Event&)>> m_handlers;
    int m_last = 0;
};

namespace {

class Ending : public Subscription {
public:
    explicit Ending(std::function<void()> end) : m_end(std::move(end)) {}
    ~Ending() override { m_end(); }

private:
    std::function<void()> m_end;
};

}  // namespace

RemoteEngine::RemoteEngine(RemoteTarget target, std::function<void(QString, bool)> onCertificate)
    : m_handlers(std::make_shared<Handlers>()), m_session(new RemoteSession(target)) {
    Snapshot first;
    first.state = EngineState::starting;
    m_snapshot = std::make_shared<const Snapshot>(first);
    m_session->moveToThread(&m_thread);
    // Direct: these run on the session's thread; `this` outlives it, the destructor waits for the thread.
    QObject::connect(m_session, &RemoteSession::snapshotArrived, m_session, [this](const Snapshot& now) { publish(now); }, Qt::DirectConnection);
    QObject::connect(m_session, &RemoteSession::lost, m_session, [this](const Error& error) { publishLoss(error); }, Qt::DirectConnection);
    QObject::connect(m_session, &RemoteSession::eventArrived, m_session, [this](const Event& event) { m_handlers->call(event); }, Qt::DirectConnection);
    QObject::connect(m_session, &RemoteSession::certificateOffered, m_session, std::move(onCertificate), Qt::DirectConnection);
    QObject::connect(&m_thread, &QThread::finished, m_session, &QObject::deleteLater);
    QObject::connect(&m_thread, &QThread::started, m_session, &RemoteSession::start);
    m_thread.setObjectName(QStringLiteral("remote engine"));
    m_thread.start();
}

RemoteEngine::~RemoteEngine() {
    m_thread.quit();
    m_thread.wait();
}

void RemoteEngine::submit(Command command, std::function<void(Result<Receipt>)> done) {
    QMetaObject::invokeMethod(m_session, [session = m_session, command = std::move(command), done = std::move(done)] { session->send(command, done); });
}

std::shared_ptr<const Snapshot> RemoteEngine::snapshot() const {
    const std::lock_guard lock(m_mutex);
    return m_snapshot;
}

std::unique_ptr<Subscription> RemoteEngine::onEvent(std::function<void(const Event&)> handler) {
    const int id = m_handlers->add(std::move(handler));
    return std::make_unique<Ending>([handlers = m_handlers, id] { handlers->remove(id); });
}

void RemoteEngine::trust(const QString& fingerprint) {
    QMetaObject::invokeMethod(m_session, [session = m_session, fingerprint] { session->trust(fingerprint); });
}

void RemoteEngine::publish(Snapshot snapshot) {
    snapshot.sequence = ++m_sequence;
    auto next = std::make_shared<const Snapshot>(std::move(snapshot));
    const std::lock_guard lock(m_mutex);
    m_snapshot = std::move(next);
}

void RemoteEngine::publishLoss(const Error& error) {
    Snapshot last = *snapshot();
    last.state = EngineState::failed;
    last.failure = error;
    last.recent.clear();
    publish(std::move(last));
}

}  // namespace mirror::console
