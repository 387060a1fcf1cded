#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "proxycore/api/result.h"

namespace mirror::filter {

/// A regular file under a folder.
struct TextFile {
    std::filesystem::path path;
    std::string name;  ///< below the folder
    std::uint64_t bytes = 0;
};
inline constexpr std::uint64_t kMaxTextFileBytes = 16u << 20;
inline constexpr std::uint64_t kMaxTextFolderBytes = 2ULL << 30;
inline constexpr std::size_t kMaxTextFiles = 200'000;

struct TextFolderContent {
    std::vector<TextFile> files;  ///< by name, those within the bounds
    std::uint64_t bytes = 0;      ///< of all of them
    std::uint64_t leftOut = 0;    ///< files beyond the bounds
};
/// What lies under a folder, at any depth. Symbolic links are not followed, folders that may not be read are passed over. fileRead when `folder` is no folder that can be read.
Result<TextFolderContent> textFilesUnder(const std::filesystem::path& folder);

/// A file as UTF-8; none when it cannot be read or is no text: NUL octets, or more than one line in ten that is none.
std::optional<std::string> readTextFile(const TextFile& file);

}  // namespace mirror::filter
