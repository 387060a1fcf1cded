#include "net/reactor.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace mirror::net {

Result<std::unique_ptr<Reactor>> Reactor::make() {
    const int epollFd = ::epoll_create1(EPOLL_CLOEXEC);
    if (epollFd < 0) return fail(ErrorCode::internal, {}, std::strerror(errno));
    const int eventFd = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = nullptr;  // the only registration without a handler: the mailbox
    if (eventFd < 0 || ::epoll_ctl(epollFd, EPOLL_CTL_ADD, eventFd, &event) != 0) {
        const int error = errno;
        ::close(epollFd);
        if (eventFd >= 0) ::close(eventFd);
        return fail(ErrorCode::internal, {}, std::strerror(error));
    }
    return std::unique_ptr<Reactor>(new Reactor(epollFd, eventFd));
}

Reactor::Reactor(int epollFd, int eventFd)
    : m_epollFd(epollFd),
      m_eventFd(eventFd),
      m_now(std::chrono::steady_clock::now()),
      m_timers(m_now),
      m_scratch(std::make_unique_for_overwrite<char[]>(kScratchBytes)),
      m_events(256) {}

Reactor::~Reactor() {
    ::close(m_epollFd);
    ::close(m_eventFd);
}

void Reactor::run() {
    SteadyTime now = std::chrono::steady_clock::now();
    while (!m_stop.load(std::memory_order_relaxed)) now = turnFrom(now, Milliseconds(60'000));
}

void Reactor::turn(Milliseconds maxWait) { turnFrom(std::chrono::steady_clock::now(), maxWait); }

/// Returns the time at its end, which is the beginning of the next: a clock costs as much as a small system call on some machines.
SteadyTime Reactor::turnFrom(SteadyTime begin, Milliseconds maxWait) {
    const int wait = m_timers.delayUntilNext(begin);
    const int bound = m_readyFirst ? 0 : static_cast<int>(maxWait.count());  // a wait that has ended already is not slept over
    m_eventCount = ::epoll_wait(m_epollFd, m_events.data(), static_cast<int>(m_events.size()), wait < 0 ? bound : std::min(wait, bound));
    if (m_eventCount < 0) m_eventCount = 0;  // EINTR
    m_now = std::chrono::steady_clock::now();
    const bool more = m_eventCount == static_cast<int>(m_events.size());
    dispatch();
    m_timers.advance(m_now);
    resumeReady();
    const SteadyTime end = std::chrono::steady_clock::now();
    m_longestTurn = std::max(m_longestTurn, std::chrono::duration_cast<Microseconds>(end - m_now));
    // What was ready and found no place might be declared silent by its timer: next time everybody has one.
    if (more && m_events.size() < kMostEvents) m_events.resize(m_events.size() * 2);
    return end;
}

/// What was posted comes first: it was said before what arrived in this turn. A request sent after new rules were said to be in force must not meet the old ones.
void Reactor::dispatch() {
    m_eventAt = 0;
    const auto end = m_events.begin() + m_eventCount;
    const auto mail = std::find_if(m_events.begin(), end, [](const epoll_event& event) { return !event.data.ptr; });
    if (mail != end) {
        mail->events = 0;
        runPosted();
    }
    while (m_eventAt < m_eventCount) {
        const epoll_event event = m_events[static_cast<std::size_t>(m_eventAt++)];
        if (event.events == 0) continue;  // the mailbox, or removed during this turn
        static_cast<IoHandler*>(event.data.ptr)->onIo(event.events);
        resumeReady();
    }
    m_eventCount = m_eventAt = 0;
}

void Reactor::runPosted() {
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t n = ::read(m_eventFd, &count, sizeof count);
    std::vector<std::function<void()>> work;
    {
        const std::lock_guard lock(m_postMutex);
        work.swap(m_posted);
        m_postSignalled = false;
    }
    for (auto& item : work) {
        item();
        resumeReady();
    }
}

bool Reactor::post(std::function<void()> work) {
    const std::lock_guard lock(m_postMutex);
    m_posted.push_back(std::move(work));
    if (!m_postSignalled) {
        m_postSignalled = true;
        const std::uint64_t one = 1;
        [[maybe_unused]] const ssize_t n = ::write(m_eventFd, &one, sizeof one);
    }
    return !m_stop.load(std::memory_order_relaxed);
}

void Reactor::stop() {
    post([this] { m_stop.store(true, std::memory_order_relaxed); });
}

Result<void> Reactor::add(int fd, IoHandler& handler, std::uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.ptr = &handler;
    if (::epoll_ctl(m_epollFd, EPOLL_CTL_ADD, fd, &event) != 0) return fail(ErrorCode::internal, {}, std::strerror(errno));
    return {};
}

void Reactor::modify(int fd, IoHandler& handler, std::uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.ptr = &handler;
    ::epoll_ctl(m_epollFd, EPOLL_CTL_MOD, fd, &event);
}

void Reactor::remove(int fd, IoHandler& handler) {
    ::epoll_ctl(m_epollFd, EPOLL_CTL_DEL, fd, nullptr);
    for (int i = m_eventAt; i < m_eventCount; ++i) {
        epoll_event& event = m_events[static_cast<std::size_t>(i)];
        if (event.data.ptr == &handler) event.events = 0;
    }
}

void Reactor::makeReady(Waiter& waiter) {
    waiter.m_readyNext = nullptr;
    waiter.m_readyPrevious = m_readyEnd;
    *m_readyEnd = &waiter;
    m_readyEnd = &waiter.m_readyNext;
}

void Reactor::removeReady(Waiter& waiter) {
    *waiter.m_readyPrevious = waiter.m_readyNext;
    if (waiter.m_readyNext)
        waiter.m_readyNext->m_readyPrevious = waiter.m_readyPrevious;
    else
        m_readyEnd = waiter.m_readyPrevious;
    waiter.m_readyNext = nullptr;
    waiter.m_readyPrevious = nullptr;
}

void Reactor::resumeReady() {
    while (Waiter* waiter = m_readyFirst) {
        removeReady(*waiter);
        waiter->m_handle.resume();
    }
}

Microseconds Reactor::takeLongestTurn() { return std::exchange(m_longestTurn, Microseconds(0)); }

}  // namespace mirror::net
