#pragma once
#include <optional>
#include <string_view>

#include "mask/span.h"

/// E-mail addresses as people write them: what RFC 5321 (4.1.2, 4.5.3.1) allows without quoted local parts and address literals, with a domain that ends in letters. Its limits of
/// length are not: what is longer is no less an address to those who wrote it, and a piece of it must not be left.
namespace mirror::mask {

/// The address around the at sign at `at`. File names of pictures for dense screens (icon@2x.png) are none.
std::optional<Span> emailAround(std::string_view text, std::size_t at);

}  // namespace mirror::mask
