#pragma once
#include <cstddef>
#include <utility>

namespace mirror::mask {

/// Bytes [first, second) of a text.
using Span = std::pair<std::size_t, std::size_t>;

}  // namespace mirror::mask
