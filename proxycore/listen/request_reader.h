#pragma once
#include <string>
#include <utility>

#include "exchange/client.h"
#include "http/body_decoder.h"
#include "http/head_scanner.h"
#include "http/message.h"
#include "listen/client_output.h"
#include "net/stream.h"
#include "proxycore/api/config.h"

namespace mirror::listen {

/// Reads one request from a stream: the head, then the body as the handler asks for it. What was received beyond the request
/// (pipelining) is kept for the next one.
class RequestReader final : public exchange::RequestBody {
public:
    void attach(net::Stream& stream, net::Canceller& clientGone, const HttpConfig& config, ClientOutput& output);
    /// Keeps `m_input` (bytes of the next request).
    void detach();
    bool hasInput() const { return !m_input.empty(); }
    /// Bytes of the next request. What readSome() has handed out is not among them, whether or not it was asked for more.
    std::string takeInput() {
        m_input.erase(0, std::exchange(m_used, 0));
        return std::move(m_input);
    }
    void giveInput(std::string input) { m_input = std::move(input); }

    /// Reads and parses the head into `head`, whose views live until detach(). `begun` becomes the time of the first byte. clientGone when
    /// the connection ends cleanly between requests.
    base::Task<Result<void>> readHead(http::RequestHead& head, SteadyTime& begun);
    /// Discards what is left of the body; false when the connection cannot be used any more.
    base::Task<bool> discardRest();
    bool bodyFinished() const { return m_decoder.finished(); }

    base::Task<Result<std::string_view>> readAll() override;
    std::size_t capacity() const override { return m_body.capacity(); }
    void allow(std::uint64_t bytes) override { m_maxBody = bytes; }
    base::Task<Result<std::string_view>> readSome() override;
    /// Bytes of this request: its head and what was taken of its body, framing included.
    std::uint64_t bytesRead() const { return m_bytes; }

private:
    bool begins(std::string_view data, SteadyTime& begun, SteadyTime& deadline) const;
    Result<bool> scan(http::HeadScanner& scanner, std::string_view data);
    Result<void> parse(http::RequestHead& head);
    Result<void> decodeInto(std::string& body);
    base::Task<Result<void>> receiveMore();
    SteadyTime bodyDeadline() const;

    net::Stream* m_stream = nullptr;
    net::Canceller* m_clientGone = nullptr;
    const HttpConfig* m_config = nullptr;
    ClientOutput* m_output = nullptr;
    std::string m_input;  // received, not yet used
    std::string m_head;   // bytes of the head
    std::string m_body;
    std::string m_contentCoding;
    http::BodyDecoder m_decoder;
    bool m_hasLength = false;
    std::uint64_t m_length = 0;
    std::uint64_t m_maxBody = 0;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_bodyBytes = 0;
    SteadyTime m_bodyStart{};
    std::size_t m_used = 0;  // bytes of m_input that readSome has handed out
};

}  // namespace mirror::listen
