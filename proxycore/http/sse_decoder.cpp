#include "http/sse_decoder.h"

#include <cstring>

namespace mirror::http {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kKeptCapacity = 64 * 1024;  // one huge event must not pin its memory for the rest of the stream

/// Position of the first LF or CR; text.size() if there is none.
std::size_t findLineEnd(std::string_view text) {
    const auto* lf = static_cast<const char*>(std::memchr(text.data(), '\n', text.size()));
    const std::size_t bound = lf ? static_cast<std::size_t>(lf - text.data()) : text.size();
    const auto* cr = static_cast<const char*>(std::memchr(text.data(), '\r', bound));
    return cr ? static_cast<std::size_t>(cr - text.data()) : bound;
}

/// The value of the field `name` if `line` is one: after the colon and one space, or empty where there is no colon.
bool readField(std::string_view line, std::string_view name, std::string_view& value) {
    if (!line.starts_with(name)) return false;
    line.remove_prefix(name.size());
    if (!line.empty() && line.front() != ':') return false;
    if (!line.empty()) line.remove_prefix(1);
    if (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    value = line;
    return true;
}

void release(std::string& text) {
    if (text.capacity() > kKeptCapacity) text = {};
    text.clear();
}

}  // namespace

Result<SseDecoder::Item> SseDecoder::next(std::string_view input) {
    if (m_dispatched) startEvent();
    std::size_t used = 0;
    if (m_lastWasCr && !input.empty()) {
        used = input.front() == '\n' ? 1 : 0;
        m_lastWasCr = false;
    }
    while (used < input.size()) {
        const std::string_view rest = input.substr(used);
        const std::size_t end = findLineEnd(rest);
        if (m_partial.size() + end + dataSize() > m_maxEventBytes)
            return fail(ErrorCode::upstreamBadResponse, {}, "event too large");
        if (end == rest.size()) {
            m_partial += rest;
            break;
        }
        used += lineEndSize(rest, end) + end;
        const Line kind = takeLine(rest.substr(0, end));
        if (kind == Line::blank && m_hasData) return dispatch(used);
        if (kind == Line::blank) release(m_event);
        if (kind == Line::field) continue;
        keep();
        return Item{Kind::keepAlive, {}, {}, used};
    }
    keep();
    return Item{Kind::needMore, {}, {}, input.size()};
}

std::size_t SseDecoder::lineEndSize(std::string_view rest, std::size_t end) {
    if (rest[end] == '\n') return 1;
    // A CR at the end of what has arrived ends its line now; an LF that follows later belongs to it.
    m_lastWasCr = end + 1 == rest.size();
    return !m_lastWasCr && rest[end + 1] == '\n' ? 2 : 1;
}

SseDecoder::Line SseDecoder::takeLine(std::string_view line) {
    const bool whole = m_partial.empty();
    if (!whole) {
        m_partial += line;
        line = m_partial;
    }
    if (!m_started && line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
    m_started = true;
    const Line kind = line.empty() ? Line::blank : line.front() == ':' ? Line::comment : Line::field;
    std::string_view value;
    if (readField(line, "data", value))
        addData(value, whole);
    else if (readField(line, "event", value))
        m_event = value;
    release(m_partial);
    return kind;
}

void SseDecoder::addData(std::string_view value, bool inInput) {
    if (!m_hasData && inInput) {
        m_view = value;
    } else {
        keep();
        if (m_hasData) m_data += '\n';
        m_data += value;
    }
    m_hasData = true;
}

void SseDecoder::keep() {
    if (m_view.data() == nullptr) return;
    m_data = m_view;
    m_view = {};
}

SseDecoder::Item SseDecoder::dispatch(std::size_t used) {
    m_dispatched = true;
    m_hasData = false;
    const std::string_view data = m_view.data() != nullptr ? m_view : std::string_view(m_data);
    m_view = {};
    return {Kind::event, data, m_event, used};
}

void SseDecoder::startEvent() {
    release(m_data);
    release(m_event);
    m_dispatched = false;
}

}  // namespace mirror::http
