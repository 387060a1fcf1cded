#include "proxycore/profile_tools.h"

#include "auth/key_file.h"
#include "config/profile.h"

namespace mirror {

std::filesystem::path defaultProfileDirectory() { return config::defaultProfileDirectory(); }

Result<std::string> addVirtualKey(const std::filesystem::path& profile, const Environment& environment, const std::string& name,
                                  const std::string& group) {
    const Result<config::OpenedProfile> opened = config::openProfile(profile, environment);
    if (!opened) return fail(opened.error());
    return auth::addKey(opened->paths.keysFile(), opened->installSecret, name, group);
}

Result<std::vector<VirtualKeyInfo>> listVirtualKeys(const std::filesystem::path& profile) {
    const config::ProfilePaths paths{.root = profile};
    std::error_code ignored;
    if (!std::filesystem::exists(paths.installSecretFile(), ignored)) return fail(ErrorCode::notFound, {"profile in " + profile.string()});
    std::vector<VirtualKeyInfo> out;
    if (!std::filesystem::exists(paths.keysFile(), ignored)) return out;
    const Result<std::vector<auth::StoredKey>> keys = auth::readKeys(paths.keysFile());
    if (!keys) return fail(keys.error());
    for (const auth::StoredKey& key : *keys)
        out.push_back({key.name, key.group, key.hint, SystemTime(std::chrono::seconds(key.createdAt)), key.isEnabled});
    return out;
}

}  // namespace mirror
