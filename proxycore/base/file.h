#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "proxycore/api/result.h"

/// Whole small files (configuration, keys, certificates); errors name the file and the system's reason.
namespace mirror::base {

Result<std::string> readFile(const std::filesystem::path& path, std::size_t maxBytes = 64u << 20);
/// Writes through a temporary file in the same folder, fsync, rename: readers see the old or the new content.
/// `mode` are the permission bits of the new file.
Result<void> writeFileAtomically(const std::filesystem::path& path, std::string_view content, unsigned mode = 0600);
/// filePermission if others than its owner can read or write the file. Its group may read it when the owner is root or this user, as a secret
/// that Kubernetes mounts for an fsGroup is (0440).
Result<void> requirePrivate(const std::filesystem::path& path);

}  // namespace mirror::base
