#pragma once
#include <filesystem>
#include <string>

#include "crypto/secret.h"
#include "proxycore/api/config_io.h"
#include "proxycore/api/result.h"

namespace mirror::config {

/// Names of everything one instance keeps on disk. The folder is 0700.
struct ProfilePaths {
    std::filesystem::path root;
    std::filesystem::path configFile() const { return root / "mirrordesk.yaml"; }
    std::filesystem::path revisions() const { return root / "revisions"; }
    std::filesystem::path words() const { return root / "words"; }
    std::filesystem::path journal() const { return root / "journal"; }
    std::filesystem::path journalKeyFile() const { return journal() / "journal.key"; }
    std::filesystem::path auditFile() const { return root / "audit.db"; }
    std::filesystem::path keysFile() const { return root / "keys.json"; }
    std::filesystem::path installSecretFile() const { return root / "install.secret"; }
    std::filesystem::path adminTokenFile() const { return root / "admin.token"; }
    std::filesystem::path certificateFile() const { return root / "tls" / "certificate.pem"; }
    std::filesystem::path keyFile() const { return root / "tls" / "key.pem"; }
};

/// $XDG_CONFIG_HOME/mirrordesk or ~/.config/mirrordesk.
std::filesystem::path defaultProfileDirectory();

struct OpenedProfile {
    ProfilePaths paths;
    crypto::Secret installSecret;  ///< 32 bytes
    crypto::Secret adminToken;     ///< what admin clients send as Bearer
    bool isNew = false;            ///< the configuration file was written just now
};
/// Opens the profile, making what is absent: folder, install secret, admin token, self-signed certificate (names: localhost,
/// 127.0.0.1, ::1 and this host's name; 825 days), and a commented default configuration with OPENAI_BASE_URL / OPENAI_API_KEY of
/// `environment` as first upstream (the key is referenced as env:OPENAI_API_KEY, never copied). Files 0600.
Result<OpenedProfile> openProfile(const std::filesystem::path& root, const Environment& environment);

}  // namespace mirror::config
