#pragma once
#include <future>
#include <memory>
#include <mutex>
#include <thread>

#include "engine/supervisor.h"
#include "proxycore/make_engine.h"

namespace mirror::engine {

/// The engine in this process: a control thread with a Supervisor on it, and a face that any thread may talk to.
class EngineImpl final : public Engine {
public:
    static Result<std::unique_ptr<EngineImpl>> make(Supervisor::Parts parts, std::unique_ptr<net::Reactor> reactor, bool startServing);
    ~EngineImpl() override;
    EngineImpl(const EngineImpl&) = delete;
    EngineImpl& operator=(const EngineImpl&) = delete;

    void submit(Command command, std::function<void(Result<Receipt>)> done) override;
    std::shared_ptr<const Snapshot> snapshot() const override;
    std::unique_ptr<Subscription> onEvent(std::function<void(const Event&)> handler) override;
    /// Runs `work` on the first worker's thread, for tests of supervision.
    void postToWorker(std::function<void()> work);

private:
    EngineImpl(std::unique_ptr<net::Reactor> reactor, std::shared_ptr<EventBus> events);
    void run(Supervisor::Parts parts, bool startServing, std::promise<void>& ready);
    void publish(std::shared_ptr<const Snapshot> snapshot);

    std::unique_ptr<net::Reactor> m_reactor;
    std::shared_ptr<EventBus> m_events;
    mutable std::mutex m_snapshotMutex;
    std::shared_ptr<const Snapshot> m_snapshot;
    Supervisor* m_supervisor = nullptr;  // lives on the control thread's stack; used there only
    bool m_closing = false;              // control thread
    std::thread m_thread;
};

}  // namespace mirror::engine
