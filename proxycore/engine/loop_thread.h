#pragma once
#include <functional>
#include <memory>
#include <thread>

#include "net/reactor.h"

namespace mirror::engine {

/// A reactor on a thread of its own that ends cleanly: first whoever uses it is told to let go, then the loop turns until
/// everything suspended has ended.
class LoopThread {
public:
    /// `letGo` ends the work, `isQuiet` tells when it has ended; both run on the thread, which begins now.
    LoopThread(net::Reactor& reactor, const char* name, std::function<void()> letGo, std::function<bool()> isQuiet);
    /// Waits for the thread, a second at most after letGo().
    ~LoopThread();
    LoopThread(const LoopThread&) = delete;
    LoopThread& operator=(const LoopThread&) = delete;

private:
    void run(const char* name);
    net::Reactor& m_reactor;
    std::function<void()> m_letGo;
    std::function<bool()> m_isQuiet;
    std::thread m_thread;
};

}  // namespace mirror::engine
