#pragma once
#include "proxycore/api/units.h"

/// How long tests wait for what must happen. Longer costs nothing where it does happen.
namespace mirror::test {

/// Sanitizers slow a program down, two of them on a loaded machine more so. Claims about time are multiplied by it too.
#ifdef MIRROR_SANITIZED
inline constexpr int kSlowness = 8;
#else
inline constexpr int kSlowness = 1;
#endif
inline constexpr Milliseconds kPatience{5000 * kSlowness};

}  // namespace mirror::test
