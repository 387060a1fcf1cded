#include "http/serializer.h"

#include <array>

#include "base/text.h"
#include "http/byte_scan.h"

namespace mirror::http {

namespace {

bool isTargetByte(char c) { return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7F; }

/// Bytes that would end or split the request line go out percent-encoded.
void appendTarget(std::string& out, std::string_view target) {
    static constexpr char kDigits[] = "0123456789ABCDEF";
    bool plain = true;
    for (const char c : target) plain &= isTargetByte(c);
    if (plain) {
        out += target;
        return;
    }
    for (const char c : target) {
        const auto byte = static_cast<unsigned char>(c);
        if (isTargetByte(c)) {
            out += c;
        } else {
            out += '%';
            out += kDigits[byte >> 4];
            out += kDigits[byte & 15];
        }
    }
}

/// A number as text.
class Digits {
public:
    explicit Digits(std::uint64_t number, int base = 10) : m_end(std::to_chars(m_digits.data(), m_digits.data() + m_digits.size(), number, base).ptr) {}
    std::string_view text() const { return {m_digits.data(), static_cast<std::size_t>(m_end - m_digits.data())}; }

private:
    std::array<char, 24> m_digits;
    char* m_end;
};

}  // namespace

void HeadWriter::requestLine(std::string_view method, std::span<const std::string_view> target) {
    m_out += isToken(method) ? method : std::string_view("INVALID");
    m_out += ' ';
    for (const std::string_view part : target) appendTarget(m_out, part);
    m_out += " HTTP/1.1\r\n";
}

void HeadWriter::statusLine(int status) {
    base::append(m_out, {"HTTP/1.1 ", Digits(static_cast<std::uint64_t>(status)).text(), " ", reasonPhrase(status), "\r\n"});
}

void HeadWriter::field(std::string_view name, std::string_view value) {
    if (!isToken(name) || findControlButTab(value) != value.size()) return;
    base::append(m_out, {name, ": ", value, "\r\n"});
}

void HeadWriter::field(std::string_view name, std::uint64_t value) {
    if (!isToken(name)) return;
    base::append(m_out, {name, ": ", Digits(value).text(), "\r\n"});
}

void HeadWriter::put(FieldName name, std::string_view value) {
    if (findControlButTab(value) != value.size()) return;
    base::append(m_out, {name.text(), value, "\r\n"});
}

void HeadWriter::put(FieldName name, std::uint64_t value) { base::append(m_out, {name.text(), Digits(value).text(), "\r\n"}); }

std::string_view reasonPhrase(int status) {
    switch (status) {
        case 100:
            return "Continue";
        case 101:
            return "Switching Protocols";
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 206:
            return "Partial Content";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 307:
            return "Temporary Redirect";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 402:
            return "Payment Required";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 406:
            return "Not Acceptable";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 411:
            return "Length Required";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 416:
            return "Range Not Satisfiable";
        case 417:
            return "Expectation Failed";
        case 422:
            return "Unprocessable Content";
        case 424:
            return "Failed Dependency";
        case 425:
            return "Too Early";
        case 426:
            return "Upgrade Required";
        case 428:
            return "Precondition Required";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 451:
            return "Unavailable For Legal Reasons";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 502:
            return "Bad Gateway";
        case 503:
            return "Service Unavailable";
        case 504:
            return "Gateway Timeout";
        case 505:
            return "HTTP Version Not Supported";
        case 507:
            return "Insufficient Storage";
        default:
            return "Unknown";
    }
}

void appendChunk(std::string& out, std::string_view data) {
    if (data.empty()) return;
    base::append(out, {Digits(data.size(), 16).text(), "\r\n"});
    out += data;
    out += "\r\n";
}

}  // namespace mirror::http
