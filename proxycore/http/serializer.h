#pragma once
#include <charconv>
#include <span>
#include <string>
#include <string_view>

#include "http/byte_scan.h"

namespace mirror::http {

/// The name of a field with its ": ", known when compiling and checked there.
class FieldName {
public:
    template <std::size_t N>
    consteval FieldName(const char (&literal)[N]) : m_text(literal, N - 1) {  // NOLINT: stands for the literal
        if (!m_text.ends_with(": ") || !isToken(m_text.substr(0, m_text.size() - 2))) throw "no field name with its colon";
    }
    std::string_view text() const { return m_text; }

private:
    std::string_view m_text;
};

/// Writes heads. Names and values come from our code, from a parsed head or from a file (a key with a stray line end): a
/// field whose name is no token or whose value has a control character is dropped whole, and such bytes of a target go
/// out percent-encoded, so that nothing can split a message.
class HeadWriter {
public:
    /// Appends to `out`, which the caller owns.
    explicit HeadWriter(std::string& out) : m_out(out) {}
    /// The target may come in parts.
    void requestLine(std::string_view method, std::span<const std::string_view> target);
    void requestLine(std::string_view method, std::string_view target) { requestLine(method, std::span(&target, 1)); }
    void statusLine(int status);  ///< HTTP/1.1 with the standard reason phrase
    void field(std::string_view name, std::string_view value);
    void field(std::string_view name, std::uint64_t value);
    /// As field(), with the name's check done by the compiler: put("Host: ", value).
    void put(FieldName name, std::string_view value);
    void put(FieldName name, std::uint64_t value);
    void end() { m_out += "\r\n"; }

private:
    std::string& m_out;
};

std::string_view reasonPhrase(int status);
/// Appends one chunk: size in hex, CRLF, data, CRLF. Nothing for empty data (that would end the body).
void appendChunk(std::string& out, std::string_view data);
inline constexpr std::string_view kLastChunk = "0\r\n\r\n";

}  // namespace mirror::http
