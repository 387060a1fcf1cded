#pragma once
#include <sys/types.h>

#include <filesystem>
#include <string_view>

namespace mirror::log {

/// The system calls the writing side of the journal makes, so that tests can have a disk that is full or broken. As the calls of the same name: < 0 and errno
/// when they fail.
class JournalDisk {
public:
    virtual ~JournalDisk() = default;
    /// A new file for reading and writing, 0600; EEXIST if there is one.
    virtual int create(const std::filesystem::path& path);
    /// An existing one for reading and writing.
    virtual int open(const std::filesystem::path& path);
    virtual ssize_t writeAt(int file, std::string_view bytes, off_t offset);
    virtual int truncate(int file, off_t size);
    virtual int sync(int file);
    virtual int rename(const std::filesystem::path& from, const std::filesystem::path& to);
    /// Whether `path` is this open file, and it has at least `bytes`: another program may have moved, removed or cut it.
    virtual bool holds(int file, const std::filesystem::path& path, off_t bytes);
    virtual int remove(const std::filesystem::path& path);
};

/// Writes all of `bytes`, or says how many came before errno was set.
struct Written {
    std::size_t bytes = 0;
    int error = 0;  ///< errno; 0: all of it
};
Written writeWholly(JournalDisk& disk, int file, std::string_view bytes, off_t offset);

/// fsync of a folder, after a file was made or renamed in it.
int syncFolder(JournalDisk& disk, const std::filesystem::path& folder);

}  // namespace mirror::log
