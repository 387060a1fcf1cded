#pragma once
#include <string_view>

#include "crypto/secret.h"

namespace mirror::crypto {

/// `length` bytes, at most 8,160, from a secret that is strong but not uniform, such as that of a key agreement (HKDF with SHA-256, RFC 5869). `info` tells apart keys for different
/// purposes from one secret. Neither `secret` nor `length` may be 0 long.
Secret hkdfSha256(std::string_view secret, std::string_view salt, std::string_view info, std::size_t length);

}  // namespace mirror::crypto
