#pragma once
#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace mirror::metrics {

/// Requests by number of tokens, in the buckets the OpenTelemetry GenAI conventions name for gen_ai.client.token.usage:
/// 1, 4, 16 ... 67,108,864, and beyond.
struct TokenHistogram {
    static constexpr std::size_t kBounds = 14;
    static constexpr std::uint64_t bound(std::size_t index) { return std::uint64_t{1} << (2 * index); }

    std::array<std::uint64_t, kBounds + 1> counts{};
    std::uint64_t sum = 0;

    void record(std::uint64_t tokens) {
        // Smallest i with tokens <= 4^i: half the bits of tokens - 1, rounded up.
        const auto bits = tokens < 2 ? 0u : static_cast<unsigned>(std::bit_width(tokens - 1));
        ++counts[std::min<std::size_t>((bits + 1) / 2, kBounds)];
        sum += tokens;
    }
    void merge(const TokenHistogram& other) {
        for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += other.counts[i];
        sum += other.sum;
    }
};

}  // namespace mirror::metrics
