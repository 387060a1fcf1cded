#pragma once
#include <chrono>
#include <optional>
#include <string>

namespace mirror::app {

/// Tells the service manager how we are (sd_notify(3)); does nothing when there is none.
class ServiceNotifier {
public:
    void ready(const std::string& status);
    void reloading();
    void stopping();
    void alive();
    /// How often alive() is to be called: half the manager's patience. nullopt when it does not watch.
    std::optional<std::chrono::milliseconds> watchdogPeriod() const;
};

}  // namespace mirror::app
