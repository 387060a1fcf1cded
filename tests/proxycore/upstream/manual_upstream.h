#pragma once
#include <sys/socket.h>

#include <memory>
#include <string>

#include "net/resolver.h"
#include "support/loopback.h"
#include "support/test_loop.h"
#include "upstream/pool.h"
#include "upstream/target.h"

/// An upstream on the test's own thread: nothing happens but what the test does, in its order.
namespace mirror::test {

class ManualUpstream {
public:
    ManualUpstream() : m_listener(listenOnLoopback()) {}
    std::string url(std::string_view scheme = "http") const { return std::string(scheme) + "://127.0.0.1:" + std::to_string(m_listener.port) + "/v1"; }
    std::uint16_t port() const { return m_listener.port; }
    /// The next connection, which must have been asked for already.
    std::unique_ptr<ByteStream> accept(TestLoop& loop) {
        loop.settle();
        Fd fd(::accept4(m_listener.fd.get(), nullptr, nullptr, SOCK_CLOEXEC));
        loop.settle();
        return adoptPlain(std::move(fd));
    }
    int acceptDescriptor() { return ::accept4(m_listener.fd.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK); }
    void close() { m_listener.fd.close(); }

private:
    LoopbackListener m_listener;
};

/// A pool with what it needs.
struct PoolBench {
    PoolBench() : resolver(std::move(*net::Resolver::make(loop.reactor()))), pool(loop.reactor(), *resolver) {}
    static std::shared_ptr<const upstream::Target> target(const std::string& url, UpstreamConfig config = {}) {
        config.name = "up";
        config.baseUrl = url;
        return *upstream::makeTarget(config, {});
    }
    /// A connection of the pool and its other end.
    std::unique_ptr<net::Stream> connect(const upstream::Target& target) {
        auto stream = loop.run(pool.connect(target, soon(Milliseconds(3000)), nullptr));
        return stream && *stream ? std::move(**stream) : nullptr;
    }
    TestLoop loop;
    std::unique_ptr<net::Resolver> resolver;
    upstream::Pool pool;
};

}  // namespace mirror::test
