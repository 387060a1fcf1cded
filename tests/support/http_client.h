#pragma once
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/loopback.h"
#include "support/patience.h"

/// A strict, blocking HTTP/1.1 client that sends exactly the bytes it is told to. Its own code on purpose: what it reads
/// must not be judged by the parser under test.
namespace mirror::test {

/// Something that arrived, and when.
struct Piece {
    std::string data;
    SteadyTime at{};
};

struct HttpAnswer {
    enum class End : std::uint8_t {
        complete,   ///< framing says it is all there
        cut,        ///< the connection ended before
        reset,      ///< ... by a TCP reset
        timeout,
        malformed,  ///< see `why`
    };
    int status = 0;  ///< 0: no head came
    std::vector<int> interim;  ///< 1xx seen before
    std::vector<std::pair<std::string, std::string>> fields;
    std::string body;  ///< framing taken off
    std::vector<Piece> pieces;  ///< the body as it arrived
    End end = End::timeout;
    std::string why;
    bool chunked = false;

    bool isComplete() const { return end == End::complete; }
    /// The only value of that field, "" if there is none, "!" and the count if there are several.
    std::string field(std::string_view name) const;
    bool has(std::string_view name) const;
    nlohmann::json json() const;  ///< discarded value if the body is no JSON
    /// Data of each SSE event with the time its last byte came.
    std::vector<Piece> events() const;
    /// Content of all choices' deltas, and whether [DONE] came.
    std::string text() const;
    bool saysDone() const;
};

class HttpClient {
public:
    explicit HttpClient(std::unique_ptr<ByteStream> stream) : m_stream(std::move(stream)) {}
    bool isConnected() const { return m_stream != nullptr; }
    ByteStream& stream() { return *m_stream; }
    bool send(std::string_view bytes) { return m_stream && m_stream->send(bytes); }
    /// One byte a write, so that each arrives by itself.
    bool drip(std::string_view bytes);
    /// The next answer. `method` decides whether a body may follow. Bytes after it are kept for the next call.
    HttpAnswer read(std::string_view method = "POST", Milliseconds timeout = kPatience);
    /// Only the head and what body came with it; the rest is read by finish().
    HttpAnswer readHead(Milliseconds timeout = kPatience);
    /// Reads on until `count` SSE events of `answer` are there.
    bool readEvents(HttpAnswer& answer, std::size_t count, Milliseconds timeout = kPatience);
    void finish(HttpAnswer& answer, std::string_view method = "POST", Milliseconds timeout = kPatience);
    /// Whether the peer ends the connection (or resets it) without sending anything more.
    bool isClosedByPeer(Milliseconds timeout = Milliseconds(2000 * kSlowness));
    void close() { m_stream.reset(); }

private:
    enum class Step : std::uint8_t { more, done, failed };
    bool fill(HttpAnswer& answer, SteadyTime deadline);
    bool takeHead(HttpAnswer& answer, SteadyTime deadline);
    Step takeBody(HttpAnswer& answer);
    Step takeChunk(HttpAnswer& answer);
    Step takeLength(HttpAnswer& answer);
    void keep(HttpAnswer& answer, std::size_t count);

    std::unique_ptr<ByteStream> m_stream;
    std::string m_in;
    SteadyTime m_arrived{};
    std::uint64_t m_left = 0;      // of the body or chunk
    bool m_inChunk = false;
    bool m_untilClose = false;
};

/// "POST /v1/chat/completions" with Host, key, Content-Length and `fields` ("Name: value\r\n"...).
std::string postRequest(std::string_view path, std::string_view key, std::string_view body, std::string_view fields = {});
std::string getRequest(std::string_view path, std::string_view key = {}, std::string_view fields = {});
/// A chat body for `model`; `more` is spliced in before the closing brace, e.g. ",\"stream\":true".
std::string chatBody(std::string_view model = "test-model", std::string_view more = {});

}  // namespace mirror::test
