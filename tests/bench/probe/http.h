// Parses and rewrites HTTP/1.1 heads, for forward.cpp. A probe of the floor, not a strict parser.
#pragma once
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace http {
enum class Parse { more, ok, bad };
inline constexpr size_t max_head = 32 * 1024, max_body = 8u << 20;
inline constexpr std::string_view inject =
    "Host: api.example.com\r\nAuthorization: Bearer sk-upstream-0123456789abcdef\r\n";

struct Head {
    size_t len = 0;               // bytes of the head in the input, blank line included
    int64_t content_length = -1;  // -1: none given
    int status = 0;               // responses
    bool chunked = false, keep_alive = true;
    size_t out_len = 0;  // bytes of the rewritten head
};
inline bool ieq(const char* p, std::string_view lower) {
    for (size_t i = 0; i < lower.size(); i++)
        if ((p[i] | 0x20) != lower[i]) return false;
    return true;
}
// Parses one head and writes the forwarded form (hop-by-hop fields dropped, Host and Authorization
// replaced in requests) to `out`, which must hold in.size() + 256 bytes.
template <bool Request>
Parse parse_head(std::string_view in, Head& h, char* out) {
    const char *p = in.data(), *end = p + in.size();
    char* o = out;
    h = {};
    auto eol = static_cast<const char*>(memchr(p, '\n', size_t(end - p)));
    if (!eol) return in.size() > max_head ? Parse::bad : Parse::more;
    if (!memmem(eol - 1, size_t(end - eol + 1), "\r\n\r\n", 4)) return in.size() > max_head ? Parse::bad : Parse::more;
    size_t n = size_t(eol + 1 - p);
    if (n < 14) return Parse::bad;
    if constexpr (Request) {
        if (memcmp(eol - 9, "HTTP/1.", 7)) return Parse::bad;
        h.keep_alive = eol[-2] == '1';
    } else {
        if (memcmp(p, "HTTP/1.", 7)) return Parse::bad;
        h.keep_alive = p[7] == '1';
        h.status = atoi(p + 9);
    }
    memcpy(o, p, n);
    o += n;
    if constexpr (Request) {
        memcpy(o, inject.data(), inject.size());
        o += inject.size();
    }
    for (p = eol + 1;; p += n) {
        eol = static_cast<const char*>(memchr(p, '\n', size_t(end - p)));
        if (!eol || eol == p || eol[-1] != '\r') return Parse::bad;
        n = size_t(eol + 1 - p);
        if (n == 2) break;
        auto colon = static_cast<const char*>(memchr(p, ':', n));
        if (!colon || colon == p) return Parse::bad;
        auto val = [&] {
            auto v = colon + 1;
            while (*v == ' ' || *v == '\t') v++;
            return v;
        };
        bool drop = false;
        switch (colon - p) {  // field names of interest, by length
            case 2:
                drop = ieq(p, "te");
                break;
            case 4:
                drop = Request && ieq(p, "host");
                break;
            case 7:
                drop = ieq(p, "upgrade") || ieq(p, "trailer");
                break;
            case 10:
                if (ieq(p, "connection")) {
                    drop = true;
                    if (ieq(val(), "close")) h.keep_alive = false;
                } else
                    drop = ieq(p, "keep-alive");
                break;
            case 13:
                drop = Request && ieq(p, "authorization");
                break;
            case 14:
                if (ieq(p, "content-length")) {
                    char* e;
                    auto v = val();
                    long long x = strtoll(v, &e, 10);
                    if (e == v || x < 0 || h.content_length >= 0 || (*e != '\r' && *e != ' ')) return Parse::bad;
                    h.content_length = x;
                }
                break;
            case 17:
                if (ieq(p, "transfer-encoding")) {
                    if (!ieq(val(), "chunked")) return Parse::bad;
                    h.chunked = true;
                }
                break;
        }
        if (!drop) {
            memcpy(o, p, n);
            o += n;
        }
    }
    *o++ = '\r';
    *o++ = '\n';
    h.len = size_t(p + 2 - in.data());
    h.out_len = size_t(o - out);
    if (h.chunked && (Request || h.content_length >= 0)) return Parse::bad;  // CL only in requests (spike)
    return Parse::ok;
}
// Finds the end of a response body without copying it: content length, chunked or until close.
class BodyScan {
public:
    void begin(const Head& h) {
        left_ = 0;
        st_ = S::size;
        size_seen_ = false;
        if (h.chunked)
            kind_ = chunked;
        else if (h.status == 204 || h.status == 304 || h.content_length == 0) {
            kind_ = none;
        } else if (h.content_length > 0) {
            kind_ = length;
            left_ = uint64_t(h.content_length);
        } else
            kind_ = until_close;
    }
    bool done() const { return kind_ == none; }
    bool close_delimited() const { return kind_ == until_close; }
    size_t feed(const char* p, size_t n) {  // bytes that belong to this body; SIZE_MAX on error
        if (kind_ == until_close) return n;
        if (kind_ == none) return 0;
        if (kind_ == length) {
            size_t k = n < left_ ? n : size_t(left_);
            if (!(left_ -= k)) kind_ = none;
            return k;
        }
        for (size_t i = 0; i < n;) {
            char c = p[i];
            switch (st_) {
                case S::size: {
                    int d = c >= '0' && c <= '9'                 ? c - '0'
                            : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                                 : -1;
                    if (d >= 0) {
                        if (left_ >> 40) return SIZE_MAX;
                        left_ = left_ * 16 + unsigned(d);
                        size_seen_ = true;
                        i++;
                    } else if (size_seen_ && (c == '\r' || c == ';')) {
                        st_ = S::ext;
                    } else
                        return SIZE_MAX;
                    break;
                }
                case S::ext:
                    i++;
                    if (c == '\n') {
                        if (left_)
                            st_ = S::data;
                        else {
                            st_ = S::trail;
                            col_ = 0;
                        }
                    }
                    break;
                case S::data: {
                    size_t k = n - i < left_ ? n - i : size_t(left_);
                    i += k;
                    if (!(left_ -= k)) st_ = S::crlf;
                    break;
                }
                case S::crlf:
                    i++;
                    if (c == '\n') {
                        st_ = S::size;
                        size_seen_ = false;
                        left_ = 0;
                    } else if (c != '\r')
                        return SIZE_MAX;
                    break;
                case S::trail:
                    i++;
                    if (c == '\n') {
                        if (!col_) {
                            kind_ = none;
                            return i;
                        }
                        col_ = 0;
                    } else if (c != '\r')
                        col_++;
                    break;
            }
        }
        return n;
    }

private:
    enum Kind : uint8_t { none, length, chunked, until_close } kind_ = none;
    enum class S : uint8_t { size, ext, data, crlf, trail } st_ = S::size;
    bool size_seen_ = false;
    uint32_t col_ = 0;
    uint64_t left_ = 0;
};
inline constexpr std::string_view bad_request =
    "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
inline constexpr std::string_view bad_gateway =
    "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
}  // namespace http
