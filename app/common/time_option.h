#pragma once
#include <optional>
#include <string>

#include "proxycore/api/units.h"

namespace mirror::app {

/// "2026-11-23", "2026-11-23 18:00", "2026-11-23T18:00:30" in the machine's time zone, or "@1700000000", seconds since the epoch. Nothing for anything else, a day that no month has included.
std::optional<SystemTime> parseTime(const std::string& text);

}  // namespace mirror::app
