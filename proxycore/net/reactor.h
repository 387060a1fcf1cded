#pragma once
#include <sys/epoll.h>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "net/timer_wheel.h"
#include "net/waiter.h"
#include "proxycore/api/result.h"

namespace mirror::net {

/// Something with a descriptor in the reactor.
class IoHandler {
public:
    /// `events` are EPOLL* bits. Runs on the reactor's thread; may destroy the handler itself.
    virtual void onIo(std::uint32_t events) = 0;

protected:
    ~IoHandler() = default;
};

/// One event loop on edge-triggered epoll, one a thread. Everything but post() and stop() belongs to the thread that runs it.
class Reactor {
public:
    static Result<std::unique_ptr<Reactor>> make();
    ~Reactor();
    Reactor(const Reactor&) = delete;
    Reactor& operator=(const Reactor&) = delete;

    /// Runs until stop(). Then returns without waiting for what is still suspended.
    void run();
    /// One turn: waits at most `maxWait`, handles what came. For tests.
    void turn(Milliseconds maxWait);
    /// From any thread: run() returns after the present turn.
    void stop();
    /// From any thread: `work` runs on the reactor's thread, in the order of the calls. False once the reactor has been closed.
    bool post(std::function<void()> work);

    /// Registers a descriptor. `edge`: EPOLLET, the default of streams; c-ares wants level-triggered.
    Result<void> add(int fd, IoHandler& handler, std::uint32_t events);
    void modify(int fd, IoHandler& handler, std::uint32_t events);
    /// Call before the descriptor is closed; events of this turn that are not yet delivered are dropped.
    void remove(int fd, IoHandler& handler);

    TimerWheel& timers() { return m_timers; }
    /// Time at the start of this turn; good enough for deadlines.
    SteadyTime now() const { return m_now; }
    [[nodiscard]] SleepAwaiter sleepUntil(SteadyTime deadline, Canceller* canceller) { return {*this, deadline, canceller}; }
    [[nodiscard]] SleepAwaiter sleepFor(Microseconds time, Canceller* canceller) { return {*this, std::chrono::steady_clock::now() + time, canceller}; }
    /// Receive buffer shared by everything on this thread: what is read into it must be used or copied before the next suspension,
    /// so idle connections own no buffer.
    std::span<char> scratch() { return {m_scratch.get(), kScratchBytes}; }
    static constexpr std::size_t kScratchBytes = 128 * 1024;
    /// For putting together what is sent; used within one call, never across a suspension.
    std::string& sendRoom() {
        if (m_sendRoom.capacity() > kKeptRoom) std::string().swap(m_sendRoom);
        m_sendRoom.clear();
        return m_sendRoom;
    }
    static constexpr std::size_t kKeptRoom = 1024 * 1024;
    /// The most descriptors dealt with in one turn; the room for them starts smaller and grows when a turn fills it.
    static constexpr std::size_t kMostEvents = 8192;
    /// Longest turn since the last call, waiting left out.
    Microseconds takeLongestTurn();

private:
    friend class Waiter;
    Reactor(int epollFd, int eventFd);
    void makeReady(Waiter& waiter);
    void removeReady(Waiter& waiter);
    void resumeReady();
    void runPosted();
    void dispatch();
    SteadyTime turnFrom(SteadyTime begin, Milliseconds maxWait);

    int m_epollFd;
    int m_eventFd;
    SteadyTime m_now;
    TimerWheel m_timers;
    std::unique_ptr<char[]> m_scratch;
    std::string m_sendRoom;
    std::vector<epoll_event> m_events;
    int m_eventCount = 0;
    int m_eventAt = 0;
    Waiter* m_readyFirst = nullptr;
    Waiter** m_readyEnd = &m_readyFirst;
    Microseconds m_longestTurn{0};
    std::atomic<bool> m_stop = false;

    std::mutex m_postMutex;
    std::vector<std::function<void()>> m_posted;
    bool m_postSignalled = false;
};

}  // namespace mirror::net
