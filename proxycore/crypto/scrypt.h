#pragma once
#include <cstdint>
#include <string_view>

#include "crypto/secret.h"
#include "proxycore/api/result.h"

namespace mirror::crypto {

/// What guessing a passphrase costs whoever has the file: 128 * 2^log2n * r bytes of memory, and time in proportion, p times.
struct ScryptCost {
    std::uint32_t log2n = 15;
    std::uint32_t r = 8;
    std::uint32_t p = 1;
    bool operator==(const ScryptCost&) const = default;
};

/// Whether scrypt() takes it. Bounded to 1 GiB and p <= 16, for the cost may come from a file that somebody else wrote.
bool isScryptCostAllowed(const ScryptCost& cost);

/// A key of `length` bytes from a passphrase (RFC 7914). The default cost takes 32 MiB and about 0.1 s. configValue for a cost that is not allowed, internal when
/// there is not enough memory.
Result<Secret> scrypt(std::string_view passphrase, std::string_view salt, const ScryptCost& cost, std::size_t length);

}  // namespace mirror::crypto
