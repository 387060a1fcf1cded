#include "engine/process_tuning.h"

#include <malloc.h>
#include <sys/resource.h>

#include <csignal>
#include <mutex>

namespace mirror::engine {

void tuneProcess() {
    static std::once_flag once;
    std::call_once(once, [] {
        ::mallopt(M_TOP_PAD, 1 << 20);
        ::mallopt(M_TRIM_THRESHOLD, 16 << 20);
        ::mallopt(M_MMAP_THRESHOLD, 8 << 20);
        std::signal(SIGPIPE, SIG_IGN);
        const rlimit noCore{0, 0};  // a core file would hold keys and prompts
        ::setrlimit(RLIMIT_CORE, &noCore);
        rlimit files{};
        if (::getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < files.rlim_max) {
            files.rlim_cur = files.rlim_max;
            ::setrlimit(RLIMIT_NOFILE, &files);
        }
    });
}

}  // namespace mirror::engine
