#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "proxycore/api/result.h"

namespace mirror::http {

/// The boundary in a Content-Type value that is multipart/form-data; nothing for other types and for one without a sound boundary (RFC 2046 section 5.1.1).
std::optional<std::string> multipartBoundary(std::string_view contentType);

/// What the head of a form's part says (RFC 7578 section 4.2).
struct FormPart {
    std::string name;
    std::string filename;
    bool isFile = false;       ///< has a file name that is not empty
    bool isUtf8 = true;        ///< its Content-Type names no other charset
};

/// Takes a form apart as it arrives, sans-IO. Strict, because what it takes for a file another reader must not take for a field: CRLF only, no preamble, no epilogue, no
/// padding behind a boundary, the boundary nowhere within a part, one Content-Disposition a part with no parameters but name, filename and filename*.
class MultipartReader {
public:
    explicit MultipartReader(std::string_view boundary);

    enum class Kind : std::uint8_t {
        needMore,  ///< all that was fed is used up, but for what may be part of a boundary
        part,      ///< a part begins; the one before is complete
        data,      ///< of the part
        end,       ///< of the form; a line end behind it is another item of this kind
    };
    /// `raw` are the bytes the item was made of: those of all items in order are what was fed. Valid until the next feed().
    struct Item {
        Kind kind = Kind::needMore;
        std::string_view raw;
    };
    void feed(std::string_view bytes);
    /// The next item. badRequest when the form is malformed, has more than 1,000 parts, or a part's head is larger than 8 KiB.
    Result<Item> next();
    /// No more is fed: badRequest unless the form has ended.
    Result<void> finish() const;
    /// Of the part that began last.
    const FormPart& part() const { return m_part; }

private:
    enum class State : std::uint8_t { start, data, boundary, ended };
    std::string_view rest() const { return std::string_view(m_buffer).substr(m_used); }
    Item take(Kind kind, std::size_t size);
    Result<Item> nextData();
    Result<Item> nextBoundary();
    Result<Item> nextBehindEnd();
    Result<void> parseHead(std::string_view head);

    std::string m_dashBoundary;  // "--" and the boundary
    std::string m_buffer;
    std::size_t m_used = 0;
    State m_state = State::start;
    FormPart m_part;
    std::size_t m_parts = 0;
    bool m_lineEnded = false;
};

}  // namespace mirror::http
