#pragma once
#include <chrono>
#include <compare>
#include <cstdint>

/// Quantities that must not be mixed up. Time is std::chrono everywhere.
namespace mirror {

/// A size or count of octets.
struct Bytes {
    std::int64_t value = 0;
    auto operator<=>(const Bytes&) const = default;
};
constexpr Bytes operator""_KiB(unsigned long long n) { return {static_cast<std::int64_t>(n) * 1024}; }
constexpr Bytes operator""_MiB(unsigned long long n) { return {static_cast<std::int64_t>(n) * 1024 * 1024}; }

/// Language-model tokens; never a secret (a secret is a key or a credential).
struct Tokens {
    std::int64_t value = 0;
    auto operator<=>(const Tokens&) const = default;
};

using Milliseconds = std::chrono::milliseconds;
using Microseconds = std::chrono::microseconds;
using SteadyTime = std::chrono::steady_clock::time_point;
using SystemTime = std::chrono::system_clock::time_point;

}  // namespace mirror
