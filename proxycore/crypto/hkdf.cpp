#include "crypto/hkdf.h"

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <array>
#include <memory>
#include <string>

#include "crypto/cipher_context.h"
#include "crypto/require.h"

namespace mirror::crypto {

namespace {

constexpr const char* kName = "HKDF";

EVP_KDF* algorithm() {
    static EVP_KDF* const fetched = EVP_KDF_fetch(nullptr, kName, nullptr);
    require(fetched != nullptr, kName);
    return fetched;
}

struct ContextFree {
    void operator()(EVP_KDF_CTX* context) const { EVP_KDF_CTX_free(context); }
};

/// OpenSSL's parameters are writable in their type only.
OSSL_PARAM octets(const char* name, std::string_view bytes) { return OSSL_PARAM_construct_octet_string(name, const_cast<char*>(bytes.data()), bytes.size()); }

}  // namespace

Secret hkdfSha256(std::string_view secret, std::string_view salt, std::string_view info, std::size_t length) {
    const std::unique_ptr<EVP_KDF_CTX, ContextFree> context(EVP_KDF_CTX_new(algorithm()));
    char digest[] = "SHA256";
    std::array<OSSL_PARAM, 5> parameters{OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0), octets(OSSL_KDF_PARAM_KEY, secret),
                                         octets(OSSL_KDF_PARAM_INFO, info), OSSL_PARAM_construct_end(), OSSL_PARAM_construct_end()};
    // An empty salt is the same as none (RFC 5869, section 2.2), and only "none" is taken.
    if (!salt.empty()) parameters[3] = octets(OSSL_KDF_PARAM_SALT, salt);
    std::string bytes(length, '\0');
    require(context != nullptr && !secret.empty() && EVP_KDF_derive(context.get(), bytesOf(bytes.data()), bytes.size(), parameters.data()) == 1, kName);
    Secret out(bytes);
    wipe(bytes);
    return out;
}

}  // namespace mirror::crypto
