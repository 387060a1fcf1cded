#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/descriptor.h"

namespace mirror::base {

namespace {
tl::unexpected<Error> readFailure(const std::filesystem::path& path, int error) {
    return fail(ErrorCode::fileRead, {path.string()}, std::strerror(error));
}
tl::unexpected<Error> writeFailure(const std::filesystem::path& path, int error) {
    return fail(ErrorCode::fileWrite, {path.string()}, std::strerror(error));
}
}  // namespace

Result<std::string> readFile(const std::filesystem::path& path, std::size_t maxBytes) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) return readFailure(path, errno);
    std::string content;
    char buffer[16384];
    for (;;) {
        const ssize_t n = ::read(file.get(), buffer, sizeof buffer);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return readFailure(path, errno);
        if (n == 0) return content;
        content.append(buffer, static_cast<std::size_t>(n));
        if (content.size() > maxBytes) return readFailure(path, EFBIG);
    }
}

Result<void> writeFileAtomically(const std::filesystem::path& path, std::string_view content, unsigned mode) {
    std::string temporary = path.string() + ".XXXXXX";
    const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (file.get() < 0) return writeFailure(path, errno);
    const auto abandon = [&](int error) {
        ::unlink(temporary.c_str());
        return writeFailure(path, error);
    };
    for (std::size_t done = 0; done < content.size();) {
        const ssize_t n = ::write(file.get(), content.data() + done, content.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return abandon(errno);
        done += static_cast<std::size_t>(n);
    }
    if (::fchmod(file.get(), static_cast<mode_t>(mode)) != 0) return abandon(errno);
    if (::fsync(file.get()) != 0) return abandon(errno);
    if (::rename(temporary.c_str(), path.c_str()) != 0) return abandon(errno);
    const Descriptor folder(::open(path.has_parent_path() ? path.parent_path().c_str() : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.get() >= 0) ::fsync(folder.get());
    return {};
}

Result<void> requirePrivate(const std::filesystem::path& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) return readFailure(path, errno);
    const bool isOpen = (info.st_mode & 037) != 0;
    const bool isForeign = (info.st_mode & 040) != 0 && info.st_uid != 0 && info.st_uid != ::geteuid();
    if (isOpen || isForeign) return fail(ErrorCode::filePermission, {path.string()});
    return {};
}

}  // namespace mirror::base
