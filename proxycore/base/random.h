#pragma once
#include <cstdint>
#include <string>

namespace mirror::base {

/// Source of random numbers that tests can fake. Not for keys: those come from crypto/.
class Random {
public:
    virtual ~Random() = default;
    /// Uniform over all 64-bit values.
    virtual std::uint64_t next() = 0;
    /// Uniform in [0, 1).
    double fraction() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
};

/// xoshiro256**, seeded from the system; one a thread.
class FastRandom final : public Random {
public:
    FastRandom();
    explicit FastRandom(std::uint64_t seed);
    std::uint64_t next() override;

private:
    std::uint64_t m_state[4];
};

/// Appends random lower-case hex digits.
void appendRandomHex(std::string& out, Random& random, std::size_t digits);
/// Sixteen random lower-case hex digits.
std::string randomHex16(Random& random);

}  // namespace mirror::base
