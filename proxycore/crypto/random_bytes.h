#pragma once
#include <cstddef>
#include <string>

namespace mirror::crypto {
/// From the system's generator (RAND_bytes); ends the process if there is none, for nothing safe can follow.
std::string randomBytes(std::size_t count);
/// Letters and digits, each uniform; for keys people copy. 43 characters carry 256 bits.
std::string randomAlphanumeric(std::size_t count);
}  // namespace mirror::crypto
