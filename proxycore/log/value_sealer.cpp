#include "log/value_sealer.h"

#include "crypto/base64url.h"
#include "crypto/random_bytes.h"
#include "crypto/require.h"

namespace mirror::log {

namespace {

using crypto::Aes256Gcm;

constexpr std::size_t kPrefixBytes = 6;
constexpr std::size_t kCountBytes = Aes256Gcm::kNonceBytes - kPrefixBytes;

tl::unexpected<Error> refuse(const char* what) { return fail(ErrorCode::journalDamaged, {"masked values", what}); }

}  // namespace

ValueSealer::ValueSealer(const crypto::Secret& key) : m_cipher(key.view()), m_prefix(crypto::randomBytes(kPrefixBytes)) {}

std::string ValueSealer::nextNonce() {
    crypto::require(m_count >> (8 * kCountBytes) == 0, "another nonce for AES-256-GCM");
    std::string nonce = m_prefix;
    for (std::size_t i = kCountBytes; i > 0; --i) nonce += static_cast<char>(m_count >> (8 * (i - 1)));
    ++m_count;
    return nonce;
}

std::string ValueSealer::seal(std::string_view values) {
    const std::string nonce = nextNonce();
    std::string bytes = nonce;
    m_cipher.seal(nonce, {}, values, bytes);
    std::string text;
    crypto::appendBase64Url(text, bytes);
    return text;
}

Result<std::string> ValueSealer::open(std::string_view sealed) {
    const auto bytes = crypto::decodeBase64Url(sealed);
    if (!bytes) return refuse("they are not strict Base64");
    if (bytes->size() < Aes256Gcm::kNonceBytes + Aes256Gcm::kTagBytes) return refuse("they are too short");
    const std::string_view all = *bytes;
    std::string values;
    if (!m_cipher.open(all.substr(0, Aes256Gcm::kNonceBytes), {}, all.substr(Aes256Gcm::kNonceBytes), values)) return refuse("they do not open with this key");
    return values;
}

}  // namespace mirror::log
