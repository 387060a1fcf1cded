#pragma once
#include <charconv>
#include <string>
#include <string_view>

namespace mirror::http {

/// Writes heads. Names and values come from our code, from a parsed head or from a file (a key with a stray line end): a
/// field whose name is no token or whose value has a control character is dropped whole, and such bytes of a target go
/// out percent-encoded, so that nothing can split a message.
class HeadWriter {
public:
    /// Appends to `out`, which the caller owns.
    explicit HeadWriter(std::string& out) : m_out(out) {}
    void requestLine(std::string_view method, std::string_view target);
    void statusLine(int status);  ///< HTTP/1.1 with the standard reason phrase
    void field(std::string_view name, std::string_view value);
    void field(std::string_view name, std::uint64_t value);
    void end() { m_out += "\r\n"; }

private:
    std::string& m_out;
};

std::string_view reasonPhrase(int status);
/// Appends one chunk: size in hex, CRLF, data, CRLF. Nothing for empty data (that would end the body).
void appendChunk(std::string& out, std::string_view data);
inline constexpr std::string_view kLastChunk = "0\r\n\r\n";

}  // namespace mirror::http
