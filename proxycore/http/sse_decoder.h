#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "proxycore/api/result.h"

namespace mirror::http {

/// Server-sent events from bytes (WHATWG HTML 9.2.6). Accepts LF, CRLF and CR line ends, "data:" with or without a space,
/// comments, blank lines before and between events, a UTF-8 BOM at the start.
class SseDecoder {
public:
    explicit SseDecoder(std::size_t maxEventBytes) : m_maxEventBytes(maxEventBytes) {}

    enum class Kind : unsigned char {
        needMore,   ///< `input` is used up
        event,      ///< an event with data
        keepAlive,  ///< a comment or a blank line: proof of life, not an event
    };
    struct Item {
        Kind kind = Kind::needMore;
        /// Payload of the data lines joined by LF. Points into `input` when one data line arrived whole (the usual
        /// case, no copy), else into the decoder; valid until the next call.
        std::string_view data;
        std::string_view event;    ///< value of the event: field, usually empty; valid as above
        std::size_t consumed = 0;  ///< bytes of `input` used up by this call
    };
    /// The next item. Call again with the rest of `input` until kind is needMore (all of `input` is then kept or used).
    /// upstreamBadResponse when an event grows beyond maxEventBytes.
    Result<Item> next(std::string_view input);
    /// Whether bytes of an unfinished event are held (a cut stream, or a last event without its blank line).
    bool hasPartial() const { return !m_partial.empty() || m_hasData; }

private:
    enum class Line : unsigned char { blank, comment, field };
    Line takeLine(std::string_view line);
    std::size_t lineEndSize(std::string_view rest, std::size_t end);
    void addData(std::string_view value, bool inInput);
    void keep();  // moves the view into m_data before the caller's bytes go away
    Item dispatch(std::size_t used);
    void startEvent();
    std::size_t dataSize() const { return m_view.size() + m_data.size(); }

    std::size_t m_maxEventBytes;
    std::string m_partial;    // the unfinished line
    std::string m_data;       // of the unfinished event, or of the one handed out last
    std::string_view m_view;  // data still in the caller's bytes; only set during next()
    std::string m_event;
    bool m_hasData = false;
    bool m_dispatched = false;
    bool m_lastWasCr = false;
    bool m_started = false;
};

}  // namespace mirror::http
