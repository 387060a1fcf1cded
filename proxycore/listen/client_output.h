#pragma once
#include <string>

#include "exchange/client.h"
#include "net/stream.h"

namespace mirror::listen {

/// The way to the client: frames an answer, sends what the socket takes, keeps the rest. One a request, reset() between.
class ClientOutput final : public exchange::ClientWriter {
public:
    /// How the request wants to be answered.
    struct Terms {
        bool isHead = false;         ///< no body is sent
        bool canChunk = true;        ///< HTTP/1.1
        bool keepAlive = true;       ///< the connection may go on
        bool expectContinue = false;
        Milliseconds writeStall{0};
    };
    void attach(net::Stream& stream, net::Canceller& clientGone, const Terms& terms);
    /// Ready for the next request; keeps a modest buffer.
    void detach();

    void begin(int status, std::string_view fields, exchange::AnswerBody body, std::uint64_t contentLength) override;
    void continueRequest() override;
    bool write(std::string_view data) override;
    bool finish() override;
    void abort() override;
    void reset() override;
    void closeAfter() override { m_terms.keepAlive = false; }
    bool isBlocked() const override { return m_sent < m_out.size() && !m_broken; }
    base::Task<bool> drained() override;
    bool hasBegun() const override { return m_begun; }
    std::uint64_t bytesWritten() const override { return m_bytes; }
    std::optional<SteadyTime> finishedAt() const override { return m_finishedAt; }

    /// The client waits for 100 Continue and has not been told to go on: its body will not come.
    bool isBodyHeldBack() const { return m_terms.expectContinue; }
    bool isFinished() const { return m_finished; }
    /// Whether another request may follow on the connection.
    bool mayContinue() const { return m_finished && m_terms.keepAlive && !m_broken && !m_aborted; }

private:
    bool flush();
    bool sendOrKeep(std::string_view framed);
    net::Stream* m_stream = nullptr;
    net::Canceller* m_clientGone = nullptr;
    Terms m_terms;
    std::string m_out;
    std::size_t m_sent = 0;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_bodyLeft = 0;
    std::optional<SteadyTime> m_finishedAt;
    exchange::AnswerBody m_body = exchange::AnswerBody::none;
    bool m_begun = false, m_finished = false, m_broken = false, m_aborted = false, m_rawBody = false;
};

}  // namespace mirror::listen
