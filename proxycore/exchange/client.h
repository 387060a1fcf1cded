#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/task.h"
#include "proxycore/api/result.h"
#include "proxycore/api/units.h"

/// The caller's side of one exchange, as handlers see it. Implemented by listen/; faked in tests.
namespace mirror::exchange {

/// The body of the request being served.
class RequestBody {
public:
    virtual ~RequestBody() = default;
    /// The whole body, framing and content coding taken off; valid until the exchange ends. `capacity()` bytes may be read
    /// from its start (padding for the JSON parser). Errors: bodyTooLarge, requestTimeout, badRequest, unsupportedEncoding, clientGone.
    virtual base::Task<Result<std::string_view>> readAll() = 0;
    virtual std::size_t capacity() const = 0;
    /// How long the body of this request may be instead of `http.max_body`, on the wire and after inflation. Before anything is read of it; does nothing where there is no such bound.
    virtual void allow(std::uint64_t /*bytes*/) {}
    /// The next piece as it arrives, framing taken off, content coding left on; empty at the end. Valid until the next call.
    virtual base::Task<Result<std::string_view>> readSome() = 0;
};

enum class AnswerBody : std::uint8_t { none, length, chunked };

/// Where the answer goes. Bytes given here are on their way at once if the socket takes them; what it does not take is
/// kept, and isBlocked() says that the giver must wait before giving more (back-pressure).
class ClientWriter {
public:
    virtual ~ClientWriter() = default;
    /// Starts the answer. `fields` are serialised header lines ("Name: value\r\n"...) without framing or connection
    /// fields, which the writer adds. Held back until the first body byte or finish(), to leave in one packet.
    virtual void begin(int status, std::string_view fields, AnswerBody body, std::uint64_t contentLength = 0) = 0;
    /// An interim 1xx answer or nothing if the client needs none.
    virtual void continueRequest() = 0;
    /// Body bytes. False when the client is gone (further writes are ignored).
    virtual bool write(std::string_view data) = 0;
    /// Ends the body; false as above.
    virtual bool finish() = 0;
    /// The connection will be closed without the final chunk: the client must not take the answer for complete.
    virtual void abort() = 0;
    /// As abort(), by a TCP reset (simulated faults).
    virtual void reset() = 0;
    /// The connection is closed after this answer (announced if the head has not gone yet).
    virtual void closeAfter() = 0;
    virtual bool isBlocked() const = 0;
    /// Waits until kept bytes are gone. False: client gone or too slow (http.write_stall).
    virtual base::Task<bool> drained() = 0;
    /// Whether begin() has been called: the status can no longer change.
    virtual bool hasBegun() const = 0;
    virtual std::uint64_t bytesWritten() const = 0;
    /// When the last byte of a finished answer was handed to the socket; nothing before that.
    virtual std::optional<SteadyTime> finishedAt() const = 0;
};

}  // namespace mirror::exchange
