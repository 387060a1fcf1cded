#include "crypto/aes_cbc.h"

#include "crypto/cipher_context.h"
#include "crypto/require.h"
#include "crypto/secret.h"

namespace mirror::crypto {

namespace {

constexpr const char* kName = "AES-128-CBC";

/// Fetched once: a lookup by name for every message costs more than the cipher of a short one.
const EVP_CIPHER* algorithm() {
    static const EVP_CIPHER* const fetched = EVP_CIPHER_fetch(nullptr, kName, nullptr);
    require(fetched != nullptr, kName);
    return fetched;
}

CipherContext keyed(std::string_view key, bool encrypts) {
    CipherContext context(EVP_CIPHER_CTX_new());
    require(context != nullptr && EVP_CipherInit_ex2(context.get(), algorithm(), bytesOf(key), nullptr, encrypts ? 1 : 0, nullptr) == 1, kName);
    return context;
}

}  // namespace

struct Aes128Cbc::Impl {
    CipherContext encryption;
    CipherContext decryption;
};

Aes128Cbc::Aes128Cbc(std::string_view key) : m_impl(std::make_unique<Impl>()) {
    require(key.size() == kKeyBytes, kName);
    m_impl->encryption = keyed(key, true);
    m_impl->decryption = keyed(key, false);
}

Aes128Cbc::~Aes128Cbc() = default;
Aes128Cbc::Aes128Cbc(Aes128Cbc&&) noexcept = default;
Aes128Cbc& Aes128Cbc::operator=(Aes128Cbc&&) noexcept = default;

void Aes128Cbc::encrypt(std::string_view iv, std::string_view plaintext, std::string& out) {
    require(iv.size() == kBlockBytes && plaintext.size() <= kMaxCipherBytes, kName);
    EVP_CIPHER_CTX* context = m_impl->encryption.get();
    const std::size_t begin = out.size();
    out.resize(begin + (plaintext.size() / kBlockBytes + 1) * kBlockBytes);
    unsigned char* to = bytesOf(out.data() + begin);
    int body = 0, last = 0;
    // Without a key the schedule stays; the block of the message before is forgotten.
    require(EVP_EncryptInit_ex2(context, nullptr, nullptr, bytesOf(iv), nullptr) == 1 &&
                EVP_EncryptUpdate(context, to, &body, bytesOf(plaintext), static_cast<int>(plaintext.size())) == 1 &&
                EVP_EncryptFinal_ex(context, to + body, &last) == 1,
            kName);
}

bool Aes128Cbc::decrypt(std::string_view iv, std::string_view ciphertext, std::string& plaintext) {
    require(iv.size() == kBlockBytes && ciphertext.size() <= kMaxCipherBytes, kName);
    plaintext.clear();
    if (ciphertext.empty() || ciphertext.size() % kBlockBytes != 0) return false;
    EVP_CIPHER_CTX* context = m_impl->decryption.get();
    plaintext.resize(ciphertext.size());
    unsigned char* to = bytesOf(plaintext.data());
    int body = 0, last = 0;
    require(EVP_DecryptInit_ex2(context, nullptr, nullptr, bytesOf(iv), nullptr) == 1 &&
                EVP_DecryptUpdate(context, to, &body, bytesOf(ciphertext), static_cast<int>(ciphertext.size())) == 1,
            kName);
    const bool isPadded = EVP_DecryptFinal_ex(context, to + body, &last) == 1;
    if (isPadded) plaintext.resize(static_cast<std::size_t>(body + last));
    else wipe(plaintext);
    return isPadded;
}

}  // namespace mirror::crypto
