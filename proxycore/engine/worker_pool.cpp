#include "engine/worker_pool.h"

#include <algorithm>

namespace mirror::engine {

namespace {
SteadyTime now() { return std::chrono::steady_clock::now(); }
}

WorkerPool::WorkerPool(net::Reactor& control, Hooks hooks) : m_hooks(std::move(hooks)), m_line(std::make_shared<Line>()) {
    m_line->control = &control;
}

WorkerPool::~WorkerPool() {
    {
        const std::lock_guard lock(m_line->mutex);
        m_line->control = nullptr;
    }
    for (Watch& watch : m_watches) watch.worker->abandon();
}

Result<void> WorkerPool::grow(std::size_t count, const Worker::Setup& setup, const crypto::Secret& installSecret) {
    while (m_workers.size() < count) {
        Worker::Setup mine = setup;
        mine.id = m_nextId++;
        mine.workers = count;
        auto worker = Worker::start(std::move(mine), installSecret);
        if (!worker) return fail(worker.error());
        Watch watch;
        watch.worker = *worker;
        watch.lastAnswer = watch.cpuAt = now();
        watch.status.id = (*worker)->id();
        m_watches.push_back(std::move(watch));
        m_workers.push_back(std::move(*worker));
    }
    return {};
}

WorkerPool::Watch* WorkerPool::find(int id) {
    const auto found = std::find_if(m_watches.begin(), m_watches.end(), [id](const Watch& watch) { return watch.status.id == id; });
    return found == m_watches.end() ? nullptr : &*found;
}

void WorkerPool::heartbeat(Milliseconds timeout) {
    for (Watch& watch : m_watches) {
        if (watch.asked) {
            if (!watch.stalled && now() - watch.lastAnswer > timeout) {
                watch.stalled = true;
                m_hooks.onStall(watch.status.id);
            }
            continue;
        }
        watch.asked = true;
        watch.askedAt = now();
        watch.worker->collect([this, line = m_line](metrics::ShardDelta delta) {
            const std::lock_guard lock(line->mutex);
            if (!line->control) return;
            line->answers.push_back(std::move(delta));
            line->control->post([this, line] {
                if (line->control) takeAnswers();
            });
        });
    }
}

void WorkerPool::takeAnswers() {
    std::vector<metrics::ShardDelta> answers;
    {
        const std::lock_guard lock(m_line->mutex);
        answers.swap(m_line->answers);
    }
    for (metrics::ShardDelta& delta : answers) answered(std::move(delta));
}

void WorkerPool::answered(metrics::ShardDelta delta) {
    const int id = delta.workerId;
    if (Watch* watch = find(id)) {
        watch->asked = false;
        watch->lastAnswer = now();
        watch->answeredAt = watch->askedAt;
        if (std::exchange(watch->stalled, false)) m_hooks.onRecovery(id);
        WorkerStatus& status = watch->status;
        status.connections = delta.gauges.connections;
        status.activeRequests = delta.gauges.activeRequests;
        status.activeStreams = delta.gauges.activeStreams;
        status.longestTurn = delta.gauges.longestTurn;
        for (const std::uint64_t count : delta.outcomes) status.requests += count;
        const auto wall = std::chrono::duration<double>(now() - watch->cpuAt).count();
        if (wall >= 1) {
            status.cpuPercent = std::chrono::duration<double>(delta.gauges.cpuTime - watch->cpuBefore).count() / wall * 100;
            watch->cpuBefore = delta.gauges.cpuTime;
            watch->cpuAt = now();
        }
    }
    m_hooks.onDelta(std::move(delta));
}

void WorkerPool::drainAll() {
    m_draining = true;
    m_drainAt = now();
    for (const auto& worker : m_workers) worker->drain();
}

void WorkerPool::stopAll() {
    m_stopAt = now();
    for (Watch& watch : m_watches) watch.worker->stop();
}

bool WorkerPool::reap(Milliseconds patience) {
    const bool outOfPatience = now() - m_stopAt > patience;
    std::vector<metrics::ShardDelta> last;
    std::erase_if(m_watches, [&](Watch& watch) {
        if (watch.worker->hasEnded()) {
            watch.worker->join();
            last.push_back(watch.worker->takeLast());
        } else if (watch.stalled || outOfPatience) {
            watch.worker->abandon();
        } else {
            return false;
        }
        std::erase(m_workers, watch.worker);
        return true;
    });
    takeAnswers();  // what they said before they ended may still be on its way
    for (metrics::ShardDelta& delta : last) m_hooks.onDelta(std::move(delta));
    return m_watches.empty();
}

bool WorkerPool::isBusy() const {
    // numbers from before the drain say nothing about a request that came since
    return std::any_of(m_watches.begin(), m_watches.end(), [this](const Watch& watch) {
        return !watch.stalled && (watch.status.activeRequests > 0 || watch.answeredAt < m_drainAt);
    });
}

bool WorkerPool::hasStalled() const {
    return std::any_of(m_watches.begin(), m_watches.end(), [](const Watch& watch) { return watch.stalled; });
}

std::vector<WorkerStatus> WorkerPool::status() const {
    std::vector<WorkerStatus> out;
    for (const Watch& watch : m_watches) {
        WorkerStatus status = watch.status;
        status.state = watch.stalled ? WorkerState::stalled : m_draining ? WorkerState::draining : WorkerState::running;
        status.sinceHeartbeat = std::chrono::duration_cast<Milliseconds>(now() - watch.lastAnswer);
        out.push_back(status);
    }
    return out;
}

}  // namespace mirror::engine
