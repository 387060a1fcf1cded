#pragma once
#include <openssl/ssl.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "http/message.h"
#include "net/resolver.h"
#include "net/stream.h"
#include "upstream/target.h"

namespace mirror::upstream {

/// Connections to upstreams of one worker. Idle ones are reused last in, first out, so that surplus ones age and close.
class Pool {
public:
    Pool(net::Reactor& reactor, net::Resolver& resolver);
    ~Pool();
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    /// An idle connection that is still open, or null.
    std::unique_ptr<net::Stream> takeIdle(const Target& target);
    /// A new connection: name, TCP (each address in turn), TLS with session resumption. Errors: dnsFailure, addressRefused,
    /// upstreamUnreachable, upstreamTimeoutConnect, tlsVerification, clientGone; args[0] is the upstream's name.
    base::Task<Result<std::unique_ptr<net::Stream>>> connect(const Target& target, SteadyTime deadline, net::Canceller* canceller);
    /// Gives back a connection on which the answer was read to its end.
    void giveBack(const Target& target, std::unique_ptr<net::Stream> stream);
    std::size_t idleCount(const std::string& poolKey) const;
    net::Reactor& reactor() const { return m_reactor; }

    /// Memory of one attempt, kept for the next.
    struct Buffers {
        std::string request;  ///< bytes of the request head
        std::string head;   ///< bytes of the response head
        std::vector<http::Field> fields;  ///< of the response head, for their memory alone
        std::string rest;   ///< received beyond the head
        std::string first;  ///< `rest` while it is being handed out
        std::string body;   ///< pieces joined, when a read brought several
    };
    std::unique_ptr<Buffers> takeBuffers();
    void giveBack(std::unique_ptr<Buffers> buffers);
    /// For putting head and body of a request together; used within one call, never across a suspension.
    std::string& sendScratch() { return m_sendScratch; }
    /// Closes every idle connection.
    void clear() { m_origins.clear(); }

private:
    struct Idle {
        std::unique_ptr<net::Stream> stream;
        SteadyTime until;
    };
    struct SessionDeleter {
        void operator()(SSL_SESSION* session) const { SSL_SESSION_free(session); }
    };
    struct Origin {
        std::vector<Idle> idle;
        std::unique_ptr<SSL_SESSION, SessionDeleter> session;
    };
    class Sweep;
    void sweep();
    base::Task<Result<std::unique_ptr<net::Stream>>> connectAny(const Target& target, std::vector<net::Address> addresses, SteadyTime deadline,
                                                              net::Canceller* canceller);
    net::Reactor& m_reactor;
    net::Resolver& m_resolver;
    std::unordered_map<std::string, Origin> m_origins;
    std::vector<std::unique_ptr<Buffers>> m_spareBuffers;
    std::string m_sendScratch;
    std::unique_ptr<Sweep> m_sweep;
};

}  // namespace mirror::upstream
