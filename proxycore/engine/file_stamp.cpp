#include "engine/file_stamp.h"

#include <sys/stat.h>

namespace mirror::engine {

std::int64_t fileStamp(const std::filesystem::path& file) {
    struct stat info {};
    if (::stat(file.c_str(), &info) != 0) return 0;
    return info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec + static_cast<std::int64_t>(info.st_ino);
}

}  // namespace mirror::engine
