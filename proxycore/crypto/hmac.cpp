#include "crypto/hmac.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>

#include "crypto/require.h"

namespace mirror::crypto {

namespace {

constexpr std::size_t kBlock = 64;  // of SHA-256, bytes

/// SHA-256 cannot fail but for a broken installation or lack of memory: nothing safe follows either.
void require(bool condition) { crypto::require(condition, "SHA-256"); }

/// Fetched once: a lookup by name for every message costs as much again as the hash of a short one.
const EVP_MD* sha256Algorithm() {
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    require(algorithm != nullptr);
    return algorithm;
}

/// A digest under way. Freeing it wipes its state.
class Hash {
public:
    Hash() : m_context(EVP_MD_CTX_new()) { require(m_context != nullptr); }
    Hash(const Hash&) = delete;
    Hash& operator=(const Hash&) = delete;
    ~Hash() { EVP_MD_CTX_free(m_context); }
    void begin() { require(EVP_DigestInit_ex2(m_context, sha256Algorithm(), nullptr) == 1); }
    void beginFrom(const Hash& state) { require(EVP_MD_CTX_copy_ex(m_context, state.m_context) == 1); }
    void add(const void* data, std::size_t size) { require(EVP_DigestUpdate(m_context, data, size) == 1); }
    Digest256 end() {
        Digest256 digest;
        require(EVP_DigestFinal_ex(m_context, digest.data(), nullptr) == 1);
        return digest;
    }

private:
    EVP_MD_CTX* m_context;
};

}  // namespace

// Measured with OpenSSL 3.0 on a 53-byte message: copying the two hashed pads 0.19-0.27 us, hashing the pads each time
// 0.28-0.38, EVP_MAC_init with the kept key 0.23-0.35, EVP_MAC_CTX_dup 0.58-0.70.
struct HmacSha256::Impl {
    Hash inner, outer, work;
};

HmacSha256::HmacSha256(std::string_view key) : m_impl(std::make_unique<Impl>()) {
    std::array<std::uint8_t, kBlock> pad{};
    if (key.size() > kBlock) {
        const Digest256 digest = sha256(key);
        std::copy(digest.begin(), digest.end(), pad.begin());
    } else {
        std::copy(key.begin(), key.end(), pad.begin());
    }
    for (std::uint8_t& byte : pad) byte ^= 0x36;
    m_impl->inner.begin();
    m_impl->inner.add(pad.data(), pad.size());
    for (std::uint8_t& byte : pad) byte ^= 0x36 ^ 0x5c;
    m_impl->outer.begin();
    m_impl->outer.add(pad.data(), pad.size());
    OPENSSL_cleanse(pad.data(), pad.size());
}

HmacSha256::~HmacSha256() = default;
HmacSha256::HmacSha256(HmacSha256&&) noexcept = default;
HmacSha256& HmacSha256::operator=(HmacSha256&&) noexcept = default;

Digest256 HmacSha256::digest(std::string_view message) {
    Hash& work = m_impl->work;
    work.beginFrom(m_impl->inner);
    work.add(message.data(), message.size());
    const Digest256 innerDigest = work.end();
    work.beginFrom(m_impl->outer);
    work.add(innerDigest.data(), innerDigest.size());
    return work.end();
}

Digest256 sha256(std::string_view message) {
    thread_local Hash hash;
    hash.begin();
    hash.add(message.data(), message.size());
    return hash.end();
}

bool equalDigests(const Digest256& a, const Digest256& b) { return CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0; }

}  // namespace mirror::crypto
