#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace mirror::crypto {

/// AES-128 in CBC mode with PKCS #7 padding (NIST SP 800-38A, RFC 5652 section 6.3) under one key, whose schedule is made once a direction. It hides and does not
/// protect against change: decrypt only what a MAC has vouched for. Not thread-safe.
class Aes128Cbc {
public:
    static constexpr std::size_t kKeyBytes = 16;
    static constexpr std::size_t kBlockBytes = 16;

    /// `key` is kKeyBytes long.
    explicit Aes128Cbc(std::string_view key);
    ~Aes128Cbc();
    Aes128Cbc(Aes128Cbc&&) noexcept;
    Aes128Cbc& operator=(Aes128Cbc&&) noexcept;
    /// Appends the ciphertext, which is 1 to 16 bytes longer. `iv` is a block no one could foresee, never used before with this key.
    void encrypt(std::string_view iv, std::string_view plaintext, std::string& out);
    /// Replaces `plaintext`; false, and then empty and wiped, when the length is not of whole blocks or the padding is wrong.
    bool decrypt(std::string_view iv, std::string_view ciphertext, std::string& plaintext);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mirror::crypto
