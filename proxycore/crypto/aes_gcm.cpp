#include "crypto/aes_gcm.h"

#include <array>

#include "crypto/cipher_context.h"
#include "crypto/require.h"
#include "crypto/secret.h"

namespace mirror::crypto {

namespace {

constexpr const char* kName = "AES-256-GCM";

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

/// Starts a message: without a key the schedule stays.
void begin(EVP_CIPHER_CTX* cipher, std::string_view nonce, std::string_view context) {
    require(nonce.size() == Aes256Gcm::kNonceBytes && context.size() <= kMaxCipherBytes, kName);
    int ignored = 0;
    require(EVP_CipherInit_ex2(cipher, nullptr, nullptr, bytesOf(nonce), -1, nullptr) == 1, kName);
    if (!context.empty()) require(EVP_CipherUpdate(cipher, nullptr, &ignored, bytesOf(context), static_cast<int>(context.size())) == 1, kName);
}

void update(EVP_CIPHER_CTX* cipher, std::string_view from, char* to) {
    require(from.size() <= kMaxCipherBytes, kName);
    int done = 0;
    if (!from.empty()) require(EVP_CipherUpdate(cipher, bytesOf(to), &done, bytesOf(from), static_cast<int>(from.size())) == 1, kName);
}

}  // namespace

struct Aes256Gcm::Impl {
    CipherContext encryption;
    CipherContext decryption;
};

Aes256Gcm::Aes256Gcm(std::string_view key) : m_impl(std::make_unique<Impl>()) {
    require(key.size() == kKeyBytes, kName);
    m_impl->encryption = keyed(key, true);
    m_impl->decryption = keyed(key, false);
}

Aes256Gcm::~Aes256Gcm() = default;
Aes256Gcm::Aes256Gcm(Aes256Gcm&&) noexcept = default;
Aes256Gcm& Aes256Gcm::operator=(Aes256Gcm&&) noexcept = default;

void Aes256Gcm::seal(std::string_view nonce, std::string_view context, std::string_view plaintext, std::string& out) {
    EVP_CIPHER_CTX* cipher = m_impl->encryption.get();
    const std::size_t from = out.size();
    out.resize(from + plaintext.size() + kTagBytes);
    char* const to = out.data() + from;
    begin(cipher, nonce, context);
    update(cipher, plaintext, to);
    int none = 0;
    require(EVP_EncryptFinal_ex(cipher, bytesOf(to + plaintext.size()), &none) == 1 &&
                EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, kTagBytes, to + plaintext.size()) == 1,
            kName);
}

bool Aes256Gcm::open(std::string_view nonce, std::string_view context, std::string_view sealed, std::string& plaintext) {
    plaintext.clear();
    if (sealed.size() < kTagBytes) return false;
    EVP_CIPHER_CTX* cipher = m_impl->decryption.get();
    const std::string_view ciphertext = sealed.substr(0, sealed.size() - kTagBytes);
    std::array<char, kTagBytes> tag;  // OpenSSL's signature wants it writable
    sealed.copy(tag.data(), kTagBytes, ciphertext.size());
    plaintext.resize(ciphertext.size());
    begin(cipher, nonce, context);
    update(cipher, ciphertext, plaintext.data());
    std::array<unsigned char, EVP_MAX_BLOCK_LENGTH> rest;
    int none = 0;
    require(EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, kTagBytes, tag.data()) == 1, kName);
    const bool isTrue = EVP_DecryptFinal_ex(cipher, rest.data(), &none) == 1;
    if (!isTrue) wipe(plaintext);
    return isTrue;
}

}  // namespace mirror::crypto
