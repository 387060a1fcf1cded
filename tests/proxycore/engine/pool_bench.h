#pragma once
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "engine/runtime_builder.h"
#include "engine/worker_pool.h"
#include "support/fake_upstream.h"
#include "support/test_loop.h"

/// Workers without an engine: the test's thread is the control thread.
namespace mirror::test {

/// Threads of this process that are workers, abandoned ones included.
inline std::size_t workerThreads() {
    std::size_t count = 0;
    std::error_code gone;
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task", gone)) {
        std::ifstream file(task.path() / "comm");
        std::string name;
        if (std::getline(file, name) && name.starts_with("worker-")) ++count;
    }
    return count;
}

class PoolBench {
public:
    explicit PoolBench(std::size_t workers, Config config = {}) : loop(std::make_unique<TestLoop>()) {
        engine::WorkerPool::Hooks hooks;
        hooks.onDelta = [this](metrics::ShardDelta delta) { 
            answers.push_back(delta.workerId);
            accepted += delta.accepted;
        };
        hooks.onStall = [this](int id) { stalled.push_back(id); };
        hooks.onRecovery = [this](int id) { recovered.push_back(id); };
        pool = std::make_unique<engine::WorkerPool>(loop->reactor(), std::move(hooks));
        auto built = engine::buildRuntime(1, std::make_shared<const Config>(std::move(config)), nullptr, {});
        m_setup = {0, built.runtime, std::make_shared<const auth::KeyTable>(std::vector<auth::StoredKey>()), std::make_shared<listen::ConnectionCensus>()};
        grow(workers);
    }
    ~PoolBench() {
        if (pool) stop();
    }
    PoolBench(const PoolBench&) = delete;
    PoolBench& operator=(const PoolBench&) = delete;
    void grow(std::size_t count) {
        if (!pool->grow(count, m_setup, crypto::Secret("0123456789abcdef0123456789abcdef"))) throw std::runtime_error("grow");
    }
    /// Asks for heartbeats until `done`.
    bool beatUntil(const std::function<bool()>& done, Milliseconds timeout = 2 * kPatience) {
        return loop->turnUntil(
            [&] {
                if (done()) return true;
                pool->heartbeat(timeout);
                return false;
            },
            Milliseconds(5000));
    }
    bool stop(Milliseconds patience = Milliseconds(3000 * kSlowness)) {
        pool->stopAll();
        return loop->turnUntil([&] { return pool->reap(patience); });
    }
    std::unique_ptr<TestLoop> loop;
    std::unique_ptr<engine::WorkerPool> pool;
    std::vector<int> answers, stalled, recovered;
    std::uint64_t accepted = 0;

private:
    engine::Worker::Setup m_setup;
};

}  // namespace mirror::test
