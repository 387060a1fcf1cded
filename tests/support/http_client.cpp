#include "support/http_client.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace mirror::test {
namespace {

bool allowsBody(int status, std::string_view method) { return method != "HEAD" && status != 204 && status != 304; }

bool fails(HttpAnswer& answer, std::string why) {
    answer.end = HttpAnswer::End::malformed;
    answer.why = std::move(why);
    return false;
}

bool isFieldName(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

bool parseStatusLine(std::string_view line, HttpAnswer& answer) {
    if (!line.starts_with("HTTP/1.1 ") || line.size() < 13 || line[12] != ' ') return fails(answer, "status line: " + std::string(line));
    const auto status = base::parseDecimal(line.substr(9, 3));
    if (!status || *status < 100) return fails(answer, "status line: " + std::string(line));
    answer.status = static_cast<int>(*status);
    return true;
}

bool parseHead(std::string_view head, HttpAnswer& answer) {
    bool first = true;
    while (!head.empty()) {
        const std::size_t end = head.find("\r\n");
        const std::string_view line = head.substr(0, end);
        head.remove_prefix(std::min(head.size(), end + 2));
        if (line.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos) return fails(answer, "bare CR, LF or NUL");
        if (std::exchange(first, false)) {
            if (!parseStatusLine(line, answer)) return false;
            continue;
        }
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || !isFieldName(line.substr(0, colon))) return fails(answer, "field: " + std::string(line));
        answer.fields.emplace_back(line.substr(0, colon), base::trim(line.substr(colon + 1)));
    }
    return true;
}

}  // namespace

std::string HttpAnswer::field(std::string_view name) const {
    std::string value;
    int count = 0;
    for (const auto& [known, text] : fields) {
        if (!base::equalsIgnoreCase(known, name)) continue;
        value = text;
        ++count;
    }
    return count > 1 ? "!" + std::to_string(count) : value;
}

bool HttpAnswer::has(std::string_view name) const {
    return std::any_of(fields.begin(), fields.end(), [&](const auto& field) { return base::equalsIgnoreCase(field.first, name); });
}

nlohmann::json HttpAnswer::json() const { return nlohmann::json::parse(body, nullptr, false); }

std::vector<Piece> HttpAnswer::events() const {
    std::vector<Piece> found;
    std::string pending;
    for (const Piece& piece : pieces) {
        pending += piece.data;
        for (std::size_t blank = pending.find("\n\n"); blank != std::string::npos; blank = pending.find("\n\n")) {
            if (pending.starts_with("data: ")) found.push_back({pending.substr(6, blank - 6), piece.at});
            pending.erase(0, blank + 2);
        }
    }
    return found;
}

std::string HttpAnswer::text() const {
    std::string text;
    for (const Piece& event : events()) {
        const nlohmann::json chunk = nlohmann::json::parse(event.data, nullptr, false);
        if (!chunk.is_object() || !chunk.contains("choices")) continue;
        for (const nlohmann::json& choice : chunk["choices"])
            text += choice.value(nlohmann::json::json_pointer("/delta/content"), std::string());
    }
    return text;
}

bool HttpAnswer::saysDone() const {
    const std::vector<Piece> all = events();
    return std::any_of(all.begin(), all.end(), [](const Piece& event) { return event.data == "[DONE]"; });
}

bool HttpClient::drip(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (!send(bytes.substr(i, 1))) return false;
    }
    return true;
}

bool HttpClient::fill(HttpAnswer& answer, SteadyTime deadline) {
    const auto left = std::chrono::duration_cast<Milliseconds>(deadline - std::chrono::steady_clock::now());
    const ByteStream::Received received = m_stream->receive(std::max(left, Milliseconds(0)));
    m_arrived = std::chrono::steady_clock::now();
    switch (received.got) {
        case ByteStream::Got::data: m_in += received.data; return true;
        case ByteStream::Got::end: answer.end = m_untilClose && answer.status > 0 ? HttpAnswer::End::complete : HttpAnswer::End::cut; return false;
        case ByteStream::Got::reset: answer.end = HttpAnswer::End::reset; return false;
        case ByteStream::Got::timeout: answer.end = HttpAnswer::End::timeout; return false;
    }
    return false;
}

bool HttpClient::takeHead(HttpAnswer& answer, SteadyTime deadline) {
    while (true) {
        std::size_t end = m_in.find("\r\n\r\n");
        while (end == std::string::npos) {
            if (!fill(answer, deadline)) return false;
            end = m_in.find("\r\n\r\n");
        }
        answer.fields.clear();
        if (!parseHead(std::string_view(m_in).substr(0, end + 2), answer)) return false;
        m_in.erase(0, end + 4);
        if (answer.status >= 200) return true;
        answer.interim.push_back(std::exchange(answer.status, 0));
    }
}

