#include "daemon/service_notifier.h"

#include <systemd/sd-daemon.h>
#include <time.h>

#include <algorithm>
#include <cstdint>

namespace mirror::app {

void ServiceNotifier::ready(const std::string& status) {
    std::string oneLine = status;
    std::replace(oneLine.begin(), oneLine.end(), '\n', ' ');
    sd_notify(0, ("READY=1\nSTATUS=" + oneLine).c_str());
}

void ServiceNotifier::reloading() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);  // demanded with RELOADING=1 for Type=notify-reload
    const std::int64_t microseconds = std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1'000;
    sd_notify(0, ("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(microseconds)).c_str());
}

void ServiceNotifier::stopping() { sd_notify(0, "STOPPING=1"); }

void ServiceNotifier::alive() { sd_notify(0, "WATCHDOG=1"); }

std::optional<std::chrono::milliseconds> ServiceNotifier::watchdogPeriod() const {
    std::uint64_t microseconds = 0;
    if (sd_watchdog_enabled(0, &microseconds) <= 0) return std::nullopt;
    return std::max(std::chrono::milliseconds(microseconds / 2'000), std::chrono::milliseconds(10));
}

}  // namespace mirror::app
