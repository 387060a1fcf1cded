#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "crypto/secret.h"

/// Diffie-Hellman over Curve25519 (RFC 7748): who holds one private key and the other public key comes to the same secret as the other side.
namespace mirror::crypto {

inline constexpr std::size_t kX25519Bytes = 32;  ///< of a private key, a public key and a shared secret

struct X25519Pair {
    Secret privateKey;
    std::string publicKey;
};
X25519Pair makeX25519Pair();
/// None when the private key is not kX25519Bytes long.
std::optional<std::string> x25519PublicKey(const Secret& privateKey);
/// None when a key has the wrong length, or `peerPublic` is one of the few points that give the same secret to everybody (RFC 7748, section 6.1).
std::optional<Secret> x25519(const Secret& privateKey, std::string_view peerPublic);

}  // namespace mirror::crypto
