#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/worker.h"
#include "proxycore/api/snapshot.h"

namespace mirror::engine {

/// The workers of one run of the engine. Starts, watches and ends them; control thread only.
class WorkerPool {
public:
    /// `onDelta` gets what a worker gathered; `onStall` and `onRecovery` the id of one that stopped or resumed answering. All on the control
    /// thread.
    struct Hooks {
        std::function<void(metrics::ShardDelta)> onDelta;
        std::function<void(int)> onStall;
        std::function<void(int)> onRecovery;
    };
    WorkerPool(net::Reactor& control, Hooks hooks);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// Adds workers until there are `count`. Ids rise for ever.
    Result<void> grow(std::size_t count, const Worker::Setup& setup, const crypto::Secret& installSecret);
    /// Workers that serve (not the ones that are leaving).
    const std::vector<std::shared_ptr<Worker>>& workers() const { return m_workers; }
    /// Asks every worker for its numbers; one that has not answered the last time is not asked again, and after `timeout` is stalled.
    void heartbeat(Milliseconds timeout);
    void drainAll();
    /// Tells all to end. They are joined by reap() as they do.
    void stopAll();
    /// Joins those that have ended and hands on what they counted last; after `patience` since stopAll() lets go of the rest, whose numbers
    /// are lost. True when none is left.
    bool reap(Milliseconds patience);
    /// Whether a request may still run: one does, or a worker has not answered since drainAll() was told to it. Stalled workers do not count.
    bool isBusy() const;
    bool hasStalled() const;
    std::vector<WorkerStatus> status() const;

private:
    struct Watch {
        std::shared_ptr<Worker> worker;
        SteadyTime lastAnswer;
        SteadyTime askedAt{};     // the question that is open, or the last one
        SteadyTime answeredAt{};  // askedAt of the last question that was answered
        bool asked = false;
        bool stalled = false;
        WorkerStatus status;
        Microseconds cpuBefore{0};
        SteadyTime cpuAt;
    };
    /// The workers' way back to the control thread. A worker that was let go may use it when control thread and pool are gone.
    struct Line {
        std::mutex mutex;
        net::Reactor* control = nullptr;  // null once the pool has gone; written by the control thread only
        std::vector<metrics::ShardDelta> answers;
    };
    Watch* find(int id);
    void takeAnswers();
    void answered(metrics::ShardDelta delta);
    Hooks m_hooks;
    std::vector<Watch> m_watches;
    std::vector<std::shared_ptr<Worker>> m_workers;
    std::shared_ptr<Line> m_line;
    int m_nextId = 1;
    bool m_draining = false;
    SteadyTime m_drainAt{};
    SteadyTime m_stopAt{};
};

}  // namespace mirror::engine
