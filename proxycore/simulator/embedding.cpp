#include "simulator/embedding.h"

#include <bit>
#include <cmath>

#include "base/random.h"
#include "simulator/answer_text.h"
#include "simulator/text_tokens.h"

namespace mirror::simulator {
namespace {

constexpr std::size_t kMostTokens = 2048;     // of a text that shape its vector
constexpr std::size_t kPlacesPerToken = 16;   // components one word moves
constexpr double kNoise = 0.02;               // so that no component is exactly zero

void addToken(std::vector<double>& sum, std::string_view token, std::uint64_t seed) {
    base::FastRandom random(hashOf(seed, token));
    for (std::size_t i = 0; i < kPlacesPerToken; ++i) {
        const std::uint64_t drawn = random.next();
        sum[static_cast<std::size_t>((drawn >> 1) % sum.size())] += (drawn & 1) != 0 ? 1.0 : -1.0;
    }
}

void addNoise(std::vector<double>& sum, std::string_view text, std::uint64_t seed) {
    base::FastRandom random(hashOf(seed + 1, text));
    for (double& value : sum) value += kNoise * (random.fraction() - 0.5);
}

std::vector<float> normalised(const std::vector<double>& sum) {
    double square = 0;
    for (double value : sum) square += value * value;
    const double scale = square > 0 ? 1 / std::sqrt(square) : 0;
    std::vector<float> out;
    out.reserve(sum.size());
    for (double value : sum) out.push_back(static_cast<float>(value * scale));
    return out;
}

}  // namespace

std::vector<float> embed(std::string_view text, std::size_t dimensions, std::uint64_t seed) {
    std::vector<double> sum(dimensions == 0 ? 1 : dimensions, 0.0);
    std::size_t count = 0;
    for (std::string_view token : splitTokens(text)) {
        if (++count > kMostTokens) break;
        if (token.starts_with(' ')) token.remove_prefix(1);
        addToken(sum, token, seed);
    }
    addNoise(sum, text, seed);
    return normalised(sum);
}

std::size_t dimensionsOf(std::string_view model) {
    if (model.find("3-large") != std::string_view::npos) return 3072;
    if (model.find("3-small") != std::string_view::npos || model.find("ada") != std::string_view::npos) return 1536;
    return 1024;
}

std::string base64Floats(const std::vector<float>& values) {
    static constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (float value : values) {
        const std::uint32_t word = std::bit_cast<std::uint32_t>(value);
        for (unsigned shift = 0; shift < 32; shift += 8) {
            bits = (bits << 8) | ((word >> shift) & 0xFF);
            for (held += 8; held >= 6; held -= 6) out += kAlphabet[(bits >> (held - 6)) & 0x3F];
        }
    }
    if (held > 0) out += kAlphabet[(bits << (6 - held)) & 0x3F];
    while (out.size() % 4 != 0) out += '=';
    return out;
}

}  // namespace mirror::simulator
