#pragma once
#include <string>
#include <string_view>

#include "base/text.h"

/// Bytes as the standards print them.
namespace mirror::test {

inline std::string unhex(std::string_view digits) {
    std::string bytes;
    const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) bytes += static_cast<char>(value(digits[i]) << 4 | value(digits[i + 1]));
    return bytes;
}

/// Bytes that count up from `first`.
inline std::string counting(int first, std::size_t count) {
    std::string bytes;
    for (std::size_t i = 0; i < count; ++i) bytes += static_cast<char>(first + static_cast<int>(i));
    return bytes;
}

/// `bytes` with one bit that is the other way round.
inline std::string flipped(std::string_view bytes, std::size_t at, int bit) {
    std::string changed;
    changed.append(bytes.substr(0, at));
    changed += static_cast<char>(bytes[at] ^ (1 << bit));
    changed.append(bytes.substr(at + 1));
    return changed;
}

}  // namespace mirror::test
