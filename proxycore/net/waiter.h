#pragma once
#include <coroutine>
#include <cstdint>
#include <utility>

#include "net/timer_wheel.h"

namespace mirror::net {

class Reactor;
class Waiter;

/// Why a wait ended.
enum class Wake : std::uint8_t { ready, timeout, cancelled };

/// Ends the waits of one exchange from outside: when the client goes, when the engine stops. Once cancelled it stays so, and every later
/// wait that names it ends at once. Belongs to one thread.
class Canceller {
public:
    Canceller() = default;
    Canceller(const Canceller&) = delete;
    Canceller& operator=(const Canceller&) = delete;
    ~Canceller();
    void cancel();
    bool isCancelled() const { return m_cancelled; }

private:
    friend class Waiter;
    Waiter* m_first = nullptr;
    bool m_cancelled = false;
};

/// One suspended coroutine and everything that may wake it: readiness, a deadline, a Canceller. It lives in the coroutine's frame;
/// waking only puts it into the reactor's ready list, from which it is resumed when the present event has been dealt with, so no
/// coroutine ever runs inside another's call.
class Waiter final : private Timer {
public:
    explicit Waiter(Reactor& reactor) : m_reactor(reactor) {}
    ~Waiter() override { unlinkAll(); }
    /// Suspends `handle` until wake(). `deadline` of SteadyTime::max() means none; `slot`, if given, points here while waiting.
    void suspend(std::coroutine_handle<> handle, SteadyTime deadline, Canceller* canceller, Waiter** slot);
    /// Ends the wait; further calls until the resume are ignored.
    void wake(Wake reason);
    Wake reason() const { return m_reason; }
    Reactor& reactor() const { return m_reactor; }

private:
    friend class Canceller;
    friend class Reactor;
    void onTimer() override { wake(Wake::timeout); }
    void unlinkAll();

    Reactor& m_reactor;
    std::coroutine_handle<> m_handle;
    Waiter** m_slot = nullptr;
    Canceller* m_canceller = nullptr;
    Waiter* m_cancelNext = nullptr;
    Waiter** m_cancelPrevious = nullptr;
    Waiter* m_readyNext = nullptr;
    Waiter** m_readyPrevious = nullptr;
    Wake m_reason = Wake::ready;
};

/// Awaitable of a plain pause: `const Wake why = co_await reactor.sleepUntil(...)`; Wake::timeout is the normal end.
class SleepAwaiter {
public:
    SleepAwaiter(Reactor& reactor, SteadyTime deadline, Canceller* canceller)
        : m_waiter(reactor), m_deadline(deadline), m_canceller(canceller) {}
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> handle) { m_waiter.suspend(handle, m_deadline, m_canceller, nullptr); }
    Wake await_resume() const noexcept { return m_waiter.reason(); }

private:
    Waiter m_waiter;
    SteadyTime m_deadline;
    Canceller* m_canceller;
};

}  // namespace mirror::net
