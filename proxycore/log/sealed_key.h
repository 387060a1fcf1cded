#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/secret.h"
#include "proxycore/api/result.h"

/// A secret that only the holder of a private key can read, not even who sealed it: an X25519 agreement with a key made for this one sealing, HKDF-SHA-256, AES-256-GCM.
/// As bytes: public key of the sealing (32), nonce (12), ciphertext, tag (16); as text, Base64 for URLs. The AES key is HKDF of the shared secret with
/// the two public keys, the sealing's first, as salt and `purpose` as info.
namespace mirror::log {

/// What a secret of a segment is sealed for; none can be taken for another's.
std::string fernetPurpose(std::uint32_t segment);  ///< "mirrordesk journal fernet 17"
std::string valuesPurpose(std::uint32_t segment);  ///< "mirrordesk journal values 17"

/// `recipientPublic` is a public key of 32 bytes that x25519() takes; who reads it from a file has to see to that.
std::string sealKey(std::string_view recipientPublic, std::string_view secret, std::string_view purpose);
/// journalDamaged when anything was changed, or it was sealed to another key or for another purpose. The first argument of the error is "sealed key"; who
/// knows which puts its name there.
Result<crypto::Secret> unsealKey(const crypto::Secret& privateKey, std::string_view recipientPublic, std::string_view sealed, std::string_view purpose);

}  // namespace mirror::log
