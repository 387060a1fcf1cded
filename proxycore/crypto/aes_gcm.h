#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace mirror::crypto {

/// AES-256 in Galois/Counter mode (NIST SP 800-38D) under one key, whose schedule is made once a direction. Not thread-safe.
class Aes256Gcm {
public:
    static constexpr std::size_t kKeyBytes = 32;
    static constexpr std::size_t kNonceBytes = 12;
    static constexpr std::size_t kTagBytes = 16;

    /// `key` is kKeyBytes long.
    explicit Aes256Gcm(std::string_view key);
    ~Aes256Gcm();
    Aes256Gcm(Aes256Gcm&&) noexcept;
    Aes256Gcm& operator=(Aes256Gcm&&) noexcept;
    /// Appends the ciphertext, as long as `plaintext`, and the tag. A nonce used twice with one key gives both plaintexts away and lets anyone forge: the caller sees
    /// to it. `context` is vouched for and not contained (the standard's additional data).
    void seal(std::string_view nonce, std::string_view context, std::string_view plaintext, std::string& out);
    /// Replaces `plaintext`; false, and then empty and wiped, unless all of nonce, context and `sealed` are as they were given to and by seal().
    bool open(std::string_view nonce, std::string_view context, std::string_view sealed, std::string& plaintext);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mirror::crypto
