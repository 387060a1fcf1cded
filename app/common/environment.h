#pragma once
#include "proxycore/api/config_io.h"

namespace mirror::app {

/// The variables of this process, copied once at the start.
Environment processEnvironment();

}  // namespace mirror::app
