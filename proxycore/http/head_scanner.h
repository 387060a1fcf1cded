#pragma once
#include <cstddef>
#include <string_view>

namespace mirror::http {

/// Finds the end of a message head in bytes that arrive piecemeal, and refuses bare CR, bare LF, NUL and other controls as
/// soon as they are seen. Linear over all calls together: it remembers how far it has looked.
class HeadScanner {
public:
    enum class State : unsigned char { needMore, complete, tooLarge, malformed };
    explicit HeadScanner(std::size_t maxBytes) : m_maxBytes(maxBytes) {}
    /// `bytes` is everything received of this message so far (the same start each time, more at the end).
    /// Before a request line, up to 4 empty lines are skipped (RFC 9112 2.2): headStart() is where the head begins.
    State scan(std::string_view bytes);
    std::size_t headStart() const { return m_start; }
    /// One past the blank line, counted from the start of `bytes`; valid when complete.
    std::size_t headEnd() const { return m_end; }

private:
    std::size_t m_maxBytes;
    std::size_t m_start = 0;
    std::size_t m_looked = 0;
    std::size_t m_line = 0;  // start of the line being looked at
    std::size_t m_end = 0;
};

}  // namespace mirror::http
