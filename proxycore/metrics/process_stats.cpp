#include "metrics/process_stats.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <ctime>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#include "base/file.h"
#include "base/text.h"

namespace mirror::metrics {

namespace {

Microseconds clockTime(clockid_t clock) {
    timespec time{};
    if (clock_gettime(clock, &time) != 0) return Microseconds(0);
    return Microseconds(std::int64_t{time.tv_sec} * 1'000'000 + time.tv_nsec / 1000);
}

std::int64_t number(std::string_view text) {
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

struct Memory {
    Bytes total, resident;
};

/// proc(5), /proc/self/statm: sizes in pages, the whole first, then what is resident.
Memory readMemory() {
    const auto text = base::readFile("/proc/self/statm");
    if (!text) return {};
    const auto fields = base::split(*text, ' ');
    if (fields.size() < 2) return {};
    const std::int64_t page = sysconf(_SC_PAGESIZE);
    return {{number(fields[0]) * page}, {number(fields[1]) * page}};
}

std::int64_t countOpenFiles() {
    struct stat info {};
    if (stat("/proc/self/fd", &info) == 0 && info.st_size > 0) return info.st_size;
    std::error_code error;
    std::int64_t count = -1;  // the descriptor that reads the folder
    for (auto entry = std::filesystem::directory_iterator("/proc/self/fd", error); !error && entry != std::filesystem::directory_iterator();
         entry.increment(error))
        ++count;
    return count < 0 ? 0 : count;
}

std::int64_t fileLimit() {
    rlimit limit{};
    return getrlimit(RLIMIT_NOFILE, &limit) == 0 ? static_cast<std::int64_t>(limit.rlim_cur) : 0;
}

std::int64_t bootTime() {
    const auto text = base::readFile("/proc/stat");
    if (!text) return 0;
    for (const std::string_view line : base::split(*text, '\n'))
        if (line.starts_with("btime ")) return number(line.substr(6));
    return 0;
}

/// proc(5), /proc/self/stat: field 22 is the start in clock ticks after boot. The name in field 2 may hold blanks and
/// brackets, so fields are counted from the last bracket.
double startTime() {
    const auto text = base::readFile("/proc/self/stat");
    const std::int64_t boot = bootTime();
    if (!text || boot == 0) return 0;
    const auto fields = base::split(std::string_view(*text).substr(text->rfind(')') + 2), ' ');
    constexpr std::size_t kStart = 22 - 3;
    if (fields.size() <= kStart) return 0;
    return static_cast<double>(boot) + static_cast<double>(number(fields[kStart])) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace

ProcessStats readProcessStats() {
    static const double kStarted = startTime();
    const Memory memory = readMemory();
    return {memory.resident, memory.total, processCpuTime(), countOpenFiles(), fileLimit(), kStarted};
}

Bytes residentMemory() { return readMemory().resident; }
Microseconds processCpuTime() { return clockTime(CLOCK_PROCESS_CPUTIME_ID); }
Microseconds threadCpuTime() { return clockTime(CLOCK_THREAD_CPUTIME_ID); }

}  // namespace mirror::metrics
