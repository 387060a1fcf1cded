#pragma once
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "mask/detector.h"

/// Personal data and what looks like it, made up from a fixed seed, and the sentences they stand in.
namespace mirror::mask::test {

class Samples {
public:
    std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(m_random); }
    bool maybe(int percent) { return below(100) < static_cast<std::size_t>(percent); }
    template <typename List>
    auto anyOf(const List& list) {
        return list[below(std::size(list))];
    }

    std::string digits(std::size_t count);
    std::string residentId();
    std::string oldResidentId();
    std::string mobile();
    /// Of the issuers that are common in China, parted or not.
    std::string card();
    /// A text without digits and letters to stand around a value, Chinese without blanks mostly; may be empty.
    std::string around();

private:
    std::string birthday();

    std::mt19937 m_random{20261123};
};

/// `text` with ASCII characters as full-width ones.
std::string fullWidth(std::string_view text);
/// `digits` in groups of these sizes; what is left makes the last.
std::string grouped(std::string_view digits, std::initializer_list<std::size_t> sizes, std::string_view separator);

/// What is found in `text`, as "[kind]piece" one behind another.
std::string found(std::string_view text, bool strict = true, std::uint8_t kinds = 0x7F);
/// Whether `value` is found whole, as this kind and with nothing else, where it stands between `before` and `behind`.
bool isFoundWhole(std::string_view before, std::string_view value, std::string_view behind, PiiKind kind, bool strict = true);

}  // namespace mirror::mask::test
