#pragma once
#include <chrono>
#include <cstdint>

#include "proxycore/api/units.h"

/// Figures of this process from /proc.
namespace mirror::metrics {

struct ProcessStats {
    Bytes residentMemory;
    Bytes virtualMemory;
    Microseconds cpuTime{0};
    std::int64_t openFiles = 0;
    std::int64_t maxFiles = 0;
    double startTimeSeconds = 0;  ///< Unix time
};
ProcessStats readProcessStats();
/// CPU time of the calling thread.
Microseconds threadCpuTime();

}  // namespace mirror::metrics
