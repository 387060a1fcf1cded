#pragma once
#include <openssl/types.h>

#include <string>

#include "proxycore/api/result.h"

namespace mirror::net {

/// Why a handshake failed: tlsVerification when the peer's certificate was not accepted, upstreamUnreachable otherwise; the cause is
/// OpenSSL's reason. Empties OpenSSL's error queue.
tl::unexpected<Error> tlsHandshakeError(SSL* ssl);
/// Newest reason in OpenSSL's queue as text; empties it.
std::string tlsErrorText();

}  // namespace mirror::net
