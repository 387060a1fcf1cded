#pragma once
#include <cstdint>

#include "proxycore/api/units.h"

/// Figures of this process from the system. A figure that cannot be read is 0. Any thread.
namespace mirror::metrics {

struct ProcessStats {
    Bytes residentMemory;
    Bytes virtualMemory;
    Microseconds cpuTime{0};
    std::int64_t openFiles = 0;
    std::int64_t maxFiles = 0;
    double startTimeSeconds = 0;  ///< Unix time
};
/// Before Linux 6.2 the open files are counted one by one: milliseconds with ten thousand connections. Not for every turn.
ProcessStats readProcessStats();
/// One figure for a few microseconds, for snapshots.
Bytes residentMemory();
Microseconds processCpuTime();
/// CPU time of the calling thread.
Microseconds threadCpuTime();

}  // namespace mirror::metrics
