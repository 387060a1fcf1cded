#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "proxycore/api/config_io.h"
#include "proxycore/api/result.h"

/// What command lines do with a profile beside, or without, a running engine. A running engine notices within a second.
namespace mirror {

/// $XDG_CONFIG_HOME/mirrordesk or ~/.config/mirrordesk.
std::filesystem::path defaultProfileDirectory();

/// A virtual key as people tell keys apart; never the key.
struct VirtualKeyInfo {
    std::string name;
    std::string group;
    std::string hint;  ///< its last characters
    SystemTime createdAt{};
    bool isEnabled = true;
};

/// Makes a key and returns it, the only time it exists in the clear. A profile that is absent is made, as a first run would
/// with `environment`.
Result<std::string> addVirtualKey(const std::filesystem::path& profile, const Environment& environment, const std::string& name,
                                  const std::string& group);
/// notFound when `profile` is no profile.
Result<std::vector<VirtualKeyInfo>> listVirtualKeys(const std::filesystem::path& profile);

}  // namespace mirror
