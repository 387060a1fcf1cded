#include "base/random.h"

#include <bit>
#include <random>

namespace mirror::base {

namespace {
std::uint64_t splitMix(std::uint64_t& seed) {
    std::uint64_t z = (seed += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}
std::uint64_t systemSeed() {
    std::random_device device;
    return (std::uint64_t{device()} << 32) | device();
}
}  // namespace

FastRandom::FastRandom() : FastRandom(systemSeed()) {}

FastRandom::FastRandom(std::uint64_t seed) {
    for (auto& word : m_state) word = splitMix(seed);
}

std::uint64_t FastRandom::next() {
    auto& s = m_state;
    const std::uint64_t result = std::rotl(s[1] * 5, 7) * 9;
    const std::uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = std::rotl(s[3], 45);
    return result;
}

void appendRandomHex(std::string& out, Random& random, std::size_t digits) {
    static constexpr char kDigits[] = "0123456789abcdef";
    const std::size_t from = out.size();
    out.resize(from + digits);
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        if (i % 16 == 0) bits = random.next();
        out[from + i] = kDigits[bits & 15];
        bits >>= 4;
    }
}

std::string randomHex16(Random& random) {
    std::string out;
    appendRandomHex(out, random, 16);
    return out;
}

}  // namespace mirror::base
