#include "http/multipart_reader.h"

#include <algorithm>

#include "base/text.h"
#include "http/form_part.h"

namespace mirror::http {

namespace {

constexpr std::size_t kMaxHead = 8 * 1024;
constexpr std::size_t kMaxParts = 1000;
constexpr std::size_t kMaxBoundary = 70;

tl::unexpected<Error> malformed(const char* rule) { return fail(ErrorCode::badRequest, {}, rule); }

bool isBoundaryLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("'()+_,-./:=?").find(c) != std::string_view::npos;
}

}  // namespace

std::optional<std::string> multipartBoundary(std::string_view contentType) {
    const std::size_t end = contentType.find(';');
    if (end == std::string_view::npos || !base::equalsIgnoreCase(base::trim(contentType.substr(0, end)), "multipart/form-data")) return std::nullopt;
    constexpr std::string_view kName = "boundary";
    std::optional<std::string> boundary;
    for (std::string_view parameter : base::split(contentType.substr(end + 1), ';')) {
        parameter = base::trim(parameter);
        const std::size_t equals = std::min(parameter.find('='), parameter.size());
        const std::string_view name = parameter.substr(0, equals);
        if (!base::equalsIgnoreCase(name.substr(0, kName.size()), kName)) continue;
        if (name.size() != kName.size()) return std::nullopt;  // "boundary*", "boundary ": some readers take them for it
        std::string_view value = parameter.substr(std::min(equals + 1, parameter.size()));
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
        if (boundary || value.empty() || value.size() > kMaxBoundary || !std::all_of(value.begin(), value.end(), isBoundaryLetter)) return std::nullopt;
        boundary = value;
    }
    return boundary;
}

MultipartReader::MultipartReader(std::string_view boundary) : m_dashBoundary("--" + std::string(boundary)) {}

void MultipartReader::feed(std::string_view bytes) {
    m_buffer.erase(0, m_used);
    m_used = 0;
    m_buffer += bytes;
}

MultipartReader::Item MultipartReader::take(Kind kind, std::size_t size) {
    const std::string_view raw = rest().substr(0, size);
    m_used += size;
    return {kind, raw};
}

Result<MultipartReader::Item> MultipartReader::next() {
    switch (m_state) {
        case State::data: return nextData();
        case State::ended: return nextBehindEnd();
        case State::start:
        case State::boundary: return nextBoundary();
    }
    return Item{};
}

/// All that cannot be the beginning of a line end and a boundary.
Result<MultipartReader::Item> MultipartReader::nextData() {
    const std::string_view text = rest();
    const std::size_t at = text.find(m_dashBoundary);
    if (at == std::string_view::npos) {
        const std::size_t kept = m_dashBoundary.size() + 1;
        if (text.size() <= kept) return Item{};
        return take(Kind::data, text.size() - kept);
    }
    // some readers take a bare line end for one: then what we took for a file would be a field to them
    if (at < 2 || text.substr(at - 2, 2) != "\r\n") return malformed("the boundary stands within a part");
    m_state = State::boundary;
    if (at > 2) return take(Kind::data, at - 2);
    return nextBoundary();
}

/// A boundary, with the line end before it but for the first, and the head behind it.
Result<MultipartReader::Item> MultipartReader::nextBoundary() {
    const std::string_view text = rest();
    const std::size_t lead = m_state == State::start ? 0 : 2;
    const std::size_t begin = lead + m_dashBoundary.size();
    const std::string_view known = text.substr(std::min(lead, text.size()), m_dashBoundary.size());
    if (!std::string_view(m_dashBoundary).starts_with(known)) return malformed("a form that does not begin with its boundary");
    if (text.size() < begin + 2) return Item{};
    const std::string_view follows = text.substr(begin, 2);
    if (follows == "--") {
        m_state = State::ended;
        return take(Kind::end, begin + 2);
    }
    if (follows != "\r\n") return malformed("something behind a boundary");
    const std::size_t headEnd = text.find("\r\n\r\n", begin);
    if (headEnd == std::string_view::npos) {
        if (text.size() > begin + kMaxHead) return malformed("the head of a part is too large");
        return Item{};
    }
    if (headEnd - begin > kMaxHead) return malformed("the head of a part is too large");
    if (++m_parts > kMaxParts) return malformed("too many parts");
    if (headEnd < begin + 2) return malformed("a part without a head");
    const std::string_view head = text.substr(begin + 2, headEnd - begin - 2);
    if (head.find(m_dashBoundary) != std::string_view::npos) return malformed("the boundary stands within a part");
    auto part = parseFormPart(head);
    if (!part) return fail(part.error());
    m_part = std::move(*part);
    m_state = State::data;
    return take(Kind::part, headEnd + 4);
}

/// One line end, and nothing else.
Result<MultipartReader::Item> MultipartReader::nextBehindEnd() {
    const std::string_view text = rest();
    if (text.empty()) return Item{};
    if (m_lineEnded || !std::string_view("\r\n").starts_with(text)) return malformed("bytes behind the end of a form");
    if (text.size() < 2) return Item{};
    m_lineEnded = true;
    return take(Kind::end, 2);
}

Result<void> MultipartReader::finish() const {
    if (m_state == State::ended && rest().empty()) return {};
    return malformed("the form does not end as forms do");
}

}  // namespace mirror::http
