#pragma once
#include <cstdint>
#include <filesystem>

namespace mirror::engine {

/// Changes whenever the file is written or replaced; 0 when it cannot be looked at.
std::int64_t fileStamp(const std::filesystem::path& file);

}  // namespace mirror::engine
