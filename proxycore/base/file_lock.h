#pragma once
#include <filesystem>
#include <optional>

#include "base/descriptor.h"
#include "proxycore/api/result.h"

namespace mirror::base {

/// Held while a small file is read, changed and written, against other processes that do the same. The lock is a file beside it (`<file>.lock`, 0600), which stays: the file
/// itself is replaced.
class FileLock {
public:
    /// Waits until it is free. fileWrite when the lock's file cannot be made.
    static Result<FileLock> acquire(const std::filesystem::path& file);
    /// Does not wait: nothing when another process or object has it.
    static Result<std::optional<FileLock>> tryAcquire(const std::filesystem::path& file);
    /// Whether the file of this lock is still the one beside `file`: without it others take a lock of their own.
    bool isStillBeside(const std::filesystem::path& file) const;
    FileLock(FileLock&& other) noexcept : m_file(other.m_file.release()) {}
    FileLock& operator=(FileLock&&) = delete;

private:
    explicit FileLock(int fd) : m_file(fd) {}
    static Result<std::optional<FileLock>> take(const std::filesystem::path& file, int operation);
    Descriptor m_file;
};

}  // namespace mirror::base
