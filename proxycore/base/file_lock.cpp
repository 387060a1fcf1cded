#include "base/file_lock.h"

#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

namespace mirror::base {

Result<std::optional<FileLock>> FileLock::take(const std::filesystem::path& file, int operation) {
    const std::string path = file.string() + ".lock";
    FileLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (lock.m_file.get() < 0) return fail(ErrorCode::fileWrite, {path}, std::strerror(errno));
    while (::flock(lock.m_file.get(), operation) != 0) {
        if (errno == EWOULDBLOCK) return std::optional<FileLock>();
        if (errno != EINTR) return fail(ErrorCode::fileWrite, {path}, std::strerror(errno));
    }
    return std::optional<FileLock>(std::move(lock));
}

bool FileLock::isStillBeside(const std::filesystem::path& file) const {
    struct stat held {}, named {};
    const std::string path = file.string() + ".lock";
    return ::fstat(m_file.get(), &held) == 0 && ::stat(path.c_str(), &named) == 0 && held.st_dev == named.st_dev && held.st_ino == named.st_ino;
}

Result<FileLock> FileLock::acquire(const std::filesystem::path& file) {
    auto lock = take(file, LOCK_EX);
    if (!lock) return fail(lock.error());
    return std::move(**lock);
}

Result<std::optional<FileLock>> FileLock::tryAcquire(const std::filesystem::path& file) { return take(file, LOCK_EX | LOCK_NB); }

}  // namespace mirror::base
