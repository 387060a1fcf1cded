#pragma once
#include <fcntl.h>
#include <unistd.h>

#include <utility>

namespace mirror::base {

/// Owns a file descriptor; -1 is none.
class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (m_fd >= 0) ::close(m_fd);
    }
    int get() const { return m_fd; }
    int release() { return std::exchange(m_fd, -1); }
    /// Another number for the same open socket, which lives until both are closed; -1 when there is none left.
    int duplicate() const { return ::fcntl(m_fd, F_DUPFD_CLOEXEC, 0); }

private:
    int m_fd;
};

}  // namespace mirror::base
