#include "engine/turn_thread.h"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

namespace mirror::engine {

TurnThread::TurnThread(const char* name, int niceness, std::function<bool()> turn, std::chrono::milliseconds rest)
    : m_turn(std::move(turn)), m_rest(rest), m_thread([this, name, niceness] { run(name, niceness); }) {}

TurnThread::~TurnThread() {
    {
        const std::lock_guard lock(m_mutex);
        m_isClosing = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

bool TurnThread::add(std::function<void()> deed) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_isClosing || m_deeds.size() >= kMaxWaiting) return false;
        m_deeds.push_back(std::move(deed));
    }
    m_changed.notify_one();
    return true;
}

/// Does the next deed, or waits for one. False: nothing more comes.
bool TurnThread::wait(bool isBusy) {
    std::unique_lock lock(m_mutex);
    const auto isAwaited = [this] { return m_isClosing || !m_deeds.empty(); };
    if (!isBusy) m_changed.wait_for(lock, m_rest, isAwaited);
    if (m_deeds.empty()) return !m_isClosing;
    const std::function<void()> deed = std::move(m_deeds.front());
    m_deeds.pop_front();
    lock.unlock();
    deed();
    return true;
}

void TurnThread::run(const char* name, int niceness) {
    pthread_setname_np(pthread_self(), name);
    const auto self = static_cast<id_t>(::gettid());  // on Linux a thread has a niceness of its own
    ::setpriority(PRIO_PROCESS, self, ::getpriority(PRIO_PROCESS, self) + niceness);
    bool isBusy = false;
    while (wait(isBusy)) isBusy = m_turn();
}

}  // namespace mirror::engine
