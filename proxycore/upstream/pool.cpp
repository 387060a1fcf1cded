#include "upstream/pool.h"

namespace mirror::upstream {

namespace {
constexpr std::chrono::seconds kSweepInterval{5};
constexpr std::size_t kSpareBuffers = 64;
constexpr std::size_t kKeptCapacity = 8192;

void empty(std::string& text) {
    if (text.capacity() > kKeptCapacity) std::string().swap(text);
    text.clear();
}

/// An error from below, told about the upstream by its name.
Error about(const Target& target, Error error) {
    if (error.code == ErrorCode::clientGone) return error;
    if (!error.args.empty() && error.cause.find(error.args[0]) == std::string::npos) error.cause = error.args[0] + (error.cause.empty() ? "" : ": " + error.cause);
    error.args = {target.name};
    return error;
}
}  // namespace

class Pool::Sweep final : public net::Timer {
public:
    explicit Sweep(Pool& pool) : m_pool(pool) {}

private:
    void onTimer() override { m_pool.sweep(); }
    Pool& m_pool;
};

Pool::Pool(net::Reactor& reactor, net::Resolver& resolver) : m_reactor(reactor), m_resolver(resolver), m_sweep(std::make_unique<Sweep>(*this)) {}

Pool::~Pool() = default;

std::unique_ptr<net::Stream> Pool::takeIdle(const Target& target) {
    const auto found = m_origins.find(target.poolKey);
    if (found == m_origins.end()) return nullptr;
    auto& idle = found->second.idle;
    while (!idle.empty()) {
        Idle last = std::move(idle.back());
        idle.pop_back();
        if (last.stream->isQuiet() && last.until > m_reactor.now()) return std::move(last.stream);
    }
    return nullptr;
}

base::Task<Result<std::unique_ptr<net::Stream>>> Pool::connectAny(const Target& target, std::vector<net::Address> addresses, SteadyTime deadline,
                                                                net::Canceller* canceller) {
    Error last = makeError(ErrorCode::upstreamUnreachable, {target.name}, "no address");
    std::size_t left = addresses.size();
    for (const net::Address& address : addresses) {
        const SteadyTime begun = std::chrono::steady_clock::now();
        const SteadyTime until = begun + (deadline - begun) / static_cast<std::int64_t>(left--);  // a silent address must not take the time of all
        if (address.isForbiddenUpstream()) {
            last = makeError(ErrorCode::addressRefused, {address.host()}, {}, Retry::otherUpstream);
            continue;
        }
        auto connected = co_await net::connectTcp(m_reactor, address, until, canceller);
        if (connected) co_return std::move(connected);
        last = connected.error();
        if (last.code == ErrorCode::clientGone) break;
    }
    co_return fail(std::move(last));
}

base::Task<Result<std::unique_ptr<net::Stream>>> Pool::connect(const Target& target, SteadyTime deadline, net::Canceller* canceller) {
    auto addresses = co_await m_resolver.resolve(target.host, target.port, deadline, canceller);
    if (!addresses) co_return fail(about(target, addresses.error()));
    auto connected = co_await connectAny(target, std::move(*addresses), deadline, canceller);
    if (!connected) co_return fail(about(target, connected.error()));
    std::unique_ptr<net::Stream> stream = std::move(*connected);
    if (target.tls) {
        stream->startTls(target.tls->connect(target.host, m_origins[target.poolKey].session.get()));
        const Result<void> done = co_await stream->handshake(deadline, canceller);
        if (!done) co_return fail(about(target, done.error()));
    }
    co_return std::move(stream);
}

void Pool::giveBack(const Target& target, std::unique_ptr<net::Stream> stream) {
    if (!stream->isQuiet()) return;
    Origin& origin = m_origins[target.poolKey];
    if (stream->isTls()) {
        // TLS 1.3 tickets come after the handshake; one that has been used must not be used again (RFC 8446 C.4)
        SSL_SESSION* session = SSL_get0_session(stream->ssl());
        // a copy: OpenSSL spoils the original when its connection ends without close_notify
        if (session && SSL_SESSION_is_resumable(session)) origin.session.reset(SSL_SESSION_dup(session));
    }
    if (origin.idle.size() >= target.maxIdle) return;
    origin.idle.push_back({std::move(stream), m_reactor.now() + target.idleLife});
    if (!m_sweep->isArmed()) m_reactor.timers().arm(*m_sweep, m_reactor.now() + kSweepInterval);
}

std::size_t Pool::idleCount(const std::string& poolKey) const {
    const auto found = m_origins.find(poolKey);
    return found == m_origins.end() ? 0 : found->second.idle.size();
}

std::unique_ptr<Pool::Buffers> Pool::takeBuffers() {
    if (m_spareBuffers.empty()) return std::make_unique<Buffers>();
    auto buffers = std::move(m_spareBuffers.back());
    m_spareBuffers.pop_back();
    return buffers;
}

void Pool::giveBack(std::unique_ptr<Buffers> buffers) {
    if (m_spareBuffers.size() >= kSpareBuffers) return;
    for (std::string* text : {&buffers->request, &buffers->head, &buffers->rest, &buffers->first, &buffers->body}) empty(*text);
    m_spareBuffers.push_back(std::move(buffers));
}

void Pool::sweep() {
    bool anyLeft = false;
    for (auto& [key, origin] : m_origins) {
        std::erase_if(origin.idle, [&](const Idle& idle) { return !idle.stream->isQuiet() || idle.until <= m_reactor.now(); });
        for (const Idle& idle : origin.idle) idle.stream->releaseTlsBuffers();
        anyLeft = anyLeft || !origin.idle.empty();
    }
    if (anyLeft) m_reactor.timers().arm(*m_sweep, m_reactor.now() + kSweepInterval);
}

}  // namespace mirror::upstream
