#pragma once
#include "base/task.h"
#include "proxycore/api/units.h"

namespace mirror::net {
class Canceller;
class Reactor;
}

namespace mirror::simulator {

/// Time as a simulator needs it; faked in tests.
class Pauses {
public:
    virtual ~Pauses() = default;
    virtual SteadyTime now() const = 0;
    /// Waits until `when` (SteadyTime::max(): for ever). False when `stop` was cancelled before.
    virtual base::Task<bool> until(SteadyTime when, net::Canceller* stop) = 0;
};

/// On the timers of a reactor, which outlives it.
class ReactorPauses final : public Pauses {
public:
    explicit ReactorPauses(net::Reactor& reactor) : m_reactor(reactor) {}
    SteadyTime now() const override;
    base::Task<bool> until(SteadyTime when, net::Canceller* stop) override;

private:
    net::Reactor& m_reactor;
};

}  // namespace mirror::simulator
