#include "base/file_lock.h"

#include <sys/file.h>

#include <cerrno>
#include <cstring>

namespace mirror::base {

Result<FileLock> FileLock::acquire(const std::filesystem::path& file) {
    const std::string path = file.string() + ".lock";
    FileLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (lock.m_file.get() < 0) return fail(ErrorCode::fileWrite, {path}, std::strerror(errno));
    while (::flock(lock.m_file.get(), LOCK_EX) != 0)
        if (errno != EINTR) return fail(ErrorCode::fileWrite, {path}, std::strerror(errno));
    return lock;
}

}  // namespace mirror::base
