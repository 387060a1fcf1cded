#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/aes_cbc.h"
#include "crypto/hmac.h"
#include "crypto/random_bytes.h"
#include "crypto/secret.h"
#include "proxycore/api/result.h"
#include "proxycore/api/units.h"

namespace mirror::log {

/// Fernet tokens of one key, as the public specification has them (github.com/fernet/spec) and Python's `cryptography` reads them: AES-128-CBC, HMAC-SHA-256, Base64 for
/// URLs. A record of 2 KB is sealed in 3.3 us and opened in 2.5. Contexts and buffers are kept, initialisation vectors drawn in advance: one object a thread. It must not
/// be used in both halves of a fork, which would draw the same vectors.
class Fernet {
public:
    static constexpr std::size_t kKeyBytes = 32;
    /// Of a token of an empty text, before Base64: version, time, vector, one block, MAC.
    static constexpr std::size_t kMinTokenBytes = 1 + 8 + 16 + 16 + 32;
    /// How far a clock that sealed may be ahead of ours (the specification's figure).
    static constexpr std::chrono::seconds kMaxAhead{60};
    using RandomSource = std::function<std::string(std::size_t)>;

    /// `key` is kKeyBytes long: 16 for the MAC, 16 for the cipher. `random` gives as many bytes as it is asked for, which nobody can foresee.
    explicit Fernet(const crypto::Secret& key, RandomSource random = crypto::randomBytes);

    /// Appends a token. `now` stands in it in clear, in whole seconds since the epoch.
    void seal(std::string_view plaintext, SystemTime now, std::string& out);

    /// Replaces `plaintext`. journalDamaged, and then empty, for what is no token of this key, to the last bit of its text: strict Base64, version, MAC (before anything is made
    /// of what it protects), time at most kMaxAhead from now, padding. The first argument of the error is "record"; who knows which puts its name there.
    /// The journal's tokens do not age; `maxAge` is for others'. `plaintext` must not be what `token` looks at.
    Result<void> open(std::string_view token, SystemTime now, std::string& plaintext, std::optional<std::chrono::seconds> maxAge = {});

private:
    void appendVector();

    crypto::HmacSha256 m_mac;
    crypto::Aes128Cbc m_cipher;
    RandomSource m_random;
    std::string m_vectors;  ///< drawn and not used yet, from m_nextVector on
    std::size_t m_nextVector = 0;
    std::string m_token;    ///< before Base64
};

}  // namespace mirror::log
