#include "crypto/scrypt.h"

#include <openssl/evp.h>

#include <string>

#include "crypto/cipher_context.h"
#include "crypto/openssl_error.h"

namespace mirror::crypto {

namespace {
constexpr std::uint64_t kMaxMemory = std::uint64_t{1} << 30;
// OpenSSL counts its small tables too and refuses at the bound itself.
constexpr std::uint64_t kMemoryBound = kMaxMemory + (std::uint64_t{1} << 26);
}  // namespace

bool isScryptCostAllowed(const ScryptCost& cost) {
    if (cost.log2n < 1 || cost.log2n > 24 || cost.r < 1 || cost.r > 1024 || cost.p < 1 || cost.p > 16) return false;
    return (std::uint64_t{128} << cost.log2n) * cost.r <= kMaxMemory;
}

Result<Secret> scrypt(std::string_view passphrase, std::string_view salt, const ScryptCost& cost, std::size_t length) {
    if (!isScryptCostAllowed(cost)) return fail(ErrorCode::configValue, {"scrypt", "this cost is not allowed"});
    std::string bytes(length, '\0');
    const bool isDerived = EVP_PBE_scrypt(passphrase.data(), passphrase.size(), bytesOf(salt), salt.size(), std::uint64_t{1} << cost.log2n, cost.r, cost.p,
                                          kMemoryBound, bytesOf(bytes.data()), bytes.size()) == 1;
    Secret out(bytes);
    wipe(bytes);
    if (!isDerived) return fail(ErrorCode::internal, {}, "scrypt: " + lastOpensslError());
    return out;
}

}  // namespace mirror::crypto
