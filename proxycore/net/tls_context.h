#pragma once
#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "proxycore/api/result.h"
#include "proxycore/api/units.h"

namespace mirror::net {

/// Settings and certificates of one side of TLS: 1.2 and 1.3, ALPN http/1.1. Immutable; new certificates are a new context, old
/// connections keep theirs. Shared between threads.
class TlsContext {
public:
    /// For listeners. certificateInvalid names the file and OpenSSL's reason (also when key and certificate do not belong together).
    /// Session tickets are on, their keys shared by all workers of the context.
    static Result<std::shared_ptr<const TlsContext>> server(const std::string& certificateFile, const std::string& keyFile);
    /// For upstreams. Peers are always verified, against `caFile` or, when empty, the system's store.
    static Result<std::shared_ptr<const TlsContext>> client(const std::string& caFile);
    ~TlsContext();

    /// A new server-side or client-side connection; `serverName` sets SNI and the name the certificate must carry (an IP literal is
    /// matched as an address and sends no SNI).
    SSL* accept() const;
    SSL* connect(const std::string& serverName, SSL_SESSION* resume = nullptr) const;

    SystemTime certificateExpiry() const { return m_expiry; }
    bool isSelfSigned() const { return m_selfSigned; }

private:
    explicit TlsContext(SSL_CTX* context) : m_context(context) {}
    SSL_CTX* m_context;
    SystemTime m_expiry{};
    bool m_selfSigned = false;
};

}  // namespace mirror::net
