#include "net/waiter.h"

#include "net/reactor.h"

namespace mirror::net {

Canceller::~Canceller() {
    while (m_first) m_first->wake(Wake::cancelled);
}

void Canceller::cancel() {
    m_cancelled = true;
    while (m_first) m_first->wake(Wake::cancelled);
}

void Waiter::suspend(std::coroutine_handle<> handle, SteadyTime deadline, Canceller* canceller, Waiter** slot) {
    m_handle = handle;
    if (canceller && canceller->isCancelled()) return wake(Wake::cancelled);
    if (deadline != SteadyTime::max()) m_reactor.timers().arm(*this, deadline);
    if (slot) {
        m_slot = slot;
        *slot = this;
    }
    if (canceller) {
        m_canceller = canceller;
        m_cancelNext = canceller->m_first;
        m_cancelPrevious = &canceller->m_first;
        if (m_cancelNext) m_cancelNext->m_cancelPrevious = &m_cancelNext;
        canceller->m_first = this;
    }
}

void Waiter::wake(Wake reason) {
    if (m_readyPrevious) return;
    unlinkAll();
    m_reason = reason;
    m_reactor.makeReady(*this);
}

void Waiter::unlinkAll() {
    disarm();
    if (m_slot) {
        *m_slot = nullptr;
        m_slot = nullptr;
    }
    if (m_cancelPrevious) {
        *m_cancelPrevious = m_cancelNext;
        if (m_cancelNext) m_cancelNext->m_cancelPrevious = m_cancelPrevious;
        m_cancelNext = nullptr;
        m_cancelPrevious = nullptr;
    }
    if (m_readyPrevious) m_reactor.removeReady(*this);
}

}  // namespace mirror::net
