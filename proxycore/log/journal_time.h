#pragma once
#include <algorithm>
#include <cstdint>

#include "proxycore/api/units.h"

namespace mirror::log {

/// The furthest from the epoch that a SystemTime, which counts nanoseconds in 64 bits, is let be: 285 years.
inline constexpr std::int64_t kMaxMicroseconds = 9'000'000'000'000'000;

/// A time as it stands in the journal's files, in microseconds since the epoch; what only a damaged file holds becomes the nearest time there is.
inline SystemTime timeOfMicroseconds(std::int64_t microseconds) { return SystemTime(Microseconds(std::clamp(microseconds, -kMaxMicroseconds, kMaxMicroseconds))); }

}  // namespace mirror::log
