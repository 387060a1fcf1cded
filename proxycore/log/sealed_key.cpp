#include "log/sealed_key.h"

#include "crypto/aes_gcm.h"
#include "crypto/base64url.h"
#include "crypto/hkdf.h"
#include "crypto/random_bytes.h"
#include "crypto/require.h"
#include "crypto/x25519.h"

namespace mirror::log {

namespace {

using crypto::Aes256Gcm;
using crypto::kX25519Bytes;

constexpr std::size_t kTextAt = kX25519Bytes + Aes256Gcm::kNonceBytes;

/// Both public keys go in: what was sealed to one recipient cannot be passed off as sealed to another.
crypto::Secret wrappingKey(const crypto::Secret& shared, std::string_view sealingPublic, std::string_view recipientPublic, std::string_view purpose) {
    std::string salt(sealingPublic);
    salt += recipientPublic;
    return crypto::hkdfSha256(shared.view(), salt, purpose, Aes256Gcm::kKeyBytes);
}

tl::unexpected<Error> refuse(const char* what) { return fail(ErrorCode::journalDamaged, {"sealed key", what}); }

}  // namespace

std::string fernetPurpose(std::uint32_t segment) { return "mirrordesk journal fernet " + std::to_string(segment); }
std::string valuesPurpose(std::uint32_t segment) { return "mirrordesk journal values " + std::to_string(segment); }

std::string sealKey(std::string_view recipientPublic, std::string_view secret, std::string_view purpose) {
    const crypto::X25519Pair sealing = crypto::makeX25519Pair();
    const auto shared = crypto::x25519(sealing.privateKey, recipientPublic);
    crypto::require(shared.has_value(), "X25519 with this public key");
    const std::string nonce = crypto::randomBytes(Aes256Gcm::kNonceBytes);
    std::string bytes = sealing.publicKey + nonce;
    Aes256Gcm(wrappingKey(*shared, sealing.publicKey, recipientPublic, purpose).view()).seal(nonce, {}, secret, bytes);
    std::string text;
    crypto::appendBase64Url(text, bytes);
    return text;
}

Result<crypto::Secret> unsealKey(const crypto::Secret& privateKey, std::string_view recipientPublic, std::string_view sealed, std::string_view purpose) {
    const auto bytes = crypto::decodeBase64Url(sealed);
    if (!bytes) return refuse("it is not strict Base64");
    if (bytes->size() < kTextAt + Aes256Gcm::kTagBytes) return refuse("it is too short");
    const std::string_view all = *bytes;
    const std::string_view sealingPublic = all.substr(0, kX25519Bytes);
    const auto shared = crypto::x25519(privateKey, sealingPublic);
    if (!shared) return refuse("its public key is none");
    Aes256Gcm cipher(wrappingKey(*shared, sealingPublic, recipientPublic, purpose).view());
    std::string secret;
    if (!cipher.open(all.substr(kX25519Bytes, Aes256Gcm::kNonceBytes), {}, all.substr(kTextAt), secret)) return refuse("it does not open with this key");
    crypto::Secret out(secret);
    crypto::wipe(secret);
    return out;
}

}  // namespace mirror::log
