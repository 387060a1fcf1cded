#include "net/resolver.h"

#include <ares.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <unordered_map>

namespace mirror::net {

namespace {

struct CacheEntry {
    std::vector<Address> addresses;
    std::string failure;
    SteadyTime until{};
};

/// Shared by the coroutine that waits and the request inside c-ares, for either may end first.
struct Query {
    Waiter* waiter = nullptr;
    CacheEntry answer;
    bool done = false;
};

class QueryAwaiter {
public:
    QueryAwaiter(Reactor& reactor, std::shared_ptr<Query> query, SteadyTime deadline, Canceller* canceller)
        : m_waiter(reactor), m_query(std::move(query)), m_deadline(deadline), m_canceller(canceller) {}
    ~QueryAwaiter() { m_query->waiter = nullptr; }
    QueryAwaiter(const QueryAwaiter&) = delete;
    QueryAwaiter& operator=(const QueryAwaiter&) = delete;
    bool await_ready() const noexcept { return m_query->done; }
    void await_suspend(std::coroutine_handle<> handle) { m_waiter.suspend(handle, m_deadline, m_canceller, &m_query->waiter); }
    Wake await_resume() const noexcept { return m_waiter.reason(); }

private:
    Waiter m_waiter;
    std::shared_ptr<Query> m_query;
    SteadyTime m_deadline;
    Canceller* m_canceller;
};

class AresSocket final : public IoHandler {
public:
    AresSocket(Reactor& reactor, ares_channel channel, ares_socket_t fd) : m_reactor(reactor), m_channel(channel), m_fd(fd) {}
    void onIo(std::uint32_t events) override {
        const bool readable = (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0;
        const bool writable = (events & EPOLLOUT) != 0;
        ares_process_fd(m_channel, readable ? m_fd : ARES_SOCKET_BAD, writable ? m_fd : ARES_SOCKET_BAD);
    }
    void watch(std::uint32_t events) {
        if (m_watched)
            m_reactor.modify(m_fd, *this, events);
        else
            m_watched = m_reactor.add(m_fd, *this, events).has_value();
    }
    void forget() {
        if (m_watched) m_reactor.remove(m_fd, *this);
        m_watched = false;
    }

private:
    Reactor& m_reactor;
    ares_channel m_channel;
    ares_socket_t m_fd;
    bool m_watched = false;
};

}  // namespace

struct Resolver::Impl final : private Timer {
    explicit Impl(Reactor& owner) : reactor(owner) {}
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() {
        if (channel) ares_destroy(channel);
    }
    void onTimer() override {
        ares_process_fd(channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
        scheduleTimeout();
    }
    void scheduleTimeout() {
        timeval wait{};
        if (ares_timeout(channel, nullptr, &wait) == nullptr) return;
        reactor.timers().arm(*this, std::chrono::steady_clock::now() + std::chrono::seconds(wait.tv_sec) + std::chrono::microseconds(wait.tv_usec));
    }
    static void onSocketState(void* data, ares_socket_t fd, int readable, int writable) {
        auto& self = *static_cast<Impl*>(data);
        auto found = self.sockets.find(fd);
        if (!readable && !writable) {
            if (found == self.sockets.end()) return;
            found->second->forget();
            self.retired.push_back(std::move(found->second));  // it may be the handler that is running
            self.sockets.erase(found);
            return;
        }
        if (found == self.sockets.end()) found = self.sockets.emplace(fd, std::make_unique<AresSocket>(self.reactor, self.channel, fd)).first;
        found->second->watch((readable ? EPOLLIN : 0u) | (writable ? EPOLLOUT : 0u));
    }

    Reactor& reactor;
    ares_channel channel = nullptr;
    std::unordered_map<ares_socket_t, std::unique_ptr<AresSocket>> sockets;
    std::vector<std::unique_ptr<AresSocket>> retired;
    std::map<std::string, CacheEntry> cache;
};

namespace {

constexpr std::chrono::seconds kShortest{5}, kLongest{300}, kFailure{2};
constexpr std::size_t kMaxCached = 1024;

void onAnswer(void* data, int status, int, ares_addrinfo* info) {
    const std::unique_ptr<std::shared_ptr<Query>> holder(static_cast<std::shared_ptr<Query>*>(data));
    Query& query = **holder;
    query.done = true;
    auto life = kLongest;
    if (status == ARES_SUCCESS && info) {
        for (const ares_addrinfo_node* node = info->nodes; node; node = node->ai_next) {
            query.answer.addresses.emplace_back(node->ai_addr, static_cast<socklen_t>(node->ai_addrlen));
            if (node->ai_ttl > 0) life = std::min(life, std::chrono::seconds(node->ai_ttl));
        }
    }
    if (info) ares_freeaddrinfo(info);
    if (query.answer.addresses.empty()) {
        query.answer.failure = status == ARES_SUCCESS ? "no address" : ares_strerror(status);
        life = kFailure;
    } else {
        life = std::max(life, kShortest);
    }
    query.answer.until = std::chrono::steady_clock::now() + life;
    if (query.waiter) query.waiter->wake(Wake::ready);
}

Result<std::vector<Address>> fromEntry(const std::string& host, const CacheEntry& entry, std::uint16_t port) {
    if (entry.addresses.empty()) return fail(makeError(ErrorCode::dnsFailure, {host}, entry.failure, Retry::otherUpstream));
    std::vector<Address> addresses = entry.addresses;
    for (Address& address : addresses) address.setPort(port);
    return addresses;
}

}  // namespace

Resolver::Resolver(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Resolver::~Resolver() = default;

Result<std::unique_ptr<Resolver>> Resolver::make(Reactor& reactor) {
    static std::once_flag once;
    std::call_once(once, [] { ares_library_init(ARES_LIB_INIT_ALL); });
    auto impl = std::make_unique<Impl>(reactor);
    ares_options options{};
    options.sock_state_cb = &Impl::onSocketState;
    options.sock_state_cb_data = impl.get();
    options.timeout = 2000;
    options.tries = 2;
    const int status = ares_init_options(&impl->channel, &options, ARES_OPT_SOCK_STATE_CB | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES);
    if (status != ARES_SUCCESS) return fail(ErrorCode::internal, {}, ares_strerror(status));
    return std::unique_ptr<Resolver>(new Resolver(std::move(impl)));
}

base::Task<Result<std::vector<Address>>> Resolver::resolve(std::string host, std::uint16_t port, SteadyTime deadline, Canceller* canceller) {
    if (const auto literal = Address::parse(host, port)) {
        std::vector<Address> one{*literal};
        co_return one;
    }
    Impl& impl = *m_impl;
    impl.retired.clear();
    const auto cached = impl.cache.find(host);
    if (cached != impl.cache.end() && cached->second.until > std::chrono::steady_clock::now()) co_return fromEntry(host, cached->second, port);
    auto query = std::make_shared<Query>();
    ares_addrinfo_hints hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    ares_getaddrinfo(impl.channel, host.c_str(), nullptr, &hints, onAnswer, new std::shared_ptr<Query>(query));
    impl.scheduleTimeout();
    QueryAwaiter answer(impl.reactor, query, deadline, canceller);
    const Wake wake = co_await answer;
    if (wake == Wake::timeout) co_return fail(makeError(ErrorCode::upstreamTimeoutConnect, {host}, "name resolution", Retry::otherUpstream));
    if (wake == Wake::cancelled) co_return fail(ErrorCode::clientGone);
    if (impl.cache.size() >= kMaxCached) impl.cache.clear();
    impl.cache[host] = query->answer;
    co_return fromEntry(host, query->answer, port);
}

}  // namespace mirror::net
