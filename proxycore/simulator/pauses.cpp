#include "simulator/pauses.h"

#include "net/reactor.h"

namespace mirror::simulator {

SteadyTime ReactorPauses::now() const { return std::chrono::steady_clock::now(); }

base::Task<bool> ReactorPauses::until(SteadyTime when, net::Canceller* stop) {
    if (when <= now()) co_return stop == nullptr || !stop->isCancelled();
    const net::Wake why = co_await m_reactor.sleepUntil(when, stop);
    co_return why == net::Wake::timeout;
}

}  // namespace mirror::simulator
