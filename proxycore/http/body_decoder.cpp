#include "http/body_decoder.h"

#include <algorithm>

#include "http/byte_scan.h"

namespace mirror::http {

namespace {

constexpr std::uint8_t kMaxSizeDigits = 15;  // below 2^60: no overflow, and far beyond any real chunk
constexpr std::uint32_t kMaxExtensionBytes = 256;
constexpr std::uint32_t kMaxTrailerBytes = 8 * 1024;

int hexValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char l = static_cast<char>(c | 0x20);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

bool isControlButTab(char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
}

}  // namespace

BodyDecoder::BodyDecoder(BodyKind kind, std::uint64_t contentLength) {
    switch (kind) {
        case BodyKind::none:
            break;
        case BodyKind::length:
            m_left = contentLength;
            m_state = contentLength > 0 ? State::length : State::done;
            break;
        case BodyKind::chunked:
            m_state = State::chunkSize;
            break;
        case BodyKind::untilClose:
            m_state = State::untilClose;
            break;
    }
}

Result<BodyDecoder::Piece> BodyDecoder::next(std::string_view input) {
    std::size_t used = 0;
    while (used < input.size() && m_state != State::done) {
        if (m_state == State::length || m_state == State::chunkData || m_state == State::untilClose)
            return takeData(input, used);
        if (const char* broken = takeFraming(input[used])) return fail(ErrorCode::badRequest, {}, broken);
        ++used;
    }
    return Piece{{}, used};
}

BodyDecoder::Piece BodyDecoder::takeData(std::string_view input, std::size_t used) {
    if (m_state == State::untilClose) return {input.substr(used), input.size()};
    const std::size_t size = static_cast<std::size_t>(std::min<std::uint64_t>(m_left, input.size() - used));
    m_left -= size;
    if (m_left == 0) m_state = m_state == State::length ? State::done : State::chunkDataCr;
    return {input.substr(used, size), used + size};
}

const char* BodyDecoder::takeFraming(char c) {
    switch (m_state) {
        case State::chunkSize:
            return takeSize(c);
        case State::chunkExtension:
            return takeExtension(c);
        case State::chunkSizeLf:
            return expect(c, '\n', m_left > 0 ? State::chunkData : State::trailerStart);
        case State::chunkDataCr:
            return expect(c, '\r', State::chunkDataLf);
        case State::chunkDataLf:
            m_digits = 0;
            return expect(c, '\n', State::chunkSize);
        default:
            return takeTrailer(c);
    }
}

const char* BodyDecoder::expect(char c, char wanted, State then) {
    m_state = then;
    return c == wanted ? nullptr : "malformed end of a chunk";
}

const char* BodyDecoder::takeSize(char c) {
    if (const int value = hexValue(c); value >= 0) {
        if (m_digits == kMaxSizeDigits) return "chunk size is too long";
        ++m_digits;
        m_left = m_left * 16 + static_cast<std::uint64_t>(value);
        return nullptr;
    }
    if (m_digits == 0 || (c != '\r' && c != ';')) return "chunk size is not plain hex";
    m_extra = 0;
    m_state = c == '\r' ? State::chunkSizeLf : State::chunkExtension;
    return nullptr;
}

const char* BodyDecoder::takeExtension(char c) {
    if (c == '\r') {
        m_extra = 0;
        m_state = State::chunkSizeLf;
        return nullptr;
    }
    if (isControlButTab(c)) return "control character in a chunk extension";
    return ++m_extra > kMaxExtensionBytes ? "chunk extension is too long" : nullptr;
}

// Trailers are checked like fields and thrown away: nothing of ours reads them, and merging them is an attack surface.
const char* BodyDecoder::takeTrailer(char c) {
    if (m_state == State::lastLf) return expect(c, '\n', State::done);
    if (++m_extra > kMaxTrailerBytes) return "trailers are too long";
    if (m_state == State::trailerLf) return expect(c, '\n', State::trailerStart);
    if (m_state == State::trailerStart && c == '\r') {
        m_state = State::lastLf;
        return nullptr;
    }
    if (m_state == State::trailerValue) {
        if (c == '\r') m_state = State::trailerLf;
        return c != '\r' && isControlButTab(c) ? "control character in a trailer" : nullptr;
    }
    if (m_state == State::trailerName && c == ':') {
        m_state = State::trailerValue;
        return nullptr;
    }
    m_state = State::trailerName;
    return isTchar(c) ? nullptr : "malformed trailer";
}

Result<void> BodyDecoder::endOfInput() {
    if (m_state == State::untilClose) m_state = State::done;
    if (m_state == State::done) return {};
    return fail(ErrorCode::badRequest, {}, "body cut short");
}

}  // namespace mirror::http
