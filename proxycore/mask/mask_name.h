#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "proxycore/api/words.h"

/// The names that stand for personal data: "[PHONE]", "[PHONE_2]", "[PHONE_3]". Part of the wire contract: models and clients see them.
namespace mirror::mask {

/// The `number`-th name of a kind, from 1.
std::string maskName(PiiKind kind, std::uint32_t number);
/// Length of the name, of any kind and number, that `text` begins with; 0: none.
std::size_t nameSize(std::string_view text);

}  // namespace mirror::mask
