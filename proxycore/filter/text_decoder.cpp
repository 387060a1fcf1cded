#include "filter/text_decoder.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "base/text.h"

namespace mirror::filter {

namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr const char* kGb = "GB18030";

bool hasUtf16Mark(std::string_view content) { return content.starts_with("\xFF\xFE") || content.starts_with("\xFE\xFF"); }
bool isPlain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80) == 0; });
}

/// One conversion of the C library.
class Converter {
public:
    explicit Converter(const char* from) : m_handle(::iconv_open("UTF-8", from)) {}
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    ~Converter() {
        if (isOpen()) ::iconv_close(m_handle);
    }
    bool isOpen() const { return m_handle != reinterpret_cast<iconv_t>(-1); }

    /// Appends a line; false when some of it was no text.
    bool append(std::string_view line, std::string& out) {
        bool isText = true;
        while (!line.empty()) {
            const int error = step(line, out);
            if (error == 0 || error == E2BIG) continue;
            isText = false;
            out += kReplacement;
            line.remove_prefix(error == EINVAL ? line.size() : 1);
        }
        ::iconv(m_handle, nullptr, nullptr, nullptr, nullptr);
        return isText;
    }

private:
    int step(std::string_view& line, std::string& out) {
        char buffer[1024];
        char* in = const_cast<char*>(line.data());  // the C interface takes no const, and writes nothing there
        std::size_t left = line.size();
        char* end = buffer;
        std::size_t room = sizeof buffer;
        const int error = ::iconv(m_handle, &in, &left, &end, &room) == static_cast<std::size_t>(-1) ? errno : 0;
        out.append(buffer, end);
        line.remove_prefix(line.size() - left);
        return error;
    }
    iconv_t m_handle;
};

/// Copies valid UTF-8 and replaces each octet that is none.
void appendRepaired(std::string_view line, std::string& out) {
    while (!line.empty()) {
        std::size_t length = 1;
        while (length < 4 && length < line.size() && !base::isUtf8(line.substr(0, length))) ++length;
        if (base::isUtf8(line.substr(0, length))) {
            out += line.substr(0, length);
            line.remove_prefix(length);
        } else {
            out += kReplacement;
            line.remove_prefix(1);
        }
    }
}

/// Line by line, so that damage ends with its line. The ends of lines stay what they are.
template <class AppendLine>
void decodeLines(std::string_view content, DecodedText& out, AppendLine appendLine) {
    out.made.reserve(content.size() + content.size() / 2);
    std::string_view rest = content, line;
    while (nextLine(rest, line)) {
        ++out.lines;
        if (!appendLine(line, out.made)) out.badLines.push_back(out.lines);
        const char* end = line.data() + line.size();
        const char* next = rest.empty() ? content.data() + content.size() : rest.data();
        out.made.append(end, next);
    }
}

std::uint64_t countLines(std::string_view text) {
    std::uint64_t count = 0;
    for (std::string_view line; nextLine(text, line);) ++count;
    return count;
}

void appendPoint(char32_t point, std::string& out) {
    const auto octet = [&](char32_t value) { out += static_cast<char>(value); };
    if (point < 0x80) return octet(point);
    if (point < 0x800) {
        octet(0xC0 | point >> 6);
    } else if (point < 0x10000) {
        octet(0xE0 | point >> 12);
        octet(0x80 | (point >> 6 & 0x3F));
    } else {
        octet(0xF0 | point >> 18);
        octet(0x80 | (point >> 12 & 0x3F));
        octet(0x80 | (point >> 6 & 0x3F));
    }
    octet(0x80 | (point & 0x3F));
}

