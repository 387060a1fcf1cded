#include "common/build_info.h"

namespace mirror::app {

std::string version() { return MIRROR_VERSION; }

std::string versionLine(const std::string& program) {
    const std::string commit = MIRROR_COMMIT;
    return program + " " + version() + " (" + (commit.empty() ? "" : commit + ", ") + MIRROR_COMPILER + ")";
}

}  // namespace mirror::app
