#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "auth/key_table.h"
#include "crypto/secret.h"
#include "proxycore/api/result.h"

/// keys.json of a profile (0600), written atomically under a lock file so that a command line and a running engine do not
/// lose each other's changes.
namespace mirror::auth {

/// All keys of the file, in its order. fileRead, naming the file, when it is absent, damaged, of a later version, or names a
/// key twice: a damaged file is never an empty table.
Result<std::vector<StoredKey>> readKeys(const std::filesystem::path& file);
/// Makes "sk-mirror-" + 43 random characters, stores its HMAC, returns the key: the only time it exists. An absent file is made.
/// configValue when the name or group is empty, longer than 64 bytes, not UTF-8, holds control characters, or the name is taken.
/// Blocks while another process or thread changes the file.
Result<std::string> addKey(const std::filesystem::path& file, const crypto::Secret& installSecret, const std::string& name,
                           const std::string& group = "default");

}  // namespace mirror::auth
