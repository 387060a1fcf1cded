#include "http/content_coding.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

#include "base/text.h"

namespace mirror::http {

namespace {

constexpr std::size_t kRatioFloor = 64 * 1024;  // below this much output a high ratio harms nobody
constexpr int kGzipLevel = 4;
constexpr int kGzipWindow = 15 + 16;
constexpr int kZlibWindow = 15;
constexpr int kMemLevel = 8;

// zlib takes pointers to mutable input it never writes to, and 32-bit counts.
Bytef* mutableBytes(std::string_view text) {
    return reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
}
uInt clampCount(std::size_t size) {
    return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
}

/// An inflate stream that is always ended.
class Inflater {
public:
    explicit Inflater(int windowBits) {
        if (inflateInit2(&m_stream, windowBits) != Z_OK) throw std::bad_alloc();
    }
    ~Inflater() { inflateEnd(&m_stream); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    /// Inflates `body` into `out`, at most bound + 1 bytes; the code of the last inflate() call.
    int run(std::string_view body, std::size_t bound, std::string& out) {
        std::size_t used = 0;
        std::size_t made = 0;
        int code = Z_OK;
        while (code == Z_OK && made <= bound) {
            out.resize(std::min(bound + 1, std::max<std::size_t>({out.size() * 2, body.size() * 4, 4096})));
            m_stream.next_in = mutableBytes(body.substr(used));
            m_stream.avail_in = clampCount(body.size() - used);
            m_stream.next_out = reinterpret_cast<Bytef*>(out.data() + made);
            m_stream.avail_out = clampCount(out.size() - made);
            const auto given = m_stream.avail_in;
            const auto room = m_stream.avail_out;
            code = inflate(&m_stream, Z_NO_FLUSH);
            used += given - m_stream.avail_in;
            made += room - m_stream.avail_out;
            if (code == Z_OK && m_stream.avail_out > 0 && used == body.size()) code = Z_BUF_ERROR;  // cut short
        }
        out.resize(made);
        m_used = used;
        return code;
    }
    /// Bytes of input the last run() used.
    std::size_t used() const { return m_used; }

private:
    z_stream m_stream{};
    std::size_t m_used = 0;
};

/// A gzip stream kept for reuse: its 268 KB come from the system once a thread, not once an answer.
class Deflater {
public:
    Deflater() {
        if (deflateInit2(&m_stream, kGzipLevel, Z_DEFLATED, kGzipWindow, kMemLevel, Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::bad_alloc();
    }
    ~Deflater() { deflateEnd(&m_stream); }
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    std::string run(std::string_view body) {
        deflateReset(&m_stream);
        std::string out(deflateBound(&m_stream, static_cast<uLong>(body.size())), '\0');
        std::size_t made = 0;
        int code = Z_OK;
        do {
            const uInt given = clampCount(body.size());
            m_stream.next_in = mutableBytes(body);
            m_stream.avail_in = given;
            m_stream.next_out = reinterpret_cast<Bytef*>(out.data() + made);
            m_stream.avail_out = clampCount(out.size() - made);
            const uInt room = m_stream.avail_out;
            code = deflate(&m_stream, given == body.size() ? Z_FINISH : Z_NO_FLUSH);
            body.remove_prefix(given - m_stream.avail_in);
            made += room - m_stream.avail_out;
        } while (code == Z_OK);
        out.resize(made);
        return out;
    }

private:
    z_stream m_stream{};
};

std::size_t outputBound(std::size_t input, std::size_t maxBytes, std::size_t maxRatio) {
    const std::size_t byRatio = input > kRatioFloor * 1024 / std::max<std::size_t>(maxRatio, 1)
                                    ? std::numeric_limits<std::size_t>::max() / 2
                                    : input * maxRatio;
    return std::min(maxBytes, std::max(kRatioFloor, byRatio));
}

/// Whether "q=0.5"-like parameters leave a positive weight; no parameter is weight 1.
bool hasWeight(std::string_view parameters) {
    for (const std::string_view part : base::split(parameters, ';')) {
        const std::string_view parameter = base::trim(part);
        if (parameter.size() < 2 || base::lower(parameter[0]) != 'q' || parameter[1] != '=') continue;
        const std::string_view weight = parameter.substr(2);
        return weight.find_first_not_of("0123456789.") == std::string_view::npos &&
               weight.find_first_of("123456789") != std::string_view::npos;
    }
    return true;
}

}  // namespace

Result<std::string> inflateBody(std::string_view coding, std::string_view body, std::size_t maxBytes,
                                std::size_t maxRatio) {
    coding = base::trim(coding);
    const bool gzip = base::equalsIgnoreCase(coding, "gzip") || base::equalsIgnoreCase(coding, "x-gzip");
    if (base::equalsIgnoreCase(coding, "identity")) {
        if (body.size() > maxBytes) return fail(ErrorCode::bodyTooLarge);
        return std::string(body);
    }
    if (!gzip && !base::equalsIgnoreCase(coding, "deflate")) return fail(ErrorCode::unsupportedEncoding);
    const std::size_t bound = outputBound(body.size(), maxBytes, maxRatio);
    std::string out;
    Inflater inflater(gzip ? kGzipWindow : kZlibWindow);
    const int code = inflater.run(body, bound, out);
    if (out.size() > bound)
        return fail(ErrorCode::bodyTooLarge, {}, bound < maxBytes ? "compression ratio" : "inflated size");
    if (code == Z_BUF_ERROR) return fail(ErrorCode::badRequest, {}, "compressed body cut short");
    if (code != Z_STREAM_END) return fail(ErrorCode::badRequest, {}, "compressed body is broken");
    if (inflater.used() != body.size()) return fail(ErrorCode::badRequest, {}, "data after the compressed body");
    return out;
}

std::string gzipBody(std::string_view body) {
    thread_local Deflater deflater;
    return deflater.run(body);
}

bool acceptsGzip(std::string_view acceptEncoding) {
    bool any = false;
    for (const std::string_view part : base::split(acceptEncoding, ',')) {
        const std::size_t end = std::min(part.find(';'), part.size());
        const std::string_view coding = base::trim(part.substr(0, end));
        const bool weight = hasWeight(part.substr(end));
        if (base::equalsIgnoreCase(coding, "gzip") || base::equalsIgnoreCase(coding, "x-gzip")) return weight;
        if (coding == "*") any = weight;
    }
    return any;
}

}  // namespace mirror::http
