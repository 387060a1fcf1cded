#pragma once
#include <span>
#include <string_view>

namespace mirror::filter {

/// A text that was built into the program from resources/words; both live as long as the program.
struct BundledText {
    std::string_view name;  ///< of its file, without the ending
    std::string_view text;
};
std::span<const BundledText> bundledInnocentTexts();
/// default.csv, as importWords() reads it.
std::string_view bundledDefaultList();

}  // namespace mirror::filter
