#pragma once
#include <openssl/ssl.h>

#include <memory>

#include "harness.h"

namespace bench {

struct FreeSsl {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
};
using Ssl = std::unique_ptr<SSL, FreeSsl>;

/// A context that does a full TLS 1.3 handshake each time: no session is kept.
inline SSL_CTX* makeTlsContext() {
    SSL_CTX* context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
    return context;
}
/// Shakes hands on a blocking socket; null when that fails. The certificate is not looked at: the peer is this
/// machine's.
inline Ssl shakeHands(SSL_CTX* context, int fd) {
    Ssl ssl(SSL_new(context));
    SSL_set_fd(ssl.get(), fd);
    return SSL_connect(ssl.get()) == 1 ? std::move(ssl) : nullptr;
}
/// One request and its whole answer with status 200.
inline bool exchange(SSL* ssl, const std::string& request) {
    static thread_local char buffer[65536];
    if (SSL_write(ssl, request.data(), int(request.size())) <= 0) return false;
    std::string input;
    while (!isCompleteAnswer(input)) {
        const int n = SSL_read(ssl, buffer, sizeof buffer);
        if (n <= 0) return false;
        input.append(buffer, std::size_t(n));
    }
    return hasStatus(input, "200");
}

}  // namespace bench
