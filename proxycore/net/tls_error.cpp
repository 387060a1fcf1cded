#include "net/tls_error.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

namespace mirror::net {

std::string tlsErrorText() {
    const unsigned long code = ERR_peek_last_error();
    ERR_clear_error();
    const char* reason = code != 0 ? ERR_reason_error_string(code) : nullptr;
    return reason ? reason : "connection closed";
}

tl::unexpected<Error> tlsHandshakeError(SSL* ssl) {
    const long verify = SSL_get_verify_result(ssl);
    if (verify != X509_V_OK && (SSL_get_verify_mode(ssl) & SSL_VERIFY_PEER) != 0) {
        ERR_clear_error();
        return fail(makeError(ErrorCode::tlsVerification, {}, X509_verify_cert_error_string(verify), Retry::otherUpstream));
    }
    return fail(makeError(ErrorCode::upstreamUnreachable, {}, "TLS handshake: " + tlsErrorText(), Retry::sameUpstream));
}

}  // namespace mirror::net
