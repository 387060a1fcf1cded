#pragma once
#include <memory>

#include "auth/key_table.h"
#include "crypto/secret.h"
#include "proxycore/api/result.h"

namespace mirror::auth {

/// Finds out who is calling. One a worker; the table is swapped from the worker's own thread.
class Authenticator {
public:
    explicit Authenticator(const crypto::Secret& installSecret);
    void setKeys(std::shared_ptr<const KeyTable> keys) { m_keys = std::move(keys); }
    const std::shared_ptr<const KeyTable>& keys() const { return m_keys; }
    /// Reads "Authorization: Bearer <key>" (scheme without case) or, for Azure- and Anthropic-style clients, "api-key" and "x-api-key".
    /// invalidKey if missing, malformed, unknown or disabled. The principal lives as long as the table that was set last.
    Result<const exchange::Principal*> authenticate(const http::RequestHead& head);

private:
    crypto::HmacSha256 m_hmac;
    std::shared_ptr<const KeyTable> m_keys;
};

}  // namespace mirror::auth
