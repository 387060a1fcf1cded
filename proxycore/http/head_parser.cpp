#include "http/head_parser.h"

#include <limits>
#include <optional>

#include "base/text.h"
#include "http/byte_scan.h"
#include "http/target_parser.h"

namespace mirror::http {

namespace {

using base::equalsIgnoreCase;

// The name of the rule broken; nullptr: none. Rules are literals, so the good path carries one register.
using Broken = const char*;
constexpr Broken kFine = nullptr;
constexpr Broken kTooManyFields = "too many fields";
constexpr Broken kTargetTooLong = "target is too long";

/// What the fields say about the message itself, gathered while they are read.
struct Framing {
    std::optional<std::uint64_t> contentLength;
    std::optional<std::string_view> host;
    bool chunked = false;
    bool close = false;
    bool keepAlive = false;
    bool expectContinue = false;
};

/// Takes the next line off `rest`, without its CRLF.
Broken takeLine(std::string_view& rest, std::string_view& line) {
    const std::size_t at = findControlButTab(rest);
    if (at == rest.size()) return "line without an end";
    if (rest[at] == '\n') return "bare LF";
    if (rest[at] != '\r') return "control character";
    if (at + 1 == rest.size() || rest[at + 1] != '\n') return "bare CR";
    line = rest.substr(0, at);
    rest.remove_prefix(at + 2);
    return kFine;
}

bool lettersAre(std::string_view name, std::string_view letters) {
    std::size_t i = 0;
    for (const char c : name) {
        const char l = base::lower(c);
        const bool counts = (l >= 'a' && l <= 'z') || (l >= '0' && l <= '9');
        if (!counts) continue;
        if (i == letters.size() || letters[i++] != l) return false;
    }
    return i == letters.size();
}

/// Names that some server in the chain may read as a framing field ("Transfer_Encoding", "Content.Length").
bool looksLikeFraming(std::string_view name) {
    const char last = base::lower(name.back());
    if (last >= 'a' && last <= 'z' && last != 'g' && last != 'h') return false;  // nearly all others
    return lettersAre(name, "transferencoding") || lettersAre(name, "contentlength");
}

Broken readContentLength(std::string_view value, Framing& framing) {
    if (framing.contentLength) return "repeated Content-Length";
    framing.contentLength = base::parseDecimal(value);
    if (!framing.contentLength) return "Content-Length is no number";
    if (*framing.contentLength > std::uint64_t{std::numeric_limits<std::int64_t>::max()})
        return "Content-Length is too large";
    return kFine;
}

Broken readTransferEncoding(std::string_view value, Framing& framing) {
    if (framing.chunked) return "repeated Transfer-Encoding";
    if (!equalsIgnoreCase(value, "chunked")) return "transfer coding other than chunked";
    framing.chunked = true;
    return kFine;
}

Broken readHost(std::string_view value, Framing& framing) {
    if (framing.host) return "repeated Host";
    if (!isAuthority(value)) return "Host is malformed";
    framing.host = value;
    return kFine;
}

void readConnection(std::string_view value, Framing& framing) {
    while (!value.empty()) {
        const std::size_t comma = std::min(value.find(','), value.size());
        const std::string_view option = base::trim(value.substr(0, comma));
        framing.close = framing.close || equalsIgnoreCase(option, "close");
        framing.keepAlive = framing.keepAlive || equalsIgnoreCase(option, "keep-alive");
        value.remove_prefix(std::min(comma + 1, value.size()));
    }
}

/// Notes the fields that frame the message; all others pass. Switched by length, so most names cost one comparison.
Broken noteField(const Field& field, Framing& framing) {
    switch (field.name.size()) {
        case 4:
            if (equalsIgnoreCase(field.name, "host")) return readHost(field.value, framing);
            return kFine;
        case 6:
            if (equalsIgnoreCase(field.name, "expect"))
                framing.expectContinue = equalsIgnoreCase(field.value, "100-continue");
            return kFine;
        case 10:
            if (equalsIgnoreCase(field.name, "connection")) readConnection(field.value, framing);
            return kFine;
        case 14:
            if (equalsIgnoreCase(field.name, "content-length")) return readContentLength(field.value, framing);
            break;
        case 17:
            if (equalsIgnoreCase(field.name, "transfer-encoding")) return readTransferEncoding(field.value, framing);
            break;
        default:
            break;
    }
    return field.name.size() >= 13 && looksLikeFraming(field.name) ? "framing look-alike" : kFine;
}

Broken splitField(std::string_view line, Field& field) {
    if (line.front() == ' ' || line.front() == '\t') return "obs-fold";
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return "field without a colon";
    field.name = line.substr(0, colon);
    field.value = base::trim(line.substr(colon + 1));
    if (isToken(field.name)) return kFine;
    const bool space = !field.name.empty() && (field.name.back() == ' ' || field.name.back() == '\t');
    return space ? "white space before the colon" : "field name is no token";
}

Broken readFields(std::string_view rest, bool ascii, const HeadLimits& limits, std::vector<Field>& fields,
                  Framing& framing) {
    for (;;) {
        std::string_view line;
        if (const Broken broken = takeLine(rest, line)) return broken;
        if (line.empty()) return rest.empty() ? kFine : "bytes after the head";
        if (fields.size() == limits.maxFields) return kTooManyFields;
        Field field;
        if (const Broken broken = splitField(line, field)) return broken;
        if (!ascii && !base::isUtf8(field.value)) return "field value is no UTF-8";
        if (const Broken broken = noteField(field, framing)) return broken;
        fields.push_back(field);
    }
}

/// "HTTP/1.x", or -1.
int readVersion(std::string_view text) {
    if (text == "HTTP/1.1") return 1;
    return text == "HTTP/1.0" ? 0 : -1;
}

bool staysOpen(const Framing& framing, int minorVersion) {
    if (framing.close) return false;
    return minorVersion == 1 || framing.keepAlive;
}

Broken checkFraming(const Framing& framing, int minorVersion) {
    if (framing.chunked && framing.contentLength) return "Content-Length with Transfer-Encoding";
    if (framing.chunked && minorVersion == 0) return "Transfer-Encoding in HTTP/1.0";
    return kFine;
}

Broken readRequestLine(std::string_view line, RequestHead& out) {
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return "request line without three parts";
    out.method = line.substr(0, first);
    out.target = line.substr(first + 1, last - first - 1);
    out.minorVersion = readVersion(line.substr(last + 1));
    if (!isToken(out.method)) return "method is no token";
    if (out.minorVersion < 0) return "version other than HTTP/1.0 and HTTP/1.1";
    return kFine;
}

Broken finishRequest(const Framing& framing, RequestHead& out) {
    if (const Broken broken = checkFraming(framing, out.minorVersion)) return broken;
    if (!framing.host && out.minorVersion == 1) return "Host is missing";
    if (out.host.empty() && framing.host) out.host = *framing.host;  // an absolute target overrules the field
    out.contentLength = framing.contentLength.value_or(0);
    out.body = framing.chunked ? BodyKind::chunked : out.contentLength > 0 ? BodyKind::length : BodyKind::none;
    out.keepAlive = staysOpen(framing, out.minorVersion);
    out.expectContinue = framing.expectContinue && out.minorVersion == 1;
    return kFine;
}

Broken readRequest(std::string_view head, const HeadLimits& limits, RequestHead& out) {
    std::string_view line;
    if (const Broken broken = takeLine(head, line)) return broken;
    if (const Broken broken = readRequestLine(line, out)) return broken;
    if (out.target.size() > limits.maxUri) return kTargetTooLong;
    if (const Broken broken = splitTarget(out)) return broken;
    Framing framing;
    if (const Broken broken = readFields(head, isAscii(head), limits, out.fields, framing)) return broken;
    return finishRequest(framing, out);
}

Broken readStatusLine(std::string_view line, ResponseHead& out) {
    if (line.size() < 12 || line[8] != ' ') return "malformed status line";
    out.minorVersion = readVersion(line.substr(0, 8));
    if (out.minorVersion < 0) return "version other than HTTP/1.0 and HTTP/1.1";
    const auto status = base::parseDecimal(line.substr(9, 3));
    if (!status || *status < 100 || *status > 599) return "malformed status code";
    out.status = static_cast<int>(*status);
    if (line.size() > 12 && line[12] != ' ') return "malformed status line";
    return base::isUtf8(line.substr(12)) ? kFine : "reason phrase is no UTF-8";
}

Broken finishResponse(const Framing& framing, std::string_view requestMethod, ResponseHead& out) {
    if (const Broken broken = checkFraming(framing, out.minorVersion)) return broken;
    out.contentLength = framing.contentLength.value_or(0);
    const bool neverBody = out.status < 200 || out.status == 204;
    if (neverBody && (framing.chunked || out.contentLength > 0))
        return "body announced where none may be";  // RFC 9110 8.6
    const bool tunnel = requestMethod == "CONNECT" && out.status < 300;
    if (neverBody || out.status == 304 || requestMethod == "HEAD" || tunnel)
        out.body = BodyKind::none;
    else if (framing.chunked)
        out.body = BodyKind::chunked;
    else if (!framing.contentLength)
        out.body = BodyKind::untilClose;
    else
        out.body = out.contentLength > 0 ? BodyKind::length : BodyKind::none;
    out.keepAlive = staysOpen(framing, out.minorVersion) && out.body != BodyKind::untilClose;
    return kFine;
}

Broken readResponse(std::string_view head, const HeadLimits& limits, std::string_view method, ResponseHead& out) {
    std::string_view line;
    if (const Broken broken = takeLine(head, line)) return broken;
    if (const Broken broken = readStatusLine(line, out)) return broken;
    Framing framing;
    if (const Broken broken = readFields(head, isAscii(head), limits, out.fields, framing)) return broken;
    return finishResponse(framing, method, out);
}

}  // namespace

Result<void> parseRequestHead(std::string_view head, const HeadLimits& limits, RequestHead& out) {
    if (head.size() > limits.maxBytes) return fail(ErrorCode::headersTooLarge, {}, "head is too long");
    out.fields.clear();
    const Broken broken = readRequest(head, limits, out);
    if (broken == kFine) return {};
    const bool tooLarge = broken == kTooManyFields || broken == kTargetTooLong;
    return fail(tooLarge ? ErrorCode::headersTooLarge : ErrorCode::badRequest, {}, broken);
}

Result<void> parseResponseHead(std::string_view head, const HeadLimits& limits, std::string_view requestMethod,
                               ResponseHead& out) {
    if (head.size() > limits.maxBytes) return fail(ErrorCode::upstreamBadResponse, {}, "head is too long");
    out.fields.clear();
    const Broken broken = readResponse(head, limits, requestMethod, out);
    if (broken == kFine) return {};
    return fail(ErrorCode::upstreamBadResponse, {}, broken);
}

}  // namespace mirror::http
