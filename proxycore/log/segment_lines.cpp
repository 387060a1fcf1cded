#include "log/segment_lines.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "log/journal_error.h"

namespace mirror::log {

namespace {
constexpr std::size_t kMaxHeadBytes = 16 * 1024;
constexpr std::size_t kChunk = 1024 * 1024;
}  // namespace

FileBytes::FileBytes(const std::filesystem::path& path) : m_file(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}

std::uint64_t FileBytes::size() const {
    struct stat info {};
    return ::fstat(m_file.get(), &info) == 0 ? static_cast<std::uint64_t>(info.st_size) : 0;
}

void FileBytes::read(std::uint64_t offset, std::uint64_t length, std::string& bytes) const {
    bytes.resize(length);
    std::size_t done = 0;
    while (done < length) {
        const ssize_t n = ::pread(m_file.get(), bytes.data() + done, length - done, static_cast<off_t>(offset + done));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        done += static_cast<std::size_t>(n);
    }
    bytes.resize(done);
}

void FileBytes::announce(std::uint64_t offset) const { ::posix_fadvise(m_file.get(), static_cast<off_t>(offset), 0, POSIX_FADV_WILLNEED); }

Result<SegmentHead> readSegmentHead(const std::filesystem::path& segment) {
    const FileBytes file(segment);
    if (!file.isOpen()) return fail(ErrorCode::fileRead, {segment.string()}, std::strerror(errno));
    std::string text;
    file.read(0, kMaxHeadBytes, text);
    const std::string_view beginning = text;
    const std::size_t first = beginning.find('\n');
    const std::size_t second = first == std::string_view::npos ? first : beginning.find('\n', first + 1);
    if (second == std::string_view::npos) return fail(ErrorCode::journalDamaged, {segment.string(), "header: it is not complete"});
    const std::string_view headerLine = beginning.substr(0, first), keysLine = beginning.substr(first + 1, second - first - 1);
    const auto header = parseHeader(headerLine);
    if (!header) return fail(inFile(header.error(), segment.string()));
    const auto keys = parseKeys(keysLine);
    if (!keys) return fail(inFile(keys.error(), segment.string()));
    return SegmentHead{*header, *keys, lineHash(headerLine), first + 1, keysLine.size(), second + 1};
}

std::optional<LineWalk::Line> LineWalk::next() {
    for (;;) {
        const void* found = std::memchr(m_buffer.data() + m_looked, '\n', m_buffer.size() - m_looked);
        if (found != nullptr) {
            const auto end = static_cast<std::size_t>(static_cast<const char*>(found) - m_buffer.data());
            const Line line{m_start + m_at, std::string_view(m_buffer).substr(m_at, end - m_at)};
            m_at = m_looked = end + 1;
            return line;
        }
        m_looked = m_buffer.size();
        if (!more()) return std::nullopt;
    }
}

bool LineWalk::more() {
    m_buffer.erase(0, m_at);
    m_start += m_at;
    m_looked -= m_at;
    m_at = 0;
    m_file.read(m_start + m_buffer.size(), kChunk, m_chunk);
    m_buffer += m_chunk;
    return !m_chunk.empty();
}

}  // namespace mirror::log
