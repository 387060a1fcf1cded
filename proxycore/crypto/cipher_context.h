#pragma once
#include <openssl/evp.h>

#include <memory>
#include <string_view>

/// For the sources of this room that use OpenSSL's ciphers.
namespace mirror::crypto {

struct CipherContextFree {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
/// Freeing it wipes the key schedule.
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, CipherContextFree>;

/// OpenSSL counts in int: what one call can take. Far above the bounds of all that is sealed here.
inline constexpr std::size_t kMaxCipherBytes = std::size_t{1} << 30;

inline const unsigned char* bytesOf(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
inline unsigned char* bytesOf(char* text) { return reinterpret_cast<unsigned char*>(text); }

}  // namespace mirror::crypto
