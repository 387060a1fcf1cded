#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "auth/key_table.h"
#include "crypto/secret.h"
#include "listen/census.h"
#include "metrics/worker_shard.h"
#include "net/reactor.h"
#include "net/tls_context.h"
#include "pipeline/runtime.h"

namespace mirror::engine {

/// One worker: a thread, its reactor, its connections for life, its pools, its shard of the metrics. Methods are called by the control
/// thread and take effect on the worker's; none waits for it.
class Worker : public std::enable_shared_from_this<Worker> {
public:
    struct Setup {
        int id = 0;
        std::shared_ptr<const pipeline::Runtime> runtime;
        std::shared_ptr<const auth::KeyTable> keys;
        std::shared_ptr<listen::ConnectionCensus> census;
        std::size_t workers = 1;  ///< of the run; each has its part of what is allowed to the engine as a whole
    };
    /// Starts the thread. `installSecret` is only read during the call.
    static Result<std::shared_ptr<Worker>> start(Setup setup, const crypto::Secret& installSecret);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    int id() const { return m_setup.id; }
    void setRuntime(std::shared_ptr<const pipeline::Runtime> runtime);
    void setKeys(std::shared_ptr<const auth::KeyTable> keys);
    /// Takes over the listening socket, in the place of one of the same name.
    void addListener(std::string name, int fd, std::shared_ptr<const net::TlsContext> tls);
    void removeListener(std::string name);
    /// New connections are made with it; null: plain HTTP.
    void setTls(std::string name, std::shared_ptr<const net::TlsContext> tls);
    /// New requests are refused with `draining`, running ones finish.
    void drain();
    /// Asks for what gathered since the last time; `answer` runs on the worker's thread. Its coming back is the heartbeat.
    void collect(std::function<void(metrics::ShardDelta)> answer);
    /// Cuts what still runs and ends the thread.
    void stop();
    bool hasEnded() const { return m_ended.load(std::memory_order_acquire); }
    /// Waits for the ended thread; for one that does not answer, lets it go: it frees itself if it ever returns.
    void join();
    void abandon();
    /// What was counted since the last collect(); to be asked once, after join().
    metrics::ShardDelta takeLast() { return std::move(m_last); }
    /// Runs `work` on the worker's thread.
    void post(std::function<void()> work) { m_reactor->post(std::move(work)); }

private:
    struct Core;
    explicit Worker(Setup setup, std::unique_ptr<net::Reactor> reactor) : m_setup(std::move(setup)), m_reactor(std::move(reactor)) {}
    void run(const std::shared_ptr<crypto::Secret>& secret);
    void collectGauges();

    Setup m_setup;
    std::unique_ptr<net::Reactor> m_reactor;
    Core* m_core = nullptr;  // lives on the worker's stack; used on its thread only
    metrics::ShardDelta m_last;  // written by the thread before it ends, read after join()
    std::thread m_thread;
    std::atomic<bool> m_ended = false;
};

}  // namespace mirror::engine
