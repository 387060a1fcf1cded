#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/aes_gcm.h"
#include "crypto/secret.h"
#include "proxycore/api/result.h"

namespace mirror::log {

/// Seals the originals of masked values (AES-256-GCM) on the worker, before they enter a queue. Many objects may have one key; each is for one thread.
/// As bytes: nonce (12), ciphertext, tag (16); as text, Base64 for URLs. A nonce is 6 bytes drawn once by the object and a 48-bit count, so one never comes
/// twice however much is sealed, but by two of n objects of one key drawing alike: 1 in 2^37 for 64 of them. Nonces drawn each time would allow a
/// key no more than 2^32 records (NIST SP 800-38D, 8.3).
class ValueSealer {
public:
    static constexpr std::size_t kKeyBytes = crypto::Aes256Gcm::kKeyBytes;

    /// `key` is kKeyBytes long.
    explicit ValueSealer(const crypto::Secret& key);
    std::string seal(std::string_view values);
    /// journalDamaged when anything was changed or the key is another; the first argument of the error is "masked values".
    Result<std::string> open(std::string_view sealed);

private:
    std::string nextNonce();

    crypto::Aes256Gcm m_cipher;
    std::string m_prefix;
    std::uint64_t m_count = 0;
};

}  // namespace mirror::log
