#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/descriptor.h"
#include "log/segment_header.h"
#include "proxycore/api/result.h"

/// A segment's file as bytes and lines, without any key.
namespace mirror::log {

/// A file read at any place while another process may append to it.
class FileBytes {
public:
    explicit FileBytes(const std::filesystem::path& path);
    bool isOpen() const { return m_file.get() >= 0; }
    std::uint64_t size() const;  ///< now
    /// Replaces `bytes` by up to `length` bytes from `offset`; fewer at the end of the file or where it cannot be read.
    void read(std::uint64_t offset, std::uint64_t length, std::string& bytes) const;
    /// Tells the kernel that the file is read from here on.
    void announce(std::uint64_t offset) const;

private:
    base::Descriptor m_file;
};

/// The two lines at the beginning.
struct SegmentHead {
    SegmentHeader header;
    std::optional<SegmentKeys> keys;  ///< nothing: shredded
    std::string hash;                 ///< of the header line, where the chain begins
    std::uint64_t keysOffset = 0;
    std::size_t keysLength = 0;
    std::uint64_t recordsOffset = 0;
};
/// Errors: fileRead; journalDamaged {file, what}. A damaged second line is an error of its own, after which the rest is of no use either.
Result<SegmentHead> readSegmentHead(const std::filesystem::path& segment);

/// Walks over the lines of a file. Follows its growth: after the last complete line next() gives nothing until there is one more.
class LineWalk {
public:
    LineWalk(const FileBytes& file, std::uint64_t offset) : m_file(file), m_start(offset) {}
    struct Line {
        std::uint64_t offset = 0;
        std::string_view text;  ///< without its break; valid until the next call
    };
    std::optional<Line> next();
    /// Bytes behind the last complete line: what a torn end or a record in the making left.
    std::uint64_t rest() const { return m_buffer.size() - m_at; }
    std::uint64_t offset() const { return m_start + m_at; }  ///< of the line next() gives

private:
    bool more();
    const FileBytes& m_file;
    std::uint64_t m_start;  ///< of m_buffer in the file
    std::string m_buffer, m_chunk;
    std::size_t m_at = 0;
    std::size_t m_looked = 0;  ///< no line break from m_at to here
};

}  // namespace mirror::log
