#include "filter/gzip_lines.h"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "base/descriptor.h"

namespace mirror::filter {

namespace {

constexpr int kGzipWindow = 15 + 16;  // zlib: the largest window, with the gzip format
// A revision is written while an operator waits and read at a start: level 1 is three times as quick as the default, for a file a third larger.
constexpr int kLevel = 1;
constexpr std::size_t kChunk = 64 * 1024;

Bytef* octets(const char* text) { return reinterpret_cast<Bytef*>(const_cast<char*>(text)); }

/// Inflates a file piece by piece.
class Inflater {
public:
    Inflater(const std::filesystem::path& file, const std::function<bool(std::string_view)>& take)
        : m_path(file), m_take(take), m_file(::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {}
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    ~Inflater() {
        if (m_isOpen) ::inflateEnd(&m_stream);
    }

    Result<void> run() {
        if (m_file.get() < 0) return failure(std::strerror(errno));
        if (::inflateInit2(&m_stream, kGzipWindow) != Z_OK) return failure("out of memory");
        m_isOpen = true;
        while (!m_isDone) {
            const Result<std::size_t> count = read();
            if (!count) return fail(count.error());
            if (*count == 0) return failure("the file is cut off");
            if (Result<void> taken = inflate(*count); !taken) return taken;
        }
        return {};
    }

private:
    tl::unexpected<Error> failure(std::string cause) const { return fail(ErrorCode::fileRead, {m_path.string()}, std::move(cause)); }

    Result<std::size_t> read() {
        for (;;) {
            const ssize_t count = ::read(m_file.get(), m_in.data(), m_in.size());
            if (count >= 0) return static_cast<std::size_t>(count);
            if (errno != EINTR) return failure(std::strerror(errno));
        }
    }

    Result<void> inflate(std::size_t count) {
        m_stream.next_in = octets(m_in.data());
        m_stream.avail_in = static_cast<uInt>(count);
        do {
            m_stream.next_out = octets(m_out.data());
            m_stream.avail_out = static_cast<uInt>(m_out.size());
            const int state = ::inflate(&m_stream, Z_NO_FLUSH);
            if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR) return failure(m_stream.msg != nullptr ? m_stream.msg : "damaged");
            if (Result<void> taken = take({m_out.data(), m_out.size() - m_stream.avail_out}); !taken || m_isDone) return taken;
            if (state == Z_STREAM_END) return finish();
        } while (m_stream.avail_out == 0);
        return {};
    }

    Result<void> take(std::string_view text) {
        for (std::size_t end = text.find('\n'); end != text.npos; end = text.find('\n')) {
            m_line += text.substr(0, end);
            text.remove_prefix(end + 1);
            if (!m_take(m_line)) {
                m_isDone = true;
                return {};
            }
            m_line.clear();
        }
        m_line += text;
        if (m_line.size() > kMaxLine) return failure("a line is too long");
        return {};
    }

    Result<void> finish() {
        m_isDone = true;
        if (!m_line.empty()) return failure("the last line has no end");
        if (m_stream.avail_in != 0) return failure("something stands behind the end");
        const Result<std::size_t> more = read();
        if (!more) return fail(more.error());
        return *more == 0 ? Result<void>() : failure("something stands behind the end");
    }

    const std::filesystem::path& m_path;
    const std::function<bool(std::string_view)>& m_take;
    const base::Descriptor m_file;
    z_stream m_stream{};
    bool m_isOpen = false;
    bool m_isDone = false;
    std::string m_line;
    std::array<char, kChunk> m_in;
    std::array<char, kChunk> m_out;
};

}  // namespace

Result<std::string> gzip(std::string_view text) {
    z_stream stream{};
    const auto failure = [] { return fail(ErrorCode::internal, {}, "deflate"); };
    if (::deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) return failure();
    std::string out(::deflateBound(&stream, text.size()), '\0');
    stream.next_in = octets(text.data());
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = octets(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int state = text.size() > 0xFFFF0000U || out.size() > 0xFFFFFFFFU ? Z_BUF_ERROR : ::deflate(&stream, Z_FINISH);
    out.resize(static_cast<std::size_t>(stream.total_out));
    ::deflateEnd(&stream);
    return state == Z_STREAM_END ? Result<std::string>(std::move(out)) : failure();
}

Result<void> eachGzipLine(const std::filesystem::path& file, const std::function<bool(std::string_view)>& take) {
    const auto inflater = std::make_unique<Inflater>(file, take);  // its buffers are large for a stack
    return inflater->run();
}

}  // namespace mirror::filter
