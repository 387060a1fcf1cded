#include "engine/worker.h"

#include <pthread.h>

#include <map>

#include "base/descriptor.h"
#include "listen/listener.h"
#include "metrics/process_stats.h"
#include "net/resolver.h"
#include "pipeline/pipeline.h"

namespace mirror::engine {

namespace {

constexpr std::chrono::seconds kCutTime{2};

}  // namespace

/// Everything that belongs to the worker's thread, in order of dependence.
struct Worker::Core {
    Core(net::Reactor& loop, std::unique_ptr<net::Resolver> names, const Setup& setup, const crypto::Secret& secret)
        : reactor(loop),
          resolver(std::move(names)),
          pool(loop, *resolver),
          shard(setup.id),
          authenticator(secret),
          context{loop, pool, shard, authenticator, random},
          pipeline(context, setup.runtime),
          service(loop, pipeline, *setup.census, setup.runtime->config, setup.id) {
        context.retryBudget = route::RetryBudget(std::chrono::steady_clock::now(), setup.workers);
        authenticator.setKeys(setup.keys);
        runtime = setup.runtime;
    }
    net::Reactor& reactor;
    std::unique_ptr<net::Resolver> resolver;
    upstream::Pool pool;
    metrics::WorkerShard shard;
    auth::Authenticator authenticator;
    base::FastRandom random;
    pipeline::Context context;
    pipeline::Pipeline pipeline;
    listen::Service service;
    std::map<std::string, std::unique_ptr<listen::Listener>> listeners;
    std::shared_ptr<const pipeline::Runtime> runtime;
    std::uint64_t acceptedTold = 0;
};

Result<std::shared_ptr<Worker>> Worker::start(Setup setup, const crypto::Secret& installSecret) {
    auto reactor = net::Reactor::make();
    if (!reactor) return fail(reactor.error());
    std::shared_ptr<Worker> worker(new Worker(std::move(setup), std::move(*reactor)));
    auto secret = std::make_shared<crypto::Secret>(installSecret.clone());
    // the thread holds the worker, so that one that is abandoned keeps what it still touches
    worker->m_thread = std::thread([worker, secret] { worker->run(secret); });
    return worker;
}

Worker::~Worker() {
    if (m_thread.joinable()) m_thread.detach();
}

void Worker::run(const std::shared_ptr<crypto::Secret>& secret) {
    pthread_setname_np(pthread_self(), ("worker-" + std::to_string(m_setup.id)).c_str());
    auto resolver = net::Resolver::make(*m_reactor);
    if (resolver) {
        Core core(*m_reactor, std::move(*resolver), m_setup, *secret);
        m_setup.runtime.reset();  // the core has the present one; what it holds must end when others replace it
        m_core = &core;
        m_reactor->run();
        core.listeners.clear();
        core.service.cutAll();
        const SteadyTime until = std::chrono::steady_clock::now() + kCutTime;
        while (core.service.connections > 0 && std::chrono::steady_clock::now() < until) m_reactor->turn(Milliseconds(10));
        core.pool.clear();
        collectGauges();
        m_last = core.shard.take();
        m_core = nullptr;
    }
    m_ended.store(true, std::memory_order_release);
}

void Worker::setRuntime(std::shared_ptr<const pipeline::Runtime> runtime) {
    post([this, runtime = std::move(runtime)] {
        m_core->runtime = runtime;
        m_core->pipeline.setRuntime(runtime);
        m_core->service.config = runtime->config;
    });
}

void Worker::setKeys(std::shared_ptr<const auth::KeyTable> keys) {
    post([this, keys = std::move(keys)] { m_core->authenticator.setKeys(keys); });
}

void Worker::addListener(std::string name, int fd, std::shared_ptr<const net::TlsContext> tls) {
    // closed with the message if nobody reads that any more
    post([this, name = std::move(name), socket = std::make_shared<base::Descriptor>(fd), tls = std::move(tls)] {
        m_core->listeners[name] = std::make_unique<listen::Listener>(m_core->service, socket->release(), name, tls);
    });
}

void Worker::removeListener(std::string name) {
    post([this, name = std::move(name)] { m_core->listeners.erase(name); });
}

void Worker::setTls(std::string name, std::shared_ptr<const net::TlsContext> tls) {
    post([this, name = std::move(name), tls = std::move(tls)] {
        const auto found = m_core->listeners.find(name);
        if (found != m_core->listeners.end()) found->second->setTls(tls);
    });
}

void Worker::drain() {
    post([this] {
        m_core->pipeline.setDraining();
        m_core->service.drain();
    });
}

void Worker::collectGauges() {
    Core& core = *m_core;
    metrics::WorkerGauges& gauges = core.shard.gauges();
    gauges.connections = core.service.connections;
    gauges.activeRequests = core.service.activeRequests;
    gauges.longestTurn = core.reactor.takeLongestTurn();
    gauges.cpuTime = metrics::threadCpuTime();
    for (; core.acceptedTold < core.service.accepted; ++core.acceptedTold) core.shard.accepted();
    gauges.idleUpstreamConnections = 0;
    for (const auto& target : core.runtime->targets) {
        if (!target) continue;
        const auto idle = static_cast<std::int64_t>(core.pool.idleCount(target->poolKey));
        core.shard.upstream(target->name).idle = idle;
        gauges.idleUpstreamConnections += idle;
    }
}

void Worker::collect(std::function<void(metrics::ShardDelta)> answer) {
    post([this, answer = std::move(answer)] {
        collectGauges();
        answer(m_core->shard.take());
    });
}

void Worker::stop() { m_reactor->stop(); }

void Worker::join() {
    if (m_thread.joinable()) m_thread.join();
}

void Worker::abandon() {
    stop();
    if (m_thread.joinable()) m_thread.detach();
}

}  // namespace mirror::engine
