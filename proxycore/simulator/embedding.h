#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mirror::simulator {

/// A vector of length 1 that depends on the words of `text` (texts that share words are nearer to each other) and on seed.
std::vector<float> embed(std::string_view text, std::size_t dimensions, std::uint64_t seed);
/// As many as the model of that name gives: 3072, 1536 or 1024.
std::size_t dimensionsOf(std::string_view model);
/// Little-endian IEEE 754 singles in base64 (RFC 4648 section 4), what `encoding_format: "base64"` asks for.
std::string base64Floats(const std::vector<float>& values);

}  // namespace mirror::simulator
