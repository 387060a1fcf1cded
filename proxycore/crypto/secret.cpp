#include "crypto/secret.h"

#include <openssl/crypto.h>

namespace mirror::crypto {

void wipe(std::string& text) {
    // The whole capacity: a moved-from short string keeps its bytes in the object itself, behind a length of 0.
    text.resize(text.capacity());
    OPENSSL_cleanse(text.data(), text.size());
    text.clear();
}

Secret::Secret(std::string_view bytes) : m_bytes(bytes) {}

Secret::Secret(Secret&& other) noexcept : m_bytes(std::move(other.m_bytes)) { wipe(other.m_bytes); }

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this == &other) return *this;
    wipe(m_bytes);
    m_bytes = std::move(other.m_bytes);
    wipe(other.m_bytes);
    return *this;
}

Secret::~Secret() { wipe(m_bytes); }

bool Secret::equals(std::string_view other) const {
    return m_bytes.size() == other.size() && CRYPTO_memcmp(m_bytes.data(), other.data(), other.size()) == 0;
}

}  // namespace mirror::crypto
