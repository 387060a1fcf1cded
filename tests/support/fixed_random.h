#pragma once
#include "base/random.h"

namespace mirror::test {

/// Always the same fraction of [0, 1).
class FixedRandom final : public base::Random {
public:
    explicit FixedRandom(double fraction) : m_bits(static_cast<std::uint64_t>(fraction * 0x1.0p53) << 11) {}
    std::uint64_t next() override { return m_bits; }

private:
    std::uint64_t m_bits;
};

}  // namespace mirror::test
