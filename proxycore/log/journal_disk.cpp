#include "log/journal_disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "base/descriptor.h"

namespace mirror::log {

int JournalDisk::create(const std::filesystem::path& path) { return ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600); }
int JournalDisk::open(const std::filesystem::path& path) { return ::open(path.c_str(), O_RDWR | O_CLOEXEC); }
ssize_t JournalDisk::writeAt(int file, std::string_view bytes, off_t offset) { return ::pwrite(file, bytes.data(), bytes.size(), offset); }
int JournalDisk::truncate(int file, off_t size) { return ::ftruncate(file, size); }
int JournalDisk::sync(int file) { return ::fdatasync(file); }
int JournalDisk::rename(const std::filesystem::path& from, const std::filesystem::path& to) { return ::rename(from.c_str(), to.c_str()); }
int JournalDisk::remove(const std::filesystem::path& path) { return ::unlink(path.c_str()); }

bool JournalDisk::holds(int file, const std::filesystem::path& path, off_t bytes) {
    struct stat opened {}, named {};
    if (::fstat(file, &opened) != 0 || ::lstat(path.c_str(), &named) != 0) return false;
    return opened.st_dev == named.st_dev && opened.st_ino == named.st_ino && opened.st_size >= bytes;
}

Written writeWholly(JournalDisk& disk, int file, std::string_view bytes, off_t offset) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t n = disk.writeAt(file, bytes.substr(done), offset + static_cast<off_t>(done));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return {done, errno};
        if (n == 0) return {done, ENOSPC};
        done += static_cast<std::size_t>(n);
    }
    return {done, 0};
}

int syncFolder(JournalDisk& disk, const std::filesystem::path& folder) {
    const base::Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() < 0) return -1;
    return disk.sync(opened.get());
}

}  // namespace mirror::log
