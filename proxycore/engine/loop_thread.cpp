#include "engine/loop_thread.h"

#include <pthread.h>

#include <chrono>

namespace mirror::engine {
namespace {

constexpr Milliseconds kTurn{5};
constexpr Milliseconds kPatience{1000};

}  // namespace

LoopThread::LoopThread(net::Reactor& reactor, const char* name, std::function<void()> letGo, std::function<bool()> isQuiet)
    : m_reactor(reactor), m_letGo(std::move(letGo)), m_isQuiet(std::move(isQuiet)), m_thread([this, name] { run(name); }) {}

LoopThread::~LoopThread() {
    m_reactor.stop();
    m_thread.join();
}

void LoopThread::run(const char* name) {
    ::pthread_setname_np(::pthread_self(), name);
    m_reactor.run();
    m_letGo();
    const SteadyTime deadline = std::chrono::steady_clock::now() + kPatience;
    while (!m_isQuiet() && std::chrono::steady_clock::now() < deadline) m_reactor.turn(kTurn);
}

}  // namespace mirror::engine
