#include "log/segment_tail.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/descriptor.h"
#include "log/segment_lines.h"
#include "log/segment_name.h"

namespace mirror::log {

namespace {
constexpr std::uint64_t kChunk = 64 * 1024;

// Offset behind the last line break before `end`, `floor` if there is none from there on.
std::uint64_t lineStart(const FileBytes& file, std::uint64_t end, std::uint64_t floor) {
    std::string chunk;
    while (end > floor) {
        const std::uint64_t begin = end - std::min(kChunk, end - floor);
        file.read(begin, end - begin, chunk);
        const std::size_t at = chunk.rfind('\n');
        if (at != std::string::npos) return begin + at + 1;
        end = begin;
    }
    return floor;
}

struct Found {
    SegmentTail tail;
    std::uint64_t end = 0;  ///< of the last complete line, with its break
};

Result<Found> findTail(const std::filesystem::path& segment, const FileBytes& file) {
    const auto head = readSegmentHead(segment);
    if (!head) return fail(head.error());
    const std::uint64_t size = file.size();
    const std::uint64_t end = lineStart(file, size, head->recordsOffset);
    Found found{{{head->header.segment, head->hash}, size - end}, end};
    if (end == head->recordsOffset) return found;
    const std::uint64_t begin = lineStart(file, end - 1, head->recordsOffset);
    std::string line;
    file.read(begin, end - 1 - begin, line);
    found.tail.link.hash = lineHash(line);
    return found;
}

tl::unexpected<Error> readFailure(const std::filesystem::path& path) { return fail(ErrorCode::fileRead, {path.string()}, std::strerror(errno)); }

// Appends `bytes` to the file of what was torn off.
bool setAside(JournalDisk& disk, const std::filesystem::path& path, const std::string& bytes) {
    int opened = disk.open(path);
    if (opened < 0 && errno == ENOENT) opened = disk.create(path);
    const base::Descriptor file(opened);
    if (file.get() < 0) return false;
    const off_t end = ::lseek(file.get(), 0, SEEK_END);
    const Written written = writeWholly(disk, file.get(), bytes, end);
    if (written.error == 0 && disk.sync(file.get()) == 0) return true;
    const int error = written.error != 0 ? written.error : errno;
    disk.truncate(file.get(), end);
    errno = error;
    return false;
}

bool cutOff(JournalDisk& disk, const std::filesystem::path& path, std::uint64_t size) {
    const base::Descriptor file(disk.open(path));
    return file.get() >= 0 && disk.truncate(file.get(), static_cast<off_t>(size)) == 0 && disk.sync(file.get()) == 0;
}
}  // namespace

Result<SegmentTail> readTail(const std::filesystem::path& segment) {
    const FileBytes file(segment);
    if (!file.isOpen()) return readFailure(segment);
    const auto found = findTail(segment, file);
    if (!found) return fail(found.error());
    return found->tail;
}

Result<SegmentLink> mendTail(JournalDisk& disk, const std::filesystem::path& segment) {
    const FileBytes file(segment);
    if (!file.isOpen()) return readFailure(segment);
    const auto found = findTail(segment, file);
    if (!found) return fail(found.error());
    if (found->tail.torn == 0) return found->tail.link;
    std::string torn;
    file.read(found->end, found->tail.torn, torn);
    const bool isMended = setAside(disk, tornPath(segment), torn) && cutOff(disk, segment, found->end);
    if (!isMended) return fail(ErrorCode::fileWrite, {segment.string()}, std::strerror(errno));
    return found->tail.link;
}

}  // namespace mirror::log
