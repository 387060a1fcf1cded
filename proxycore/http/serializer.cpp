#include "http/serializer.h"

#include <array>

#include "http/byte_scan.h"

namespace mirror::http {

namespace {

/// Bytes that would end or split the request line go out percent-encoded.
void appendTarget(std::string& out, std::string_view target) {
    static constexpr char kDigits[] = "0123456789ABCDEF";
    for (const char c : target) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20 && byte < 0x7F) {
            out += c;
        } else {
            out += '%';
            out += kDigits[byte >> 4];
            out += kDigits[byte & 15];
        }
    }
}

template <class Number>
void appendNumber(std::string& out, Number number, int base = 10) {
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, base).ptr;
    out.append(digits.data(), end);
}

}  // namespace

void HeadWriter::requestLine(std::string_view method, std::string_view target) {
    m_out += isToken(method) ? method : std::string_view("INVALID");
    m_out += ' ';
    appendTarget(m_out, target);
    m_out += " HTTP/1.1\r\n";
}

void HeadWriter::statusLine(int status) {
    m_out += "HTTP/1.1 ";
    appendNumber(m_out, status);
    m_out += ' ';
    m_out += reasonPhrase(status);
    m_out += "\r\n";
}

void HeadWriter::field(std::string_view name, std::string_view value) {
    if (!isToken(name) || findControlButTab(value) != value.size()) return;
    m_out += name;
    m_out += ": ";
    m_out += value;
    m_out += "\r\n";
}

void HeadWriter::field(std::string_view name, std::uint64_t value) {
    if (!isToken(name)) return;
    m_out += name;
    m_out += ": ";
    appendNumber(m_out, value);
    m_out += "\r\n";
}

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
    appendNumber(out, data.size(), 16);
    out += "\r\n";
    out += data;
    out += "\r\n";
}

}  // namespace mirror::http
