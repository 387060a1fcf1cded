#include "log/key_wrap.h"

#include "crypto/aes_gcm.h"
#include "crypto/random_bytes.h"
#include "crypto/x25519.h"

namespace mirror::log {

namespace {

using crypto::Aes256Gcm;

constexpr std::size_t kSaltBytes = 32;

std::optional<crypto::Secret> unwrapPrivateKey(Aes256Gcm& cipher, const StoredJournalKey& key) {
    const std::string_view wrapped = key.wrapped;
    std::string bytes;
    if (!cipher.open(wrapped.substr(0, Aes256Gcm::kNonceBytes), key.id, wrapped.substr(Aes256Gcm::kNonceBytes), bytes)) return std::nullopt;
    crypto::Secret privateKey(bytes);
    crypto::wipe(bytes);
    return privateKey;
}

}  // namespace

std::string newSalt() { return crypto::randomBytes(kSaltBytes); }

Result<crypto::Secret> wrappingKey(const JournalKeyContent& content, const crypto::Secret& passphrase) {
    return crypto::scrypt(passphrase.view(), content.salt, content.cost, Aes256Gcm::kKeyBytes);
}

std::string wrapPrivateKey(const crypto::Secret& wrapping, const crypto::Secret& privateKey, std::string_view id) {
    // Drawn: a wrapping key seals some dozen private keys in its life.
    std::string nonce = crypto::randomBytes(Aes256Gcm::kNonceBytes);
    std::string wrapped = nonce;
    Aes256Gcm(wrapping.view()).seal(nonce, id, privateKey.view(), wrapped);
    return wrapped;
}

StoredJournalKey makeStoredKey(const crypto::Secret& wrapping, SystemTime now) {
    const crypto::X25519Pair pair = crypto::makeX25519Pair();
    const std::string id = journalKeyId(pair.publicKey);
    return {.id = id, .publicKey = pair.publicKey, .wrapped = wrapPrivateKey(wrapping, pair.privateKey, id), .created = std::chrono::floor<std::chrono::microseconds>(now), .retired = std::nullopt};
}

Result<std::vector<JournalKeyPair>> unwrapAll(const JournalKeyContent& content, const crypto::Secret& wrapping, const std::string& file) {
    Aes256Gcm cipher(wrapping.view());
    std::vector<JournalKeyPair> pairs;
    std::string foreign;
    for (const StoredJournalKey& key : content.keys) {
        std::optional<crypto::Secret> privateKey = unwrapPrivateKey(cipher, key);
        if (!privateKey) foreign = key.id;
        else if (crypto::x25519PublicKey(*privateKey) != key.publicKey) return fail(ErrorCode::journalDamaged, {file, "the parts of key " + key.id + " do not belong together"});
        else pairs.push_back({key.id, key.publicKey, std::move(*privateKey)});
    }
    if (pairs.empty()) return fail(ErrorCode::journalPassphrase);
    if (!foreign.empty()) return fail(ErrorCode::journalDamaged, {file, "key " + foreign + " was put in under another passphrase"});
    return pairs;
}

}  // namespace mirror::log
