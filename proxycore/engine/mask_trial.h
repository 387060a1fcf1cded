#pragma once
#include "proxycore/api/command.h"
#include "proxycore/api/result.h"

namespace mirror::engine {

/// What would be replaced in a text; bodyTooLarge above 1 MiB.
Result<Receipt> tryMask(const TryMask& command);

}  // namespace mirror::engine
