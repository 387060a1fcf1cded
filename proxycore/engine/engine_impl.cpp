#include "engine/engine_impl.h"

#include <pthread.h>

#include "engine/command_handler.h"

namespace mirror::engine {

EngineImpl::EngineImpl(std::unique_ptr<net::Reactor> reactor, std::shared_ptr<EventBus> events)
    : m_reactor(std::move(reactor)), m_events(std::move(events)), m_snapshot(std::make_shared<const Snapshot>()) {}

Result<std::unique_ptr<EngineImpl>> EngineImpl::make(Supervisor::Parts parts, std::unique_ptr<net::Reactor> reactor, bool startServing) {
    std::unique_ptr<EngineImpl> engine(new EngineImpl(std::move(reactor), parts.events));
    std::promise<void> ready;
    auto whenReady = ready.get_future();
    engine->m_thread = std::thread([self = engine.get(), &parts, startServing, &ready] { self->run(std::move(parts), startServing, ready); });
    whenReady.wait();
    return engine;
}

void EngineImpl::run(Supervisor::Parts parts, bool startServing, std::promise<void>& ready) {
    pthread_setname_np(pthread_self(), "control");
    Supervisor supervisor(*m_reactor, std::move(parts), *this, [this](std::shared_ptr<const Snapshot> snapshot) { publish(std::move(snapshot)); });
    m_supervisor = &supervisor;
    if (startServing) supervisor.start();
    ready.set_value();
    m_reactor->run();
    supervisor.shutDown();
    m_supervisor = nullptr;
}

EngineImpl::~EngineImpl() {
    m_reactor->post([this] {
        m_closing = true;
        m_supervisor->drain();
        const EngineState state = m_supervisor->state();
        if (state == EngineState::stopped || state == EngineState::failed) m_reactor->stop();
    });
    m_thread.join();
}

void EngineImpl::publish(std::shared_ptr<const Snapshot> snapshot) {
    const bool ended = snapshot->state == EngineState::stopped || snapshot->state == EngineState::failed;
    {
        const std::lock_guard lock(m_snapshotMutex);
        m_snapshot = std::move(snapshot);
    }
    if (m_closing && ended) m_reactor->stop();
}

void EngineImpl::submit(Command command, std::function<void(Result<Receipt>)> done) {
    // std::function wants copies; the command is moved once
    auto kept = std::make_shared<Command>(std::move(command));
    m_reactor->post([this, kept, done = std::move(done)] { handleCommand(*m_supervisor, std::move(*kept), done); });
}

std::shared_ptr<const Snapshot> EngineImpl::snapshot() const {
    const std::lock_guard lock(m_snapshotMutex);
    return m_snapshot;
}

std::unique_ptr<Subscription> EngineImpl::onEvent(std::function<void(const Event&)> handler) { return m_events->subscribe(std::move(handler)); }

void EngineImpl::postToWorker(std::function<void()> work) {
    m_reactor->post([this, work = std::move(work)] {
        if (Worker* worker = m_supervisor->anyWorker()) worker->post(work);
    });
}

}  // namespace mirror::engine
