#include "crypto/x25519.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include <array>
#include <memory>

#include "crypto/cipher_context.h"
#include "crypto/random_bytes.h"
#include "crypto/require.h"

namespace mirror::crypto {

namespace {

constexpr const char* kName = "X25519";

struct KeyFree {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct KeyContextFree {
    void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, KeyFree>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, KeyContextFree>;

Key privateKeyOf(const Secret& bytes) {
    Key key(EVP_PKEY_new_raw_private_key_ex(nullptr, kName, nullptr, bytesOf(bytes.view()), bytes.view().size()));
    require(key != nullptr, kName);
    return key;
}

Key publicKeyOf(std::string_view bytes) {
    Key key(EVP_PKEY_new_raw_public_key_ex(nullptr, kName, nullptr, bytesOf(bytes), bytes.size()));
    require(key != nullptr, kName);
    return key;
}

}  // namespace

X25519Pair makeX25519Pair() {
    // Every sequence of 32 bytes is a private key: the function itself clears and sets the bits that matter (RFC 7748, section 5).
    std::string bytes = randomBytes(kX25519Bytes);
    X25519Pair pair{Secret(bytes), {}};
    wipe(bytes);
    pair.publicKey = *x25519PublicKey(pair.privateKey);
    return pair;
}

std::optional<std::string> x25519PublicKey(const Secret& privateKey) {
    if (privateKey.view().size() != kX25519Bytes) return std::nullopt;
    std::string bytes(kX25519Bytes, '\0');
    std::size_t size = bytes.size();
    require(EVP_PKEY_get_raw_public_key(privateKeyOf(privateKey).get(), bytesOf(bytes.data()), &size) == 1 && size == kX25519Bytes, kName);
    return bytes;
}

std::optional<Secret> x25519(const Secret& privateKey, std::string_view peerPublic) {
    if (privateKey.view().size() != kX25519Bytes || peerPublic.size() != kX25519Bytes) return std::nullopt;
    const Key own = privateKeyOf(privateKey);
    const Key peer = publicKeyOf(peerPublic);
    const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, own.get(), nullptr));
    require(context != nullptr && EVP_PKEY_derive_init(context.get()) == 1 && EVP_PKEY_derive_set_peer(context.get(), peer.get()) == 1, kName);
    std::array<unsigned char, kX25519Bytes> shared{};
    std::size_t size = shared.size();
    const bool isDerived = EVP_PKEY_derive(context.get(), shared.data(), &size) == 1 && size == shared.size();
    if (!isDerived) ERR_clear_error();
    Secret secret(isDerived ? std::string_view(reinterpret_cast<const char*>(shared.data()), shared.size()) : std::string_view());
    OPENSSL_cleanse(shared.data(), shared.size());
    if (!isDerived) return std::nullopt;
    return secret;
}

}  // namespace mirror::crypto
