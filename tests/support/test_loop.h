#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

#include "base/task.h"
#include "net/reactor.h"
#include "support/patience.h"

/// Coroutines under test, on a reactor that this thread turns.
namespace mirror::test {

/// Where the outcome of a running coroutine appears.
template <class T>
using Outlet = std::shared_ptr<std::optional<T>>;

template <class T>
base::Detached drive(base::Task<T> task, Outlet<T> outlet) {
    T value = co_await task;
    outlet->emplace(std::move(value));
}

class TestLoop {
public:
    TestLoop() {
        auto made = net::Reactor::make();
        if (!made) throw std::runtime_error("no reactor");
        m_reactor = std::move(*made);
    }
    net::Reactor& reactor() { return *m_reactor; }
    /// Turns until `done`; false after `timeout`.
    bool turnUntil(const std::function<bool()>& done, Milliseconds timeout = kPatience) {
        const SteadyTime deadline = std::chrono::steady_clock::now() + timeout;
        while (!done()) {
            if (std::chrono::steady_clock::now() > deadline) return false;
            m_reactor->turn(Milliseconds(20));
        }
        return true;
    }
    /// Deals with everything that has happened already.
    void settle() {
        for (int i = 0; i < 4; ++i) m_reactor->turn(Milliseconds(0));
    }
    template <class T>
    Outlet<T> start(base::Task<T> task) {
        auto outlet = std::make_shared<std::optional<T>>();
        drive(std::move(task), outlet);
        return outlet;
    }
    /// The outcome of `task`; nothing if it did not end in time.
    template <class T>
    std::optional<T> run(base::Task<T> task, Milliseconds timeout = kPatience) {
        const Outlet<T> outlet = start(std::move(task));
        turnUntil([&] { return outlet->has_value(); }, timeout);
        return std::move(*outlet);
    }

private:
    std::unique_ptr<net::Reactor> m_reactor;
};

inline SteadyTime soon(Milliseconds wait) { return std::chrono::steady_clock::now() + wait; }

}  // namespace mirror::test