/// The units of UTF-16 behind its mark.
class Utf16Reader {
public:
    explicit Utf16Reader(std::string_view content) : m_rest(content.substr(2)), m_isLittle(content[0] == '\xFF') {}
    bool atEnd() const { return m_rest.empty(); }
    /// The next code point; U+FFFD with `isText` false for half a pair or half a unit.
    char32_t next(bool& isText) {
        const char32_t first = unit();
        if (first == kNone) return bad(isText);
        if (first < 0xD800 || first > 0xDFFF) return first;
        const std::string_view before = m_rest;
        const char32_t second = first < 0xDC00 ? unit() : kNone;
        if (second >= 0xDC00 && second <= 0xDFFF) return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        if (second != kNone) m_rest = before;
        return bad(isText);
    }

private:
    static constexpr char32_t kNone = 0xFFFFFFFF;
    static char32_t bad(bool& isText) {
        isText = false;
        return 0xFFFD;
    }
    char32_t unit() {
        if (m_rest.empty()) return kNone;
        const auto first = static_cast<unsigned char>(m_rest[0]);
        const auto second = static_cast<unsigned char>(m_rest.size() > 1 ? m_rest[1] : 0);
        const bool isWhole = m_rest.size() > 1;
        m_rest.remove_prefix(isWhole ? 2 : 1);
        if (!isWhole) return kNone;
        return m_isLittle ? second * 256u + first : first * 256u + second;
    }
    std::string_view m_rest;
    bool m_isLittle;
};

DecodedText decodeUtf16(std::string_view content) {
    DecodedText out;
    out.encoding = "UTF-16";
    Utf16Reader reader(content);
    std::uint64_t line = 1;
    bool wasReturn = false;
    while (!reader.atEnd()) {
        bool isText = true;
        const char32_t point = reader.next(isText);
        // The line feed of a CR LF belongs to the line before; it is never what is damaged.
        if (wasReturn && point != U'\n') ++line;
        wasReturn = point == U'\r';
        if (!isText && (out.badLines.empty() || out.badLines.back() != line)) out.badLines.push_back(line);
        appendPoint(point, out.made);
        if (point == U'\n') ++line;
    }
    out.lines = countLines(out.made);
    return out;
}

DecodedText decodeUtf8(std::string_view content, bool isValid) {
    DecodedText out;
    out.encoding = "UTF-8";
    if (isValid) {
        out.given = content;
        out.lines = countLines(content);
        return out;
    }
    decodeLines(content, out, [](std::string_view line, std::string& text) {
        const bool isText = base::isUtf8(line);
        if (isText) text += line;
        if (!isText) appendRepaired(line, text);
        return isText;
    });
    return out;
}

bool isMostlyUtf8(std::string_view content) {
    std::size_t valid = 0, invalid = 0;
    for (std::string_view line; nextLine(content, line);) {
        if (isPlain(line)) continue;
        ++(base::isUtf8(line) ? valid : invalid);
    }
    return valid >= invalid * 9;
}

Result<DecodedText> decodeGb18030(std::string_view content) {
    Converter converter(kGb);
    if (!converter.isOpen()) return fail(ErrorCode::unsupported, {kGb});
    DecodedText out;
    out.encoding = kGb;
    decodeLines(content, out, [&](std::string_view line, std::string& text) {
        if (!isPlain(line)) return converter.append(line, text);
        text += line;
        return true;
    });
    return out;
}

}  // namespace

bool DecodedText::isBad(std::uint64_t first, std::uint64_t last) const {
    const auto at = std::lower_bound(badLines.begin(), badLines.end(), first);
    return at != badLines.end() && *at <= last;
}

bool nextLine(std::string_view& rest, std::string_view& line) {
    if (rest.empty()) return false;
    const std::size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
    line = rest.substr(0, end);
    const bool isPair = rest.substr(end).starts_with("\r\n");
    rest.remove_prefix(std::min(rest.size(), end + (isPair ? 2 : 1)));
    return true;
}

bool isBinary(std::string_view content) { return !hasUtf16Mark(content) && content.find('\0') != content.npos; }

Result<DecodedText> decodeText(std::string_view content) {
    if (hasUtf16Mark(content)) return decodeUtf16(content);
    const bool hasMark = content.starts_with(kUtf8Mark);
    if (hasMark) content.remove_prefix(kUtf8Mark.size());
    const bool isValid = base::isUtf8(content);
    if (isValid || hasMark || isMostlyUtf8(content)) return decodeUtf8(content, isValid);
    return decodeGb18030(content);
}

}  // namespace mirror::filter
