#pragma once
#include <string>

#include "proxycore/api/units.h"

/// Foreign text on a terminal.
namespace mirror::app {

/// Nothing in a file may steer the terminal it is shown on: C0, DEL and C1 become '?'.
std::string plain(std::string text);
/// "2026-11-23 18:00 UTC".
std::string timeOf(SystemTime time);

}  // namespace mirror::app