HttpAnswer HttpClient::readHead(Milliseconds timeout) {
    HttpAnswer answer;
    m_left = 0;
    m_inChunk = m_untilClose = false;
    if (!m_stream) return answer;
    if (!takeHead(answer, std::chrono::steady_clock::now() + timeout)) return answer;
    answer.end = HttpAnswer::End::timeout;
    answer.chunked = answer.field("transfer-encoding") == "chunked";
    if (answer.chunked && answer.has("content-length")) fails(answer, "Content-Length beside Transfer-Encoding");
    if (answer.chunked) return answer;
    const auto length = base::parseDecimal(answer.field("content-length"));
    m_untilClose = !length;
    m_left = length.value_or(0);
    return answer;
}

void HttpClient::keep(HttpAnswer& answer, std::size_t count) {
    if (count == 0) return;
    answer.body.append(m_in, 0, count);
    answer.pieces.push_back({m_in.substr(0, count), m_arrived});
    m_in.erase(0, count);
}

HttpClient::Step HttpClient::takeLength(HttpAnswer& answer) {
    const std::size_t count = m_untilClose ? m_in.size() : static_cast<std::size_t>(std::min<std::uint64_t>(m_left, m_in.size()));
    keep(answer, count);
    if (m_untilClose) return Step::more;
    m_left -= count;
    return m_left == 0 ? Step::done : Step::more;
}

HttpClient::Step HttpClient::takeChunk(HttpAnswer& answer) {
    if (m_inChunk) {
        const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(m_left, m_in.size()));
        keep(answer, count);
        m_left -= count;
        if (m_left > 0 || m_in.size() < 2) return Step::more;
        if (!m_in.starts_with("\r\n")) return fails(answer, "chunk end"), Step::failed;
        m_in.erase(0, 2);
        m_inChunk = false;
    }
    const std::size_t end = m_in.find("\r\n");
    if (end == std::string::npos) return Step::more;
    const char* last = m_in.data() + end;
    const auto parsed = std::from_chars(m_in.data(), last, m_left, 16);
    if (parsed.ptr != last || end == 0) return fails(answer, "chunk size " + m_in.substr(0, end)), Step::failed;
    if (m_left == 0) {
        if (m_in.size() < end + 4) return Step::more;
        if (m_in.compare(end, 4, "\r\n\r\n") != 0) return fails(answer, "trailers"), Step::failed;
        m_in.erase(0, end + 4);
        return Step::done;
    }
    m_in.erase(0, end + 2);
    m_inChunk = true;
    return takeChunk(answer);
}

HttpClient::Step HttpClient::takeBody(HttpAnswer& answer) { return answer.chunked ? takeChunk(answer) : takeLength(answer); }

void HttpClient::finish(HttpAnswer& answer, std::string_view method, Milliseconds timeout) {
    if (answer.status == 0 || answer.end == HttpAnswer::End::malformed || answer.isComplete()) return;
    const SteadyTime deadline = std::chrono::steady_clock::now() + timeout;
    if (!allowsBody(answer.status, method)) {
        answer.end = HttpAnswer::End::complete;
        return;
    }
    Step step = takeBody(answer);
    while (step == Step::more && fill(answer, deadline)) step = takeBody(answer);
    if (step == Step::done) answer.end = HttpAnswer::End::complete;
}

bool HttpClient::readEvents(HttpAnswer& answer, std::size_t count, Milliseconds timeout) {
    const SteadyTime deadline = std::chrono::steady_clock::now() + timeout;
    Step step = takeBody(answer);
    while (answer.events().size() < count && step == Step::more && fill(answer, deadline)) step = takeBody(answer);
    if (step == Step::done) answer.end = HttpAnswer::End::complete;
    return answer.events().size() >= count;
}

HttpAnswer HttpClient::read(std::string_view method, Milliseconds timeout) {
    const SteadyTime deadline = std::chrono::steady_clock::now() + timeout;
    HttpAnswer answer = readHead(timeout);
    finish(answer, method, std::chrono::duration_cast<Milliseconds>(deadline - std::chrono::steady_clock::now()));
    return answer;
}

bool HttpClient::isClosedByPeer(Milliseconds timeout) {
    if (!m_in.empty()) return false;
    const ByteStream::Received received = m_stream->receive(timeout);
    return received.got == ByteStream::Got::end || received.got == ByteStream::Got::reset;
}

std::string postRequest(std::string_view path, std::string_view key, std::string_view body, std::string_view fields) {
    std::string request = "POST " + std::string(path) + " HTTP/1.1\r\nHost: mirror.test\r\nContent-Type: application/json\r\n";
    if (!key.empty()) request += "Authorization: Bearer " + std::string(key) + "\r\n";
    return request + "Content-Length: " + std::to_string(body.size()) + "\r\n" + std::string(fields) + "\r\n" + std::string(body);
}

std::string getRequest(std::string_view path, std::string_view key, std::string_view fields) {
    std::string request = "GET " + std::string(path) + " HTTP/1.1\r\nHost: mirror.test\r\n";
    if (!key.empty()) request += "Authorization: Bearer " + std::string(key) + "\r\n";
    return request + std::string(fields) + "\r\n";
}

std::string chatBody(std::string_view model, std::string_view more) {
    return R"({"model":")" + std::string(model) + R"(","messages":[{"role":"user","content":"上海的天气如何?"}])" + std::string(more) + "}";
}

}  // namespace mirror::test
